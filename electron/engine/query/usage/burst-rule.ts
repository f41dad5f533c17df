import type { UsualCount } from './usual-range.ts';

/** A window with fewer executions is never a burst. */
const LEAST_EXECUTIONS = 10;
/** Windows that are needed to say what is usual. */
export const LEAST_WINDOWS = 8;
const TIMES_MEDIAN = 5;
const TIMES_HIGH = 2;

/** From how many executions per window on it counts as a burst. */
export function burstThreshold({ median, high }: UsualCount): number {
  return Math.max(LEAST_EXECUTIONS, Math.ceil(TIMES_MEDIAN * median), Math.ceil(TIMES_HIGH * high));
}

/** What counts as a burst, for people. */
export function burstRule(seconds: number): string {
  return (
    `At least ${LEAST_EXECUTIONS} executions within ${windowText(seconds)}, ${TIMES_MEDIAN} times the median and twice of ` +
    `what 19 of 20 such windows of the same actor, worker or other value do not exceed. Only windows in which it ran at ` +
    `all are compared; with fewer than ${LEAST_WINDOWS} of them, those of all.`
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
