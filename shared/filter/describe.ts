import { type FieldRef, parseFieldRef } from '../domain/field-ref.ts';
import { fieldSpec } from '../domain/fields.ts';
import { formatInstant, type Precision } from '../time/format.ts';
import type { FacetValueKey } from './edit.ts';
import { choiceOfClause, type FieldChoice } from './field-choice.ts';
import {
  activeClauses,
  type Bound,
  type Clause,
  type FacetClause,
  type Filter,
  type RangeClause,
  type TextClause,
  TIME_PRESETS,
  type TimeRange,
} from './filter.ts';
import { kindOfRef } from './written-names.ts';

/** How a value is named where it is shown, such as the file name of a source; null keeps the value itself. */
export type NameValue = (field: FieldRef, value: string) => string | null;

/** How a description is worded: names of values, and how many of them before "and n more". */
interface Wording {
  readonly nameValue: NameValue;
  readonly shown: number;
}

const asIs: NameValue = () => null;

/** The text of a chip: `resource gpt-4o`, `not actor System`, `credits > 10`. Long lists of values are cut. */
export function describeClause(clause: Clause, nameValue: NameValue = asIs): string {
  return wordClause(clause, { nameValue, shown: 3 });
}

/** The whole filter as one line, nothing cut, times as resolved UTC bounds. */
export function describeFilter(filter: Filter, nameValue: NameValue = asIs): string {
  const wording = { nameValue, shown: Number.POSITIVE_INFINITY };
  const clauses = activeClauses(filter).map((clause) => wordClause(clause, wording));
  return [describeTimeRange(filter.time), ...clauses].join('; ');
}

/**
 * The resolved bounds of a time range, in UTC: `24 Oct 2026 00:00 – 31 Oct 2026 00:00 UTC`, within one day
 * `24 Oct 2026 12:00 – 16:00 UTC`. The end is not part of the range.
 */
export function describeTimeRange({ from, to }: TimeRange): string {
  if (from === null && to === null) return TIME_PRESETS.all;
  const precision = precisionOf(from, to);
  const text = (micros: number) => formatInstant(micros, 'UTC', { precision });
  if (to === null) return `from ${text(from ?? 0)}`;
  if (from === null) return `before ${text(to)}`;
  const [start, end] = [text(from), text(to)];
  const day = / \d{2}:\d{2}[^ ]* UTC$/.exec(start);
  const sameDay = day !== null && end.startsWith(start.slice(0, day.index + 1));
  return `${start.replace(/ UTC$/, '')} – ${sameDay ? end.slice(day.index + 1) : end}`;
}

/** Enough digits that no bound is rounded. */
function precisionOf(...bounds: readonly (number | null)[]): Precision {
  const whole = (unit: number) => bounds.every((bound) => bound === null || bound % unit === 0);
  if (whole(60_000_000)) return 'minute';
  if (whole(1_000_000)) return 'second';
  return whole(1_000) ? 'milli' : 'micro';
}

function wordClause(clause: Clause, wording: Wording): string {
  switch (clause.kind) {
    case 'facet':
      return wordFacet(clause, wording);
    case 'text':
      return wordText(clause);
    case 'range':
      return wordRange(clause);
    case 'group': {
      const choice = choiceOfClause(clause);
      return choice === null ? wordGroup(clause.op, clause.clauses, wording) : wordChoice(choice, wording);
    }
  }
}

/** Values and patterns of one field in one list: `action mcp_oauth_client.*, sso.enabled or sso.disabled`. */
function wordChoice(
  { field, include, patterns, exclude, excludedPatterns }: FieldChoice,
  wording: Wording,
): string {
  const words = (not: string, values: readonly FacetValueKey[], among: readonly string[]) => {
    const texts = [...among.map(wordPattern), ...values.map((value) => wordValue(field, value, wording))];
    return texts.length === 0 ? null : `${not}${describeField(field)} ${wordList(texts, wording.shown)}`;
  };
  const parts = [words('', include, patterns), words('not ', exclude, excludedPatterns)];
  return parts.filter((part) => part !== null).join(', ');
}

