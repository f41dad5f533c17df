import type { FieldName } from '../../shared/domain/fields.ts';

/**
 * The questions every contender is asked, so that figures compare like with like.
 * One dashboard is seven queries: totals, histogram by day, and five breakdowns by credits; then the first page.
 */

/** Column of the export behind each breakdown. */
export const BREAKDOWNS: readonly (readonly [field: FieldName, column: string])[] = [
  ['reason', 'Reason'],
  ['model', 'Model'],
  ['actor', 'Email'],
  ['provider', 'Provider'],
  ['apiKey', 'API key'],
];

/** One equality filter per run: a click on a value, each on another one. */
export const CLICKS: readonly (readonly [field: FieldName, column: string, value: string])[] = [
  ['model', 'Model', 'gpt-4o'],
  ['provider', 'Provider', 'openai'],
  ['reason', 'Reason', 'Chat'],
  ['actor', 'Email', 'dana.reyes@northwind.example'],
  ['model', 'Model', 'claude-haiku-4'],
  ['reason', 'Reason', 'Summarize CV'],
  ['provider', 'Provider', 'google'],
  ['model', 'Model', 'o3'],
  ['actor', 'Email', 'ravi.berg@northwind.example'],
];

/** Rows of a page. */
export const PAGE = 50;

/** Text searched everywhere. */
export const NEEDLE = 'lindqvist';

/** The filter of the exported extract: one provider, a little under half of the rows. */
export const EXPORT_FILTER: (typeof CLICKS)[number] = ['provider', 'Provider', 'openai'];
