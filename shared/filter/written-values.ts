import type { FieldRef } from '../domain/field-ref.ts';
import { AppError } from '../errors.ts';
import { type Moment, parseMoment } from '../time/format.ts';
import { type Bound, type Clause, MAX_REGEX_LENGTH, type RangeClause, type TextClause } from './filter.ts';
import { holdsNumbers, isOrdered, kindOfRef } from './written-names.ts';
import type { Scanner, Word } from './written-scanner.ts';

/** What may follow `field:` — a word, a quoted value, a comparison or a range — as a clause. */
export function parseValue(scanner: Scanner, field: FieldRef): Clause {
  const start = scanner.position;
  const next = scanner.peek();
  if (next === '"') return included(field, scanner.quoted());
  if (next === '[' || next === '{') return parseRange(scanner, field);
  if (next === '>' || next === '<') return parseComparison(scanner, field);
  const regex = parseRegex(scanner, field);
  if (regex !== null) return regex;
  const word = scanner.word('');
  if (word.written === '') {
    throw scanner.failure(
      `Expected a value after ${field}: such as ${field}:"text" or ${field}:null.`,
      start,
    );
  }
  if (word.written === 'null') return included(field, null);
  if (!/\\/.test(word.written) && !word.wildcard) {
    if (kindOfRef(field) === 'boolean') return included(field, booleanOf(scanner, word, field));
    if (holdsNumbers(field)) return equal(scanner, word, field);
  }
  if (word.written === '*' && holdsNumbers(field)) {
    return { kind: 'range', field, min: null, max: null };
  }
  return textOf(scanner, word, field);
}

function included(field: FieldRef, value: string | null): Clause {
  return { kind: 'facet', field, include: [value], exclude: [] };
}

/** `/…/` as a text clause; null when no regular expression comes next. */
export function parseRegex(scanner: Scanner, field: FieldRef | null): TextClause | null {
  const start = scanner.position;
  const pattern = scanner.peek() === '/' ? scanner.regex() : null;
  if (pattern === null) return null;
  if (pattern.length > MAX_REGEX_LENGTH) {
    const length = scanner.position - start;
    throw scanner.failure(`A regular expression has at most ${MAX_REGEX_LENGTH} characters.`, start, length);
  }
  return { kind: 'text', field, pattern, literal: false, regex: true };
}

/** A word as a text clause: with its wildcards, or literal when they are all escaped. */
export function textOf(scanner: Scanner, word: Word, field: FieldRef | null): TextClause {
  if (word.wildcard && word.literalWildcard) {
    throw scanner.failure(
      'A wildcard and a literal \\* or \\? cannot stand in one word. Use ? where any character may stand.',
      word.position,
      word.written.length,
    );
  }
  return { kind: 'text', field, pattern: word.text, literal: word.literalWildcard };
}

const BOOLEANS: ReadonlyMap<string, 'true' | 'false'> = new Map([
  ['true', 'true'],
  ['yes', 'true'],
  ['1', 'true'],
  ['false', 'false'],
  ['no', 'false'],
  ['0', 'false'],
]);

function booleanOf(scanner: Scanner, word: Word, field: FieldRef): string {
  const value = BOOLEANS.get(word.text.toLowerCase());
  if (value !== undefined) return value;
  throw scanner.failure(
    `Expected ${field}:true, ${field}:false or ${field}:null.`,
    word.position,
    word.written.length,
  );
}

function equal(scanner: Scanner, word: Word, field: FieldRef): RangeClause {
  const value = readBound(scanner, word.text, word.position, field);
  return { kind: 'range', field, min: lowest(value, true), max: highest(value, true) };
}

/** A number, or a time that may be a whole day. */
type BoundValue = { readonly kind: 'number'; readonly at: number } | Moment;

function parseComparison(scanner: Scanner, field: FieldRef): RangeClause {
  const start = scanner.position;
  const operator = scanner.peek();
  scanner.position += 1;
  const inclusive = scanner.eat('=');
  scanner.skipSpace();
  const value = parseBound(scanner, field, start);
  if (value === null) throw scanner.failure(`Expected a value after ${operator}.`, start);
  return operator === '>'
    ? { kind: 'range', field, min: lowest(value, inclusive), max: null }
    : { kind: 'range', field, min: null, max: highest(value, inclusive) };
}

function parseRange(scanner: Scanner, field: FieldRef): RangeClause {
  const start = scanner.position;
  const minInclusive = scanner.peek() === '[';
  scanner.position += 1;
  scanner.skipSpace();
  const min = parseBound(scanner, field, start);
  scanner.skipSpace();
  if (!scanner.eatKeyword('TO')) throw scanner.failure('Expected TO, as in [1 TO 5].');
  scanner.skipSpace();
  const max = parseBound(scanner, field, start);
  scanner.skipSpace();
  const maxInclusive = scanner.peek() === ']';
  if (!maxInclusive && scanner.peek() !== '}') {
    throw scanner.failure('Expected ] or } at the end of the range that starts here.', start);
  }
  scanner.position += 1;
  return {
    kind: 'range',
    field,
    min: min === null ? null : lowest(min, minInclusive),
    max: max === null ? null : highest(max, maxInclusive),
  };
}

/** Reads one end of a range; null for `*`, the open end. */
function parseBound(scanner: Scanner, field: FieldRef, start: number): BoundValue | null {
  if (!isOrdered(field)) {
    throw scanner.failure(
      `${field} holds ${kindOfRef(field) === 'boolean' ? 'true or false' : 'text'} and cannot be compared. Use ${field}:value.`,
      start,
      scanner.position - start + 1,
    );
  }
  const position = scanner.position;
  if (scanner.peek() === '"') return readBound(scanner, scanner.quoted(), position, field);
  const word = scanner.word(']}');
  if (word.written === '*') return null;
  if (word.written === '') throw scanner.failure('Expected a number, a time or *.', position);
  return readBound(scanner, word.text, position, field);
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

function readBound(scanner: Scanner, text: string, position: number, field: FieldRef): BoundValue {
  const length = scanner.position - position;
  if (kindOfRef(field) === 'instant') {
    try {
      return parseMoment(text, 'UTC');
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      throw scanner.failure(error.message, position, length);
    }
  }
  const at = NUMBER.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(at)) {
    throw scanner.failure(`Expected a number for ${field}, not "${text}".`, position, length);
  }
  return { kind: 'number', at: at + 0 };
}

/** The lower bound "from this value on"; exclusive means after it, for a day after its last instant. */
function lowest(value: BoundValue, inclusive: boolean): Bound {
  if (value.kind === 'day') return { value: inclusive ? value.from : value.to, inclusive: true };
  return { value: value.at, inclusive };
}

/** The upper bound "up to this value"; inclusive takes a whole day in. */
function highest(value: BoundValue, inclusive: boolean): Bound {
  if (value.kind === 'day') return { value: inclusive ? value.to : value.from, inclusive: false };
  return { value: value.at, inclusive };
}
