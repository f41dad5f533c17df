import { setTime } from '../../shared/filter/edit.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import { resolvePreset } from '../../shared/time/range.ts';

/**
 * Resolves the preset of a filter again, after the zone or "as of" has changed. Bounds the user gave as dates
 * or brushed stay what they are: instants.
 */
export function retime(filter: Filter, zone: string, asOf: number): Filter {
  const { preset } = filter.time;
  if (preset === 'custom') return setTime(filter, { ...filter.time, zone });
  return setTime(filter, resolvePreset(preset, zone, asOf));
}
