import type { Change } from '../../../shared/domain/event.ts';
import { csvLine, defused } from '../../../shared/text/csv-text.ts';
import { toIso } from '../../../shared/time/format.ts';
import { parseChanges } from '../query/event-detail.ts';
import { extraValues } from '../query/event-row.ts';
import {
  decimalAt,
  EXTRA_AT,
  type FieldPlace,
  ID_AT,
  SOURCE_AT,
  type StoredRow,
} from '../query/event-rows.ts';
import type { ExtraNames } from '../query/extra-names.ts';
import { AFTER, BEFORE, type ExportColumns, ID, SOURCE } from './export-columns.ts';
import type { RowWriter } from './row-writer.ts';

/** What a row is written with. */
export interface RowContext {
  readonly columns: ExportColumns;
  readonly places: readonly FieldPlace[];
  readonly extraNames: ExtraNames;
  /** File name of each source. */
  readonly sourceNames: ReadonlyMap<number, string>;
}

/** Excel takes a CSV file for UTF-8 only when it begins with this. */
export const BYTE_ORDER_MARK = '\uFEFF';

/**
 * CSV for spreadsheets: one row per event, times as ISO 8601 UTC, details and changes as JSON text, what changed
 * also as two columns BEFORE and AFTER, and everything that a spreadsheet would run as a formula defused.
 */
export function csvWriter(context: RowContext): RowWriter {
  const { columns, places, extraNames, sourceNames } = context;
  const changesAt = places.find(({ name }) => name === 'changes')?.at;
  const placeOfName = new Map(columns.extras.map(({ column }, index) => [column, index]));
  const extraPlaces = new Map([...extraNames].map(([id, name]) => [id, placeOfName.get(name)]));
  const headers = [
    ID,
    SOURCE,
    ...columns.fields,
    ...(changesAt === undefined ? [] : [BEFORE, AFTER]),
    ...columns.extras.map(({ header }) => header),
  ];
  return {
    begin: () => BYTE_ORDER_MARK + csvLine(headers.map(defused)),
    separator: '',
    row(row) {
      const cells: (string | null)[] = [
        String(row[ID_AT]),
        textCell(sourceNames.get(Number(row[SOURCE_AT]))),
      ];
      for (const place of places) cells.push(fieldCell(row, place));
      if (changesAt !== undefined) cells.push(...beforeAndAfter(row[changesAt]).map(textCell));
      if (columns.extras.length > 0) {
        const first = cells.length;
        for (let index = 0; index < columns.extras.length; index += 1) cells.push(null);
        for (const [id, value] of extraValues(row[EXTRA_AT])) {
          const place = extraPlaces.get(id);
          if (place !== undefined) cells[first + place] = defused(value);
        }
      }
      return csvLine(cells);
    },
    end: () => '',
  };
}

function fieldCell(row: StoredRow, { kind, at }: FieldPlace): string | null {
  if (kind === 'decimal') return decimalAt(row, at);
  const value = row[at];
  if (typeof value === 'number') return numberCell(value, kind);
  return textCell(value);
}

function numberCell(value: number, kind: FieldPlace['kind']): string {
  if (kind === 'instant') return toIso(value);
  return kind === 'boolean' ? String(value === 1) : String(value);
}

function textCell(value: unknown): string | null {
  return typeof value === 'string' ? defused(value) : null;
}

/** The two sides of what changed; null when nothing did. */
export function beforeAndAfter(json: unknown): [string | null, string | null] {
  const changes = typeof json === 'string' ? parseChanges(json) : [];
  if (changes.length === 0) return [null, null];
  return [sideOf(changes, 'before'), sideOf(changes, 'after')];
}

/**
 * One side of all changes, `{"role":"member"}`; the value alone when the change has no path. What is not there on this
 * side is left out; null when nothing is.
 */
function sideOf(changes: readonly Change[], side: 'before' | 'after'): string | null {
  const stated = changes.filter((change) => change[side] !== undefined);
  const [only] = stated;
  if (only === undefined) return null;
  if (changes.length === 1 && only.path === '') return plain(only[side]);
  // Written out, because a path comes from the log and must not become an object key.
  const members = stated.map(({ path, [side]: value }) => `${JSON.stringify(path)}:${JSON.stringify(value)}`);
  return `{${members.join(',')}}`;
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
