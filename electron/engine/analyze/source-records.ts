import type { Checkpoint, LoadedColumns } from '../query/loaded-columns.ts';
import { sql } from '../sql.ts';
import type { Workspace } from '../store/workspace.ts';
import { eventSources, eventTimes } from './event-times.ts';
import { GrowingNumbers } from './growing-numbers.ts';

/** The records of one source: the events it brought, and the events it held again. */
export interface SourceRecords {
  readonly source: number;
  /** Positions of its events, ascending. */
  readonly own: GrowingNumbers;
  /** Positions of the events its duplicates repeat, in the order of its content, and whether the content differs. */
  readonly repeated: GrowingNumbers;
  readonly conflict: GrowingNumbers;
  /** Id of each duplicate. */
  readonly duplicate: GrowingNumbers;
}

/** How often a long loop asks whether it is still wanted. */
const CHECK_EVERY = 65_536;

/**
 * The records of each source, in order of import. A record that is stored already counts for the source it was found
 * in as well: a file of nothing but duplicates still covers its time.
 * @param standing events that stand for events of withdrawn sources
 * @throws CANCELLED
 */
export function sourceRecords(
  ws: Workspace,
  columns: LoadedColumns,
  standing: ReadonlyMap<number, number>,
  checkpoint: Checkpoint,
): ReadonlyMap<number, SourceRecords> {
  const all = new Map<number, SourceRecords>();
  const query = sql`SELECT id FROM source ORDER BY id`;
  for (const [id] of ws.db.prepare<[], [number]>(query.text).raw().all()) all.set(id, newRecords(id));
  const sourceOf = eventSources(columns);
  for (let position = 0; position < columns.count; position += 1) {
    if (position % CHECK_EVERY === 0) checkpoint.throwIfCancelled();
    all.get(sourceOf(position))?.own.push(position);
  }
  let seen = 0;
  const duplicates = sql`SELECT source, event, kind = 'conflict', id FROM duplicate WHERE event IS NOT NULL ORDER BY id`;
  const rows = ws.db.prepare<[], [number, number, number, number]>(duplicates.text).raw();
  for (const [source, event, conflict, id] of rows.iterate()) {
    if (seen % CHECK_EVERY === 0) checkpoint.throwIfCancelled();
    seen += 1;
    const records = all.get(source);
    const position = columns.positionOf(standing.get(event) ?? event);
    if (records === undefined || position < 0) continue;
    records.repeated.push(position);
    records.conflict.push(conflict);
    records.duplicate.push(id);
  }
  return all;
}

function newRecords(source: number): SourceRecords {
  return {
    source,
    own: new GrowingNumbers(),
    repeated: new GrowingNumbers(),
    conflict: new GrowingNumbers(),
    duplicate: new GrowingNumbers(),
  };
}

/** From the first to the last time, µs UTC. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What the records of a source come to. A record held again has the time of the event it repeats. */
export interface SourceExtent {
  readonly span: Span | null;
  readonly same: number;
  readonly conflicts: number;
  /** Records without a time, duplicates included. */
  readonly undated: number;
}

/** Adds up the records of a source. */
export function sourceExtent(columns: LoadedColumns, records: SourceRecords): SourceExtent {
  const timeOf = eventTimes(columns);
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  let undated = 0;
  for (const positions of [records.own.view(), records.repeated.view()]) {
    for (const position of positions) {
      const time = timeOf(position);
      if (Number.isNaN(time)) undated += 1;
      else {
        if (time < from) from = time;
        if (time > to) to = time;
      }
    }
  }
  let conflicts = 0;
  for (const conflict of records.conflict.view()) conflicts += conflict;
  return {
    span: from > to ? null : { from, to },
    same: records.repeated.length - conflicts,
    conflicts,
    undated,
  };
}

/** The dated records of a source in order of time, µs UTC. */
export function sortedTimes(columns: LoadedColumns, records: SourceRecords): Float64Array {
  const timeOf = eventTimes(columns);
  const times = new Float64Array(records.own.length + records.repeated.length);
  let dated = 0;
  for (const positions of [records.own.view(), records.repeated.view()]) {
    for (const position of positions) {
      const time = timeOf(position);
      if (Number.isNaN(time)) continue;
      times[dated] = time;
      dated += 1;
    }
  }
  return times.subarray(0, dated).sort();
}
