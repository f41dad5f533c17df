import type Database from 'better-sqlite3';
import { ident, sql } from '../../sql.ts';
import type { BatchRow } from '../batch-row.ts';
import { selectNumber, selectRow } from '../run-sql.ts';
import type { ClaimedRows } from './batch-ranges.ts';

/** What the stored rows of one source add up to. Names are those of the table `source`. */
export interface SourceTally {
  imported: number;
  duplicate: number;
  rejected: number;
  undated: number;
  auditEvents: number;
  usageEvents: number;
  firstTime: number | null;
  lastTime: number | null;
  /** The source as its last batch left it. */
  facts: string;
}

type EventTotals = readonly [undated: number, audit: number, first: number | null, last: number | null];

/** Counts the rows of batches by source. */
export class SourceTallies {
  readonly #db: Database.Database;
  readonly #bySource = new Map<number, SourceTally>();
  #events = 0;

  constructor(db: Database.Database) {
    this.#db = db;
  }

  /** Events counted so far. */
  get events(): number {
    return this.#events;
  }

  of(source: number): SourceTally | undefined {
    return this.#bySource.get(source);
  }

  /** Sources that batches name. */
  sources(): readonly number[] {
    return [...this.#bySource.keys()];
  }

  /** Notes what a source was like after a batch. */
  note(batch: BatchRow): void {
    this.#tally(batch.source).facts = batch.facts;
  }

  /** Counts claimed rows that are really there and returns how many. */
  count(source: number, { table, first, last }: ClaimedRows): number {
    const rows =
      selectNumber(
        this.#db,
        sql`SELECT count(*) FROM ${ident(table.name)} WHERE id BETWEEN ${first} AND ${last}`,
      ) ?? 0;
    const tally = this.#tally(source);
    if (table.name === 'reject') tally.rejected += rows;
    if (table.name === 'duplicate') tally.duplicate += rows;
    if (table.name === 'event_data') this.#countEvents(tally, rows, first, last);
    return rows;
  }

  #countEvents(tally: SourceTally, rows: number, first: number, last: number): void {
    const [undated, audit, firstTime, lastTime] = selectRow(
      this.#db,
      sql`SELECT total(time IS NULL), total(family = 'audit'), min(time), max(time)
          FROM event WHERE id BETWEEN ${first} AND ${last}`,
    ) as EventTotals;
    this.#events += rows;
    tally.imported += rows;
    tally.undated += undated;
    tally.auditEvents += audit;
    tally.usageEvents += rows - audit;
    tally.firstTime = Math.min(tally.firstTime ?? Infinity, firstTime ?? Infinity);
    tally.lastTime = Math.max(tally.lastTime ?? -Infinity, lastTime ?? -Infinity);
    if (!Number.isFinite(tally.firstTime)) tally.firstTime = null;
    if (!Number.isFinite(tally.lastTime)) tally.lastTime = null;
  }

  #tally(source: number): SourceTally {
    const known = this.#bySource.get(source);
    if (known !== undefined) return known;
    const begun: SourceTally = {
      imported: 0,
      duplicate: 0,
      rejected: 0,
      undated: 0,
      auditEvents: 0,
      usageEvents: 0,
      firstTime: null,
      lastTime: null,
      facts: '',
    };
    this.#bySource.set(source, begun);
    return begun;
  }
}
