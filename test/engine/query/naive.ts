import type { Sort } from '../../../shared/api/contract.ts';
import { formatNano, parseNano } from '../../../shared/domain/decimal.ts';
import { parseFieldRef } from '../../../shared/domain/field-ref.ts';
import { FIELD_NAMES, fieldSpec } from '../../../shared/domain/fields.ts';
import {
  activeClauses,
  type Bound,
  type Clause,
  type Filter,
  type RangeClause,
  type TextClause,
} from '../../../shared/filter/filter.ts';
import { toIso } from '../../../shared/time/format.ts';
import type { TestEvent } from './dataset.ts';

/**
 * The meaning of a filter, written down as plainly as possible and without SQL: what the engine is held against.
 */

/** An event with its id, where it came from, and its record as it stands in the file. */
export interface NumberedEvent extends TestEvent {
  readonly id: number;
  readonly source: { readonly id: number; readonly name: string };
  readonly raw: string;
}

type Value = string | number | bigint | null;

/** The stored value of a reference. */
function storedValue(event: NumberedEvent, ref: string): Value {
  const target = parseFieldRef(ref);
  if (target.kind === 'id') return event.id;
  if (target.kind === 'source') return event.source.id;
  if (target.kind === 'field') return event.fields[target.name] ?? null;
  return event.extra.find(([name]) => name === target.column)?.[1] ?? null;
}

function kindOf(ref: string): string {
  const target = parseFieldRef(ref);
  if (target.kind === 'field') return fieldSpec(target.name).kind;
  return target.kind === 'id' ? 'integer' : target.kind;
}

/** The value as people see it. */
function textOf(event: NumberedEvent, ref: string): string | null {
  const value = storedValue(event, ref);
  if (value === null || typeof value === 'string') return value;
  if (kindOf(ref) === 'source') return event.source.name;
  if (typeof value === 'bigint') return formatNano(value);
  if (kindOf(ref) === 'instant') return toIso(value);
  return kindOf(ref) === 'boolean' ? String(value === 1) : String(value);
}

export function holds(clause: Clause, event: NumberedEvent, withRaw: boolean): boolean {
  switch (clause.kind) {
    case 'facet': {
      const is = (wanted: string | null) => isValue(event, clause.field, wanted);
      return (clause.include.length === 0 || clause.include.some(is)) && !clause.exclude.some(is);
    }
    case 'text':
      return textHolds(clause, event, withRaw);
    case 'range':
      return rangeHolds(clause, event);
    case 'group': {
      if (clause.op === 'or') return clause.clauses.some((inner) => holds(inner, event, withRaw));
      const every = clause.clauses.every((inner) => holds(inner, event, withRaw));
      return clause.op === 'and' ? every : !every;
    }
  }
}

function isValue(event: NumberedEvent, ref: string, wanted: string | null): boolean {
  const text = textOf(event, ref);
  if (wanted === null || text === null) return text === wanted;
  if (ref === 'source' && /^\d+$/.test(wanted)) return wanted === String(event.source.id);
  const isNumber = kindOf(ref) === 'decimal' || kindOf(ref) === 'integer';
  if (isNumber) return /^-?[\d.]+$/.test(wanted) && parseNano(wanted) === parseNano(text);
  return text === wanted;
}

function fold(text: string): string {
  return text.toLowerCase().replaceAll('ς', 'σ');
}

function pattern({ pattern: text, literal }: TextClause): string {
  const special = /[.*+?^${}()|[\]\\]/g;
  const escaped = fold(text).replace(special, '\\$&');
  return literal ? escaped : escaped.replaceAll('\\*', '[^]*').replaceAll('\\?', '[^]');
}

