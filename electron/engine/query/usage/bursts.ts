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
import { unitsAt } from '../aggregate/number-at.ts';
import { addUnits, nearestNumber, type Units } from '../aggregate/summed-fields.ts';
import type { Checkpoint, LoadedColumns, Matches } from '../loaded-columns.ts';
import { burstRule, burstThreshold, LEAST_WINDOWS, windowText } from './burst-rule.ts';
import { busyStretches, windowCounts } from './busy-stretches.ts';
import { groupRuns, partOf, type Runs, runsInOrder } from './runs-in-order.ts';
import { type UsualCount, usualCount } from './usual-range.ts';

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
    bursts: shown.map((burst) => stated(columns, burst, seconds, labels)),
  };
}

/** A burst as it was found. */
interface Found {
  readonly by: SubjectField;
  readonly field: GroupField;
  readonly code: number;
  readonly runs: Runs;
  /** µs UTC, both of events. */
  readonly from: number;
  readonly to: number;
  readonly executions: number;
  readonly peak: number;
  readonly threshold: number;
  readonly usual: UsualCount;
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
  const { starts, runs: grouped } = groupRuns(runs, field.codes, field.size);
  const windows = windowCounts({ starts, runs: grouped }, length);
  const all = usualCount(windows.counts);
  const found: Found[] = [];
  for (let code = 1; code <= field.size; code += 1) {
    if (code % 4_096 === 0) checkpoint.throwIfCancelled();
    const counts = windows.counts.subarray(windows.starts[code], windows.starts[code + 1]);
    const usualOf = counts.length >= LEAST_WINDOWS ? 'subject' : 'all';
    const usual = usualOf === 'all' ? all : usualCount(counts);
    if (usual.count < LEAST_WINDOWS) continue; // nothing to compare with
    const threshold = burstThreshold(usual);
    const own = partOf(grouped, starts[code] ?? 0, starts[code + 1] ?? 0);
    for (const { first, last, peak } of busyStretches(own, length, threshold)) {
      const burst = partOf(own, first, last + 1);
      const [from = 0] = burst.times;
      const executions = burst.executions.reduce((sum, run) => sum + run, 0);
      const about = { by, field, code, threshold, usual, usualOf } as const;
      found.push({ ...about, runs: burst, from, to: burst.times.at(-1) ?? from, executions, peak });
    }
  }
  return found;
}

function stated(
  columns: LoadedColumns,
  { by, field, code, runs, from, to, executions, peak, threshold, usual, usualOf }: Found,
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
    events: runs.positions.length,
    peak,
    usual: usual.median,
    windows: usual.count,
    usualOf,
    threshold,
    credits: creditsOf(columns, runs),
    why,
  };
}

function creditsOf(columns: LoadedColumns, { positions }: Runs): number | null {
  const column = columns.numbers('credits');
  if (column === null) return null;
  let sum: Units | null = null;
  for (const position of positions) {
    const units = unitsAt(column, position);
    if (units !== null) sum = sum === null ? units : addUnits(sum, units);
  }
  return sum === null ? null : nearestNumber('credits', sum);
}
