import type Database from 'better-sqlite3';
import type { Sql } from '../sql.ts';

/** One row as positional values: names of columns never become object keys. */
export type SqlRow = readonly unknown[];

/** Rows of a query, each an array of values in the order of its columns. */
export function selectRows(db: Database.Database, query: Sql): SqlRow[] {
  return db
    .prepare<unknown[], SqlRow>(query.text)
    .raw()
    .all(...query.values);
}

/** First row of a query; undefined when there is none. */
export function selectRow(db: Database.Database, query: Sql): SqlRow | undefined {
  return db
    .prepare<unknown[], SqlRow>(query.text)
    .raw()
    .get(...query.values);
}

/** First value of the first row; null when there is no row. */
export function selectValue(db: Database.Database, query: Sql): unknown {
  return selectRow(db, query)?.[0] ?? null;
}

/** First value as a whole number; null when there is no row or it is NULL. */
export function selectNumber(db: Database.Database, query: Sql): number | null {
  const value = selectValue(db, query);
  return typeof value === 'number' ? value : null;
}

/** Runs a statement that returns no rows. */
export function execute(db: Database.Database, statement: Sql): Database.RunResult {
  return db.prepare(statement.text).run(...statement.values);
}
