import { parseNano } from '../../../../shared/domain/decimal.ts';

/** Which character separates the fraction in a column: `1,234.5` or `1.234,5`. Decided per column. */
export type NumberStyle = 'point' | 'comma';

/** Numbers are short; longer text is not taken apart. */
const MAX_LENGTH = 100;

/** Words that stand for "no value". */
const ABSENT: ReadonlySet<string> = new Set([
  '',
  '-',
  '–',
  '—',
  'null',
  'NULL',
  'None',
  'n/a',
  'N/A',
  'NaN',
  'nan',
]);

export const LONGEST_ABSENT = Math.max(...[...ABSENT].map(({ length }) => length));

/** Whether a text says that there is no number. */
export function isAbsent(text: string): boolean {
  const word = text.trim();
  // Most texts are longer; looking one up means hashing all of it.
  return word.length <= LONGEST_ABSENT && ABSENT.has(word);
}

const PLAIN_NUMBER = /^[+-]?(?:\d+(?:[.,]\d+)*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Whether a cell holds nothing but a number, with or without currency sign and separators. */
export function looksLikeNumber(text: string): boolean {
  return PLAIN_NUMBER.test(bare(text));
}

/**
 * The style of a column. A comma followed by other than three digits, or behind a point, proves a decimal
 * comma; a point proves a decimal point. Without proof it is the point, except in semicolon-separated files,
 * which exist because the comma was taken.
 */
export function numberStyleOf(values: readonly string[], delimiter: string | null): NumberStyle {
  let commas = 0;
  for (const value of values) {
    const text = bare(value);
    const comma = text.lastIndexOf(',');
    const point = text.lastIndexOf('.');
    if (comma < 0) {
      if (point >= 0) return 'point';
    } else if (point > comma) return 'point';
    else if (point >= 0 || !/^[+-]?\d{1,3}(,\d{3})+$/.test(text)) return 'comma';
    else commas += 1;
  }
  return commas > 0 && delimiter === ';' ? 'comma' : 'point';
}

/** A whole number; undefined when the text is not one. Absent values are for the caller to sort out. */
export function readInteger(written: string, style: NumberStyle): number | undefined {
  const text = written.trim();
  const length = text.length;
  if (length > 0 && length <= 15) {
    let value = 0;
    let i = 0;
    for (; i < length; i += 1) {
      const digit = text.charCodeAt(i) - 48;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    if (i === length) return value;
  }
  const number = canonical(text, style);
  const value = PLAIN_NUMBER.test(number) ? Number(number) : Number.NaN;
  return Number.isSafeInteger(value) ? value : undefined;
}

/** A decimal in units of 10⁻⁹; undefined when the text is not one. */
export function readDecimal(text: string, style: NumberStyle): bigint | undefined {
  if (style === 'point') {
    const nano = shortNano(text);
    if (nano >= 0) return BigInt(nano);
  }
  return parseNano(canonical(text, style)) ?? undefined;
}

const SCALE = [1e9, 1e8, 1e7, 1e6, 1e5, 1e4, 1e3, 1e2, 1e1, 1];

/** Plain decimals whose nano value is a safe integer, without the cost of big integers; -1 for all others. */
function shortNano(text: string): number {
  const length = text.length;
  if (length === 0 || length > 15) return -1;
  let digits = 0;
  let point = -1;
  for (let i = 0; i < length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 46 && point < 0) point = i;
    else if (code >= 48 && code <= 57) digits = digits * 10 + (code - 48);
    else return -1;
  }
  const decimals = point < 0 ? 0 : length - 1 - point;
  const scale = SCALE[decimals];
  if (scale === undefined || point === 0 || decimals === length - 1) return -1;
  const nano = digits * scale;
  return nano <= Number.MAX_SAFE_INTEGER ? nano : -1;
}

/** Currency signs and names around a number. */
const AROUND =
  /^[\p{Sc}\s]+|[\p{Sc}\s]+$|^(?:USD|EUR|GBP|CHF|JPY)\s*|\s*(?:USD|EUR|GBP|CHF|JPY|credits?|cr)$/giu;

/** The number without currency, spaces and parentheses of accountants, which mean "negative". */
function bare(text: string): string {
  if (text.length > MAX_LENGTH) return text;
  const trimmed = text.trim();
  const negative = /^\((.*)\)$/.exec(trimmed);
  const sign = /^([+-])\s*(?=\p{Sc})/u.exec(negative?.[1] ?? trimmed);
  const rest = (negative?.[1] ?? trimmed).slice(sign?.[0].length ?? 0).replace(AROUND, '');
  return (negative === null ? (sign?.[1] ?? '') : '-') + rest.replace(/[\s\u00a0\u202f'’_]/g, '');
}

/** The number as JavaScript and `parseNano` write it: no thousands separators, a decimal point. */
function canonical(text: string, style: NumberStyle): string {
  const number = bare(text);
  // Programs write exponents, and they write the decimal point whatever the column does.
  if (/\.\d*[eE]/.test(number)) return number;
  if (!number.includes(',')) return style === 'comma' ? withoutThousands(number, '.') : number;
  if (style === 'comma') return withoutThousands(number, '.').replace(',', '.');
  return withoutThousands(number, ',');
}

/** Removes separators that stand before groups of three digits; others make the number unreadable, so they stay. */
function withoutThousands(number: string, separator: '.' | ','): string {
  const groups =
    separator === ',' ? /^[+-]?\d{1,3}(?:,\d{3})+(?![\d,])/ : /^[+-]?\d{1,3}(?:\.\d{3})+(?![\d.])/;
  return groups.test(number) ? number.replaceAll(separator, '') : number;
}

/** ISO 4217 code of the currency sign or name in a text; null when there is none. */
export function currencyIn(text: string): string | null {
  const match = /USD|EUR|GBP|CHF|JPY|[$€£¥]/i.exec(text);
  if (match === null) return null;
  return CURRENCIES.get(match[0]) ?? match[0].toUpperCase();
}

const CURRENCIES: ReadonlyMap<string, string> = new Map([
  ['$', 'USD'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['¥', 'JPY'],
]);
