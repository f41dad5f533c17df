import { toIso } from '../../../shared/time/format.ts';
import { extraPairs } from '../query/event-row.ts';
import {
  decimalAt,
  EXTRA_AT,
  type FieldPlace,
  ID_AT,
  SOURCE_AT,
  type StoredRow,
} from '../query/event-rows.ts';
import type { RowContext } from './csv-writer.ts';
import { ID, SOURCE } from './export-columns.ts';
import type { RowWriter } from './row-writer.ts';

/** One event per line, nothing altered: decimals with every digit, details and changes nested as they were found. */
export function jsonLinesWriter(context: RowContext): RowWriter {
  return { begin: () => '', separator: '', row: (row) => `${eventObject(row, context)}\n`, end: () => '' };
}

/** The same objects as one array. */
export function jsonWriter(context: RowContext): RowWriter {
  return {
    begin: () => '[',
    separator: ',',
    row: (row) => `,\n${eventObject(row, context)}`,
    end: () => '\n]\n',
  };
}

/** Written out member by member: a plain object could neither keep the digits nor every column name. */
function eventObject(row: StoredRow, { places, extraNames, sourceNames }: RowContext): string {
  const members = [
    `"${ID}":${String(row[ID_AT])}`,
    `"${SOURCE}":${JSON.stringify(sourceNames.get(Number(row[SOURCE_AT])) ?? null)}`,
    ...places.map((place) => `"${place.name}":${fieldJson(row, place)}`),
  ];
  const extra = extraPairs(row[EXTRA_AT], extraNames);
  if (extra.length > 0) {
    members.push(
      `"extra":{${extra.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`,
    );
  }
  return `{${members.join(',')}}`;
}

function fieldJson(row: StoredRow, { kind, at }: FieldPlace): string {
  if (kind === 'decimal') return decimalAt(row, at) ?? 'null';
  const value = row[at] ?? null;
  if (value === null) return 'null';
  if (kind === 'instant') return JSON.stringify(toIso(Number(value)));
  if (kind === 'boolean') return String(value === 1);
  return kind === 'json' ? nested(String(value)) : JSON.stringify(value);
}

/** JSON text as it is, on one line: line breaks of JSON can only stand between its tokens. */
export function nested(text: string): string {
  try {
    JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return JSON.stringify(text);
    throw error;
  }
  return /[\r\n]/.test(text) ? text.replace(/[\r\n]+/g, ' ') : text;
}
