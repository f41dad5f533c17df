import type { HistogramSeries } from '../../shared/api/contract.ts';
import {
  dropValue,
  excludedValues,
  excludeValue,
  type FacetValueKey,
  setIncluded,
  toggleValue,
} from '../../shared/filter/edit.ts';
import type { Filter } from '../../shared/filter/filter.ts';

/** Includes the events of a series, or takes that back. Those of "Other" are left by excluding all named values. */
export function keepSeries(
  filter: Filter,
  by: string,
  one: HistogramSeries,
  all: readonly HistogramSeries[],
): Filter {
  if (one.kind !== 'other') return toggleValue(filter, by, one.key);
  return [...keysOf(all), null].reduce((edited, key) => excludeValue(edited, by, key), filter);
}

/** Excludes the events of a series, or takes that back. Those of "Other" go when only the named values stay. */
export function leaveOutSeries(
  filter: Filter,
  by: string,
  one: HistogramSeries,
  all: readonly HistogramSeries[],
): Filter {
  if (one.kind !== 'other') return toggleExcluded(filter, by, one.key);
  const none: FacetValueKey[] = all.some(({ kind }) => kind === 'none') ? [null] : [];
  return setIncluded(filter, by, [...keysOf(all), ...none]);
}

/** Excludes a value, or takes the exclusion back when it is there. */
export function toggleExcluded(filter: Filter, field: string, value: FacetValueKey): Filter {
  return excludedValues(filter, field).includes(value)
    ? dropValue(filter, field, value)
    : excludeValue(filter, field, value);
}

function keysOf(series: readonly HistogramSeries[]): FacetValueKey[] {
  return series.flatMap(({ kind, key }) => (kind === 'value' ? [key] : []));
}
