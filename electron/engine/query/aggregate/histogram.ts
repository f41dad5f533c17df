import type { Histogram } from '../../../../shared/api/contract.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Checkpoint, LoadedColumns, Matches } from '../loaded-columns.ts';
import { askedCosts } from './cost-currencies.ts';
import type { GroupNames } from './group-field.ts';
import { lanePlan } from './measure-lanes.ts';
import { addUp } from './one-pass.ts';
import type { HistogramQuestion } from './time-buckets.ts';
import { askedTime, histogramAfter } from './time-table.ts';

/**
 * A measure of the matching events over time, gap-free from the bucket of the first dated event to that of the last,
 * or over the whole range that is asked for; in all, and split by a field.
 * @throws BAD_ARGUMENT for an unknown zone, a bucket that would give too many points, a field that has no groups;
 *   UNKNOWN_FIELD, CANCELLED
 */
export function aggregateHistogram(
  columns: LoadedColumns,
  matches: Matches,
  arg: HistogramQuestion,
  names: GroupNames,
  checkpoint: Checkpoint,
): Histogram {
  const costs = askedCosts(columns, matches, checkpoint, arg.currency);
  const plan = lanePlan(costs.columns);
  const time = askedTime(columns, matches, arg, names, plan, checkpoint);
  addUp(costs.columns, matches, plan, { tables: [], seen: [], time: time.table }, checkpoint);
  const histogram = histogramAfter(costs, matches, plan, time, checkpoint);
  if (histogram === null) throw new AppError('INTERNAL', 'A histogram was asked for and not prepared.');
  return histogram;
}
