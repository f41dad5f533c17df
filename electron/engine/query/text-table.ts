import { AppError } from '../../../shared/errors.ts';

/** Texts end up to here; typed arrays and patience end soon after. */
const MAX_BYTES = 0x7fff_0000;

/** Distinct texts up to this many are also kept decoded once they were asked for. */
const KEPT_DECODED = 65_536;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Distinct texts, numbered from 1 in order of first appearance and found by their UTF-8 bytes. Ten million of them
 * take a handful of typed arrays and not one string. The hash is keyed at random: logs cannot choose texts that
 * all fall on one another.
 */
export class TextTable {
  readonly #seed = (Math.random() * 0x1_0000_0000) >>> 0;
  readonly #factor = (((Math.random() * 0x1_0000_0000) | 0x0100_0193) >>> 0) | 1;
  #bytes = new Uint8Array(1_024);
  /** Where each text ends; text `k` begins where `k - 1` ends, and `#ends[0]` is 0. */
  #ends = new Uint32Array(64);
  #hashes = new Uint32Array(64);
  /** Codes by hash, open addressing; 0 is free. */
  #slots = new Uint32Array(128);
  #size = 0;
  #scratch = new Uint8Array(256);
  readonly #decoded: string[] = [];

  /** Distinct texts. */
  get size(): number {
    return this.#size;
  }

  /** Bytes of memory. */
  get byteLength(): number {
    return this.#bytes.byteLength + this.#ends.byteLength + this.#hashes.byteLength + this.#slots.byteLength;
  }

  /** All texts as UTF-8, one after the other; text `code` lies from `ends[code - 1]` to `ends[code]`. */
  get utf8(): Utf8Texts {
    return { bytes: this.#bytes, ends: this.#ends };
  }

  /** Makes room for so many further bytes of text, when it is known that they come. */
  reserve(bytes: number): void {
    const wanted = (this.#ends[this.#size] ?? 0) + bytes;
    if (wanted > this.#bytes.length) this.#bytes = grown(this.#bytes, Math.min(wanted, MAX_BYTES));
  }

  /** The code of a text, a new one when it was never seen. */
  intern(text: string): number {
    const length = this.#encode(text);
    return this.internUtf8(this.#scratch, 0, length);
  }

  /** The code of a text given as UTF-8, a new one when it was never seen. */
  internUtf8(bytes: Uint8Array, from: number, to: number): number {
    const hash = this.#hash(bytes, from, to);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let code = this.#slots[slot] ?? 0; code !== 0; code = this.#slots[slot] ?? 0) {
      if (this.#hashes[code] === hash && this.#holds(code, bytes, from, to)) return code;
      slot = (slot + 1) & mask;
    }
    return this.#add(bytes, from, to, hash, slot);
  }

  /** The code of a text; 0 when it was never seen. */
  codeOf(text: string): number {
    const length = this.#encode(text);
    const hash = this.#hash(this.#scratch, 0, length);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let code = this.#slots[slot] ?? 0; code !== 0; code = this.#slots[slot] ?? 0) {
      if (this.#hashes[code] === hash && this.#holds(code, this.#scratch, 0, length)) return code;
      slot = (slot + 1) & mask;
    }
    return 0;
  }

  /** The text of a code from 1 to {@link size}. */
  text(code: number): string {
    if (this.#size > KEPT_DECODED) return this.#decode(code);
    const known = this.#decoded[code];
    if (known !== undefined) return known;
    const text = this.#decode(code);
    this.#decoded[code] = text;
    return text;
  }

  #decode(code: number): string {
    return decoder.decode(this.#bytes.subarray(this.#ends[code - 1] ?? 0, this.#ends[code] ?? 0));
  }

  /** Writes a text into the scratch space; SQLite's way with lone surrogates is the same. */
  #encode(text: string): number {
    if (this.#scratch.length < text.length * 3) this.#scratch = new Uint8Array(text.length * 3);
    return encoder.encodeInto(text, this.#scratch).written;
  }

  #hash(bytes: Uint8Array, from: number, to: number): number {
    const factor = this.#factor;
    let hash = this.#seed;
    for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), factor);
    hash ^= hash >>> 15;
    hash = Math.imul(hash, 0x2c1b_3c6d);
    return (hash ^ (hash >>> 13)) >>> 0;
  }

  #holds(code: number, bytes: Uint8Array, from: number, to: number): boolean {
    const own = this.#bytes;
    const start = this.#ends[code - 1] ?? 0;
    if ((this.#ends[code] ?? 0) - start !== to - from) return false;
    for (let at = from, ownAt = start; at < to; at += 1, ownAt += 1) {
      if (own[ownAt] !== bytes[at]) return false;
    }
    return true;
  }

  #add(bytes: Uint8Array, from: number, to: number, hash: number, slot: number): number {
    const start = this.#ends[this.#size] ?? 0;
    const end = start + to - from;
    if (end > this.#bytes.length) this.#bytes = grown(this.#bytes, roomFor(end));
    const own = this.#bytes;
    for (let at = from, ownAt = start; at < to; at += 1, ownAt += 1) own[ownAt] = bytes[at] ?? 0;
    this.#size += 1;
    const code = this.#size;
    if (code >= this.#ends.length) {
      this.#ends = grown(this.#ends, this.#ends.length * 2);
      this.#hashes = grown(this.#hashes, this.#hashes.length * 2);
    }
    this.#ends[code] = end;
    this.#hashes[code] = hash;
    this.#slots[slot] = code;
    if (code * 3 > this.#slots.length * 2) this.#rehash();
    return code;
  }

  #rehash(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    const hashes = this.#hashes;
    for (let code = 1; code <= this.#size; code += 1) {
      let slot = (hashes[code] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = code;
    }
    this.#slots = slots;
  }
}

/** Distinct texts as UTF-8: text `code` lies from `ends[code - 1]` to `ends[code]`. */
export interface Utf8Texts {
  readonly bytes: Uint8Array;
  readonly ends: Uint32Array;
}

function roomFor(end: number): number {
  if (end > MAX_BYTES) {
    throw new AppError(
      'BAD_ARGUMENT',
      'This column has more than 2 GiB of different texts, too many to compare them all at once. Filter by text instead.',
    );
  }
  return Math.min(MAX_BYTES, end + (end >>> 1));
}

function grown<A extends Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>(array: A, length: number): A {
  const copy = array instanceof Uint8Array ? new Uint8Array(length) : new Uint32Array(length);
  copy.set(array);
  return copy as A;
}
