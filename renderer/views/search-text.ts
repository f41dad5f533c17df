import type { Progress } from '../../shared/api/contract.ts';
import { formatCount, formatCountOf } from '../ui/numbers.ts';

/**
 * `Searching… 412,000 of 1,000,000 events · the first 23 found are shown`
 * @param found rows shown so far; null when none is
 */
export function searchText(progress: Progress | null, found: number | null): string {
  if (progress === null) return 'Working…';
  const { stage, done, total } = progress;
  const of = total === null ? formatCount(done) : `${formatCount(done)} of ${formatCountOf(total, 'event')}`;
  const shown = found === null ? '' : ` · the first ${formatCount(found)} found are shown`;
  return `${stage}… ${of}${shown}`;
}
