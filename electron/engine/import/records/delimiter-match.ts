import type { Units } from './found-records.ts';

const SPACE = 32;
const TAB = 9;
const CR = 13;

/**
 * Recognises a delimiter of any length unit by unit, so that it may be cut by the end of a window (Knuth, Morris
 * and Pratt: what was met is never looked at again).
 */
export class DelimiterMatch {
  readonly #units: readonly number[];
  /** Units of the delimiter still met when the one behind the first n does not follow. */
  readonly #fallback: readonly number[];
  /** Whether its units stand for nothing when they stand alone: no part of it is text. */
  readonly #isMark: boolean;
  #met = 0;

  constructor(delimiter: string, unitBytes: 1 | 2) {
    const bytes = Buffer.from(delimiter, unitBytes === 1 ? 'utf8' : 'utf16le');
    this.#units =
      unitBytes === 1
        ? [...bytes]
        : Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readUInt16LE(index * 2));
    this.#fallback = fallbacks(this.#units);
    this.#isMark = this.#units.length === 1 || /^[^\p{L}\p{N}\u0080-\uffff]+$/u.test(delimiter);
  }

  get length(): number {
    return this.#units.length;
  }

  /** The last unit. */
  get last(): number {
    return this.#units.at(-1) ?? -1;
  }

  /** Whether the units before may be the beginning of a delimiter. */
  get begun(): boolean {
    return this.#met > 0;
  }

  /** Takes the next unit; whether a delimiter ends with it. */
  endsAt(unit: number): boolean {
    while (this.#met > 0 && this.#units[this.#met] !== unit) this.#met = this.#fallback[this.#met] ?? 0;
    if (this.#units[this.#met] === unit) this.#met += 1;
    if (this.#met < this.#units.length) return false;
    this.#met = 0;
    return true;
  }

  reset(): void {
    this.#met = 0;
  }

  /** Whether the units `[from, to)` are delimiters, blanks and quotes and nothing else. */
  isBlank(units: Units, from: number, to: number, quote: number): boolean {
    for (let at = from; at < to; at += 1) {
      const unit = units[at] ?? 0;
      const means = unit !== SPACE && unit !== TAB && unit !== CR && unit !== quote;
      if (means && !(this.#isMark && this.#units.includes(unit))) return false;
    }
    return true;
  }
}

function fallbacks(units: readonly number[]): readonly number[] {
  const table = [0, 0];
  for (let index = 1, met = 0; index < units.length; index += 1) {
    while (met > 0 && units[met] !== units[index]) met = table[met] ?? 0;
    if (units[met] === units[index]) met += 1;
    table[index + 1] = met;
  }
  return table;
}
