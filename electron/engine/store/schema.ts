import Database from 'better-sqlite3';
import { raw, sql } from '../sql.ts';
import { MIGRATIONS, type Migration } from './migrations/migrations.ts';
import { selectRows } from './run-sql.ts';

/** Objects of a schema by `type name`, with their table and defining text. */
export type Schema = ReadonlyMap<string, string>;

/** What `sqlite_schema` of an open database holds. Where pages lie is left out: that differs from file to file. */
export function readSchema(db: Database.Database): Schema {
  const rows = selectRows(db, sql`SELECT type, name, tbl_name, sql FROM sqlite_schema`);
  return new Map(rows.map(([type, name, table, text]) => [`${type} ${name}`, `${table}: ${text ?? ''}`]));
}

/** What `sqlite_schema` must hold after the given steps. */
export function expectedSchema(migrations: readonly Migration[] = MIGRATIONS): Schema {
  const db = new Database(':memory:');
  try {
    for (const step of migrations) db.exec(raw(step).text);
    return readSchema(db);
  } finally {
    db.close();
  }
}

/** Differences between two schemas, one phrase each; none when they are equal. */
export function schemaDifferences(actual: Schema, expected: Schema): string[] {
  const missing = [...expected.keys()]
    .filter((name) => !actual.has(name))
    .map((name) => `${name} is missing`);
  const changed = [...expected].filter(([name, text]) => actual.has(name) && actual.get(name) !== text);
  const added = [...actual.keys()].filter((name) => !expected.has(name));
  return [
    ...missing,
    ...changed.map(([name]) => `${name} was changed`),
    ...added.map((name) => `${name} was added`),
  ];
}
