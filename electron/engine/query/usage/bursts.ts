import type {
  Subject,
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
import type { Checkpoint, LoadedColumns, Matches } from '../loaded-columns.ts';
import { burstRule, burstThreshold, LEAST_PERIODS, periodOf, windowText } from './burst-rule.ts';
import { busiestOf, busyStretches } from './busy-stretches.ts';
import { type JoinedBurst, joinBursts } from './joined-bursts.ts';
import { groupRuns, type Runs, runsInOrder } from './runs-in-order.ts';
import { type UsualPeak, usualPeak } from './usual-range.ts';

/** What is asked of bursts. */
export type BurstsQuestion = Omit<UsageBurstsArg, 'filter'>;

const COUNT = new Intl.NumberFormat('en');

/** Bursts of one subject at most so many windows apart are one. */
const APART = 6;

/**
 * Finds many entries of one subject within a short time. The matching events are brought into the order of time once and
 * grouped by each field; a window then moves over the entries of every subject. An entry that states several executions
 * is one: it does not say when they were.
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
    return burstsOf(runs, name, groupField(columns, name, names), seconds, checkpoint);
  });
  found.sort(
    (a, b) =>
      b.peak / b.threshold - a.peak / a.threshold ||
      b.positions.length - a.positions.length ||
      a.from - b.from,
  );
  const joined = joinBursts(found, columns.count);
  const shown = joined.slice(0, limit);
  const all = shown.flatMap(({ burst, also }) => [burst, ...also]);
  const actors = all.flatMap(({ by: name, code }) => (name === 'actor' ? [code] : []));
  const labels = actorNames(columns, matches, [...new Set(actors)], checkpoint);
  return {
    rule: burstRule(seconds),
    total: joined.length,
    bursts: shown.map((burst) => stated(columns, burst, seconds, labels)),
  };
}

/** A burst as it was found. */
interface Found {
  readonly by: SubjectField;
  readonly field: GroupField;
  readonly code: number;
  /** Of its entries, in the order of time. */
  readonly positions: Uint32Array;
  /** µs UTC, both of events. */
  readonly from: number;
  readonly to: number;
  readonly peak: number;
  readonly threshold: number;
  readonly usual: UsualPeak;
  readonly usualOf: 'subject' | 'all';
}

function burstsOf(
  runs: Runs,
  by: SubjectField,
  field: GroupField,
  seconds: number,
  checkpoint: Checkpoint,
): Found[] {
  if (field.codes === null) return [];
  const { starts, times, positions } = groupRuns(runs, field.codes, field.size, checkpoint);
  const length = seconds * SECOND;
  const entriesOf = (code: number) => ({ times, from: starts[code] ?? 0, to: starts[code + 1] ?? 0 });
  // The busiest windows of every group, one group after the other.
  const busiest = new Float64Array(times.length);
  const ends = new Uint32Array(field.size + 1);
  for (let code = 1; code <= field.size; code += 1) {
    if (code % 4_096 === 0) checkpoint.throwIfCancelled();
    const used = ends[code - 1] ?? 0;
    const room = busiest.subarray(used);
    const period = periodOf(seconds).seconds * SECOND;
    ends[code] = used + busiestOf(entriesOf(code), length, period, room, checkpoint);
  }
  const all = usualPeak(busiest.subarray(0, ends[field.size]));
  const found: Found[] = [];
  for (let code = 1; code <= field.size; code += 1) {
    if (code % 4_096 === 0) checkpoint.throwIfCancelled();
    const own = busiest.subarray(ends[code - 1], ends[code]);
    const usualOf = own.length >= LEAST_PERIODS ? 'subject' : 'all';
    const usual = usualOf === 'all' ? all : usualPeak(own);
    if (usual.count < LEAST_PERIODS) continue; // nothing to compare with
    const threshold = burstThreshold(usual, all.count);
    if (own.every((peak) => peak < threshold)) continue;
    const busy = { length, apart: APART * length, threshold };
    for (const { first, last, peak } of busyStretches(entriesOf(code), busy, checkpoint)) {
      const [from = 0, to = from] = [times[first], times[last]];
      const about = { by, field, code, threshold, usual, usualOf } as const;
      found.push({ ...about, positions: positions.subarray(first, last + 1), from, to, peak });
    }
  }
  return found;
}

function stated(
  columns: LoadedColumns,
  { burst, also }: JoinedBurst<Found>,
  seconds: number,
  names: ReadonlyMap<number, string>,
): UsageBurst {
  const { positions, from, to, peak, threshold, usual, usualOf } = burst;
  const subject = ({ by, field, code }: Found): Subject => {
    const label = (by === 'actor' ? names.get(code) : undefined) ?? field.label(code);
    return { by, key: field.key(code) ?? '', label };
  };
  const count = (value: number) => COUNT.format(value);
  const period = periodOf(seconds).name;
  const whose = usualOf === 'subject' ? 'its' : 'the';
  const others = usualOf === 'all' ? ' of all, because it has too few of its own' : '';
  const why =
    `${count(peak)} entries within ${windowText(seconds)}. In a usual ${period} with any, ${whose} busiest has ` +
    `${count(usual.median)} (median of ${count(usual.count)}${others}; upper quartile ${count(usual.quartile)}); ` +
    `${count(threshold)} or more count as a cluster.`;
  return {
    subject: subject(burst),
    also: also.map(subject),
    from: toIso(from),
    to: toIso(to + 1),
    seconds: (to - from) / SECOND,
    executions: executionsOf(columns, positions),
    events: positions.length,
    peak,
    usual: usual.median,
    compared: usual.count,
    usualOf,
    threshold,
    credits: creditsOf(columns, positions),
    why,
  };
}

function executionsOf(columns: LoadedColumns, positions: Uint32Array): number {
  const requests = columns.numbers('requests');
  if (requests === null) return positions.length;
  return positions.reduce((sum, position) => sum + (numberAt(requests, position) || 1), 0);
}

function creditsOf(columns: LoadedColumns, positions: Uint32Array): number | null {
  const column = columns.numbers('credits');
  if (column === null) return null;
  let sum: Units | null = null;
  for (const position of positions) {
    const units = unitsAt(column, position);
    if (units !== null) sum = sum === null ? units : addUnits(sum, units);
  }
  return sum === null ? null : nearestNumber('credits', sum);
}
