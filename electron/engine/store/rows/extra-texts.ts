import { type IntegerCells, NO_INTEGER, type TextCells } from './cells.ts';

/** One extra column of a batch: texts by id, or themselves. */
export interface ExtraCells {
  /** Id of the column in `extra_column`. */
  readonly id: number;
  readonly cells: IntegerCells | TextCells;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const HEX = Buffer.from('0123456789abcdef');
/** What follows the backslash, by control character; 0 where JSON has no short form. */
const SHORT_ESCAPES = new Uint8Array(32);
for (const [code, letter] of [
  [8, 'b'],
  [9, 't'],
  [10, 'n'],
  [12, 'f'],
  [13, 'r'],
] as const) {
  SHORT_ESCAPES[code] = letter.charCodeAt(0);
}

/**
 * The column `extra` of a batch: in each row a JSON object keyed `c<id>`, whose values are ids of texts, as
 * numbers, or texts. Rows without any extra value have none; null when that is all of them.
 */
export function extraTexts(columns: readonly ExtraCells[], count: number): TextCells | null {
  if (columns.length === 0) return null;
  const out = new JsonBytes();
  const ends = new Uint32Array(count);
  const nulls = new Uint8Array(count);
  const keys = columns.map(({ id }) => Buffer.from(`"c${id}":`));
  let empty = 0;
  for (let row = 0; row < count; row += 1) {
    const start = out.length;
    for (let index = 0; index < columns.length; index += 1) {
      const cells = columns[index]?.cells;
      const key = keys[index];
      if (cells === undefined || key === undefined) continue;
      out.member(start, key, cells, row);
    }
    if (out.length === start) {
      nulls[row] = 1;
      empty += 1;
    } else out.close();
    ends[row] = out.length;
  }
  if (empty === count) return null;
  return { kind: 'text', ends, nulls: empty === 0 ? null : nulls, bytes: out.bytes };
}

class JsonBytes {
  length = 0;
  #bytes: Buffer = Buffer.allocUnsafe(64 * 1024);

  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.length);
  }

  /** Adds a member to the object that begins at `start`, if the row has a value. */
  member(start: number, key: Buffer, cells: IntegerCells | TextCells, row: number): void {
    if (cells.kind === 'integer') {
      const id = cells.values[row] ?? NO_INTEGER;
      if (id === NO_INTEGER) return;
      this.#begin(start, key, 20);
      this.length += this.#bytes.write(String(id), this.length, 'latin1');
      return;
    }
    if (cells.nulls !== null && cells.nulls[row] !== 0) return;
    const from = row === 0 ? 0 : (cells.ends[row - 1] ?? 0);
    const to = cells.ends[row] ?? from;
    this.#begin(start, key, 6 * (to - from) + 2);
    this.#quoted(cells.bytes, from, to);
  }

  close(): void {
    this.#reserve(1);
    this.#bytes[this.length] = 0x7d;
    this.length += 1;
  }

  #begin(start: number, key: Buffer, size: number): void {
    this.#reserve(size + key.length + 1);
    this.#bytes[this.length] = this.length === start ? 0x7b : 0x2c;
    this.length += 1;
    this.length += key.copy(this.#bytes, this.length);
  }

  #quoted(source: Buffer, from: number, to: number): void {
    const out = this.#bytes;
    let at = this.length;
    out[at] = QUOTE;
    at += 1;
    for (let i = from; i < to; i += 1) {
      const byte = source[i] ?? 0;
      if (byte >= 0x20 && byte !== QUOTE && byte !== BACKSLASH) {
        out[at] = byte;
        at += 1;
      } else at = escaped(out, at, byte);
    }
    out[at] = QUOTE;
    this.length = at + 1;
  }

  #reserve(size: number): void {
    if (this.length + size <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe((this.length + size) * 2);
    this.#bytes.copy(grown, 0, 0, this.length);
    this.#bytes = grown;
  }
}

function escaped(out: Buffer, at: number, byte: number): number {
  out[at] = BACKSLASH;
  const short = byte < 32 ? (SHORT_ESCAPES[byte] ?? 0) : byte;
  if (short !== 0) {
    out[at + 1] = short;
    return at + 2;
  }
  out.write('u00', at + 1, 'latin1');
  out[at + 4] = HEX[byte >> 4] ?? 0;
  out[at + 5] = HEX[byte & 15] ?? 0;
  return at + 6;
}
