import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import { sql } from '../sql.ts';
import { batchDigest } from './batch-digest.ts';
import {
  BATCH_META_COLUMNS,
  type BatchRow,
  FIRST_META_COLUMNS,
  insertBatchRow,
  readLastBatch,
  type UnsealedBatch,
} from './batch-row.ts';
import type { BatchRows } from './rows/batch-rows.ts';
import { selectRows } from './run-sql.ts';

/*
 * The hash chain. The stock `sqlite3` shell and `sha256sum` can recompute it; ARCHITECTURE.md, "Workspace file",
 * shows how. The digest of a batch is in `batch-digest.ts`.
 *
 *   head   = SHA-256( 0x02 || previous head || digest || json_array of the other columns of the batch )
 *   head 0 = SHA-256( "# meta
", then each row of meta by key as "<json_array>
" )
 */

/** Domain separation between a link of the chain and plain content. */
const LINK = Uint8Array.of(0x02);

/** Root of the chain: the identity of the workspace. */
export function chainRoot(db: Database.Database): Uint8Array {
  const hash = createHash('sha256').update('# meta\n');
  for (const [line] of selectRows(db, sql`SELECT json_array(key, value) FROM meta ORDER BY key`)) {
    hash.update(`${String(line)}\n`);
  }
  return hash.digest();
}

/** Link of the chain. */
export function batchHead(previous: Uint8Array, digest: Uint8Array, batch: UnsealedBatch): Uint8Array {
  const columns = batch.scheme === 1 ? FIRST_META_COLUMNS : BATCH_META_COLUMNS;
  const meta = JSON.stringify(columns.map((column) => batch[column]));
  return createHash('sha256').update(LINK).update(previous).update(digest).update(meta).digest();
}

/** Hashes what a batch has just stored, links it to the one before and adds it. Call it inside the transaction. */
export function sealBatch(db: Database.Database, batch: UnsealedBatch, rows: BatchRows): BatchRow {
  const previous = readLastBatch(db);
  const digest = batchDigest(db, batch, rows);
  const sealed = { ...batch, digest, head: batchHead(previous?.head ?? chainRoot(db), digest, batch) };
  insertBatchRow(db, sealed);
  return sealed;
}
