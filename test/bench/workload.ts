import type { FieldName } from '../../shared/domain/fields.ts';

/**
 * The questions every contender is asked, so that figures compare like with like.
 * One dashboard is eight queries: totals, histogram by day, five breakdowns by credits, and the first page.
 */

/** Column of the export behind each breakdown. */
export const BREAKDOWNS: readonly (readonly [field: FieldName, column: string])[] = [
  ['reason', 'Reason'],
  ['model', 'Model'],
  ['actor', 'Email'],
  ['provider', 'Provider'],
  ['apiKey', 'API key'],
];

/** An equality filter: a click on a value of a breakdown. */
export type Click = readonly [field: FieldName, column: string, value: string];

/** Each run clicks on another value, so that nothing is answered from an earlier answer. */
export const CLICKS: readonly Click[] = [
  ['model', 'Model', 'gpt-4o'],
  ['provider', 'Provider', 'openai'],
  ['reason', 'Reason', 'Chat'],
  ['actor', 'Email', 'dana.reyes@northwind.example'],
  ['model', 'Model', 'claude-haiku-4'],
  ['reason', 'Reason', 'Summarize CV'],
  ['provider', 'Provider', 'google'],
  ['model', 'Model', 'o3'],
  ['actor', 'Email', 'ravi.berg@northwind.example'],
  ...Array.from({ length: 39 }, (_, key): Click => ['apiKey', 'API key', `api-key-${key}`]),
];

/** The uncounted click before the others. */
export const WARM_UP_CLICK: Click = ['apiKey', 'API key', 'api-key-39'];

/** Rows of a page. */
export const PAGE = 50;

/** Texts searched everywhere; peers search the one column that holds them. Each run looks for another. */
export const NEEDLES: readonly string[] = [
  ...['lindqvist', 'okafor', 'haddad', 'novak', 'tanaka', 'moreau', 'silva', 'kaya', 'reyes'],
  ...['dana', 'ravi', 'mina r', 'oleg', 'sofia', 'tariq', 'yuki', 'elif', 'noah', 'ines'],
];
export const WARM_UP_NEEDLE = 'ines ber';
export const NEEDLE_COLUMN = 'User';

/** The filter of the exported extract: one provider, the largest. */
export const EXPORT_CLICK: Click = ['provider', 'Provider', 'openai'];
