import type Database from 'better-sqlite3';
import type { Sql } from '../sql.ts';

/** Statements that were prepared before, per connection. Preparing one costs as much as running it for a few rows. */
const prepared = new WeakMap<Database.Database, Map<string, Database.Statement<unknown[], unknown>>>();

/** Texts with lists of values in them differ endlessly; what is used all the time is soon there again. */
const MOST_PREPARED = 200;

/**
 * A statement that gives rows as objects, prepared once for each connection. It must be run to its end before it is
 * used again: no cursors.
 */
export function statementOf<Row = unknown>(
  db: Database.Database,
  query: Sql,
): Database.Statement<unknown[], Row> {
  return cached(db, query.text, 'rows', () => db.prepare(query.text)) as Database.Statement<unknown[], Row>;
}

function rawStatementOf(db: Database.Database, query: Sql): Database.Statement<unknown[], SqlRow> {
  const statement = cached(db, query.text, 'raw', () => db.prepare<unknown[], unknown>(query.text).raw());
  return statement as Database.Statement<unknown[], SqlRow>;
}

function cached(
  db: Database.Database,
  text: string,
  mode: 'rows' | 'raw',
  prepare: () => Database.Statement<unknown[], unknown>,
): Database.Statement<unknown[], unknown> {
  let statements = prepared.get(db);
  if (statements === undefined) {
    statements = new Map();
    prepared.set(db, statements);
  }
  const key = `${mode} ${text}`;
  const known = statements.get(key);
  if (known !== undefined && !known.busy) return known;
  if (statements.size >= MOST_PREPARED) statements.clear();
  const statement = prepare();
  statements.set(key, statement);
  return statement;
}

/** One row as positional values: names of columns never become object keys. */
export type SqlRow = readonly unknown[];

/** Rows of a query, each an array of values in the order of its columns. */
export function selectRows(db: Database.Database, query: Sql): SqlRow[] {
  return rawStatementOf(db, query).all(...query.values);
}

/** First row of a query; undefined when there is none. */
export function selectRow(db: Database.Database, query: Sql): SqlRow | undefined {
  return rawStatementOf(db, query).get(...query.values);
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
  return statementOf(db, statement).run(...statement.values);
}
