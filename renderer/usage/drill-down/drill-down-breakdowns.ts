import type { DashboardArg } from '../../../shared/api/contract.ts';
import type { FieldName } from '../../../shared/domain/fields.ts';
import type { Measure } from '../../../shared/domain/measures.ts';

/** What the usage of one thing is broken down by, what says most first. */
const FIELDS: readonly FieldName[] = [
  'model',
  'worker',
  'actor',
  'reason',
  'provider',
  'apiKey',
  'entryPoint',
  'workspaceName',
];

/** Values shown of each. */
export const SHOWN_VALUES = 5;

/** The breakdowns of a drill-down into a value of a field. */
export function breakdownsOf(field: FieldName, measure: Measure): DashboardArg['breakdowns'] {
  return FIELDS.filter((by) => by !== field).map((by) => ({ by, measure, limit: SHOWN_VALUES }));
}
