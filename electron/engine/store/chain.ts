import { createHash, type Hash } from 'node:crypto';
import Database from 'better-sqlite3';
import { ident, sql } from '../sql.ts';
import {
  BATCH_META_COLUMNS,
  type BatchRow,
  insertBatchRow,
  readLastBatch,
  type UnsealedBatch,
} from './batch-row.ts';
import { EVIDENCE_TABLES, type EvidenceTable } from './evidence-tables.ts';
import { selectRows } from './run-sql.ts';

/*
 * The hash chain. Everything is text that SQLite's own json_array() produces, so that the stock `sqlite3`
 * shell and `sha256sum` can recompute it; ARCHITECTURE.md, "Workspace file", shows how.
 *
 *   digest = SHA-256( for each evidence table: "# <table>\n", then each row of the batch as "<json_array>\n";
 *                     "# identities\n", identities as lower-case hex, "\n" )
 *   head   = SHA-256( 0x02 || previous head || digest || json_array of the other columns of the batch )
 *   head 0 = SHA-256( "# meta\n", then each row of meta by key as "<json_array>\n" )
 */

/** Domain separation between a link of the chain and plain content. */
const LINK = Uint8Array.of(0x02);

/** Rows are joined inside SQLite; about this many bytes at a time is fastest and bounds memory. */
const CHUNK_BYTES = 128 * 1024;
const MAX_CHUNK_ROWS = 256;

/** Root of the chain: the identity of the workspace. */
export function chainRoot(db: Database.Database): Uint8Array {
  const hash = createHash('sha256').update('# meta\n');
  for (const [line] of selectRows(db, sql`SELECT json_array(key, value) FROM meta ORDER BY key`)) {
    hash.update(`${String(line)}\n`);
  }
  return hash.digest();
}

/** Digest of a batch, from the rows as they are stored. */
export function batchDigest(db: Database.Database, batch: UnsealedBatch): Uint8Array {
  const hash = createHash('sha256');
  for (const table of EVIDENCE_TABLES) {
    hash.update(`# ${table.name}\n`);
    const first = batch[table.first];
    const last = batch[table.last];
    if (typeof first === 'number' && typeof last === 'number') hashRows(hash, db, table, first, last);
  }
  hash.update('# identities\n').update(Buffer.from(batch.identities).toString('hex')).update('\n');
  return hash.digest();
}

/** Link of the chain. */
export function batchHead(previous: Uint8Array, digest: Uint8Array, batch: UnsealedBatch): Uint8Array {
  const meta = JSON.stringify(BATCH_META_COLUMNS.map((column) => batch[column]));
  return createHash('sha256').update(LINK).update(previous).update(digest).update(meta).digest();
}

/** Hashes what a batch has just stored, links it to the one before and adds it. Call it inside the transaction. */
export function sealBatch(db: Database.Database, batch: UnsealedBatch): BatchRow {
  const previous = readLastBatch(db);
  const digest = batchDigest(db, batch);
  const sealed = { ...batch, digest, head: batchHead(previous?.head ?? chainRoot(db), digest, batch) };
  insertBatchRow(db, sealed);
  return sealed;
}

function hashRows(
  hash: Hash,
  db: Database.Database,
  table: EvidenceTable,
  first: number,
  last: number,
): void {
  const lines = db
    .prepare<[number, number], Buffer | null>(
      sql`SELECT CAST(group_concat(line, char(10)) AS BLOB) FROM
            (SELECT ${table.line} AS line FROM ${ident(table.name)}
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
