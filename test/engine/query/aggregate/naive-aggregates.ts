import type { ColumnName } from '../../../../electron/engine/columns/column.ts';
import type { BreakdownQuestion } from '../../../../electron/engine/query/aggregate/breakdown-groups.ts';
import type { FacetQuestion } from '../../../../electron/engine/query/aggregate/facet-values.ts';
import type { HistogramQuestion } from '../../../../electron/engine/query/aggregate/time-buckets.ts';
import {
  type Breakdown,
  BUCKETS,
  type Costs,
  type FacetValues,
  type Group,
  type GroupOrder,
  type Histogram,
  type HistogramSeries,
  type Summary,
} from '../../../../shared/api/contract.ts';
import { formatNano } from '../../../../shared/domain/decimal.ts';
import { MEASURES, type Measure } from '../../../../shared/domain/measures.ts';
import { bucketBounds, chooseBucket, estimateBuckets } from '../../../../shared/time/buckets.ts';
import { parseInstant, toIso } from '../../../../shared/time/format.ts';
import type { Value } from './array-columns.ts';
import { inOneCurrency, naiveCosts } from './naive-costs.ts';

/** The figures of events, event by event and with big integers: what the one pass is held against. */

export type Row = Partial<Record<ColumnName, Value>>;

const SUMS = ['requests', 'inputTokens', 'outputTokens', 'credits'] as const;

/** The exact sum of a measure as the nearest number; null when no row has a value. */
export function total(rows: readonly Row[], measure: Measure): number | null {
  if (measure === 'events') return rows.length;
  const names = measure === 'tokens' ? (['inputTokens', 'outputTokens'] as const) : ([measure] as const);
  const values = rows
    .flatMap((row) => names.map((name) => row[name] ?? null))
    .filter((value) => value !== null);
  if (values.length === 0) return null;
  const sum = values.reduce<bigint>((all, value) => all + BigInt(value), 0n);
  return MEASURES[measure].kind === 'decimal' ? Number(formatNano(sum)) : Number(sum);
}

function sums(rows: readonly Row[]): Pick<Group, (typeof SUMS)[number] | keyof Costs> {
  const [requests, inputTokens, outputTokens, credits] = SUMS.map((name) => total(rows, name));
  return {
    requests: requests ?? null,
    inputTokens: inputTokens ?? null,
    outputTokens: outputTokens ?? null,
    credits: credits ?? null,
    ...naiveCosts(rows),
  };
}

function times(rows: readonly Row[]): number[] {
  return rows.flatMap(({ time }) => (typeof time === 'number' ? [time] : [])).sort((a, b) => a - b);
}

/** Of a breakdown by actor: what they are. */
function kindOf(key: string | null, by: string, rows: readonly Row[]): Pick<Group, 'actorKind'> {
  return by === 'actor' ? { actorKind: key === null ? null : lastText(rows, 'actorKind') } : {};
}

/** First and last time, and the balance of the latest dated row that states one. */
function extentOf(rows: readonly Row[]): Pick<Group, 'firstTime' | 'lastTime' | 'balance'> {
  const dated = times(rows);
  const [first, last] = [dated[0], dated.at(-1)];
  let latest: Row | null = null;
  for (const row of rows) {
    if (typeof row.time !== 'number' || (row.balance ?? null) === null) continue;
    if (latest === null || row.time >= Number(latest.time)) latest = row;
  }
  return {
    firstTime: first === undefined ? null : toIso(first),
    lastTime: last === undefined ? null : toIso(last),
    balance: latest === null ? null : total([{ credits: latest.balance ?? null }], 'credits'),
  };
}

export function naiveSummary(rows: readonly Row[]): Summary {
  const distinct = (name: ColumnName) =>
    new Set(rows.map((row) => row[name] ?? null).filter((v) => v !== null)).size;
  const dated = times(rows);
  const [first, last] = [dated[0], dated.at(-1)];
  return {
    events: rows.length,
    auditEvents: rows.filter((row) => row.family === 'audit').length,
    usageEvents: rows.filter((row) => row.family === 'usage').length,
    undated: rows.length - dated.length,
    actors: distinct('actor'),
    actions: distinct('action'),
    resources: distinct('resource'),
    models: distinct('model'),
    ...sums(rows),
    firstTime: first === undefined ? null : toIso(first),
    lastTime: last === undefined ? null : toIso(last),
  };
}

