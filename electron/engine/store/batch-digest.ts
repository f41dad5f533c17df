import { createHash, type Hash } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { UnsealedBatch } from './batch-row.ts';
import { EVENT_LINE, EVIDENCE_TABLES, type EvidenceTable } from './evidence-tables.ts';
import { hashLines } from './lines-digest.ts';
import type { BatchRows } from './rows/batch-rows.ts';
import { type CellColumn, CellsDigest } from './rows/cells-digest.ts';
import { ROW_COLUMNS } from './rows/row-layout.ts';

/** How the batches that are written now are hashed. */
export const SCHEME = 2;

/*
 * Scheme 2: digest = SHA-256( for each evidence table what it adds; "# identities\n", the identities )
 *   `value`, `event_data`: columns, as in `rows/cells-digest.ts`
 *   the others: "# <table>\n", then each row of the batch as "<json_array>\n"
 *
 * Scheme 1: digest = SHA-256( for extra_column, event, reject, duplicate, raw_block: "# <table>\n", then each row of
 *   the batch as "<json_array>\n"; "# identities\n", identities as lower-case hex, "\n" )
 */

/** Digest of a batch of scheme 2. What is hashed line by line is taken from the rows as they are stored. */
export function batchDigest(db: Database.Database, batch: UnsealedBatch, rows: BatchRows): Uint8Array {
  const hash = createHash('sha256');
  const columns = new CellsDigest(hash);
  for (const table of EVIDENCE_TABLES) {
    if (table.name === 'value') columns.table('value', rows.valueCount, [['text', rows.values]]);
    else if (table.name === 'event_data') columns.table('event_data', rows.count, eventColumns(rows));
    else addLines(hash, db, batch, table);
  }
  return hash.update('# identities\n').update(batch.identities).digest();
}

/** Digest of a batch of scheme 1, from the rows as they are stored. */
export function firstSchemeDigest(db: Database.Database, batch: UnsealedBatch): Uint8Array {
  const hash = createHash('sha256');
  for (const table of EVIDENCE_TABLES) {
    if (table.name === 'value') continue;
    if (table.name !== 'event_data') addLines(hash, db, batch, table);
    else {
      hash.update('# event\n');
      const { firstEvent: first, lastEvent: last } = batch;
      if (first !== null && last !== null) hashLines(hash, db, table.name, EVENT_LINE, first, last);
    }
  }
  hash.update('# identities\n').update(Buffer.from(batch.identities).toString('hex')).update('\n');
  return hash.digest();
}

function addLines(hash: Hash, db: Database.Database, batch: UnsealedBatch, table: EvidenceTable): void {
  hash.update(`# ${table.name}\n`);
  const first = batch[table.first];
  const last = batch[table.last];
  if (table.line !== null && first !== null && last !== null) {
    hashLines(hash, db, table.name, table.line, first, last);
  }
}

function eventColumns({ columns }: BatchRows): CellColumn[] {
  return ROW_COLUMNS.map((name) => [name, columns.get(name) ?? null]);
}
