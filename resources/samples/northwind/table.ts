import Papa from 'papaparse';
import type { Moment } from './rhythm.ts';

/** A CSV file: header and rows, quoted where needed. */
export function csv(
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  newline: '\n' | '\r\n',
): string {
  return Papa.unparse({ fields: [...header], data: rows.map((row) => [...row]) }, { newline }) + newline;
}

/** `2026-10-20 14:07:33`: how systems that state no zone write times. */
export function plainTime(moment: Moment): string {
  return new Date(moment).toISOString().slice(0, 19).replace('T', ' ');
}

/** `2026-10-20T14:07:33.000Z`. */
export function isoTime(moment: Moment): string {
  return new Date(moment).toISOString();
}
