import type { Hash } from 'node:crypto';
import Database from 'better-sqlite3';
import { ident, type Sql, sql } from '../sql.ts';

/** Rows are joined inside SQLite; about this many bytes at a time is fastest and bounds memory. */
const CHUNK_BYTES = 128 * 1024;
const MAX_CHUNK_ROWS = 256;

/**
 * Hashes rows as lines of text that SQLite's own json_array() produces.
 * @param line SQL expression of the line of a row
 */
export function hashLines(
  hash: Hash,
  db: Database.Database,
  table: string,
  line: Sql,
  first: number,
  last: number,
): void {
  const lines = db
    .prepare<[number, number], Buffer | null>(
      sql`SELECT CAST(group_concat(line, char(10)) AS BLOB) FROM
            (SELECT ${line} AS line FROM ${ident(table)}
             WHERE id BETWEEN ${first} AND ${last} ORDER BY id)`.text,
    )
    .pluck();
  let rows = 16;
  for (let next = first; next <= last; ) {
    const end = Math.min(next + rows - 1, last);
    const text = rowsText(lines, next, end);
    if (text === 'too big') {
      rows = Math.max(1, Math.floor(rows / 2));
      continue;
    }
    if (text !== null) hash.update(text).update('\n');
    next = end + 1;
    rows = nextChunk(rows, text?.length ?? 0);
  }
}

type Lines = Database.Statement<[number, number], Buffer | null>;

/** SQLite refuses to build texts beyond its limit of 10⁹ bytes; fewer rows at a time then do. */
function rowsText(lines: Lines, first: number, last: number): Buffer | null | 'too big' {
  try {
    return lines.get(first, last) ?? null;
  } catch (error) {
    const tooBig = error instanceof Database.SqliteError && error.code === 'SQLITE_TOOBIG';
    if (tooBig && last > first) return 'too big';
    throw error;
  }
}

function nextChunk(rows: number, bytes: number): number {
  const fitting = bytes === 0 ? MAX_CHUNK_ROWS : Math.floor((rows * CHUNK_BYTES) / bytes);
  return Math.min(MAX_CHUNK_ROWS, Math.max(1, fitting));
}
