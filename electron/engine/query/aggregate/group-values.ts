import type { Measure } from '../../../../shared/domain/measures.ts';
import { eventsOf, type GroupSums, measureOf } from './group-sums.ts';

/** The groups that have events, ascending, with their values of a measure; NaN is none. */
export interface GroupValues {
  readonly codes: Uint32Array;
  readonly values: Float64Array;
}

/** The value of every group that has events. */
export function groupValues(totals: GroupSums, measure: Measure): GroupValues {
  const codes = new Uint32Array(totals.groups);
  const values = new Float64Array(totals.groups);
  let found = 0;
  for (let group = 0; group < totals.groups; group += 1) {
    if (eventsOf(totals, group) === 0) continue;
    codes[found] = group;
    values[found] = measureOf(totals, group, measure) ?? Number.NaN;
    found += 1;
  }
  return { codes: codes.subarray(0, found), values: values.subarray(0, found) };
}
