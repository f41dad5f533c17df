import type Database from 'better-sqlite3';
import type { NewDuplicate, NewRawBlock, NewReject } from '../record.ts';
import { type Sql, sql } from '../sql.ts';
import type { IdRange } from './batch-row.ts';

/** Stores the records that could not be read. */
export function insertRejects(
  db: Database.Database,
  source: number,
  rejects: readonly NewReject[],
): IdRange | null {
  return insertAll(db, rejects, ({ place, column, reason }) => {
    return sql`INSERT INTO reject (source, line, "column", byteOffset, byteLength, reason)
      VALUES (${source}, ${place.line}, ${column}, ${place.byteOffset}, ${place.byteLength}, ${reason})`;
  });
}

/** Stores where records were found again. */
export function insertDuplicates(
  db: Database.Database,
  source: number,
  duplicates: readonly NewDuplicate[],
): IdRange | null {
  return insertAll(db, duplicates, ({ place, event, kind }) => {
    return sql`INSERT INTO duplicate (source, event, kind, line, byteOffset, byteLength)
      VALUES (${source}, ${event}, ${kind}, ${place.line}, ${place.byteOffset}, ${place.byteLength})`;
  });
}

/** Stores stretches of the content. */
export function insertRawBlocks(
  db: Database.Database,
  source: number,
  blocks: readonly NewRawBlock[],
): IdRange | null {
  return insertAll(db, blocks, ({ byteOffset, byteLength, codec, sha256, data }) => {
    return sql`INSERT INTO raw_block (source, byteOffset, byteLength, codec, sha256, data)
      VALUES (${source}, ${byteOffset}, ${byteLength}, ${codec}, ${sha256}, ${data})`;
  });
}

/** Inserts one by one with one statement; SQLite numbers the rows on from the highest id. */
function insertAll<T>(
  db: Database.Database,
  items: readonly T[],
  insertOf: (item: T) => Sql,
): IdRange | null {
  const [first] = items;
  if (first === undefined) return null;
  const statement = db.prepare<unknown[]>(insertOf(first).text);
  let last = 0;
  for (const item of items) last = Number(statement.run(...insertOf(item).values).lastInsertRowid);
  return { first: last - items.length + 1, last };
}
