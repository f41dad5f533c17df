import type { UsualAmount } from './usual-range.ts';

/** Events that are needed to say what is usual. */
export const LEAST_COMPARED = 20;
const POWER = 5;
const LEAST_TIMES_MEDIAN = 4;

/**
 * The amount beyond which an event counts as unusually large. Amounts of usage differ by factors rather than by sums, so
 * distance from the median is measured in logarithms: five times their median absolute deviation, which for amounts that
 * are log-normal is 3.4 standard deviations and passed by 4 in 10,000.
 */
export function outlierBound({ median, factor }: UsualAmount): number {
  return median * Math.max(LEAST_TIMES_MEDIAN, factor ** POWER);
}

/** What counts as unusually large, for people. */
export const OUTLIER_RULE =
  `An event is unusually large when it has more than ${LEAST_TIMES_MEDIAN} times the median of the same actor, worker, ` +
  `model or other value, and more than that median × f⁵, where half of its events are within the factor f of the median; ` +
  `those with nothing or a refund are left out, and those with fewer than ${LEAST_COMPARED} of their own compared with all.`;
