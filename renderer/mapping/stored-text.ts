import type { EventRow } from '../../shared/domain/event.ts';
import { type FieldName, isFieldName } from '../../shared/domain/fields.ts';
import type { PreviewColumn } from '../../shared/domain/import-preview.ts';
import type { Input } from '../../shared/domain/inputs.ts';
import { formatCellNumber, formatTime } from '../grid/cell-value.ts';

/** What a column becomes in one record. */
export interface StoredText {
  readonly text: string | null;
  /** Whether it is something the log wrote, rather than a number or time as we write it. */
  readonly verbatim: boolean;
}

const NOTHING: StoredText = { text: null, verbatim: false };

/** The fields that a rule fills. */
const FILLED_BY: Readonly<Partial<Record<Input, readonly FieldName[]>>> = {
  person: ['actor'],
  providerModel: ['provider', 'model'],
  tokenPair: ['inputTokens', 'outputTokens'],
  creditsOrByok: ['credits', 'byokCost'],
};

/** A column's value of a record, as it would be stored. */
export function storedText(
  event: EventRow,
  { name, input }: Pick<PreviewColumn, 'name' | 'input'>,
  zone: string,
): StoredText {
  // A value that another column was preferred to stays an extra column.
  const kept = event.extra.find(([column]) => column === name)?.[1];
  if (kept !== undefined) return { text: kept, verbatim: true };
  if (input === null) return NOTHING;
  const fields = FILLED_BY[input] ?? (isFieldName(input) ? [input] : []);
  const values = fields.flatMap((field) => {
    const text = fieldText(event, field, zone);
    return text === null ? [] : [text];
  });
  if (values.length === 0) return NOTHING;
  return { text: values.join(' / '), verbatim: fields.some((field) => typeof event[field] === 'string') };
}

function fieldText(event: EventRow, field: FieldName, zone: string): string | null {
  const value = event[field];
  if (value === null) return null;
  if (field === 'time') return formatTime(Number(value), zone);
  if (typeof value === 'number') return formatCellNumber(event, field, value);
  return typeof value === 'boolean' ? (value ? 'Yes' : 'No') : value;
}
