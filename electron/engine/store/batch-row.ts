import type Database from 'better-sqlite3';
import { ident, join, sql } from '../sql.ts';
import { execute, statementOf } from './run-sql.ts';

/** Rows one batch added to one table; null when it added none. */
export interface IdRange {
  readonly first: number;
  readonly last: number;
}

/** A row of the table `batch`. */
export interface BatchRow {
  readonly id: number;
  readonly source: number;
  readonly firstEvent: number | null;
  readonly lastEvent: number | null;
  readonly firstReject: number | null;
  readonly lastReject: number | null;
  readonly firstDuplicate: number | null;
  readonly lastDuplicate: number | null;
  readonly firstRawBlock: number | null;
  readonly lastRawBlock: number | null;
  readonly firstExtraColumn: number | null;
  readonly lastExtraColumn: number | null;
  readonly firstValue: number | null;
  readonly lastValue: number | null;
  /** How its rows are hashed: 1 until format 1, 2 from format 2 on. */
  readonly scheme: number;
  /** The row of `source` as this batch left it, JSON object. */
  readonly facts: string;
  /** Of every event, in their order; see `IDENTITY_BYTES`. */
  readonly identities: Uint8Array;
  readonly digest: Uint8Array;
  readonly head: Uint8Array;
  /** ISO 8601, UTC. */
  readonly writtenAt: string;
}

/** A batch before it is hashed. */
export type UnsealedBatch = Omit<BatchRow, 'digest' | 'head'>;

/** Columns that the head of a batch of scheme 1 covers directly. */
export const FIRST_META_COLUMNS = [
  'id',
  'source',
  'firstEvent',
  'lastEvent',
  'firstReject',
  'lastReject',
  'firstDuplicate',
  'lastDuplicate',
  'firstRawBlock',
  'lastRawBlock',
  'firstExtraColumn',
  'lastExtraColumn',
  'facts',
  'writtenAt',
] as const satisfies readonly (keyof BatchRow)[];

/** Columns of a batch that its head covers directly; identities and stored rows are covered by its digest. */
export const BATCH_META_COLUMNS = [
  ...FIRST_META_COLUMNS,
  'firstValue',
  'lastValue',
  'scheme',
] as const satisfies readonly (keyof BatchRow)[];

const COLUMNS = [...BATCH_META_COLUMNS, 'identities', 'digest', 'head'] as const;
const COLUMN_LIST = join(COLUMNS.map(ident), ', ');

/** Adds a sealed batch. */
export function insertBatchRow(db: Database.Database, batch: BatchRow): void {
  const values = join(
    COLUMNS.map((column) => sql`${batch[column]}`),
    ', ',
  );
  const statement = sql`INSERT INTO batch (${COLUMN_LIST}) VALUES (${values})`;
  execute(db, statement);
}

/** The newest batch; undefined in an empty workspace. */
export function readLastBatch(db: Database.Database): BatchRow | undefined {
  return statementOf<BatchRow>(db, sql`SELECT ${COLUMN_LIST} FROM batch ORDER BY id DESC LIMIT 1`).get();
}

/** The first batch after the given id; undefined when there is none. */
export function readBatchAfter(db: Database.Database, id: number): BatchRow | undefined {
  const query = sql`SELECT ${COLUMN_LIST} FROM batch WHERE id > ${id} ORDER BY id LIMIT 1`;
  return db.prepare<unknown[], BatchRow>(query.text).get(...query.values);
}
