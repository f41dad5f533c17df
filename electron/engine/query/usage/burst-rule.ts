import type { UsualPeak } from './usual-range.ts';

/** Fewer entries are never a burst. */
const LEAST_ENTRIES = 5;
/** Hours or days that are needed to say what is usual. */
export const LEAST_PERIODS = 8;
const TIMES_MEDIAN = 3;
/** Counts are whole: a quartile that is the median says no more than that they differ by less than one. */
const LEAST_SPREAD = 0.5;
/** In how many logs without any burst one is found. */
const CHANCE = 1 / 20;

/** Periods whose busiest windows are compared, seconds. */
const PERIODS = [
  [3_600, 'hour'],
  [86_400, 'day'],
  [30 * 86_400, '30 days'],
] as const;

/** The first period that has many windows of a length. */
export function periodOf(seconds: number): { readonly seconds: number; readonly name: string } {
  const [length, name] = PERIODS.find(([period]) => period >= 12 * seconds) ?? [30 * 86_400, '30 days'];
  return { seconds: length, name };
}

/**
 * From how many entries per window on it counts as a burst. Above the median, the busiest windows are taken to get rarer
 * as they do up to the upper quartile, by half each time: a tail heavier than that of counts that come by chance. The
 * threshold is where that would give one in twenty logs of so many periods.
 * @param periods of all that are looked at: the more there are, the more often chance has one
 */
export function burstThreshold({ median, quartile }: UsualPeak, periods: number): number {
  const halvings = Math.log2(Math.max(1, (0.5 * periods) / CHANCE));
  const byChance = median + Math.max(LEAST_SPREAD, quartile - median) * halvings;
  return Math.max(LEAST_ENTRIES, Math.floor(TIMES_MEDIAN * median) + 1, Math.floor(byChance) + 1);
}

/** What counts as a burst, for people. */
export function burstRule(seconds: number): string {
  const window = windowText(seconds);
  return (
    `A cluster is at least ${LEAST_ENTRIES} entries of the same actor, worker or other value within ${window}, more than ` +
    `${TIMES_MEDIAN} times its usual (the median of its busiest ${window} in each ${periodOf(seconds).name} in which it ` +
    `ran), and more than chance would give in one of ${1 / CHANCE} such logs, judged by how its busiest ones vary.`
  );
}

/** `60 seconds`, `5 minutes`, `1 hour`. */
export function windowText(seconds: number): string {
  const [size, unit] =
    seconds % 3_600 === 0
      ? [seconds / 3_600, 'hour']
      : seconds % 60 === 0
        ? [seconds / 60, 'minute']
        : [seconds, 'second'];
  return `${size} ${unit}${size === 1 ? '' : 's'}`;
}
