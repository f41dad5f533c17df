import type { Source } from '../../shared/domain/source.ts';
import { formatCountOf } from '../ui/numbers.ts';

/** ` from 6 records of the file`, where those are not what was read; else nothing. */
export function recordsOf({ records }: Pick<Source, 'records'>): string {
  return records === null ? '' : ` from ${formatCountOf(records, 'record')} of the file`;
}
