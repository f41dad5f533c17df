import type { EventRow } from '../../shared/domain/event.ts';
import { parseFieldRef } from '../../shared/domain/field-ref.ts';
import type { FieldName } from '../../shared/domain/fields.ts';
import { formatInstant } from '../../shared/time/format.ts';
import { formatCount, formatDecimal, formatMoney } from '../ui/numbers.ts';

/** The value of a cell as the contract carries it. */
export type CellValue = string | number | boolean | null;

/** The value behind a column. */
export function cellValue(row: EventRow, ref: string): CellValue {
  const target = parseFieldRef(ref);
  if (target.kind === 'id') return row.id;
  if (target.kind === 'source') return row.source;
  if (target.kind === 'field') return row[target.name];
  return row.extra.find(([column]) => column === target.column)?.[1] ?? null;
}

/** The value as filters know it: texts as they are, booleans as `true` and `false`; null for "no value". */
export function facetKey(value: CellValue): string | null {
  return value === null ? null : String(value);
}

const USAGE_ONLY: ReadonlySet<string> = new Set<FieldName>([
  'reason',
  'worker',
  'entryPoint',
  'provider',
  'model',
  'apiKey',
  'byok',
  'requests',
  'inputTokens',
  'outputTokens',
  'credits',
  'balance',
  'cost',
  'byokCost',
  'currency',
]);

/** Whether only usage events have a field. */
export function isUsageField(name: string): boolean {
  return USAGE_ONLY.has(name);
}

/** Whether a column means anything for an event: audit events have no credits. */
export function isApplicable(row: EventRow, ref: string): boolean {
  const target = parseFieldRef(ref);
  if (target.kind === 'extra') return cellValue(row, ref) !== null;
  return row.family !== 'audit' || !USAGE_ONLY.has(ref);
}

/** An instant with its zone; sub-second digits only where there are any. */
export function formatTime(micros: number, zone: string): string {
  const precision = micros % 1_000 !== 0 ? 'micro' : micros % 1_000_000 !== 0 ? 'milli' : 'second';
  return formatInstant(micros, zone, { precision });
}

/** {@link formatTime} without the zone, which the heading carries, and with days of one width. */
export function formatCellTime(micros: number, zone: string): string {
  const text = formatTime(micros, zone);
  const bare = text.slice(0, text.lastIndexOf(' '));
  return /^\d /.test(bare) ? `\u2007${bare}` : bare;
}

/** The whole of a cell as text, for copies and titles. */
export function cellText(row: EventRow, ref: string, zone: string): string {
  const value = cellValue(row, ref);
  if (value === null) return '';
  if (ref === 'time' && typeof value === 'number') return formatTime(value, zone);
  return String(value);
}

/** A number of a cell. Credits keep their decimals, money its currency. */
export function formatCellNumber(row: EventRow, ref: string, value: number): string {
  if (ref === 'cost' || ref === 'byokCost') return formatMoney(value, row.currency);
  if (ref === 'id' || ref === 'source') return String(value);
  return Number.isInteger(value) ? formatCount(value) : formatDecimal(value);
}