/** @param withRaw whether a search without a field takes in the record as it stands in the file */
function textHolds(clause: TextClause, event: NumberedEvent, withRaw: boolean): boolean {
  if (clause.field !== null) {
    const text = textOf(event, clause.field);
    return text !== null && new RegExp(`^${pattern(clause)}$`, 'u').test(fold(text));
  }
  const anywhere = new RegExp(pattern(clause), 'u');
  const fields = FIELD_NAMES.filter((name) => fieldSpec(name).searched === true).map((name) =>
    textOf(event, name),
  );
  const decoded = [event.fields.detail, event.fields.changes].map((json) =>
    typeof json === 'string'
      ? json.replace(/\\u(....)|\\(.)/g, (_, hex, char) =>
          hex ? String.fromCharCode(Number.parseInt(hex, 16)) : char,
        )
      : null,
  );
  const raw = withRaw ? [event.raw] : [];
  return [...fields, ...decoded, ...event.extra.map(([, value]) => value), ...raw].some(
    (text) => text !== null && anywhere.test(fold(text)),
  );
}

/** Exact: decimals are compared as whole numbers of 10⁻³⁰. */
function rangeHolds(clause: RangeClause, event: NumberedEvent): boolean {
  const value = storedValue(event, clause.field);
  if (value === null) return false;
  const kind = kindOf(clause.field);
  const text = typeof value === 'bigint' ? formatNano(value) : String(value);
  if (kind === 'extra' && !/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text)) return false;
  const compare = (bound: Bound): number => {
    const [a, b] = [scaled(Number(text), text), scaled(bound.value, String(bound.value))];
    return a < b ? -1 : a > b ? 1 : 0;
  };
  const { min, max } = clause;
  const aboveMin = min === null || compare(min) > 0 || (min.inclusive && compare(min) === 0);
  const belowMax = max === null || compare(max) < 0 || (max.inclusive && compare(max) === 0);
  return aboveMin && belowMax;
}

function scaled(value: number, text: string): bigint {
  const plain = /e/i.test(text) ? value.toFixed(30) : text;
  const [, sign = '', whole = '', fraction = ''] = /^\s*([+-]?)(\d*)\.?(\d*)/.exec(plain) ?? [];
  const magnitude = BigInt(whole + fraction.slice(0, 30).padEnd(30, '0'));
  return sign === '-' ? -magnitude : magnitude;
}

/**
 * The events a filter lets through.
 * @param withRaw whether a search without a field takes in the record as it stands in the file
 */
export function matching(
  filter: Filter,
  events: readonly NumberedEvent[],
  withRaw: boolean,
): NumberedEvent[] {
  const { from, to } = filter.time;
  return events.filter((event) => {
    const time = event.fields.time;
    if (from !== null && !(typeof time === 'number' && time >= from)) return false;
    if (to !== null && !(typeof time === 'number' && time < to)) return false;
    return activeClauses(filter).every((clause) => holds(clause, event, withRaw));
  });
}

/** Events in the order of a sort. */
export function sorted(events: readonly NumberedEvent[], { field, descending }: Sort): NumberedEvent[] {
  const direction = descending ? -1 : 1;
  return events.toSorted((a, b) => {
    const [x, y] = [storedValue(a, field), storedValue(b, field)];
    if (x !== null && y !== null) return direction * (compareValues(x, y, kindOf(field)) || a.id - b.id);
    if (x === null && y === null) return direction * (a.id - b.id);
    return x === null ? 1 : -1;
  });
}

function compareValues(x: Value, y: Value, kind: string): number {
  if (typeof x === 'string' && typeof y === 'string') {
    if (kind === 'extra') {
      const [a, b] = [numberOf(x), numberOf(y)];
      if (a !== null && b !== null) return a - b || compareText(x, y);
      if (a !== null || b !== null) return a === null ? 1 : -1;
    }
    return compareText(x, y);
  }
  return Number(x) < Number(y) ? -1 : Number(x) > Number(y) ? 1 : exactly(x, y);
}

function exactly(x: Value, y: Value): number {
  return typeof x === 'bigint' && typeof y === 'bigint' && x !== y ? (x < y ? -1 : 1) : 0;
}

function numberOf(text: string): number | null {
  return /^\s*[+-]?\d+\.?\d*\s*$/.test(text) ? Number(text) : null;
}

function compareText(x: string, y: string): number {
  const lower = (text: string) => Buffer.from(text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()));
  return Buffer.compare(lower(x), lower(y)) || Buffer.compare(Buffer.from(x), Buffer.from(y));
}
