import type Database from 'better-sqlite3';
import { AppError } from '../../../shared/errors.ts';
import { sql } from '../sql.ts';
import { SCHEME } from './batch-digest.ts';
import type { BatchRow, IdRange, UnsealedBatch } from './batch-row.ts';
import { sealBatch } from './chain.ts';
import type { BatchRows as StoredRows } from './rows/batch-rows.ts';
import { selectNumber } from './run-sql.ts';
import { factsText, readSourceRow } from './source-row.ts';

/** What a batch added to each table. */
export interface BatchRanges {
  readonly events: IdRange | null;
  readonly rejects: IdRange | null;
  readonly duplicates: IdRange | null;
  readonly rawBlocks: IdRange | null;
  readonly extraColumns: IdRange | null;
  readonly values: IdRange | null;
}

const NOTHING: BatchRanges = {
  events: null,
  rejects: null,
  duplicates: null,
  rawBlocks: null,
  extraColumns: null,
  values: null,
};

const NO_ROWS: StoredRows = { count: 0, columns: new Map(), valueCount: 0, values: null };

/**
 * Seals what was just stored, together with the source as it is now. Every change of a source, also one that
 * adds no rows, is sealed this way, so that its facts cannot be changed later without a trace.
 * Call it inside the transaction of that change.
 */
export function sealFacts(
  db: Database.Database,
  source: number,
  writtenAt: Date,
  added: BatchRanges = NOTHING,
  identities: Uint8Array = new Uint8Array(),
  rows: StoredRows = NO_ROWS,
): BatchRow {
  const batch: UnsealedBatch = {
    id: (selectNumber(db, sql`SELECT max(id) FROM batch`) ?? 0) + 1,
    source,
    firstEvent: added.events?.first ?? null,
    lastEvent: added.events?.last ?? null,
    firstReject: added.rejects?.first ?? null,
    lastReject: added.rejects?.last ?? null,
    firstDuplicate: added.duplicates?.first ?? null,
    lastDuplicate: added.duplicates?.last ?? null,
    firstRawBlock: added.rawBlocks?.first ?? null,
    lastRawBlock: added.rawBlocks?.last ?? null,
    firstExtraColumn: added.extraColumns?.first ?? null,
    lastExtraColumn: added.extraColumns?.last ?? null,
    firstValue: added.values?.first ?? null,
    lastValue: added.values?.last ?? null,
    scheme: SCHEME,
    // Read back: text is hashed as it is stored.
    facts: factsOf(db, source),
    identities,
    writtenAt: writtenAt.toISOString(),
  };
  return sealBatch(db, batch, rows);
}

function factsOf(db: Database.Database, source: number): string {
  const row = readSourceRow(db, source);
  if (row === undefined) throw new AppError('INTERNAL', `Source ${source} is not stored.`);
  return factsText(row);
}
