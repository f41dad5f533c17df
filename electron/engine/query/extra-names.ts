import type Database from 'better-sqlite3';
import { sql } from '../sql.ts';
import { selectRows } from '../store/run-sql.ts';

/** Names of the extra columns by id, in order of first appearance. */
export type ExtraNames = ReadonlyMap<number, string>;

/** Reads the extra columns of a workspace. */
export function readExtraNames(db: Database.Database): ExtraNames {
  const rows = selectRows(db, sql`SELECT id, name FROM extra_column ORDER BY id`);
  return new Map(rows.map((row) => row as [number, string]));
}
