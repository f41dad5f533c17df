import type Database from 'better-sqlite3';
import { FIELD_NAMES, type FieldName, fieldSpec, isFieldName } from '../../../shared/domain/fields.ts';
import { type Column, type ColumnName, type EventColumns, PLACE_NAMES } from '../columns/column.ts';
import { NumberBuilder, TextBuilder } from '../columns/column-builder.ts';
import { ident, join, sql } from '../sql.ts';
import type { IndexSegment } from './index-segments.ts';

type Stretch = Pick<IndexSegment, 'firstEvent' | 'count'>;

/** The columns of the index that every event can have, in the order of {@link columnsOfRows}'s statement. */
const FIXED_COLUMNS: readonly (FieldName | 'source' | (typeof PLACE_NAMES)[number])[] = [
  'source',
  ...PLACE_NAMES,
  ...FIELD_NAMES,
];

/** One column of a stretch, from the rows themselves; null when it has no value. */
export function columnOfRows(db: Database.Database, stretch: Stretch, name: ColumnName): Column | null {
  if (isExtra(name)) return columnsOfExtra(db, stretch).get(name) ?? null;
  const builder = builderOf(name);
  const { firstEvent, count } = stretch;
  const query = sql`SELECT ${ident(name)} FROM event WHERE id BETWEEN ${firstEvent} AND ${firstEvent + count - 1} ORDER BY id`;
  const values = db.prepare<unknown[], unknown>(query.text).pluck().safeIntegers();
  for (const value of values.iterate(...query.values)) builder.add(stored(value) as never);
  return builder.finish();
}

/** All columns of a stretch, from the rows themselves. */
export function columnsOfRows(db: Database.Database, stretch: Stretch): EventColumns {
  const { firstEvent, count } = stretch;
  const builders = FIXED_COLUMNS.map(builderOf);
  const names = join(FIXED_COLUMNS.map(ident), ', ');
  const query = sql`SELECT ${names} FROM event WHERE id BETWEEN ${firstEvent} AND ${firstEvent + count - 1} ORDER BY id`;
  const rows = db.prepare<unknown[], unknown[]>(query.text).raw().safeIntegers();
  for (const row of rows.iterate(...query.values)) {
    for (let i = 0; i < builders.length; i += 1) builders[i]?.add(stored(row[i]) as never);
  }
  const columns = new Map<ColumnName, Column>();
  FIXED_COLUMNS.forEach((name, i) => {
    const column = builders[i]?.finish() ?? null;
    if (column !== null) columns.set(name, column);
  });
  for (const [name, column] of columnsOfExtra(db, stretch)) columns.set(name, column);
  return { count, columns };
}

/** The extra columns of a stretch, from the JSON that the rows keep them in. */
function columnsOfExtra(db: Database.Database, { firstEvent, count }: Stretch): Map<ColumnName, Column> {
  const builders = new Map<ColumnName, TextBuilder>();
  const query = sql`SELECT e.id, j.key, j.value FROM event e, json_each(e.extra) j
    WHERE e.id BETWEEN ${firstEvent} AND ${firstEvent + count - 1} AND e.extra IS NOT NULL ORDER BY e.id`;
  const rows = db.prepare<unknown[], [id: number, key: string, value: unknown]>(query.text).raw();
  for (const [id, key, value] of rows.iterate(...query.values)) {
    if (!isExtra(key)) continue;
    const builder = builders.get(key) ?? new TextBuilder();
    builders.set(key, builder);
    builder.padTo(id - firstEvent);
    builder.add(value === null ? null : String(value));
  }
  const columns = new Map<ColumnName, Column>();
  for (const [name, builder] of builders) {
    builder.padTo(count);
    const column = builder.finish();
    if (column !== null) columns.set(name, column);
  }
  return columns;
}

function isExtra(name: string): name is `c${number}` {
  return /^c\d+$/.test(name);
}

function builderOf(name: ColumnName): NumberBuilder | TextBuilder {
  if (!isFieldName(name)) return new NumberBuilder();
  const { kind } = fieldSpec(name);
  return kind === 'text' || kind === 'json' ? new TextBuilder() : new NumberBuilder();
}

function stored(value: unknown): string | bigint | null {
  if (typeof value === 'bigint') return value;
  return value === null || value === undefined ? null : String(value);
}
