import type { HistogramSeries } from '../../../../shared/api/contract.ts';
import type { Measure } from '../../../../shared/domain/measures.ts';
import { firstGroups } from './first-groups.ts';
import type { GroupField } from './group-field.ts';
import { eventsOf, type GroupSums, measureOf } from './group-sums.ts';
import { groupValues } from './group-values.ts';

/** Values with a series of their own. More colours than these and that of the others are not told apart. */
const OWN_SERIES = 7;

const OTHER = 'Other';

/** What stands for a part of every point. */
export interface Series extends Pick<HistogramSeries, 'kind' | 'key' | 'groups' | 'label'> {
  /** The code of the value. */
  readonly code: number;
}

/** The series that split a histogram. */
export interface ChosenSeries {
  readonly series: readonly Series[];
  /** The series of each code. */
  readonly slots: Uint32Array;
}

/**
 * The largest values of a field, one series for all others, and one for events without a value; only those that have
 * dated events. Values without the measure count as 0, as they are drawn.
 * @param dated sums of each code over the dated events
 * @param most values with a series of their own
 */
export function chooseSeries(
  field: GroupField,
  dated: GroupSums,
  measure: Measure,
  most = OWN_SERIES,
): ChosenSeries {
  const { codes, values } = groupValues(dated, measure);
  const hasNone = codes[0] === 0;
  const skipped = hasNone ? 1 : 0;
  const named = codes.subarray(skipped);
  const drawn = values.subarray(skipped).map((value) => (Number.isNaN(value) ? 0 : value));
  const own = firstGroups(field, named, drawn, most);
  const series: Series[] = own.map((code) => ({
    kind: 'value',
    code,
    key: field.key(code),
    label: field.label(code),
    groups: 1,
  }));
  const others = named.length - own.length;
  const slots = new Uint32Array(field.size + 1).fill(own.length);
  for (const [slot, code] of own.entries()) slots[code] = slot;
  if (others > 0) series.push({ kind: 'other', code: 0, key: null, label: OTHER, groups: others });
  if (hasNone) {
    slots[0] = series.length;
    series.push({ kind: 'none', code: 0, key: null, label: field.label(0), groups: 0 });
  }
  return { series, slots };
}

/**
 * The series with their sums.
 * @param totals sums over all points: of all events, then of each series
 * @param names names of values, by their code, that are shown in place of their labels
 */
export function namedSeries(
  { series }: ChosenSeries,
  totals: GroupSums,
  measure: Measure,
  names: ReadonlyMap<number, string>,
): HistogramSeries[] {
  return series.map(({ kind, code, key, label, groups }, at) => ({
    kind,
    key,
    label: names.get(code) ?? label,
    groups,
    value: measureOf(totals, at + 1, measure) ?? 0,
    events: eventsOf(totals, at + 1),
  }));
}
