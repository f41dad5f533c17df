/** What one look over the text of a JSON value tells, so that rare work is done only where it is needed. */
export interface JsonTraits {
  /** Deepest nesting of brackets. */
  readonly nesting: number;
  /** Names of members, in all objects together. */
  readonly keys: number;
  /** Whether a number has more characters than a double is sure to hold, or an exponent. */
  readonly oddNumber: boolean;
  /** Whether a string has a `\u` escape, which may be half a surrogate pair. */
  readonly escapes: boolean;
}

/** A number of fewer characters is exact as a double. */
export const LONG_NUMBER_LENGTH = 16;

export const LOWER_U = 117;

/** Whether a number may begin with a unit. */
export function isNumberStart(unit: number): boolean {
  return unit === 45 || (unit >= 48 && unit <= 57);
}

/** `e` or `E`, which is an exponent inside a number. */
export function isExponent(unit: number): boolean {
  return (unit | 32) === 101;
}

const QUOTE = 34;
const BACKSLASH = 92;

/** Looks over text, which need not be valid. Strings are passed over; their brackets and digits do not count. */
export function traitsOf(text: string): JsonTraits {
  let depth = 0;
  let nesting = 0;
  let keys = 0;
  let oddNumber = false;
  let run = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code >= 43 && code <= 57 && code !== 44) {
      run += 1;
      if (run === LONG_NUMBER_LENGTH) oddNumber = true;
      continue;
    }
    if (run > 0 && isExponent(code)) oddNumber = true;
    run = 0;
    if (code === QUOTE) i = endOfString(text, i + 1);
    else if (code === 58) keys += 1;
    else if (code === 123 || code === 91) {
      depth += 1;
      if (depth > nesting) nesting = depth;
    } else if (code === 125 || code === 93) depth -= 1;
  }
  return { nesting, keys, oddNumber, escapes: text.includes('\\u') };
}

/** Index of the quote that ends a string, or the length of the text. */
function endOfString(text: string, from: number): number {
  let i = text.indexOf('"', from);
  while (i > 0) {
    let slashes = 0;
    while (text.charCodeAt(i - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return i;
    i = text.indexOf('"', i + 1);
  }
  return text.length;
}

/** Names of members of a parsed value, in all objects together: fewer than in its text when one object repeats a name. */
export function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let keys = 0;
  if (Array.isArray(value)) {
    for (const element of value) if (typeof element === 'object') keys += keysIn(element);
    return keys;
  }
  const members = value as Readonly<Record<string, unknown>>;
  for (const key in members) {
    keys += 1;
    const member = members[key];
    if (typeof member === 'object') keys += keysIn(member);
  }
  return keys;
}

const ESCAPED_SURROGATE = /\\u(d[89ab][0-9a-f]{2})(\\u(d[c-f][0-9a-f]{2}))?|\\u(d[c-f][0-9a-f]{2})|\\[^u]/gi;

/** Whether a string of JSON text names half a surrogate pair without the other half: no text can hold it. */
export function holdsHalfCharacter(text: string): boolean {
  for (const [, high, low, , alone] of text.matchAll(ESCAPED_SURROGATE)) {
    if (alone !== undefined || (high !== undefined && low === undefined)) return true;
  }
  return false;
}