function wordPattern(pattern: string): string {
  return /\s/.test(pattern) ? `“${pattern}”` : pattern;
}

function wordGroup(op: 'and' | 'or' | 'not', clauses: readonly Clause[], wording: Wording): string {
  if (clauses.length === 0) return op === 'and' ? 'everything' : 'nothing';
  const words = clauses.map((clause) => {
    const text = wordClause(clause, wording);
    return clause.kind === 'group' && clause.op !== 'not' && clause.clauses.length > 1 ? `(${text})` : text;
  });
  if (op === 'not') {
    // One plain condition reads without brackets: "not actor System".
    const [only] = clauses;
    const plain = clauses.length === 1 && (only?.kind === 'text' || only?.kind === 'range');
    return plain ? `not ${words.join('')}` : `not (${words.join(' and ')})`;
  }
  return words.join(` ${op} `);
}

function wordFacet({ field, include, exclude }: FacetClause, wording: Wording): string {
  const included = include.length === 0 ? null : wordValues(field, include, wording);
  const excluded = exclude.length === 0 ? null : `not ${wordValues(field, exclude, wording)}`;
  if (included === null && excluded === null) return `any ${describeField(field)}`;
  return [included, excluded].filter((part) => part !== null).join(', ');
}

function wordValues(field: FieldRef, values: readonly (string | null)[], wording: Wording): string {
  const name = describeField(field);
  const [only] = values;
  if (values.length === 1 && only === null) return `empty ${name}`;
  if (field === 'byok' && values.length === 1) return only === 'true' ? 'BYOK only' : 'Non-BYOK only';
  const texts = values.map((value) => wordValue(field, value, wording));
  return `${name} ${wordList(texts, wording.shown)}`;
}

function wordValue(field: FieldRef, value: FacetValueKey, wording: Wording): string {
  return value === null ? 'empty' : (wording.nameValue(field, value) ?? value);
}

function wordList(texts: readonly string[], shown: number): string {
  if (texts.length > shown) return `${texts.slice(0, shown).join(', ')} or ${texts.length - shown} more`;
  if (texts.length < 2) return texts.join('');
  return `${texts.slice(0, -1).join(', ')} or ${texts.at(-1) ?? ''}`;
}

function wordText({ field, pattern, literal, regex }: TextClause): string {
  if (regex === true) return `${field === null ? 'text' : describeField(field)} matches /${pattern}/`;
  const text = literal ? `“${pattern}”` : wordPattern(pattern);
  if (field === null) return `text ${text}`;
  return pattern === '*' && !literal ? `any ${describeField(field)}` : `${describeField(field)} ${text}`;
}

function wordRange({ field, min, max }: RangeClause): string {
  const name = describeField(field);
  if (min === null && max === null) return `any ${name}`;
  const value = (bound: Bound) => wordBound(field, bound);
  if (max === null && min !== null) return `${name} ${min.inclusive ? '≥' : '>'} ${value(min)}`;
  if (min === null && max !== null) return `${name} ${max.inclusive ? '≤' : '<'} ${value(max)}`;
  if (min === null || max === null) return name;
  if (min.inclusive && max.inclusive) {
    return min.value === max.value ? `${name} = ${value(min)}` : `${name} ${value(min)} to ${value(max)}`;
  }
  return `${value(min)} ${min.inclusive ? '≤' : '<'} ${name} ${max.inclusive ? '≤' : '<'} ${value(max)}`;
}

function wordBound(field: FieldRef, { value }: Bound): string {
  if (kindOfRef(field) !== 'instant') return String(value);
  return formatInstant(value, 'UTC', { precision: precisionOf(value) });
}

/** The name of a field inside a sentence: `resource`, `API key`; extra columns keep their own. */
export function describeField(field: FieldRef): string {
  const target = parseFieldRef(field);
  if (target.kind === 'extra') return target.column;
  if (target.kind !== 'field') return target.kind === 'id' ? 'event' : 'source';
  const { label } = fieldSpec(target.name);
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
