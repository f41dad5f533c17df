import type { TextEncoding } from '../decode/text-encoding.ts';
import type { CsvDialect } from '../records/csv-splitter.ts';
import type { CellTable } from './csv-lexer.ts';

const FIRST_SLOTS = 1 << 10;

/**
 * The distinct cells of a column, by their bytes: text is decoded once for each, however often it occurs. Ids
 * run from 0; they hold until {@link forget}.
 */
export class CellTexts {
  /** Text of each distinct cell. */
  readonly texts: string[] = [];
  readonly #encoding: TextEncoding;
  readonly #quote: string;
  #slots = new Int32Array(FIRST_SLOTS).fill(-1);
  #hashes = new Int32Array(FIRST_SLOTS);
  #from = new Uint32Array(FIRST_SLOTS);
  /** Twice the length, plus 1 for a cell with doubled quotes: equal bytes then stand for another text. */
  #sizes = new Uint32Array(FIRST_SLOTS);
  /** Bytes of all distinct cells, one after the other. */
  #bytes = new Uint8Array(1 << 14);
  #used = 0;

  constructor(encoding: TextEncoding, dialect: CsvDialect) {
    this.#encoding = encoding;
    this.#quote = dialect.quote;
  }

  /** Forgets all cells. */
  forget(): void {
    this.texts.length = 0;
    this.#slots = new Int32Array(FIRST_SLOTS).fill(-1);
    this.#used = 0;
  }

  /** Writes the id of the cell of each row of a column to `ids`. */
  take(bytes: Buffer, table: CellTable, column: number, ids: Uint32Array): void {
    const { width, rows, starts, ends, escaped, hasEscaped } = table;
    // In variables of their own: what belongs to the object would be fetched again for each cell.
    let slots = this.#slots;
    let hashes = this.#hashes;
    let sizes = this.#sizes;
    let from = this.#from;
    let own = this.#bytes;
    let mask = slots.length - 1;
    let last = -1;
    for (let row = 0, cell = column; row < rows; row += 1, cell += width) {
      const start = starts[cell] ?? 0;
      const end = ends[cell] ?? 0;
      const length = end - start;
      // Neighbours are often equal; comparing is cheaper than hashing.
      const flag = hasEscaped ? (escaped[cell] ?? 0) : 0;
      const size = length * 2 + flag;
      if (last >= 0 && size === sizes[last] && isSame(own, from[last] ?? 0, bytes, start, length)) {
        ids[row] = last;
        continue;
      }
      const hash = hashOf(bytes, start, end, size);
      let slot = hash & mask;
      let id = slots[slot] ?? -1;
      while (id >= 0) {
        if (hashes[id] === hash && sizes[id] === size && isSame(own, from[id] ?? 0, bytes, start, length))
          break;
        slot = (slot + 1) & mask;
        id = slots[slot] ?? -1;
      }
      if (id < 0) {
        id = this.#add(bytes, start, end, hash, flag !== 0);
        slots[slot] = id;
        if (this.texts.length * 2 > slots.length) this.#grow();
        slots = this.#slots;
        hashes = this.#hashes;
        sizes = this.#sizes;
        from = this.#from;
        own = this.#bytes;
        mask = slots.length - 1;
      }
      ids[row] = id;
      last = id;
    }
  }

  #add(bytes: Buffer, start: number, end: number, hash: number, escaped: boolean): number {
    const id = this.texts.length;
    const text = this.#encoding.decodeRange(bytes, start, end);
    this.texts.push(escaped ? text.replaceAll(this.#quote + this.#quote, this.#quote) : text);
    if (id === this.#hashes.length) this.#growEntries();
    if (this.#used + end - start > this.#bytes.length) this.#growBytes(end - start);
    this.#hashes[id] = hash;
    this.#from[id] = this.#used;
    this.#sizes[id] = (end - start) * 2 + (escaped ? 1 : 0);
    for (let at = start; at < end; at += 1, this.#used += 1) this.#bytes[this.#used] = bytes[at] ?? 0;
    return id;
  }

  #growEntries(): void {
    this.#hashes = grown(this.#hashes, new Int32Array(this.#hashes.length * 2));
    this.#from = grown(this.#from, new Uint32Array(this.#from.length * 2));
    this.#sizes = grown(this.#sizes, new Uint32Array(this.#sizes.length * 2));
  }

  #growBytes(by: number): void {
    this.#bytes = grown(this.#bytes, new Uint8Array(Math.max(this.#bytes.length * 2, this.#used + by)));
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let id = 0; id < this.texts.length; id += 1) {
      let slot = (this.#hashes[id] ?? 0) & mask;
      while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    this.#slots = slots;
  }
}

/** Mixes the bytes of a cell, four at a time. */
function hashOf(bytes: Uint8Array, start: number, end: number, size: number): number {
  let hash = size;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    const word =
      (bytes[at] ?? 0) |
      ((bytes[at + 1] ?? 0) << 8) |
      ((bytes[at + 2] ?? 0) << 16) |
      ((bytes[at + 3] ?? 0) << 24);
    hash = Math.imul(hash ^ word, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  for (; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return hash ^ (hash >>> 13);
}

function isSame(own: Uint8Array, from: number, bytes: Uint8Array, start: number, length: number): boolean {
  for (let i = 0; i < length; i += 1) if (own[from + i] !== bytes[start + i]) return false;
  return true;
}

function grown<A extends Int32Array | Uint32Array | Uint8Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
