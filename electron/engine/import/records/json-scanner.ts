import { isExponent, isNumberStart, type JsonTraits, LONG_NUMBER_LENGTH, LOWER_U } from './json-traits.ts';

/** Structural characters of JSON (RFC 8259). */
export const CHAR = {
  tab: 9,
  lf: 10,
  cr: 13,
  recordSeparator: 0x1e,
  space: 32,
  quote: 34,
  comma: 44,
  colon: 58,
  openArray: 91,
  backslash: 92,
  closeArray: 93,
  openObject: 123,
  closeObject: 125,
} as const;

/** Deepest nesting of a record. Deeper ones are rejected: they could not be shown or sent between threads. */
export const MAX_NESTING = 200;

/** Whether a unit separates tokens without meaning. */
export function isJsonBlank(unit: number | undefined): boolean {
  return unit === CHAR.space || unit === CHAR.lf || unit === CHAR.cr || unit === CHAR.tab;
}

/** Where the scanner itself gives up, so that a file of nothing but brackets takes no memory. */
const MAX_FOLLOWED = 4_096;

/** What may come next inside the innermost container. */
const KEY_OR_END = 0;
const KEY = 1;
const COLON = 2;
const VALUE = 3;
const VALUE_OR_END = 4;
const COMMA_OR_END = 5;

/** What one step of the scanner came to. */
export type ScanStep = 'more' | 'done' | 'broken';

/**
 * Follows the structure of one JSON value unit by unit: brackets, strings, keys, colons and commas in their
 * order. Numbers and literals are only delimited; `JSON.parse` judges them afterwards. Its state survives
 * between windows.
 */
export class JsonScanner {
  /** Line ends passed inside the value. */
  lineFeeds = 0;
  /** Position behind the last unit looked at. */
  position = 0;
  readonly #closers: number[] = [];
  readonly #expects: number[] = [];
  #expect = VALUE;
  #inString = false;
  #isKey = false;
  #inToken = false;
  /** Units of the number passed so far; negative in a literal. */
  #tokenLength = 0;
  #nesting = 0;
  #keys = 0;
  #oddNumber = false;
  #escapes = false;

  /** Starts over at the first unit of a value. */
  begin(position: number): void {
    this.position = position;
    this.lineFeeds = 0;
    this.#closers.length = 0;
    this.#expects.length = 0;
    this.#expect = VALUE;
    this.#inString = false;
    this.#inToken = false;
    this.#nesting = 0;
    this.#keys = 0;
    this.#oddNumber = false;
    this.#escapes = false;
  }

