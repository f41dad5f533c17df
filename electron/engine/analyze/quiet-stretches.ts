import type { UsualQuiet } from '../../../shared/api/contract.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../shared/time/zone.ts';
import { countDays, ExpectedDays, localDay } from './local-days.ts';
import type { Span } from './source-records.ts';

/** A stretch without events, from one event to the next. */
export interface QuietStretch extends Span {
  /** Whole local days without an event. */
  readonly emptyDays: number;
  /** Whether one of them is a day that usually has events. */
  readonly missesDay: boolean;
  /** Its length without the days on which the log rests, µs. */
  readonly length: number;
}

/** How quiet a log is, and by what its stretches are judged. */
export interface QuietRule {
  readonly usual: UsualQuiet;
  /** Days with events, ascending. */
  readonly days: ReadonlyMap<number, number>;
  /** Whether a stretch inside an export is unusual. */
  isUnusual(stretch: QuietStretch): boolean;
  /** Whether a stretch that no export covers is long enough to be named. */
  isUncovered(stretch: QuietStretch): boolean;
  /** Every stretch that is longer than chance explains; the candidates. */
  long(): QuietStretch[];
}

/** A stretch is unusual from this many times the usual longest one. */
const TIMES_USUAL = 3;

/** Comparing the periods of a log with each other takes at least this many of them. */
const ENOUGH_PERIODS = 4;

const PERIODS = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
] as const;

/**
 * Learns from a log itself how quiet it usually is.
 *
 * - By chance: `n` events at a steady rate show a longest stretch of about `mean × ln n`; beyond
 *   `mean × (3 + ln n)` it is not chance (one in twenty logs).
 * - Usual: the median, over the days with events (hours, minutes in short logs), of the longest stretch that begins in
 *   each. Days on which the log rests each week are not counted.
 * - Unusual inside an export: longer than chance, and either three times the usual one or holding a whole local day
 *   without events that usually has some.
 * - Between exports: longer than chance and than the usual one.
 *
 * @param times of the dated records, ascending, µs UTC
 * @param covered what exports cover, ascending, without overlaps: days of no export say nothing of the log
 */
export function quietRule(times: Float64Array, covered: readonly Span[], zone: string): QuietRule {
  const days = countDays(times, zone);
  const expected = new ExpectedDays(
    days,
    covered.map(({ from, to }) => ({ first: localDay(from, zone), last: localDay(to, zone) })),
  );
  const byChance = chanceLimit(times);
  const usual = usualLongest(times, zone, expected);
  const isLong = (length: number): boolean => byChance !== null && length > byChance;
  return {
    usual: {
      period: usual?.period ?? null,
      longestSeconds: usual === null ? null : usual.longest / SECOND,
      byChanceSeconds: byChance === null ? null : byChance / SECOND,
    },
    days,
    isUnusual: (stretch) =>
      isLong(stretch.length) &&
      (stretch.missesDay || (usual !== null && stretch.length > TIMES_USUAL * usual.longest)),
    isUncovered: (stretch) => isLong(stretch.length) && (usual === null || stretch.length > usual.longest),
    long() {
      const found: QuietStretch[] = [];
      for (let at = 1; at < times.length; at += 1) {
        const [from, to] = [times[at - 1] ?? 0, times[at] ?? 0];
        if (isLong(to - from)) found.push(stretchOf(from, to, zone, expected));
      }
      return found;
    },
  };
}

function chanceLimit(times: Float64Array): number | null {
  const length = (times.at(-1) ?? 0) - (times[0] ?? 0);
  const steps = times.length - 1;
  if (steps < ENOUGH_PERIODS || length <= 0) return null;
  return Math.max(MINUTE, (length / steps) * (3 + Math.log(steps)));
}

/** The longest stretches that begin in each period; their median. */
function usualLongest(
  times: Float64Array,
  zone: string,
  expected: ExpectedDays,
): { readonly period: 'day' | 'hour' | 'minute'; readonly longest: number } | null {
  for (const [period, length] of PERIODS) {
    const longest = new Map<number, number>();
    for (let at = 1; at < times.length; at += 1) {
      const [from, to] = [times[at - 1] ?? 0, times[at] ?? 0];
      const key = period === 'day' ? localDay(from, zone) : Math.floor(from / length);
      if (to - from > (longest.get(key) ?? -1)) longest.set(key, effective(from, to, zone, expected));
    }
    if (longest.size >= ENOUGH_PERIODS) return { period, longest: median([...longest.values()]) };
  }
  return null;
}

function median(values: number[]): number {
  values.sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)] ?? 0;
}

/** The length of a stretch without the days on which the log rests. */
function effective(from: number, to: number, zone: string, expected: ExpectedDays): number {
  if (to - from < DAY) return to - from;
  return stretchOf(from, to, zone, expected).length;
}

function stretchOf(from: number, to: number, zone: string, expected: ExpectedDays): QuietStretch {
  let rest = 0;
  let missesDay = false;
  const first = localDay(from, zone) + 1;
  const behind = localDay(to, zone);
  for (let day = first; day < behind; day += 1) {
    if (expected.rests(day)) rest += 1;
    missesDay ||= expected.expects(day);
  }
  return { from, to, emptyDays: Math.max(0, behind - first), missesDay, length: to - from - rest * DAY };
}
