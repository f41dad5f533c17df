import type { Codes } from '../../columns/column.ts';
import type { GroupSums, HeldMeasure } from './group-sums.ts';
import type { LanePlan } from './measure-lanes.ts';
import type { StretchRoom } from './stretch-room.ts';
import type { Summed } from './summed-fields.ts';

/** What events are grouped by: their codes, up to `size`, or the slots of these codes. */
export interface TableKey {
  /** Null when all events are of group 0. */
  readonly codes: Codes | null;
  readonly groups: number;
  /** The group of each code, where it is not the code itself. */
  readonly slots: Uint32Array | null;
}

/**
 * Sums of every combination of one or several keys. Grouping by several keys at once costs as much as by one; the sums
 * of each are read off afterwards. In place of one table per key it takes a third of the time.
 */
export interface GroupTable extends GroupSums {
  readonly keys: readonly TableKey[];
  readonly lanes: readonly number[];
  readonly nullable: boolean;
}

/** Doubles of a table of several keys: it has to stay in the processor's cache. */
const COMBINED_DOUBLES = 65_536;

/** A table of one key or of none, for some of the measures. */
export function groupTable(keys: readonly TableKey[], plan: LanePlan, wanted: readonly Summed[]): GroupTable {
  const held: HeldMeasure[] = [];
  const lanes: number[] = [];
  for (const measure of plan.measures) {
    if (!wanted.includes(measure.name)) continue;
    held.push({ measure, at: lanes.length + 1 });
    for (let k = 0; k < measure.weights.length; k += 1) lanes.push(measure.first + k);
  }
  const stride = strideOf(lanes.length);
  const groups = keys.reduce((product, key) => product * key.groups, 1);
  const nullable = held.some(({ measure }) => measure.bit !== 0);
  return {
    keys,
    lanes,
    groups,
    stride,
    sums: new Float64Array(groups * stride),
    present: new Uint8Array(nullable ? groups : 0),
    held,
    nullable,
  };
}

/** A power of two, so that records do not lie across lines of the cache. */
function strideOf(lanes: number): number {
  return 2 ** Math.ceil(Math.log2(lanes + 1));
}

/** Joins keys as long as their combinations stay few; gives the places of the keys that go together. */
export function combineKeys(keys: readonly TableKey[], plan: LanePlan): number[][] {
  const room = COMBINED_DOUBLES / strideOf(plan.lanes);
  const bins: { members: number[]; groups: number }[] = [];
  const order = keys.map((_, at) => at).sort((a, b) => (keys[b]?.groups ?? 0) - (keys[a]?.groups ?? 0));
  for (const at of order) {
    const groups = keys[at]?.groups ?? 1;
    const bin = bins.find((candidate) => candidate.groups * groups <= room);
    if (bin === undefined) {
      bins.push({ members: [at], groups });
    } else {
      bin.members.push(at);
      bin.groups *= groups;
    }
  }
  return bins.map(({ members }) => members);
}

/** Where the records of the events of a stretch are in a table: into {@link StretchRoom.cells}. */
export function tableCells({ keys, stride }: GroupTable, room: StretchRoom): void {
  room.cells.fill(0, 0, room.found);
  let step = stride;
  for (const key of keys) {
    addSlots(key, step, room);
    step *= key.groups;
  }
}

/** Adds `group × step` of the events of a stretch to their cells. */
export function addSlots({ codes, slots }: TableKey, step: number, room: StretchRoom): void {
  if (codes === null) return;
  if (slots === null) {
    room.addCodes(codes, step, 'cells');
    return;
  }
  const { cells, codes: own, found } = room;
  own.fill(0, 0, found);
  room.addCodes(codes, 1, 'codes');
  for (let i = 0; i < found; i += 1) cells[i] = ((cells[i] ?? 0) + (slots[own[i] ?? 0] ?? 0) * step) | 0;
}

/** The sums of one key of a table, whatever the others; of a key that it does not have, all of it is one group. */
export function sumsOfKey(table: GroupTable, key: number): GroupSums {
  if (table.keys.length === 1 && key === 0) return table;
  const inner = table.keys.slice(0, key).reduce((product, { groups }) => product * groups, 1);
  const groups = table.keys[key]?.groups ?? 1;
  const { stride } = table;
  const sums = new Float64Array(groups * stride);
  const present = new Uint8Array(table.nullable ? groups : 0);
  for (let cell = 0; cell < table.groups; cell += 1) {
    const from = cell * stride;
    if (table.sums[from] === 0) continue;
    const group = Math.floor(cell / inner) % groups;
    const to = group * stride;
    for (let k = 0; k < stride; k += 1) sums[to + k] = (sums[to + k] ?? 0) + (table.sums[from + k] ?? 0);
    if (table.nullable) present[group] = (present[group] ?? 0) | (table.present[cell] ?? 0);
  }
  return { groups, stride, sums, present, held: table.held };
}
