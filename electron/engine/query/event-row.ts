import type { EventRow } from '../../../shared/domain/event.ts';
import { EXTRA_AT, type FieldPlace, ID_AT, numberAt, SOURCE_AT, type StoredRow } from './event-rows.ts';
import type { ExtraNames } from './extra-names.ts';

/** A stored event as sent to a view. `places` name every field. */
export function eventRow(row: StoredRow, places: readonly FieldPlace[], names: ExtraNames): EventRow {
  const fields: Record<string, unknown> = {
    id: row[ID_AT],
    source: row[SOURCE_AT],
    extra: extraPairs(row[EXTRA_AT], names),
  };
  for (const place of places) fields[place.name] = wireValue(row, place);
  return fields as unknown as EventRow;
}

function wireValue(row: StoredRow, { kind, at }: FieldPlace): unknown {
  if (kind === 'decimal') return numberAt(row, at);
  const value = row[at] ?? null;
  return kind === 'boolean' && value !== null ? value === 1 : value;
}

/** The extra columns of an event as pairs, in file order; no log text becomes an object key. */
export function extraPairs(stored: unknown, names: ExtraNames): (readonly [column: string, value: string])[] {
  return extraValues(stored).flatMap(([id, value]) => {
    const name = names.get(id);
    return name === undefined ? [] : [[name, value] as const];
  });
}

/** The extra columns of an event by id, in file order. */
export function extraValues(stored: unknown): (readonly [id: number, value: string])[] {
  if (typeof stored !== 'string') return [];
  const values: unknown = JSON.parse(stored);
  if (typeof values !== 'object' || values === null) return [];
  const pairs: (readonly [number, string])[] = [];
  for (const [key, value] of Object.entries(values)) {
    if (value === null) continue;
    pairs.push([Number(key.slice(1)), typeof value === 'string' ? value : JSON.stringify(value)]);
  }
  return pairs;
}
