import type Database from 'better-sqlite3';
import type { EventIds } from '../../electron/engine/query/query-engine.ts';
import { join, raw, type Sql, sql } from '../../electron/engine/sql.ts';
import { selectNumber } from '../../electron/engine/store/run-sql.ts';
import type { Sort } from '../../shared/api/contract.ts';
import type { FieldSql } from './field-sql.ts';

/** Ids of the events of a condition, in order. */
export function selectIds(db: Database.Database, where: Sql, order: Sql): EventIds {
  const query = sql`SELECT id FROM event WHERE ${where} ORDER BY ${order}`;
  const ids = db
    .prepare<unknown[], number>(query.text)
    .pluck()
    .all(...query.values);
  const largest = selectNumber(db, sql`SELECT max(id) FROM event`) ?? 0;
  return largest <= 0xffff_ffff ? Uint32Array.from(ids) : Float64Array.from(ids);
}

/**
 * The order of a sort. Events without a value (undated ones, when sorting by time) come last either way; ties
 * go by id in the same direction, so that newest first also means last imported first. Text ignores the case of
 * ASCII letters; extra columns put numbers before text.
 */
export function orderOf(field: FieldSql, { descending }: Sort): Sql {
  const direction = raw(descending ? 'DESC' : 'ASC');
  const id = sql`id ${direction}`;
  if (field.ref === 'id') return id;
  const keys = sortKeys(field).map((key) => sql`${key} ${direction} NULLS LAST`);
  return join([...keys, id], ', ');
}

function sortKeys(field: FieldSql): Sql[] {
  const text = [sql`${field.value} COLLATE NOCASE`, field.value];
  switch (field.kind) {
    case 'text':
    case 'json':
      return text;
    case 'extra': {
      const number = sql`tg_number(${field.value})`;
      const isText = sql`CASE WHEN ${field.value} IS NOT NULL THEN ${number} IS NULL END`;
      return [isText, number, ...text];
    }
    case 'integer':
    case 'decimal':
    case 'instant':
    case 'boolean':
    case 'source':
      return [field.value];
  }
}
