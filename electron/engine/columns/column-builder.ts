import type { NumberColumn } from './column.ts';
import { BIG_NULL, type BigColumn, type Codes, type DictionaryColumn, type TextColumn } from './column.ts';
import { laidOut } from './laid-out-texts.ts';
import { narrowNumbers } from './narrow-numbers.ts';
import { textBytes } from './text-bytes.ts';

const FIRST_CAPACITY = 1_024;
/** Below this a dictionary is always worth it: its codes take one byte. */
const SMALL_DICTIONARY = 255;
/** How many texts show whether those of a column mostly differ. */
const JUDGED_TEXTS = 2_048;

/** Collects the texts of a column, row by row. */
export class TextBuilder {
  /** Code of each text; null once the texts proved to differ, so that looking them up is work for nothing. */
  #known: Map<string, number> | null = new Map();
  readonly #texts: string[] = [];
  #last: string | null = null;
  #lastCode = 0;
  #codes = new Uint32Array(FIRST_CAPACITY);
  #count = 0;
  #valued = 0;
  readonly #guessed: boolean;

  /** @param differ whether its texts will probably mostly differ, as in the stretch before, so that none is looked up */
  constructor(differ = false) {
    this.#guessed = differ;
    if (differ) this.#known = null;
  }

  /** Rows so far. */
  get count(): number {
    return this.#count;
  }

