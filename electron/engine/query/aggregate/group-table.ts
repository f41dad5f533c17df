import type { Codes } from '../../columns/column.ts';
import { addLanes } from './add-lanes.ts';
import { addCodes, addTwoBytes } from './gather-codes.ts';
import type { GroupSums, HeldMeasure } from './group-sums.ts';
import type { LanePlan, LaneRoom } from './measure-lanes.ts';
import type { Summed } from './summed-fields.ts';

/** What events are grouped by: their codes, up to `size`, or the slots of these codes. */
export interface TableKey {
  /** Null when all events are of group 0. */
  readonly codes: Codes | null;
  readonly groups: number;
  /** The group of each code, where it is not the code itself; only in a table of one key. */
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

/** Where the records of some positions are in a table. `cells` is room for one number each. */
export function tableCells(
  table: GroupTable,
  positions: Uint32Array,
  found: number,
  cells: Int32Array,
): void {
  cells.fill(0, 0, found);
  let step = table.stride;
  let waiting: { readonly codes: Uint8Array; readonly step: number } | null = null;
  for (const { codes, groups, slots } of table.keys) {
    if (codes instanceof Uint8Array && slots === null) {
      if (waiting === null) {
        waiting = { codes, step };
      } else {
        addTwoBytes(waiting.codes, waiting.step, codes, step, positions, found, cells);
        waiting = null;
      }
    } else if (codes !== null) {
      addCodes(codes, slots === null ? step : 1, positions, found, cells);
      if (slots !== null) takeSlots(slots, step, found, cells);
    }
    step *= groups;
  }
  if (waiting !== null) addCodes(waiting.codes, waiting.step, positions, found, cells);
}

/** Adds `group × step` of the positions to their cells. `room` is for one number each where the key has slots. */
export function addGroups(
  { codes, slots }: TableKey,
  step: number,
  positions: Uint32Array,
  found: number,
  cells: Int32Array,
  room: Int32Array,
): void {
  if (codes === null) return;
  if (slots === null) {
    addCodes(codes, step, positions, found, cells);
    return;
  }
  room.fill(0, 0, found);
  addCodes(codes, 1, positions, found, room);
  for (let i = 0; i < found; i += 1) cells[i] = ((cells[i] ?? 0) + (slots[room[i] ?? 0] ?? 0) * step) | 0;
}

/** Adds the lanes of some positions to their records. */
export function addToTable(table: GroupTable, cells: Int32Array, found: number, room: LaneRoom): void {
  const lanes = table.lanes.flatMap((lane) => room.lanes[lane] ?? []);
  addLanes(cells, found, lanes, table.sums);
  if (table.nullable) addPresent(cells, found, Math.log2(table.stride), room.present, table.present);
}

/** Turns codes into the places of their slots. */
function takeSlots(slots: Uint32Array, step: number, found: number, cells: Int32Array): void {
  for (let i = 0; i < found; i += 1) cells[i] = ((slots[cells[i] ?? 0] ?? 0) * step) | 0;
}

function addPresent(
  cells: Int32Array,
  found: number,
  shift: number,
  bits: Uint8Array,
  present: Uint8Array,
): void {
  for (let i = 0; i < found; i += 1) {
    const group = (cells[i] ?? 0) >>> shift;
    const known = present[group] ?? 0;
    const both = known | (bits[i] ?? 0);
    // Nearly always nothing is new, and a write would have to be waited for by the next event of the group.
    if (both !== known) present[group] = both;
  }
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
