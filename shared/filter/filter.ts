import * as v from 'valibot';

/**
 * The filter value: one serialisable value that feeds grid, charts, cards, command line and export.
 * Chips edit it, the written form prints and parses it, the engine compiles it.
 */

const fieldRef = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000));
const facetValue = v.nullable(v.pipe(v.string(), v.maxLength(100_000)));
const microseconds = v.pipe(v.number(), v.safeInteger());

/** Included and excluded values of one field, compared exactly; null is "no value". */
const facetClause = v.object({
  kind: v.literal('facet'),
  field: fieldRef,
  include: v.array(facetValue),
  exclude: v.array(facetValue),
});

/** Longest regular expression, in UTF-16 units. */
export const MAX_REGEX_LENGTH = 1_000;

/**
 * Text, ignoring case. With `field` null: the pattern occurs anywhere in any searched field, extra column,
 * `detail`, `changes`, or the raw record as it stands in the file, which in JSON takes in the names of its keys.
 * With a field: the whole value matches. `*` stands for any run of characters and `?` for one, unless `literal`.
 *
 * With `regex` the pattern is a regular expression of the syntax of RE2, which has no backreferences and takes
 * time in proportion to the text. It is found anywhere in a text, also with a field: `^` and `$` are its ends.
 * `literal` says nothing then. Absent is false.
 */
const textClause = v.object({
  kind: v.literal('text'),
  field: v.nullable(fieldRef),
  pattern: v.pipe(v.string(), v.minLength(1), v.maxLength(10_000)),
  literal: v.boolean(),
  regex: v.optional(v.boolean()),
});

/** A bound of a range; for instants the value is microseconds since the epoch. */
const bound = v.object({ value: v.pipe(v.number(), v.finite()), inclusive: v.boolean() });

/** Values of a numeric field or an instant between two bounds, either of which may be open. */
const rangeClause = v.object({
  kind: v.literal('range'),
  field: fieldRef,
  min: v.nullable(bound),
  max: v.nullable(bound),
});

export type FacetClause = v.InferOutput<typeof facetClause>;
export type TextClause = v.InferOutput<typeof textClause>;
export type RangeClause = v.InferOutput<typeof rangeClause>;
export type Bound = v.InferOutput<typeof bound>;

/** A boolean combination. `not` negates the conjunction of its clauses. */
export interface GroupClause {
  kind: 'group';
  op: 'and' | 'or' | 'not';
  clauses: Clause[];
}

export type Clause = FacetClause | TextClause | RangeClause | GroupClause;

const groupClause: v.GenericSchema<GroupClause> = v.object({
  kind: v.literal('group'),
  op: v.picklist(['and', 'or', 'not']),
  clauses: v.array(v.lazy(() => clauseSchema)),
});

const clauseSchema: v.GenericSchema<Clause> = v.union([facetClause, textClause, rangeClause, groupClause]);

/** A clause as shown: one chip. A chip can be switched off without being deleted. */
export interface Chip {
  clause: Clause;
  off: boolean;
}

const chipSchema: v.GenericSchema<Chip> = v.object({ clause: clauseSchema, off: v.boolean() });

/** Names of the time presets; `custom` carries its own bounds. */
export const TIME_PRESETS = {
  all: 'All time',
  last24h: 'Last 24 hours',
  last7d: 'Last 7 days',
  last30d: 'Last 30 days',
  last90d: 'Last 90 days',
  thisMonth: 'This month',
  lastMonth: 'Last month',
  custom: 'Custom',
} as const;

export type TimePreset = keyof typeof TIME_PRESETS;

/**
 * A time range, half-open `[from, to)`, in microseconds UTC; null is open. `preset` and `zone` say how it was
 * produced, so that it can be shown and produced again. Undated events match only when both bounds are null.
 */
export const timeRange = v.object({
  preset: v.picklist(Object.keys(TIME_PRESETS) as TimePreset[]),
  zone: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  from: v.nullable(microseconds),
  to: v.nullable(microseconds),
});

export type TimeRange = v.InferOutput<typeof timeRange>;

/** All chips and the time range are joined by AND. */
export interface Filter {
  time: TimeRange;
  chips: Chip[];
}

export const filterSchema: v.GenericSchema<Filter> = v.object({
  time: timeRange,
  chips: v.pipe(v.array(chipSchema), v.maxLength(1_000)),
});

/** No restriction at all. */
export const EMPTY_FILTER: Filter = {
  time: { preset: 'all', zone: 'UTC', from: null, to: null },
  chips: [],
};

/** The clauses that apply: chips that are not switched off. */
export function activeClauses(filter: Filter): Clause[] {
  return filter.chips.filter((chip) => !chip.off).map((chip) => chip.clause);
}