function keyOf(value: Value, by: string): string | null {
  if (value === null || typeof value === 'string') return value;
  if (by === 'byok') return value === 1 ? 'true' : 'false';
  return ['credits', 'cost', 'byokCost', 'balance'].includes(by) ? formatNano(BigInt(value)) : String(value);
}

function labelOf(
  key: string | null,
  by: string,
  rows: readonly Row[],
  sources: Readonly<Record<string, string>>,
): string {
  if (key === null) return 'No value';
  if (by === 'byok') return key === 'true' ? 'BYOK' : 'Non-BYOK';
  if (by === 'source') return sources[key] || key;
  return (by === 'actor' ? lastText(rows, 'actorName') : null) ?? key;
}

/** The last in the order of UTF-8 bytes; null when no row has any. */
function lastText(rows: readonly Row[], name: 'actorName' | 'actorKind'): string | null {
  const texts = rows.flatMap(({ [name]: text }) => (typeof text === 'string' ? [text] : []));
  return texts.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))).at(-1) || null;
}

function compareKeys(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}

function grouped(rows: readonly Row[], by: string): Map<string | null, Row[]> {
  const groups = new Map<string | null, Row[]>();
  for (const row of rows) {
    const key = keyOf(row[by as ColumnName] ?? null, by);
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [row]);
    else members.push(row);
  }
  return groups;
}

export function naiveBreakdown(
  rows: readonly Row[],
  { by, measure, order, search = '', limit, offset = 0, times: timed = false, currency }: BreakdownQuestion,
  sources: Readonly<Record<string, string>> = {},
): Breakdown {
  const priced = inOneCurrency(rows, measure, currency);
  const kept = [...grouped(rows, by)].filter(([key, members]) => isFound(key, by, members, sources, search));
  const all = kept.map(([key, members]) => {
    const label = labelOf(key, by, members, sources);
    const figures = {
      ...sums(members),
      ...(timed ? { ...extentOf(members), ...kindOf(key, by, members) } : {}),
    };
    const group: Group = { key, label, events: members.length, ...figures };
    const ordered = orderedBy(order?.by, key, label, members);
    return { group, value: ordered ?? total(members.map(priced.of), measure) };
  });
  const way = (order?.descending ?? true) ? -1 : 1;
  all.sort((a, b) => {
    const byValue = compareValues(a.value, b.value, way);
    return byValue === 0 ? compareKeys(a.group.key, b.group.key) : byValue;
  });
  const groups = all.slice(offset, offset + limit).map(({ group }) => group);
  const asked = order === undefined ? {} : { order };
  return { by, measure, ...asked, ...priced.stated, total: all.length, groups };
}

/** What a group is ordered by; undefined is the measure, NaN is none. */
function orderedBy(
  order: GroupOrder['by'] | undefined,
  key: string | null,
  label: string,
  members: readonly Row[],
): string | number | undefined {
  if (order === undefined || order === 'measure') return undefined;
  if (order === 'label') return key === null ? Number.NaN : label;
  const value = extentOf(members)[order];
  return value == null ? Number.NaN : typeof value === 'string' ? parseInstant(value, 'UTC') : value;
}

function compareValues(a: string | number | null, b: string | number | null, way: number): number {
  const [none, other] = [a === null || Number.isNaN(a), b === null || Number.isNaN(b)];
  if (none || other) return Number(none) - Number(other);
  if (typeof a === 'string' && typeof b === 'string')
    return a.localeCompare(b, 'en', { numeric: true, sensitivity: 'base' }) * way;
  return (Number(a) - Number(b)) * way;
}

/**
 * The series a field splits a histogram into, as rows: the seven largest values, all others, no value. Names are those
 * of all rows, dated or not.
 */
