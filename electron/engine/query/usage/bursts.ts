import type {
  SubjectField,
  UsageBurst,
  UsageBursts,
  UsageBurstsArg,
} from '../../../../shared/api/contract.ts';
import { toIso } from '../../../../shared/time/format.ts';
import { SECOND } from '../../../../shared/time/zone.ts';
import { actorNames } from '../aggregate/actor-names.ts';
import { type GroupField, type GroupNames, groupField } from '../aggregate/group-field.ts';
import { numberAt, unitsAt } from '../aggregate/number-at.ts';
import { addUnits, nearestNumber, type Units } from '../aggregate/summed-fields.ts';
import { timeColumn } from '../aggregate/time-extent.ts';
import type { Checkpoint, LoadedColumns, Matches } from '../loaded-columns.ts';
import { burstRule, burstThreshold, LEAST_WINDOWS, windowText } from './burst-rule.ts';
import { type Grouped, groupPositions } from './grouped-positions.ts';
import { type Quartiles, quartilesOfCounts } from './usual-range.ts';

/** What is asked of bursts. */
export type BurstsQuestion = Omit<UsageBurstsArg, 'filter'>;

/**
 * Finds many executions of one subject within a short time. The matching events are brought into the order of time
 * once and grouped by each field; a window then moves over the events of every subject.
 * @throws UNKNOWN_FIELD, CANCELLED
 */
export function usageBursts(
  columns: LoadedColumns,
  matches: Matches,
  { by, seconds, limit }: BurstsQuestion,
  names: GroupNames,
  checkpoint: Checkpoint,
): Omit<UsageBursts, 'revision'> {
  const runs = runsInOrder(columns, matches, checkpoint);
  const found = by.flatMap((name) => {
    checkpoint.throwIfCancelled();
    return burstsOf(runs, name, groupField(columns, name, names), seconds * SECOND, checkpoint);
  });
  found.sort(
    (a, b) => b.peak / b.threshold - a.peak / a.threshold || b.executions - a.executions || a.from - b.from,
  );
  const shown = found.slice(0, limit);
  const actors = shown.flatMap(({ by: name, code }) => (name === 'actor' ? [code] : []));
  const labels = actorNames(columns, matches, [...new Set(actors)], checkpoint);
  return {
    rule: burstRule(seconds),
    total: found.length,
    bursts: shown.map((burst) => stated(columns, runs, burst, seconds, labels)),
  };
}

/** Executions in the order of time. */
interface Runs {
  readonly positions: Uint32Array;
  /** µs UTC */
  readonly times: Float64Array;
  readonly executions: Float64Array;
}

function runsInOrder(columns: LoadedColumns, matches: Matches, checkpoint: Checkpoint): Runs {
  const times = timeColumn(columns)?.column;
  const order = columns.timeOrder();
  const requests = columns.numbers('requests');
  const runs = {
    positions: new Uint32Array(matches.count),
    times: new Float64Array(matches.count),
    executions: new Float64Array(matches.count),
  };
  let found = 0;
  for (let place = 0; times !== undefined && place < columns.count; place += 1) {
    if (place % 65_536 === 0) checkpoint.throwIfCancelled();
    const position = order === null ? place : (order[place] ?? 0);
    if (matches.mask[position] === 0) continue;
    const time = numberAt(times, position);
    if (Number.isNaN(time)) continue;
    runs.positions[found] = position;
    runs.times[found] = time;
    // A log that states no number of executions has one per record; one that states 0 or less ran nothing.
    const stated = requests === null ? Number.NaN : numberAt(requests, position);
    runs.executions[found] = Number.isNaN(stated) ? 1 : Math.max(0, stated);
    found += 1;
  }
  return {
    positions: runs.positions.subarray(0, found),
    times: runs.times.subarray(0, found),
    executions: runs.executions.subarray(0, found),
  };
}

/** A burst as it was found. */
interface Found {
  readonly by: SubjectField;
  readonly field: GroupField;
  readonly code: number;
  readonly members: Uint32Array;
  /** µs UTC, both of events. */
  readonly from: number;
  readonly to: number;
  readonly executions: number;
  readonly peak: number;
  readonly threshold: number;
  readonly usual: Quartiles;
  readonly usualOf: 'subject' | 'all';
}

