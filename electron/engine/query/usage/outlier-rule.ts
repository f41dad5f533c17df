import type { Quartiles } from './usual-range.ts';

/** Events that are needed to say what is usual. */
export const LEAST_COMPARED = 20;
const FENCE = 3;
const LEAST_TIMES_UPPER = 3;

/**
 * The amount beyond which an event counts as unusually large: the outer fence of Tukey on the scale of logarithms, since
 * amounts of usage differ by factors rather than by sums, and at least three times the upper quartile.
 */
export function outlierBound({ lower, upper }: Quartiles): number {
  return upper * Math.max(LEAST_TIMES_UPPER, (upper / lower) ** FENCE);
}

/** What counts as unusually large, for people. */
export const OUTLIER_RULE =
  `More than the upper quartile × (upper quartile ÷ lower quartile)³ of the same actor, worker, model or other value, ` +
  `and more than ${LEAST_TIMES_UPPER} times its upper quartile. Events with nothing or a refund are left out; with fewer ` +
  `than ${LEAST_COMPARED} of its own, an event is compared with all.`;
