import { excludeValue, type FacetValueKey, setIncluded, toggleValue } from '../../../shared/filter/edit.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { Part } from '../../../shared/usage/shares.ts';
import { toggleExcluded } from '../../histogram/series-filter.ts';

/** What a part stands for in a filter. */
type FilteredPart = Pick<Part, 'kind' | 'key'>;

/** Includes the events of a part, or takes that back. Those of "Other" are left by excluding all others. */
export function keepPart(
  filter: Filter,
  field: string,
  part: FilteredPart,
  all: readonly FilteredPart[],
): Filter {
  if (part.kind !== 'other') return toggleValue(filter, field, part.key);
  return keysOf(all).reduce((edited, key) => excludeValue(edited, field, key), filter);
}

/** Excludes the events of a part, or takes that back. Those of "Other" go when only the others stay. */
export function leaveOutPart(
  filter: Filter,
  field: string,
  part: FilteredPart,
  all: readonly FilteredPart[],
): Filter {
  if (part.kind !== 'other') return toggleExcluded(filter, field, part.key);
  return setIncluded(filter, field, keysOf(all));
}

function keysOf(parts: readonly FilteredPart[]): FacetValueKey[] {
  return parts.flatMap(({ kind, key }) => (kind === 'other' ? [] : [key]));
}
