import type { Measure } from '../../../../shared/domain/measures.ts';
import type { MeasureLanes } from './measure-lanes.ts';
import {
  addUnits,
  nearestNumber,
  SUMMED,
  type Summed,
  type Sums,
  summedFor,
  timesUnits,
  type Units,
} from './summed-fields.ts';

/**
 * Sums of groups. The record of group `g` begins at `g × stride` of `sums`: its number of events, then its lanes.
 */
export interface GroupSums {
  readonly groups: number;
  readonly stride: number;
  readonly sums: Float64Array;
  /** Bits of the measures that a group has a value of. */
  readonly present: Uint8Array;
  /** The measures whose lanes are in the records, with where their first lane is. */
  readonly held: readonly HeldMeasure[];
}

/** A measure of which a table has the lanes. */
export interface HeldMeasure {
  readonly measure: MeasureLanes;
  readonly at: number;
}

/** Number of events of a group. */
export function eventsOf({ sums, stride }: GroupSums, group: number): number {
  return sums[group * stride] ?? 0;
}

/** The exact sum of a field; null when no event of the group has a value. */
function unitsOf(totals: GroupSums, group: number, name: Summed): Units | null {
  const held = totals.held.find(({ measure }) => measure.name === name);
  if (held === undefined) return null;
  const { measure, at } = held;
  const events = eventsOf(totals, group);
  if (events === 0 || (measure.bit !== 0 && ((totals.present[group] ?? 0) & measure.bit) === 0)) return null;
  if (measure.constant !== null) return timesUnits(measure.constant, events);
  return weighted(totals.sums, group * totals.stride + at, measure.weights);
}

/** The value of lanes: each as often as its weight says. */
export function weighted(sums: Float64Array, at: number, weights: readonly number[]): Units {
  return weights.reduce<Units>((sum, weight, k) => addUnits(sum, timesUnits(sums[at + k] ?? 0, weight)), 0);
}

/** A measure of a group as the nearest number; null when no event of it has a value. */
export function measureOf(totals: GroupSums, group: number, measure: Measure): number | null {
  if (measure === 'events') return eventsOf(totals, group);
  let sum: Units | null = null;
  for (const name of summedFor(measure)) {
    const units = unitsOf(totals, group, name);
    if (units !== null) sum = sum === null ? units : addUnits(sum, units);
  }
  return sum === null ? null : nearestNumber(measure, sum);
}

/** The sums of all fields of a group. */
export function allSums(totals: GroupSums, group: number): Sums {
  const values = SUMMED.map((name): [Summed, number | null] => [name, measureOf(totals, group, name)]);
  return Object.fromEntries(values) as Record<Summed, number | null>;
}
