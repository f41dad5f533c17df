import { crc32, createInflateRaw, type InflateRaw } from 'node:zlib';
import { gzipHeaderLength, isGzip, withoutPadding } from './gzip-header.ts';
import type { UnpackGuard } from './unpack-limits.ts';

/** Small pieces go in, because one byte of a hostile file can come out as a thousand. */
const FEED = 16 * 1024;

/** A header with a longer name than any file has is none. */
const MAX_HEADER_BYTES = 256 * 1024;
const MAGIC_BYTES = 3;

/** Checksum and length behind the deflated bytes of a member. */
const TRAILER_BYTES = 8;

const CUT_OFF = 'unexpected end of file';

/** Content of a gzip file as it unfolds. */
export interface Gunzipping {
  /** Next piece; null at the end. */
  next(): Promise<Buffer | null>;
  /** Why the content ends early, or is in doubt; null when neither. What came out is kept. */
  damage(): string | null;
  close(): void;
}

/**
 * Unfolds gzip input piece by piece: one member after the other (RFC 1952). Headers and checksums are looked at here,
 * because `zlib` keeps back what came out of the last bytes before one that is wrong, or before something else that
 * stands behind the end. Nor has it a limit on the output of a stream, so that is watched here.
 * @param read next input bytes; empty at the end
 */
export function gunzipping(read: () => Promise<Buffer>, guard: UnpackGuard): Gunzipping {
  const gzip = new GzipMembers(read, guard);
  return {
    async next() {
      while (gzip.ready.length === 0 && !gzip.ended) await gzip.step();
      if (gzip.refused !== null) throw gzip.refused;
      await guard.askDisk();
      return gzip.ready.shift() ?? null;
    },
    damage: () => gzip.damage,
    close: () => gzip.close(),
  };
}

class GzipMembers {
  readonly ready: Buffer[] = [];
  damage: string | null = null;
  ended = false;
  refused: unknown = null;
  readonly #read: () => Promise<Buffer>;
  readonly #guard: UnpackGuard;
  #pending: Buffer = Buffer.alloc(0);
  #isFirst = true;
  #member: Member | null = null;

  constructor(read: () => Promise<Buffer>, guard: UnpackGuard) {
    this.#read = read;
    this.#guard = guard;
  }

  /** Goes on by a header, by some deflated bytes, or by the end of a member. */
  async step(): Promise<void> {
    const member = this.#member;
    if (member === null) await this.#begin();
    else if (member.ended) await this.#finish(member);
    else await this.#feed(member);
  }

  close(): void {
    this.#member?.close();
  }

  async #begin(): Promise<void> {
    for (;;) {
      if (!this.#isFirst) this.#pending = withoutPadding(this.#pending);
      if (this.#pending.length > 0) break;
      if (!(await this.#more())) return this.#end(null);
    }
    let length = gzipHeaderLength(this.#pending);
    while (length === null && this.#mayGoOn() && (await this.#more())) {
      length = gzipHeaderLength(this.#pending);
    }
    if (length === null) {
      const isMember = this.#isFirst || isGzip(this.#pending);
      return this.#end(isMember ? CUT_OFF : 'something else stands behind its end');
    }
    this.#take(length);
    this.#isFirst = false;
    this.#member = new Member((piece) => this.#gave(piece));
  }

  /** Whether a header that is not whole may be one, if more is read. */
  #mayGoOn(): boolean {
    const { length } = this.#pending;
    return length < MAGIC_BYTES || (isGzip(this.#pending) && length < MAX_HEADER_BYTES);
  }

  async #feed(member: Member): Promise<void> {
    if (this.#pending.length === 0 && !(await this.#more())) {
      await member.cutOff();
      return this.#end(member.fault ?? CUT_OFF);
    }
    const piece = this.#pending.subarray(0, FEED);
    this.#guard.took(piece.length);
    this.#take(await member.feed(piece));
    if (member.fault !== null) this.#end(member.fault);
  }

  async #finish(member: Member): Promise<void> {
    while (this.#pending.length < TRAILER_BYTES) {
      if (!(await this.#more())) return this.#end(CUT_OFF);
    }
    const [checksum, length] = [this.#pending.readUInt32LE(0), this.#pending.readUInt32LE(4)];
    if (checksum !== member.checksum) return this.#end('incorrect data check');
    if (length !== member.length % 2 ** 32) return this.#end('incorrect length check');
    this.#take(TRAILER_BYTES);
    member.close();
    this.#member = null;
  }

  async #more(): Promise<boolean> {
    const bytes = await this.#read();
    this.#pending = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes]);
    return bytes.length > 0;
  }

  #take(bytes: number): void {
    this.#pending = this.#pending.subarray(bytes);
  }

  #gave(piece: Buffer): void {
    this.ready.push(piece);
    try {
      this.#guard.gave(piece.length);
    } catch (error) {
      this.refused = error;
    }
  }

  #end(damage: string | null): void {
    this.damage = damage;
    this.ended = true;
  }
}

/** The deflated bytes of one member. */
class Member {
  checksum = 0;
  /** Bytes that came out. */
  length = 0;
  /** Whether the last of them did. */
  ended = false;
  fault: string | null = null;
  readonly #inflate: InflateRaw = createInflateRaw({ chunkSize: 256 * 1024 });

  constructor(onPiece: (piece: Buffer) => void) {
    this.#inflate.on('data', (piece: Buffer) => {
      this.checksum = crc32(piece, this.checksum);
      this.length += piece.length;
      onPiece(piece);
    });
    this.#inflate.on('end', () => {
      this.ended = true;
    });
    this.#inflate.on('error', (error) => {
      this.fault = error.message;
    });
  }

  /** Unfolds some bytes. Returns how many of them were of this member. */
  async feed(piece: Buffer): Promise<number> {
    const before = this.#inflate.bytesWritten;
    await this.#settled((done) => this.#inflate.write(piece, done));
    return this.#inflate.bytesWritten - before;
  }

  /** The input ends here. */
  async cutOff(): Promise<void> {
    await this.#settled((done) => this.#inflate.end(done));
  }

  close(): void {
    this.#inflate.destroy();
  }

  /** Waits until a write or the end is through, whether it succeeded, met the end of the member, or broke the stream. */
  async #settled(start: (done: () => void) => void): Promise<void> {
    if (this.#inflate.destroyed) return;
    await new Promise<void>((resolve) => {
      const finish = (): void => {
        this.#inflate.off('close', finish);
        this.#inflate.off('end', finish);
        resolve();
      };
      this.#inflate.once('close', finish);
      this.#inflate.once('end', finish);
      start(finish);
    });
    // Output that zlib pushed in the same step reaches 'data' by the next turn.
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}
