import { sql } from '../../sql.ts';
import { selectRows } from '../../store/run-sql.ts';
import type { Workspace } from '../../store/workspace.ts';
import { storedIdentities } from './stored-records.ts';

/** Batches whose identities are kept: half a megabyte each at most. */
const KEPT_BATCHES = 8;

/** Identities of the events of one batch. */
interface Run {
  readonly firstEvent: number;
  readonly lastEvent: number;
  /** Id of the batch. */
  readonly batch: number;
}

/** Events of a block that are not stored yet, by their number from its first one. */
export interface PendingEvents {
  readonly firstEvent: number;
  readonly identities: Uint32Array;
  /** Row in the block of each event. */
  readonly rows: readonly number[];
}

/** All events are stored. */
export const NOTHING_PENDING: PendingEvents = {
  firstEvent: Number.POSITIVE_INFINITY,
  identities: new Uint32Array(),
  rows: [],
};

/** The identity of each event: of those that are stored read from their batches, some of which are kept. */
export class KnownIdentities {
  readonly #ws: Workspace;
  /** All batches with events, in the order of these. */
  readonly #runs: Run[] = [];
  readonly #kept = new Map<Run, Uint32Array>();
  #latest: Run | null = null;
  #latestIdentities: Uint32Array = new Uint32Array();
  #pending: PendingEvents = NOTHING_PENDING;

  constructor(ws: Workspace) {
    this.#ws = ws;
  }

  /** Says which events are about to be stored; those before them are. */
  expect(pending: PendingEvents): void {
    this.#pending = pending;
  }

  /** Whether an event has an identity. */
  has(event: number, first: number, second: number): boolean {
    const { firstEvent, identities, rows } = this.#pending;
    if (event >= firstEvent) {
      const row = rows[event - firstEvent] ?? -1;
      return identities[row * 2] === first && identities[row * 2 + 1] === second;
    }
    const run = this.#runOf(event);
    if (run === null) return false;
    const stored = this.#identitiesOf(run);
    const at = (event - run.firstEvent) * 2;
    return stored[at] === first && stored[at + 1] === second;
  }

  /**
   * Passes the identities of stored events to a function.
   * @param events in ascending order
   */
  each(events: Uint32Array, take: (identities: Uint32Array, row: number, event: number) => void): void {
    for (const event of events) {
      const run = this.#runOf(event);
      if (run !== null) take(this.#identitiesOf(run), event - run.firstEvent, event);
    }
  }

  #runOf(event: number): Run | null {
    const latest = this.#latest;
    if (latest !== null && event >= latest.firstEvent && event <= latest.lastEvent) return latest;
    const runs = this.#runs;
    if (event > (runs.at(-1)?.lastEvent ?? 0)) this.#findNewer();
    let low = 0;
    let high = runs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((runs[middle]?.firstEvent ?? 0) <= event) low = middle;
      else high = middle - 1;
    }
    const run = runs[low];
    return run !== undefined && event >= run.firstEvent && event <= run.lastEvent ? run : null;
  }

  #findNewer(): void {
    const rows = selectRows(
      this.#ws.db,
      sql`SELECT id, firstEvent, lastEvent FROM batch
          WHERE id > ${this.#runs.at(-1)?.batch ?? 0} AND firstEvent IS NOT NULL ORDER BY id`,
    );
    for (const [batch, firstEvent, lastEvent] of rows) {
      this.#runs.push({
        batch: Number(batch),
        firstEvent: Number(firstEvent),
        lastEvent: Number(lastEvent),
      });
    }
  }

  #identitiesOf(run: Run): Uint32Array {
    if (run === this.#latest) return this.#latestIdentities;
    const identities = this.#kept.get(run) ?? this.#read(run);
    this.#kept.delete(run);
    this.#kept.set(run, identities);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT_BATCHES && oldest !== undefined) this.#kept.delete(oldest);
    this.#latest = run;
    this.#latestIdentities = identities;
    return identities;
  }

  #read({ batch }: Run): Uint32Array {
    for (const { identities } of storedIdentities(this.#ws, batch - 1)) return identities;
    return new Uint32Array();
  }
}
