import type { EventRow } from '../../shared/domain/event.ts';
import { FIELD_NAMES, FIELDS } from '../../shared/domain/fields.ts';
import { defused } from '../../shared/text/csv-text.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { toIso } from '../../shared/time/format.ts';
import { cellText } from './cell-value.ts';
import type { GridColumn } from './column-layout.ts';

/* What goes to the clipboard. One cell is copied for a search, a ticket, a shell; rows are copied for a spreadsheet. */

/** Controls but tab and line feed: a terminal obeys them, and NUL ends what some programs paste. */
const CONTROLS = /[\p{Cc}--[\t\n]]/gv;

/**
 * The text of one cell as it is stored; only control characters are as on screen (`␛`), because clipboards are pasted
 * into terminals. The raw record is copied without any change.
 */
export function copiedCell(row: EventRow, { ref }: Pick<GridColumn, 'ref'>, zone: string): string {
  return withoutControls(cellText(row, ref, zone));
}

/** Rows as tab-separated lines, quoted where a spreadsheet needs it, and defused as a CSV export is. */
export function copiedLines(
  rows: readonly EventRow[],
  columns: readonly GridColumn[],
  zone: string,
): readonly string[] {
  return rows.map((row) => line(columns.map(({ ref, kind }) => tableCell(cellText(row, ref, zone), kind))));
}

/** The headings that belong to {@link copiedLines}; times name their zone. */
export function copiedHeadings(columns: readonly GridColumn[], zone: string): string {
  return line(
    columns.map(({ label, kind }) => tableCell(kind === 'instant' ? `${label} (${zone})` : label, 'text')),
  );
}

/** Events as JSON, nothing altered: as in an export, with the number of the source in place of its name. */
export function copiedJson(rows: readonly EventRow[]): string {
  const [only] = rows;
  if (only !== undefined && rows.length === 1) return eventJson(only);
  return `[\n${rows.map((row) => eventJson(row)).join(',\n')}\n]`;
}

function line(cells: readonly string[]): string {
  return cells.join('\t');
}

function tableCell(text: string, kind: GridColumn['kind']): string {
  const inert = withoutControls(kind === 'text' || kind === 'json' ? defused(text) : text);
  return /["\t\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

function withoutControls(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(CONTROLS, visibleText);
}

/** Written out member by member: a plain object could not keep every column name. */
function eventJson(row: EventRow): string {
  const members = [`"id":${row.id}`, `"sourceId":${row.source}`];
  for (const name of FIELD_NAMES) {
    const value = row[name];
    if (value !== null) members.push(`"${name}":${fieldJson(FIELDS[name].kind, value)}`);
  }
  if (row.extra.length > 0) {
    const pairs = row.extra.map(([column, value]) => `${JSON.stringify(column)}:${JSON.stringify(value)}`);
    members.push(`"extra":{${pairs.join(',')}}`);
  }
  return `{${members.join(',')}}`;
}

function fieldJson(kind: GridColumn['kind'], value: string | number | boolean): string {
  if (kind === 'instant' && typeof value === 'number') return JSON.stringify(toIso(value));
  return kind === 'json' && isJson(String(value)) ? String(value) : JSON.stringify(value);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false; // kept as text, as the export does
  }
}
