import type { FieldName } from '../../../shared/domain/fields.ts';
import type { Measure } from '../../../shared/domain/measures.ts';
import { OWN_PARTS } from '../../../shared/usage/shares.ts';
import type { AskedBreakdown } from '../../views/LogView.tsx';

/** A breakdown of the overview. */
export interface BreakdownKind {
  readonly field: FieldName;
  readonly title: string;
  /** What one value is called: "each model". */
  readonly one: string;
  /** What it is good for. */
  readonly about: string;
}

/** Side by side at the top, then below usage over time. */
export const MEMBERS: BreakdownKind = {
  field: 'actor',
  title: 'By member',
  one: 'member',
  about: 'Who uses most: heavy users, and users that are unusual.',
};
export const FIRST_BREAKDOWNS: readonly BreakdownKind[] = [
  { field: 'reason', title: 'By reason', one: 'reason', about: 'What kind of activity uses most.' },
  {
    field: 'model',
    title: 'By model',
    one: 'model',
    about: 'Which models are used, and which so rarely that they could be retired.',
  },
];
export const FURTHER_BREAKDOWNS: readonly BreakdownKind[] = [
  {
    field: 'provider',
    title: 'By provider',
    one: 'provider',
    about: 'Cost and volume of each provider: for contracts and capacity.',
  },
  {
    field: 'apiKey',
    title: 'By API key',
    one: 'API key',
    about: 'Requests and cost of each key: integrations that may need a rate limit.',
  },
  { field: 'worker', title: 'By AI worker', one: 'AI worker', about: 'Which workers run often or use most.' },
  { field: 'entryPoint', title: 'By entry point', one: 'entry point', about: 'How runs were started.' },
  { field: 'workspaceName', title: 'By workspace', one: 'workspace', about: 'Usage of each workspace.' },
];

/** Every breakdown, in the order in which they are asked for. */
export const BREAKDOWN_KINDS: readonly BreakdownKind[] = [
  ...FIRST_BREAKDOWNS,
  MEMBERS,
  ...FURTHER_BREAKDOWNS,
];

/** Members that are read with everything else while all are listed. */
const FIRST_MEMBERS = 500;

/**
 * What the overview asks for, beside everything else.
 * @param allMembers whether all members are listed
 */
export function overviewBreakdowns(measure: Measure, allMembers: boolean): readonly AskedBreakdown[] {
  return BREAKDOWN_KINDS.map(({ field }) => ({
    by: field,
    measure,
    // One more than has a part of its own: it tells whether what is folded has the measure at all.
    limit: field === 'actor' && allMembers ? FIRST_MEMBERS : OWN_PARTS + 1,
  }));
}