function burstsOf(
  runs: Runs,
  by: SubjectField,
  field: GroupField,
  length: number,
  checkpoint: Checkpoint,
): Found[] {
  if (field.codes === null) return [];
  const grouped = groupPositions(runs.positions, field.codes, field.size);
  const windows = windowCounts(runs, grouped, length);
  const all = quartilesOfCounts(windows.counts.subarray(0, windows.starts.at(-1)));
  const found: Found[] = [];
  for (let code = 1; code <= field.size; code += 1) {
    if (code % 4_096 === 0) checkpoint.throwIfCancelled();
    const own = windows.counts.subarray(windows.starts[code], windows.starts[code + 1]);
    const usualOf = own.length >= LEAST_WINDOWS ? 'subject' : 'all';
    const usual = usualOf === 'all' ? all : quartilesOfCounts(own);
    if (usual.count < LEAST_WINDOWS) continue; // nothing to compare with
    const threshold = burstThreshold(usual);
    const members = grouped.members.subarray(grouped.starts[code], grouped.starts[code + 1]);
    for (const stretch of stretchesOf(runs, members, length, threshold))
      found.push({ by, field, code, ...stretch, threshold, usual, usualOf });
  }
  return found;
}

/** Executions in each window of the length in which a subject ran, group by group as the members are. */
function windowCounts(runs: Runs, { starts, members }: Grouped, length: number) {
  const counts = new Float64Array(members.length);
  const ends = new Uint32Array(starts.length);
  let used = 0;
  for (let code = 1; code + 1 < starts.length; code += 1) {
    ends[code] = used;
    let last = Number.NaN;
    for (let at = starts[code] ?? 0; at < (starts[code + 1] ?? 0); at += 1) {
      const place = members[at] ?? 0;
      const executions = runs.executions[place] ?? 0;
      if (executions === 0) continue;
      const window = Math.floor((runs.times[place] ?? 0) / length);
      if (window !== last) used += 1;
      last = window;
      counts[used - 1] = (counts[used - 1] ?? 0) + executions;
    }
  }
  ends[ends.length - 1] = used;
  return { counts, starts: ends };
}

/** The stretches of one subject in which every window of the length that ends with an event reaches the threshold. */
function stretchesOf(runs: Runs, members: Uint32Array, length: number, threshold: number) {
  const stretches: { members: Uint32Array; from: number; to: number; executions: number; peak: number }[] =
    [];
  let oldest = 0;
  let within = 0;
  let first = -1;
  let last = -1;
  let peak = 0;
  const close = () => {
    if (first < 0) return;
    const own = members.slice(first, last + 1);
    const executions = own.reduce((sum, place) => sum + (runs.executions[place] ?? 0), 0);
    stretches.push({
      members: own,
      from: runs.times[own[0] ?? 0] ?? 0,
      to: runs.times[own.at(-1) ?? 0] ?? 0,
      executions,
      peak,
    });
  };
  for (let at = 0; at < members.length; at += 1) {
    const place = members[at] ?? 0;
    const time = runs.times[place] ?? 0;
    within += runs.executions[place] ?? 0;
    while ((runs.times[members[oldest] ?? 0] ?? 0) <= time - length) {
      within -= runs.executions[members[oldest] ?? 0] ?? 0;
      oldest += 1;
    }
    if (within < threshold) continue;
    if (first < 0 || oldest > last) {
      close();
      [first, peak] = [oldest, 0];
    }
    last = at;
    peak = Math.max(peak, within);
  }
  close();
  return stretches;
}

function stated(
  columns: LoadedColumns,
  runs: Runs,
  { by, field, code, members, from, to, executions, peak, threshold, usual, usualOf }: Found,
  seconds: number,
  names: ReadonlyMap<number, string>,
): UsageBurst {
  const label = (by === 'actor' ? names.get(code) : undefined) ?? field.label(code);
  const count = (value: number) => value.toLocaleString('en');
  const whose = usualOf === 'subject' ? 'it' : 'one of them';
  const why =
    `${count(peak)} executions within ${windowText(seconds)}; when ${whose} runs at all, ${count(usual.median)} are usual ` +
    `(median of ${count(usual.count)} such windows${usualOf === 'all' ? ' of all, because it has too few of its own' : ''}), ` +
    `and ${count(threshold)} or more count as a burst.`;
  return {
    subject: { by, key: field.key(code) ?? '', label },
    from: toIso(from),
    to: toIso(to + 1),
    seconds: (to - from) / SECOND,
    executions,
    events: members.length,
    peak,
    usual: usual.median,
    windows: usual.count,
    usualOf,
    threshold,
    credits: creditsOf(columns, runs, members),
    why,
  };
}

function creditsOf(columns: LoadedColumns, { positions }: Runs, members: Uint32Array): number | null {
  const column = columns.numbers('credits');
  if (column === null) return null;
  let sum: Units | null = null;
  for (const place of members) {
    const units = unitsAt(column, positions[place] ?? 0);
    if (units !== null) sum = sum === null ? units : addUnits(sum, units);
  }
  return sum === null ? null : nearestNumber('credits', sum);
}
