import type { TimeRange } from '../../shared/filter/filter.ts';
import { localDateOf, localDateRange } from '../../shared/time/range.ts';
import { startOfDay, zoned } from '../../shared/time/zone.ts';

/** The seven local days that end with the day of an instant. */
export function upToNewest(newest: number, zone: string): TimeRange {
  const first = zoned(newest, zone).toPlainDate().subtract({ days: 6 });
  return localDateRange(localDateOf(startOfDay(first, zone), zone), localDateOf(newest, zone), zone);
}
