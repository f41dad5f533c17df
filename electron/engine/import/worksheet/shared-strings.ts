import { AppError } from '../../../../shared/errors.ts';
import type { Spool, SpoolFile } from '../open/spool.ts';
import type { ZipMember } from '../open/zip-members.ts';
import { readXml, type XmlHandlers } from './xml-elements.ts';

/** Most text of a workbook, in bytes. */
const MAX_BYTES = 1024 * 1024 * 1024;

/** Texts are put together to chunks of this many bytes, which are what is written and read again. */
const CHUNK_BYTES = 512 * 1024;
const CHUNK_TEXTS = 16 * 1024;

/** Chunks that wait to be written, and as many that were read again: texts are asked for in about the order in which they are there. */
const HELD_CHUNKS = 16;

/** Consecutive texts, as UTF-8 one behind the other. */
interface Chunk {
  readonly bytes: Buffer;
  readonly ends: Uint32Array;
}

/** Where a chunk is. */
interface Place {
  readonly first: number;
  readonly count: number;
  /** Position in the file, and bytes of its texts. */
  readonly at: number;
  readonly length: number;
}

/** The texts that cells name by number: some in memory, and the others in a file of the spool. */
export class SharedStrings {
  readonly #name: string;
  readonly #spool: Spool;
  readonly #places: Place[] = [];
  /** By place; the one asked for last is the last. */
  readonly #held = new Map<Place, Chunk>();
  /** Those that are not in the file yet. */
  readonly #unwritten: Place[] = [];
  #latest: Place | null = null;
  #file: SpoolFile | null = null;
  #bytes = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  #ends: number[] = [];
  #length = 0;
  #written = 0;
  #total = 0;
  #count = 0;

  /** @param name of the workbook, as the user knows it */
  constructor(name: string, spool: Spool) {
    this.#name = name;
    this.#spool = spool;
  }

  add(text: string): void {
    const most = text.length * 3;
    if (this.#length + most > this.#bytes.length || this.#ends.length === CHUNK_TEXTS) {
      this.#seal();
      if (most > this.#bytes.length) this.#bytes = Buffer.allocUnsafeSlow(most);
    }
    this.#length += this.#bytes.write(text, this.#length);
    this.#ends.push(this.#length);
    this.#count += 1;
  }

  /**
   * Writes what memory is too small for. To be called from time to time while texts are added, and behind the last.
   * @throws ARCHIVE_REFUSED when there are too many, DISK_FULL before the disk is full
   */
  async settle(): Promise<void> {
    if (this.#total > MAX_BYTES) {
      throw new AppError(
        'ARCHIVE_REFUSED',
        `${this.#name} holds more than ${MAX_BYTES / 1024 / 1024} MiB of texts, too many to look them up. Save the sheet as CSV.`,
      );
    }
    while (this.#unwritten.length > HELD_CHUNKS) {
      const place = this.#unwritten.shift();
      const chunk = place === undefined ? undefined : this.#held.get(place);
      if (place === undefined || chunk === undefined) return;
      this.#file ??= await this.#spool.newFile(this.#name);
      await this.#file.write(Buffer.from(chunk.ends.buffer));
      await this.#file.write(chunk.bytes);
      this.#held.delete(place);
    }
  }

  /** The text of a number; null when there is none. */
  at(index: number): string | null {
    if (!Number.isInteger(index) || index < 0 || index >= this.#count) return null;
    const place = this.#placeOf(index);
    if (place === null) return this.#textOf(this.#bytes, this.#ends, index - this.#sealed);
    const { bytes, ends } = this.#chunkAt(place);
    return this.#textOf(bytes, ends, index - place.first);
  }

  /** Gives the file back. */
  async close(): Promise<void> {
    await this.#file?.discard();
    this.#file = null;
  }

  /** Texts in chunks that are full. */
  get #sealed(): number {
    return this.#count - this.#ends.length;
  }

  #textOf(bytes: Buffer, ends: ArrayLike<number>, index: number): string {
    return bytes.toString('utf8', index === 0 ? 0 : ends[index - 1], ends[index]);
  }

  #seal(): void {
    const count = this.#ends.length;
    if (count === 0) return;
    const place: Place = { first: this.#sealed, count, at: this.#written, length: this.#length };
    this.#held.set(place, {
      bytes: Buffer.from(this.#bytes.subarray(0, this.#length)),
      ends: Uint32Array.from(this.#ends),
    });
    this.#places.push(place);
    this.#unwritten.push(place);
    this.#written += count * 4 + this.#length;
    this.#total += this.#length;
    this.#length = 0;
    this.#ends = [];
  }

  /** Null for what is in the chunk that is not full yet. */
  #placeOf(index: number): Place | null {
    if (index >= this.#sealed) return null;
    let low = 0;
    let high = this.#places.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#places[middle]?.first ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return this.#places[low] ?? null;
  }

  #chunkAt(place: Place): Chunk {
    const held = this.#held.get(place);
    if (held !== undefined && this.#latest === place) return held;
    const chunk = held ?? this.#read(place);
    this.#held.delete(place);
    this.#held.set(place, chunk);
    this.#latest = place;
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= this.#unwritten.length + HELD_CHUNKS) break;
      if (!this.#unwritten.includes(oldest)) this.#held.delete(oldest);
    }
    return chunk;
  }

  #read({ at, count, length }: Place): Chunk {
    const all = this.#file?.readAt(at, count * 4 + length) ?? Buffer.alloc(count * 4 + length);
    return { ends: new Uint32Array(all.buffer, all.byteOffset, count), bytes: all.subarray(count * 4) };
  }
}

/** Reads the part of a workbook that holds its shared strings; null for a workbook without one. */
export async function readSharedStrings(
  part: ZipMember | null,
  name: string,
  spool: Spool,
): Promise<SharedStrings> {
  const strings = new SharedStrings(name, spool);
  if (part === null) return strings;
  const runs = new TextRuns();
  const handlers: XmlHandlers = {
    opened(tag) {
      if (tag === 'si') runs.begin();
      else runs.opened(tag);
    },
    text: (text) => runs.text(text),
    closed(tag) {
      if (tag === 'si') strings.add(runs.end());
      else runs.closed(tag);
    },
  };
  try {
    for await (const _ of readXml(part.pieces(), handlers, name)) await strings.settle();
  } catch (error) {
    await strings.close();
    throw error;
  }
  return strings;
}

/** The text of a rich string: its runs one after the other, without the readings of East Asian text (`rPh`). */
export class TextRuns {
  #text = '';
  #inText = false;
  #readings = 0;

  begin(): void {
    this.#text = '';
    this.#inText = false;
    this.#readings = 0;
  }

  opened(tag: string): void {
    if (tag === 'rPh') this.#readings += 1;
    this.#inText = tag === 't' && this.#readings === 0;
  }

  text(text: string): void {
    if (this.#inText) this.#text += text;
  }

  closed(tag: string): void {
    if (tag === 'rPh') this.#readings -= 1;
    if (tag === 't') this.#inText = false;
  }

  end(): string {
    return unescaped(this.#text);
  }
}

/** Characters that XML cannot hold are written as `_x000D_`, and such a text itself as `_x005F_x000D_`. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