function naiveSeries(
  rows: readonly Row[],
  by: string,
  measure: Measure,
  sources: Readonly<Record<string, string>>,
): { readonly rows: readonly Row[]; readonly about: Omit<HistogramSeries, 'value' | 'events'> }[] {
  const members = grouped(
    rows.filter(({ time }) => typeof time === 'number'),
    by,
  );
  const amountOf = (key: string | null) => total(members.get(key) ?? [], measure) ?? 0;
  const keys = [...members.keys()].filter((key) => key !== null);
  keys.sort((a, b) => amountOf(b) - amountOf(a) || compareKeys(a, b));
  const named = grouped(rows, by);
  const own = keys.slice(0, 7).map((key) => ({
    rows: members.get(key) ?? [],
    about: { kind: 'value' as const, key, label: labelOf(key, by, named.get(key) ?? [], sources), groups: 1 },
  }));
  const others = keys.slice(7);
  const rest = others.flatMap((key) => members.get(key) ?? []);
  return [
    ...own,
    { rows: rest, about: { kind: 'other' as const, key: null, label: 'Other', groups: others.length } },
    {
      rows: members.get(null) ?? [],
      about: { kind: 'none' as const, key: null, label: 'No value', groups: 0 },
    },
  ].filter((one) => one.rows.length > 0);
}

export function naiveHistogram(
  all: readonly Row[],
  arg: HistogramQuestion,
  sources: Readonly<Record<string, string>> = {},
): Histogram {
  const { measure, timezone, by = null } = arg;
  const { of: priced, stated } = inOneCurrency(all, measure, arg.currency);
  const rows = all.map(priced);
  const dated = rows.filter(({ time }) => typeof time === 'number');
  const instants = times(rows);
  const [first, last] = [instants[0], instants.at(-1)];
  const undated = rows.length - dated.length;
  if (first === undefined || last === undefined) {
    return { bucket: arg.bucket ?? 'day', measure, timezone, ...stated, undated, by, series: [], points: [] };
  }
  const from = arg.range?.from ?? first;
  const to = arg.range?.to ?? last + 1;
  let bucket = arg.bucket ?? chooseBucket(from, to - 1);
  const tooMany = () => estimateBuckets(from, to - 1, bucket) > (arg.maxPoints ?? Number.POSITIVE_INFINITY);
  while (tooMany() && bucket !== 'month') bucket = BUCKETS[BUCKETS.indexOf(bucket) + 1] ?? 'month';
  const bounds = bucketBounds(from, to - 1, bucket, timezone);
  const series = by === null ? [] : naiveSeries(rows, by, measure, sources);
  const within = (members: readonly Row[], start: number, end: number) =>
    members.filter(({ time }) => typeof time === 'number' && time >= start && time < end);
  const points = bounds.slice(1).map((end, index) => {
    const start = bounds[index] ?? 0;
    const members = within(rows, start, end);
    const value = total(members, measure) ?? 0;
    const point = { from: toIso(start), to: toIso(end), value, events: members.length };
    if (by === null) return point;
    return { ...point, values: series.map((one) => total(within(one.rows, start, end), measure) ?? 0) };
  });
  return {
    ...{ bucket, measure, timezone, ...stated, undated, by, points },
    series: series.map((one) => ({
      ...one.about,
      value: total(one.rows, measure) ?? 0,
      events: one.rows.length,
    })),
  };
}

/** Whether a group is found by a text: by its key or label, an actor by any name, id or address it has. */
function isFound(
  key: string | null,
  by: string,
  members: readonly Row[],
  sources: Readonly<Record<string, string>>,
  search: string,
): boolean {
  const fold = (text: string) => text.toLowerCase().replaceAll('ς', 'σ');
  const people = by === 'actor' && key !== null ? members : [];
  const texts = people.flatMap((row) => [row.actorName, row.actorId, row.actorEmail]);
  const searched = [key, labelOf(key, by, members, sources), ...texts];
  return searched.some((text) => typeof text === 'string' && fold(text).includes(fold(search)));
}

export function naiveFacetValues(
  rows: readonly Row[],
  { field, search, limit }: FacetQuestion,
  sources: Readonly<Record<string, string>> = {},
): FacetValues {
  const found = [...grouped(rows, field)]
    .filter(([value, members]) => isFound(value, field, members, sources, search))
    .map(([value, members]) => {
      return { value, label: labelOf(value, field, members, sources), events: members.length };
    });
  found.sort((a, b) => b.events - a.events || compareKeys(a.value, b.value));
  const values = found.slice(0, limit).map(({ value, label, events }) => ({ value, label, events }));
  return { field, total: found.length, values };
}