  add(text: string | null): void {
    if (this.#count === this.#codes.length) this.#codes = grownCodes(this.#codes);
    if (text !== null) {
      this.#valued += 1;
      this.#codes[this.#count] = this.#code(text);
    }
    this.#count += 1;
  }

  /** Adds nulls until the column has `count` rows. */
  padTo(count: number): void {
    while (this.#codes.length < count) this.#codes = grownCodes(this.#codes);
    this.#count = Math.max(this.#count, count);
  }

  /** The column; null when no row has a text. */
  finish(): DictionaryColumn | TextColumn | null {
    if (this.#valued === 0) return null;
    const codes = this.#codes.subarray(0, this.#count);
    if (!this.#guessed) return dictionaryOrTexts(codes, this.#texts, this.#valued);
    if (surelyDiffer(this.#texts, this.#valued)) return heapOf(codes, this.#texts);
    const lookedUp = new TextBuilder();
    for (const code of codes) lookedUp.add(this.#texts[code - 1] ?? null);
    return lookedUp.finish();
  }

  /** Neighbours in a log are often alike, and comparing two texts is cheaper than hashing one. */
  #code(text: string): number {
    if (this.#guessed) return this.#texts.push(text);
    if (text === this.#last) return this.#lastCode;
    this.#last = text;
    this.#lastCode = this.#newCode(text);
    return this.#lastCode;
  }

  #newCode(text: string): number {
    const texts = this.#texts;
    if (this.#known === null) return texts.push(text);
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    texts.push(text);
    this.#known.set(text, texts.length);
    if (texts.length === JUDGED_TEXTS && this.#valued < JUDGED_TEXTS * 1.1) this.#known = null;
    return texts.length;
  }
}

/**
 * The better form of a column given as codes: a dictionary where texts repeat, one text after the other where
 * they mostly differ.
 * @param valued rows that have a text
 */
export function dictionaryOrTexts(
  codes: Uint32Array,
  texts: readonly string[],
  valued: number,
): DictionaryColumn | TextColumn {
  return repeats(texts, valued)
    ? { kind: 'dictionary', codes: narrowCodes(codes, texts.length), texts }
    : heapOf(codes, texts);
}

/** Whether texts repeat enough for a dictionary. */
export function repeats(texts: readonly string[], valued: number): boolean {
  return texts.length <= SMALL_DICTIONARY || texts.length * 2 <= valued;
}

/** Characters of a text that are looked at to tell it from others. */
const LOOKED_AT = 24;
let scratch = new Uint32Array(4_096);

/**
 * Whether texts, some of which may be the same, do not repeat enough for a dictionary. False where that does not show at once.
 * @param valued rows that have a text
 */
export function surelyDiffer(texts: readonly string[], valued: number): boolean {
  const needed = Math.max(SMALL_DICTIONARY, valued / 2);
  if (texts.length <= needed) return false;
  while (scratch.length < texts.length * 2) scratch = new Uint32Array(scratch.length * 2);
  scratch.fill(0);
  const mask = scratch.length - 1;
  let distinct = 0;
  for (const text of texts) {
    const mark = markOf(text);
    let slot = mark & mask;
    while (scratch[slot] !== 0 && scratch[slot] !== mark) slot = (slot + 1) & mask;
    if (scratch[slot] === mark) continue;
    scratch[slot] = mark;
    distinct += 1;
    if (distinct > needed) return true;
  }
  return false;
}

/** A number that is the same for equal texts, and not 0. */
function markOf(text: string): number {
  const { length } = text;
  let mark = length;
  const step = Math.max(1, length / LOOKED_AT);
  for (let at = length - 1; at >= 0; at -= step)
    mark = Math.imul(mark ^ text.charCodeAt(at), 0x01000193) ^ (mark >>> 15);
  return mark >>> 0 || 1;
}

/** A copy of codes in the narrowest type for a dictionary of that size. */
export function narrowCodes(codes: ArrayLike<number>, size: number): Codes {
  if (size <= 0xff) return Uint8Array.from(codes);
  return size <= 0xffff ? Uint16Array.from(codes) : Uint32Array.from(codes);
}

/** A column of texts that mostly differ, given as codes. */
export function heapOf(codes: Uint32Array, texts: readonly string[]): TextColumn {
  const nulls = new Uint8Array(codes.length);
  const inOrder: string[] = [];
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] ?? 0;
    if (code === 0) nulls[row] = 1;
    inOrder.push(texts[code - 1] ?? '');
  }
  return laidOut({ nulls: nulls.includes(1) ? nulls : null, ...textBytes(inOrder) });
}

function grownCodes(codes: Uint32Array): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(codes.length * 2);
  grown.set(codes);
  return grown;
}

/** Collects the whole numbers of a column, row by row. */
export class NumberBuilder {
  #values = new Float64Array(FIRST_CAPACITY);
  #count = 0;
  #valued = 0;
  /** Row → value, for those beyond the safe integers. */
  readonly #big = new Map<number, bigint>();

  add(value: number | bigint | null): void {
    if (this.#count === this.#values.length) this.#grow();
    if (value === null) this.#values[this.#count] = Number.NaN;
    else {
      const number = Number(value);
      this.#values[this.#count] = number;
      this.#valued += 1;
      if (!Number.isSafeInteger(number)) this.#big.set(this.#count, BigInt(value));
    }
    this.#count += 1;
  }

  /** Adds nulls until the column has `count` rows. */
  padTo(count: number): void {
    if (count <= this.#count) return;
    while (this.#values.length < count) this.#grow();
    this.#values.fill(Number.NaN, this.#count, count);
    this.#count = count;
  }

  /** The column; null when no row has a number. */
  finish(): NumberColumn | BigColumn | null {
    if (this.#valued === 0) return null;
    const values = this.#values.subarray(0, this.#count);
    return this.#big.size === 0 ? narrowNumbers(values) : this.#bigColumn(values);
  }

  #bigColumn(numbers: Float64Array): BigColumn {
    const values = new BigInt64Array(numbers.length);
    numbers.forEach((number, row) => {
      values[row] = Number.isNaN(number) ? BIG_NULL : (this.#big.get(row) ?? BigInt(number));
    });
    return { kind: 'big', values };
  }

  #grow(): void {
    const grown = new Float64Array(this.#values.length * 2);
    grown.set(this.#values);
    this.#values = grown;
  }
}
