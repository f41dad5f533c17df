import type { Group } from '../../../../shared/api/contract.ts';
import { toIsoOrNull } from '../../../../shared/time/format.ts';
import type { Checkpoint, LoadedBigs, LoadedColumns, LoadedNumbers, Matches } from '../loaded-columns.ts';
import { addSlots, type TableKey } from './group-table.ts';
import { numberAt, unitsAt } from './number-at.ts';
import { StretchRoom } from './stretch-room.ts';
import { nearestNumber } from './summed-fields.ts';
import { timeColumn } from './time-extent.ts';

/** When the events of a group were, and the balance they left. */
export type TimesOfGroup = Pick<Group, 'firstTime' | 'lastTime' | 'balance'>;

/** By group; `balanceAt` is the position + 1 of the latest dated event that states a balance. */
interface Extents {
  readonly key: TableKey;
  readonly first: Float64Array;
  readonly last: Float64Array;
  readonly balanceAt: Uint32Array;
  readonly balanceTime: Float64Array;
}

/**
 * First and last time of the groups of each key, and the balance of their latest event that states one, in one pass.
 * Of several at the same time the last one stored counts.
 * @returns for each key, what is told of a group
 * @throws CANCELLED
 */
export function groupTimes(
  columns: LoadedColumns,
  matches: Matches,
  keys: readonly TableKey[],
  checkpoint: Checkpoint,
): ((group: number) => TimesOfGroup)[] {
  return groupExtents(columns, matches, keys, checkpoint).map(
    ({ firstTime, lastTime, balance }) =>
      (group) => ({
        firstTime: toIsoOrNull(firstTime(group)),
        lastTime: toIsoOrNull(lastTime(group)),
        balance: balance(group),
      }),
  );
}

/** What {@link groupTimes} tells, as numbers: µs UTC, and credits. */
export interface GroupExtent {
  firstTime(group: number): number | null;
  lastTime(group: number): number | null;
  balance(group: number): number | null;
}

/**
 * As {@link groupTimes}.
 * @throws CANCELLED
 */
export function groupExtents(
  columns: LoadedColumns,
  matches: Matches,
  keys: readonly TableKey[],
  checkpoint: Checkpoint,
): GroupExtent[] {
  const times = timeColumn(columns)?.column ?? null;
  const balances = columns.numbers('balance');
  const extents = keys.map(emptyExtents);
  if (times !== null && keys.length > 0) addTimes(columns, matches, times, balances, extents, checkpoint);
  const micros = (value = Number.NaN): number | null =>
    Number.isFinite(value) && times !== null ? times.base + value * times.scale : null;
  return extents.map(({ first, last, balanceAt }) => ({
    firstTime: (group) => micros(first[group]),
    lastTime: (group) => micros(last[group]),
    balance(group) {
      const at = balanceAt[group] ?? 0;
      const units = balances === null || at === 0 ? null : unitsAt(balances, at - 1);
      return units === null ? null : nearestNumber('credits', units);
    },
  }));
}

function emptyExtents(key: TableKey): Extents {
  return {
    key,
    first: new Float64Array(key.groups).fill(Number.POSITIVE_INFINITY),
    last: new Float64Array(key.groups).fill(Number.NEGATIVE_INFINITY),
    balanceAt: new Uint32Array(key.groups),
    balanceTime: new Float64Array(key.groups).fill(Number.NEGATIVE_INFINITY),
  };
}

function addTimes(
  columns: LoadedColumns,
  matches: Matches,
  times: LoadedNumbers,
  balances: LoadedNumbers | LoadedBigs | null,
  extents: readonly Extents[],
  checkpoint: Checkpoint,
): void {
  const room = new StretchRoom(columns.count, 0);
  room.look();
  try {
    room.eachStretch(columns.count, matches, checkpoint, () => {
      const { cells, found, positions } = room;
      room.gatherNumbers(times, 'times');
      for (const extent of extents) {
        cells.fill(0, 0, found);
        addSlots(extent.key, 1, room);
        widen(extent, cells, room.times, found);
        if (balances !== null) noteBalances(extent, cells, room.times, found, positions, balances);
      }
    });
  } finally {
    room.close();
  }
}

/** NaN, an event without a time, is neither below nor above anything. */
function widen({ first, last }: Extents, cells: Int32Array, times: Float64Array, found: number): void {
  for (let i = 0; i < found; i += 1) {
    const group = cells[i] ?? 0;
    const time = times[i] ?? Number.NaN;
    if (time < (first[group] ?? 0)) first[group] = time;
    if (time > (last[group] ?? 0)) last[group] = time;
  }
}

function noteBalances(
  { balanceAt, balanceTime }: Extents,
  cells: Int32Array,
  times: Float64Array,
  found: number,
  positions: Uint32Array,
  balances: LoadedNumbers | LoadedBigs,
): void {
  for (let i = 0; i < found; i += 1) {
    const group = cells[i] ?? 0;
    const time = times[i] ?? Number.NaN;
    const position = positions[i] ?? 0;
    if (!(time >= (balanceTime[group] ?? 0)) || Number.isNaN(numberAt(balances, position))) continue;
    balanceTime[group] = time;
    balanceAt[group] = position + 1;
  }
}
