import type { Checkpoint, LoadedColumns, LoadedNumbers, Matches } from '../loaded-columns.ts';
import { type SeenCodes, see } from './distinct-counts.ts';
import { gatherNumbers } from './gather-numbers.ts';
import { addGroups, addToTable, type GroupTable, type TableKey, tableCells } from './group-table.ts';
import { forEachStretch, STRETCH_EVENTS } from './matched-positions.ts';
import { gatherLanes, type LanePlan, laneRoom, measureColumns } from './measure-lanes.ts';
import { type BucketFinder, bucketCells } from './time-buckets.ts';

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
 * Adds the matching events up, a stretch at a time: what a stretch needs is gathered into dense arrays once, so that
 * all that follows runs over neighbouring numbers of one type.
 * @throws CANCELLED between two stretches
 */
export function addUp(
  columns: LoadedColumns,
  matches: Matches,
  plan: LanePlan,
  { tables, seen, time }: PassWork,
  checkpoint: Checkpoint,
): void {
  const length = Math.min(columns.count, STRETCH_EVENTS);
  const used = new Set([...tables, ...(time === null ? [] : [time.table])].flatMap(({ held }) => held));
  const names = new Set([...used].map(({ measure }) => measure.name));
  const measures = measureColumns(columns, plan).filter(({ measure }) => names.has(measure.name));
  const room = laneRoom(plan, length);
  const cells = new Int32Array(length);
  const times = new Float64Array(time === null ? 0 : length);
  const codes = new Int32Array(time?.split?.slots ? length : 0);
  forEachStretch(columns.count, matches, checkpoint, (positions, found) => {
    gatherLanes(measures, positions, found, room);
    for (const table of tables) {
      tableCells(table, positions, found, cells);
      addToTable(table, cells, found, room);
    }
    for (const codes of seen) see(codes, positions, found, cells);
    if (time === null) return;
    gatherNumbers(time.times, Number.NaN, positions, found, times);
    bucketCells(time.finder, times, found, time.table.stride, cells);
    if (time.split !== null) {
      const step = time.table.stride * time.finder.starts.length;
      addGroups(time.split, step, positions, found, cells, codes);
    }
    addToTable(time.table, cells, found, room);
  });
}
