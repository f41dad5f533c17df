import type { Codes, Column, DictionaryColumn, TextColumn } from '../columns/column.ts';
import type { LoadedTexts } from './loaded-columns.ts';
import { TextTable, type Utf8Texts } from './text-table.ts';

/** A loaded column of texts that also gives them as UTF-8, for sorting. */
export interface OwnTexts extends LoadedTexts {
  readonly utf8: Utf8Texts;
}

/** Rows of a column of one segment: those from `skip` on, `count` of them. Null when none has a value. */
export interface Piece {
  readonly column: Column | null;
  readonly skip: number;
  readonly count: number;
}

/**
 * A column of texts, put together of its segments: the dictionaries are merged into one, and texts that mostly differ
 * are numbered by their bytes.
 */
export class TextLoader {
  readonly #table = new TextTable();
  #codes: Codes = new Uint8Array(0);
  #filled = 0;
  #view: OwnTexts | null = null;

  /** Rows so far. */
  get filled(): number {
    return this.#filled;
  }

  /** Bytes of memory. */
  get byteLength(): number {
    return this.#table.byteLength + this.#codes.byteLength;
  }

  /** The column as far as it is loaded; null when no row has a text. The same object until rows are added. */
  view(): OwnTexts | null {
    if (this.#table.size === 0) return null;
    this.#view ??= viewOf(this.#codes, this.#table);
    return this.#view;
  }

  /**
   * Adds the rows of a segment.
   * @param total rows that the column will have in the end
   */
  append({ column, skip, count }: Piece, total: number): void {
    this.#view = null;
    if (column?.kind === 'dictionary') this.#appendCodes(column, skip, count, total);
    else if (column?.kind === 'text') this.#appendTexts(column, skip, count, total);
    // Rows without a text have the code 0, but a place of their own.
    else if (this.#table.size > 0) this.#roomFor(this.#table.size, total);
    this.#filled += count;
  }

  #appendCodes({ codes, texts }: DictionaryColumn, skip: number, count: number, total: number): void {
    const ownCodes = new Uint32Array(texts.length + 1);
    texts.forEach((text, index) => {
      ownCodes[index + 1] = this.#table.intern(text);
    });
    const target = this.#roomFor(this.#table.size, total);
    translate(codes.subarray(skip, skip + count), ownCodes, target, this.#filled);
  }

  #appendTexts({ ends, nulls, bytes }: TextColumn, skip: number, count: number, total: number): void {
    const rest = total - this.#filled;
    if (this.#table.size === 0 && rest > count) this.#table.reserve(Math.ceil((bytes.length / count) * rest));
    const codes = new Uint32Array(count);
    for (let row = 0; row < count; row += 1) {
      if (nulls !== null && nulls[skip + row] !== 0) continue;
      const from = skip + row === 0 ? 0 : (ends[skip + row - 1] ?? 0);
      codes[row] = this.#table.internUtf8(bytes, from, ends[skip + row] ?? from);
    }
    this.#roomFor(this.#table.size, total).set(codes, this.#filled);
  }

  /** The codes, with room for all rows and wide enough for the largest code. */
  #roomFor(largest: number, total: number): Codes {
    const bytes = Math.max(this.#codes.BYTES_PER_ELEMENT, largest <= 0xff ? 1 : largest <= 0xffff ? 2 : 4);
    if (bytes === this.#codes.BYTES_PER_ELEMENT && total <= this.#codes.length) return this.#codes;
    // A column that grows for the second time is likely to grow again: an import runs.
    const length = this.#codes.length === 0 || total <= this.#codes.length ? total : total + (total >>> 3);
    const codes = newCodes(bytes, Math.max(length, this.#codes.length));
    codes.set(this.#codes.subarray(0, this.#filled));
    this.#codes = codes;
    return codes;
  }
}

function viewOf(codes: Codes, table: TextTable): OwnTexts {
  const { size } = table;
  return {
    codes,
    size,
    utf8: table.utf8,
    text: (code) => table.text(code),
    compare: (a, b) => compareUtf8(table.utf8, a, b),
    codeOf(text) {
      const code = table.codeOf(text);
      return code <= size ? code : 0;
    },
  };
}

/** UTF-8 in the order of UTF-16 units, in which characters beyond 16 bits come before those from U+E000 on. */
function compareUtf8({ bytes, ends }: Utf8Texts, a: number, b: number): number {
  const aFrom = ends[a - 1] as number;
  const bFrom = ends[b - 1] as number;
  const aLength = (ends[a] as number) - aFrom;
  const bLength = (ends[b] as number) - bFrom;
  const shorter = Math.min(aLength, bLength);
  for (let at = 0; at < shorter; at += 1) {
    const aByte = bytes[aFrom + at] as number;
    const bByte = bytes[bFrom + at] as number;
    if (aByte !== bByte) return weightOf(aByte) - weightOf(bByte);
  }
  return aLength - bLength;
}

function weightOf(byte: number): number {
  return byte === 0xee || byte === 0xef ? byte + 0x10 : byte;
}

function newCodes(bytes: number, length: number): Codes {
  if (bytes === 1) return new Uint8Array(length);
  return bytes === 2 ? new Uint16Array(length) : new Uint32Array(length);
}

/** Copies codes of one dictionary as those of another. */
function translate(codes: Codes, to: Uint32Array, target: Codes, at: number): void {
  if (to.every((code, index) => code === index)) {
    target.set(codes, at);
    return;
  }
  for (let row = 0; row < codes.length; row += 1) target[at + row] = to[codes[row] ?? 0] ?? 0;
}
