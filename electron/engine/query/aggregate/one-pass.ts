import type { Checkpoint, LoadedColumns, LoadedNumbers, Matches } from '../loaded-columns.ts';
import type { SeenCodes } from './distinct-counts.ts';
import { addSlots, type GroupTable, type TableKey, tableCells } from './group-table.ts';
import { gatherLanes, type LanePlan, measureColumns } from './measure-lanes.ts';
import { PlacedBuckets } from './placed-buckets.ts';
import { PlacedSeen } from './placed-seen.ts';
import { PlacedTable } from './placed-table.ts';
import { StretchRoom } from './stretch-room.ts';
import type { BucketFinder } from './time-buckets.ts';

/** A table over time: the buckets of a finder, and group 0 for undated events. */
export interface TimeTable {
  readonly table: GroupTable;
  readonly times: LoadedNumbers;
  readonly finder: BucketFinder;
  /** What splits it: all buckets of the first group, then those of the next. Null when nothing does. */
  readonly split: TableKey | null;
}

/** What is filled in one pass over the matching events. */
export interface PassWork {
  readonly tables: readonly GroupTable[];
  readonly seen: readonly SeenCodes[];
  readonly time: TimeTable | null;
}

/**
 * Adds the matching events up, a stretch at a time.
 * @throws CANCELLED between two stretches
 */
export function addUp(
  columns: LoadedColumns,
  matches: Matches,
  plan: LanePlan,
  { tables, seen, time }: PassWork,
  checkpoint: Checkpoint,
): void {
  const all = time === null ? tables : [...tables, time.table];
  const names = new Set(all.flatMap(({ held }) => held.map(({ measure }) => measure.name)));
  const measures = measureColumns(columns, plan).filter(({ measure }) => names.has(measure.name));
  const room = new StretchRoom(columns.count, plan.lanes);
  try {
    const grouped = tables.map((table) => new PlacedTable(table, room));
    const marked = seen.map((codes) => new PlacedSeen(codes, room));
    const byTime = time === null ? null : new PlacedTable(time.table, room);
    const buckets = time === null ? null : new PlacedBuckets(time.finder, room);
    const filled = [...grouped, ...marked, byTime].filter((one) => one !== null);
    room.look();
    for (const one of filled) one.begin();
    buckets?.begin();
    room.eachStretch(columns.count, matches, checkpoint, () => {
      gatherLanes(measures, room);
      for (const table of grouped) {
        tableCells(table.table, room);
        table.add();
      }
      for (const codes of marked) codes.mark();
      if (time === null || byTime === null || buckets === null) return;
      room.gatherNumbers(time.times, 'times');
      buckets.cells(time.table.stride);
      if (time.split !== null) addSlots(time.split, time.table.stride * time.finder.starts.length, room);
      byTime.add();
    });
    for (const one of filled) one.end();
  } finally {
    room.close();
  }
}
