import * as v from 'valibot';
import { INPUTS } from '../../../../shared/domain/inputs.ts';
import { parseMemberPath } from './member-path.ts';
import { parseTemplate } from './text-template.ts';

/**
 * How the figures of a usage log are to be understood. Rule for all profiles: `inputTokens` are the tokens sent, as
 * the provider bills them as input, cached ones included, and `outputTokens` those received, reasoning included.
 * Where a log has the parts and not the whole, the parts are added up and stay columns of their own.
 */

const path = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(200),
  v.check((text) => parseMemberPath(text) !== null, 'is not a path such as a.b or a["x.y"]'),
);
const template = v.pipe(
  v.string(),
  v.maxLength(500),
  v.check((text) => parseTemplate(text) !== null, 'is not a text such as {a.b}/{c|or:-}'),
);

/** Inputs that hold figures, and those of them with decimals. */
const FIGURES = [
  'requests',
  'inputTokens',
  'outputTokens',
  'credits',
  'balance',
  'cost',
  'byokCost',
] as const;
const DECIMALS = ['credits', 'balance', 'cost', 'byokCost'] as const;

export const usageRules = v.strictObject({
  /** Inputs that are the sum of several values; of those that are there. */
  sums: v.optional(v.record(v.picklist(FIGURES), v.pipe(v.array(path), v.minLength(1), v.maxLength(20))), {}),
  /** Inputs stated in another unit, as a power of ten: -2 for cents. */
  powersOfTen: v.optional(
    v.record(v.picklist(DECIMALS), v.pipe(v.number(), v.safeInteger(), v.minValue(-12), v.maxValue(12))),
    {},
  ),
  /**
   * Which records without a number of requests are one: every record, or only those with a figure above zero. Of
   * figures about a span of time, the number is unknown.
   */
  requests: v.optional(v.picklist(['every', 'measured', 'unknown']), 'every'),
  /**
   * What tells a request, where a log states the figures of one in several records: they are the same or grow. Each
   * record then counts what it adds to those before, so that sums are right and every record stays an event.
   */
  requestKey: v.optional(template),
  /** Inputs that hold for the records after the one that states them, until another states them anew. */
  carried: v.optional(v.pipe(v.array(v.picklist(INPUTS)), v.maxLength(10)), []),
});

/** Checked rules. */
export type UsageRules = v.InferOutput<typeof usageRules>;
