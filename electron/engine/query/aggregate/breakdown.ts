import type { Breakdown } from '../../../../shared/api/contract.ts';
import type { Checkpoint, LoadedColumns, Matches } from '../loaded-columns.ts';
import type { BreakdownQuestion } from './breakdown-groups.ts';
import { answerBreakdowns, prepareBreakdowns, sumsByField, tablesOf } from './breakdowns.ts';
import { askedCosts } from './cost-currencies.ts';
import type { GroupNames } from './group-field.ts';
import { lanePlan } from './measure-lanes.ts';
import { addUp } from './one-pass.ts';

/**
 * Groups the matching events by a field. Sorted by the measure, descending; groups without a value of it come last,
 * ties go by key.
 * @throws BAD_ARGUMENT for a field that has no groups, UNKNOWN_FIELD, CANCELLED
 */
export function aggregateBreakdown(
  columns: LoadedColumns,
  matches: Matches,
  arg: BreakdownQuestion,
  names: GroupNames,
  checkpoint: Checkpoint,
): Breakdown {
  const costs = askedCosts(columns, matches, checkpoint, arg.currency);
  const plan = lanePlan(costs.columns);
  const prepared = prepareBreakdowns(columns, [arg], names, plan, []);
  addUp(costs.columns, matches, plan, { tables: tablesOf(prepared), seen: [], time: null }, checkpoint);
  const [only] = answerBreakdowns(costs, matches, plan, prepared, sumsByField(prepared), checkpoint);
  return only ?? { by: arg.by, measure: arg.measure, total: 0, groups: [] };
}
