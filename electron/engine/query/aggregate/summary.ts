import type { Summary } from '../../../../shared/api/contract.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Checkpoint, LoadedColumns, Matches } from '../loaded-columns.ts';
import { aggregateDashboard } from './dashboard.ts';
import type { GroupNames } from './group-field.ts';

/** Totals of the matching events; absent measures are null. @throws CANCELLED */
export function aggregateSummary(columns: LoadedColumns, matches: Matches, checkpoint: Checkpoint): Summary {
  return aggregateDashboard(columns, matches, { histogram: null, breakdowns: [] }, NO_COLUMNS, checkpoint)
    .summary;
}

/** Without breakdowns nobody asks for names. */
const NO_COLUMNS: GroupNames = {
  extraColumn: (ref) => {
    throw new AppError('UNKNOWN_FIELD', `No column is called "${ref}".`, { field: ref });
  },
  sourceName: () => null,
};
