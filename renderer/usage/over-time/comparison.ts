import type { Histogram } from '../../../shared/api/contract.ts';
import type { Difference } from '../../../shared/usage/exact.ts';
import type { PreviousPeriod } from '../../../shared/usage/previous-period.ts';

/** The period before, beside the one that is shown. */
export interface Comparison {
  readonly period: PreviousPeriod;
  /** The whole of it, point by point in the buckets of the shown one. */
  readonly histogram: Histogram;
  /** What is compared: all that is shown, and what the period before had, up to the same point where this one runs. */
  readonly now: number;
  readonly before: number;
  readonly difference: Difference;
  /** Where the log begins within the period before, which it then does not hold all of, µs UTC; else null. */
  readonly logBegin: number | null;
}