  /** What was seen of the value so far. */
  get traits(): JsonTraits {
    const [nesting, keys, oddNumber, escapes] = [this.#nesting, this.#keys, this.#oddNumber, this.#escapes];
    return { nesting, keys, oddNumber, escapes };
  }

  /** `more` at the end of the window; `done` with `position` behind the value; `broken` with `position` at the fault. */
  run(units: Uint8Array | Uint16Array, base: number): ScanStep {
    const length = units.length;
    let i = this.position - base;
    while (i < length) {
      if (this.#inString) {
        i = this.#passString(units, i);
        if (i < 0) return this.#at('broken', base - i - 1);
        if (this.#inString) break;
        if (this.#closers.length === 0) return this.#at('done', base + i);
        continue;
      }
      const unit = units[i] ?? 0;
      if (unit === CHAR.lf) this.lineFeeds += 1;
      if (isJsonBlank(unit)) {
        if (this.#inToken && this.#endToken()) return this.#at('done', base + i);
        i += 1;
        continue;
      }
      const step = this.#take(unit);
      if (step === 'again') continue;
      if (step === 'ends-before') return this.#at('done', base + i);
      if (step === 'broken') return this.#at('broken', base + i);
      i += 1;
      if (step === 'ends-here') return this.#at('done', base + i);
    }
    this.position = base + i;
    return 'more';
  }

  #at(step: ScanStep, position: number): ScanStep {
    this.position = position;
    return step;
  }

  /** Passes over string content. Returns the position behind it, or -(position of a line end) - 1. */
  #passString(units: Uint8Array | Uint16Array, from: number): number {
    const length = units.length;
    let i = from;
    for (; i < length; i += 1) {
      const unit = units[i];
      if (unit === CHAR.quote) {
        this.#inString = false;
        this.#expect = this.#isKey ? COLON : COMMA_OR_END;
        return i + 1;
      }
      if (unit === CHAR.backslash) {
        if (i + 1 >= length) return i;
        i += 1;
        if (units[i] === LOWER_U) this.#escapes = true;
      } else if (unit === CHAR.lf) return -i - 1;
    }
    return i;
  }

  #take(unit: number): 'next' | 'again' | 'ends-here' | 'ends-before' | 'broken' {
    switch (unit) {
      case CHAR.quote:
        return this.#openString();
      case CHAR.openObject:
        return this.#open(CHAR.closeObject, KEY_OR_END);
      case CHAR.openArray:
        return this.#open(CHAR.closeArray, VALUE_OR_END);
      case CHAR.closeObject:
      case CHAR.closeArray:
        return this.#close(unit);
      case CHAR.comma:
        return this.#comma();
      case CHAR.colon:
        if (this.#expect !== COLON) return 'broken';
        this.#expect = VALUE;
        this.#keys += 1;
        return 'next';
      default:
        if (this.#inToken) {
          this.#tokenLength += 1;
          if (this.#tokenLength === LONG_NUMBER_LENGTH) this.#oddNumber = true;
          else if (this.#tokenLength > 0 && isExponent(unit)) this.#oddNumber = true;
          return 'next';
        }
        if (this.#expect !== VALUE && this.#expect !== VALUE_OR_END) return 'broken';
        this.#inToken = true;
        this.#tokenLength = isNumberStart(unit) ? 1 : Number.NEGATIVE_INFINITY;
        return 'next';
    }
  }

  #openString(): 'next' | 'broken' {
    if (this.#inToken) return 'broken';
    const isKey = this.#expect === KEY || this.#expect === KEY_OR_END;
    if (!isKey && this.#expect !== VALUE && this.#expect !== VALUE_OR_END) return 'broken';
    this.#isKey = isKey;
    this.#inString = true;
    return 'next';
  }

  #open(closer: number, expect: number): 'next' | 'broken' {
    if (this.#inToken || (this.#expect !== VALUE && this.#expect !== VALUE_OR_END)) return 'broken';
    if (this.#closers.length >= MAX_FOLLOWED) return 'broken';
    this.#closers.push(closer);
    if (this.#closers.length > this.#nesting) this.#nesting = this.#closers.length;
    this.#expects.push(COMMA_OR_END);
    this.#expect = expect;
    return 'next';
  }

  #close(unit: number): 'ends-here' | 'ends-before' | 'next' | 'broken' {
    if (this.#inToken && this.#endToken()) return 'ends-before';
    const mayEnd =
      this.#expect === COMMA_OR_END ||
      (unit === CHAR.closeObject ? this.#expect === KEY_OR_END : this.#expect === VALUE_OR_END);
    if (!mayEnd || this.#closers.pop() !== unit) return 'broken';
    this.#expect = this.#expects.pop() ?? COMMA_OR_END;
    return this.#closers.length === 0 ? 'ends-here' : 'next';
  }

  #comma(): 'ends-before' | 'next' | 'broken' {
    if (this.#inToken && this.#endToken()) return 'ends-before';
    if (this.#expect !== COMMA_OR_END) return 'broken';
    this.#expect = this.#closers.at(-1) === CHAR.closeObject ? KEY : VALUE;
    return 'next';
  }

  /** Ends a number or literal. Returns true when it was the whole value. */
  #endToken(): boolean {
    this.#inToken = false;
    this.#expect = COMMA_OR_END;
    return this.#closers.length === 0;
  }

  /** Whether the content may end here: only behind a number or literal that stands alone. */
  get mayEnd(): boolean {
    return this.#inToken && this.#closers.length === 0;
  }
}
