import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ColumnName } from '../../../../electron/engine/columns/column.ts';
import { aggregateBreakdown } from '../../../../electron/engine/query/aggregate/breakdown.ts';
import { aggregateDashboard } from '../../../../electron/engine/query/aggregate/dashboard.ts';
import { aggregateFacetValues } from '../../../../electron/engine/query/aggregate/facet-values.ts';
import { aggregateHistogram } from '../../../../electron/engine/query/aggregate/histogram.ts';
import { aggregateSummary } from '../../../../electron/engine/query/aggregate/summary.ts';
import { BUCKETS, GROUP_ORDERS } from '../../../../shared/api/contract.ts';
import { MEASURE_NAMES } from '../../../../shared/domain/measures.ts';
import {
  type ArrayColumns,
  arrayColumns,
  matchesWhere,
  NEVER_CANCELLED,
  type NumberForm,
  namesOf,
} from './array-columns.ts';
import {
  naiveBreakdown,
  naiveFacetValues,
  naiveHistogram,
  naiveSummary,
  type Row,
} from './naive-aggregates.ts';

const SOURCES = { 1: 'a.csv', 2: 'b.csv', 3: '' };
const NAMES = namesOf(SOURCES, ['Team']);
const NAME_COLUMNS: readonly ColumnName[] = [
  ...([
    'time',
    'family',
    'actor',
    'actorName',
    'actorId',
    'actorEmail',
    'actorKind',
    'action',
    'resource',
    'model',
  ] as const),
  ...([
    'byok',
    'requests',
    'inputTokens',
    'outputTokens',
    'credits',
    'cost',
    'byokCost',
    'currency',
    'balance',
    'source',
    'c1',
  ] as const),
];

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 3 });
const text = fc.constantFrom(
  'gpt-4o',
  'GPT-4o',
  'Dana',
  'dana@example.com',
  'Ünal',
  '',
  'ΟΔΟΣ',
  '😀',
  '\uffee',
  '10',
);
const micros = fc.oneof(
  fc.integer({ min: -20, max: 20 }).map((hours) => hours * 3_600_000_000),
  fc.constantFrom(2_678_400_000_000, 2_678_400_000_001, 2_678_399_999_999, 7_430_400_000_000),
);
const safe = fc.maxSafeInteger();
const count = fc.oneof({ weight: 5, arbitrary: fc.nat(5_000) }, { weight: 1, arbitrary: safe });
const amount = (huge: boolean) => {
  const ordinary = fc.oneof(
    fc.bigInt({ min: -3_000_000_000n, max: 3_000_000_000n }),
    fc.constantFrom(0n, 1n, 100_000_000n, 200_000_000n),
    safe.map(BigInt),
  );
  const beyond = fc.constantFrom(
    9_223_372_036_854_775_807n,
    -9_223_372_036_854_775_807n,
    9_000_000_000_000_000_000n,
  );
  return huge ? fc.oneof(ordinary, beyond) : ordinary;
};
const row = (huge: boolean, currencies: readonly (string | null)[] = [null]): fc.Arbitrary<Row> =>
  fc.record({
    time: maybe(micros),
    family: fc.constantFrom('audit', 'usage'),
    actor: maybe(text),
    actorName: maybe(text),
    actorId: maybe(text),
    actorEmail: maybe(text),
    actorKind: maybe(fc.constantFrom('user', 'system', 'unknown')),
    action: maybe(text),
    resource: fc.constant(null),
    model: maybe(fc.constantFrom('gpt-4o', 'o1', 'GPT-4o')),
    byok: maybe(fc.constantFrom(0, 1)),
    requests: fc.constant(1),
    inputTokens: maybe(count),
    outputTokens: maybe(fc.integer({ min: -9, max: 90 })),
    credits: maybe(amount(huge)),
    cost: maybe(fc.bigInt({ min: -9n, max: 9n }).map((n) => n * 100_000_000n)),
    byokCost: fc
      .bigInt({ min: 5_000_000_000n, max: 5_000_000_900n })
      .chain((amount) => (currencies.length === 1 ? fc.constant(amount) : maybe(fc.constant(amount)))),
    currency: fc.constantFrom(...currencies),
    balance: maybe(amount(huge)),
    source: fc.constantFrom(1, 2, 3, 4),
    c1: maybe(text),
  });

const by = fc.constantFrom('actor', 'model', 'family', 'byok', 'source', 'Team', 'extra.Team', 'resource');
const groupedBy = fc.oneof(
  { weight: 4, arbitrary: by },
  { weight: 1, arbitrary: fc.constantFrom('credits', 'inputTokens', 'requests') },
);
const search = fc.constantFrom('', 'DANA', 'dana', 'gpt', 'σ', 'no v', 'a.c', '1');
const breakdown = fc.record(
  {
    by: groupedBy,
    measure: fc.constantFrom(...MEASURE_NAMES),
    limit: fc.nat(6),
    offset: fc.nat(3),
    times: fc.boolean(),
    order: fc.record({ by: fc.constantFrom(...GROUP_ORDERS), descending: fc.boolean() }),
    search,
  },
  { requiredKeys: ['by', 'measure', 'limit'] },
);
const histogram = fc.record(
  {
    bucket: fc.constantFrom('day', 'week', 'month', null),
    measure: fc.constantFrom(...MEASURE_NAMES),
    timezone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York'),
    by: fc.option(groupedBy, { nil: null }),
    maxPoints: fc.integer({ min: 1, max: 50 }),
    range: fc.record({
      from: fc.constantFrom(null, -90_000_000_000, -5_000_000_000_000),
      to: fc.constantFrom(null, 7_430_400_000_001, 9_000_000_000_000),
    }),
  },
  { requiredKeys: ['bucket', 'measure', 'timezone'] },
);
const facet = fc.record({
  field: by,
  search,
  limit: fc.nat(6),
});
const form = fc.constantFrom<NumberForm>('narrow', 'float', 'based', 'big');

/** Rows as columns; the extra column is known to the naive side under both its names. */
function columnsOf(rows: readonly Row[], numberForm: NumberForm) {
  const arrays: ArrayColumns = Object.fromEntries(
    NAME_COLUMNS.map((name) => [name, rows.map((one) => one[name] ?? null)]),
  );
  return arrayColumns(rows.length, arrays, numberForm);
}
function named(rows: readonly Row[]): Row[] {
  return rows.map((one) => ({ ...one, Team: one['c1'], 'extra.Team': one['c1'] }) as Row);
}

describe('figures in one pass', () => {
  const property = (huge: boolean, currencies?: readonly (string | null)[]) =>
    fc.property(
      fc.array(row(huge, currencies), { maxLength: 40, size: 'max' }),
      form,
      fc.integer({ min: 1, max: 4 }),
      fc.array(breakdown, { maxLength: 6 }),
      fc.option(histogram, { nil: null }),
      facet,
      fc.constantFrom(undefined, ...(currencies ?? []), 'CHF'),
      (rows, numberForm, every, asked, over, values, currency) => {
        const breakdowns = asked.map((one) => ({ ...one, currency }));
        const chart = over === null ? null : { ...over, currency };
        const columns = columnsOf(rows, numberForm);
        const holds = (position: number) => (position * 7 + 3) % 4 < every;
        const matches = matchesWhere(rows.length, holds);
        const expected = named(rows.filter((_, position) => holds(position)));
        const figures = aggregateDashboard(
          columns,
          matches,
          { histogram: chart, breakdowns, currency },
          NAMES,
          NEVER_CANCELLED,
        );

        expect(figures.summary).toEqual(naiveSummary(expected));
        expect(figures.histogram).toEqual(chart === null ? null : naiveHistogram(expected, chart, SOURCES));
        expect(figures.breakdowns).toEqual(breakdowns.map((one) => naiveBreakdown(expected, one, SOURCES)));
        expect(aggregateSummary(columns, matches, NEVER_CANCELLED)).toEqual(figures.summary);
        if (chart !== null) {
          expect(aggregateHistogram(columns, matches, chart, NAMES, NEVER_CANCELLED)).toEqual(
            figures.histogram,
          );
        }
        for (const [place, one] of breakdowns.entries()) {
          expect(aggregateBreakdown(columns, matches, one, NAMES, NEVER_CANCELLED)).toEqual(
            figures.breakdowns[place],
          );
        }
        const list = aggregateFacetValues(columns, matches, values, NAMES, NEVER_CANCELLED);
        expect(list).toEqual(naiveFacetValues(expected, values, SOURCES));
      },
    );

  it('agree with adding up event by event', () => {
    fc.assert(property(false), { numRuns: 300 });
  });

  it('agree where sums do not fit 64 bits', () => {
    fc.assert(property(true), { numRuns: 100 });
  });

  it('never add costs in one currency to those in another', () => {
    fc.assert(property(false, ['EUR', 'USD', null, 'eur', '__proto__']), { numRuns: 200 });
    fc.assert(property(true, ['EUR', 'USD']), { numRuns: 50 });
  });

  it('the series of a histogram add up to its points, in every unit', () => {
    const few = fc.array(row(false), { maxLength: 60, size: 'max' });
    const units = (value: number) => BigInt(Math.round(value * 1e9));
    fc.assert(
      fc.property(
        few,
        form,
        groupedBy,
        fc.constantFrom('events', 'cost' as const),
        (rows, kind, by, measure) => {
          const arg = { bucket: 'day' as const, measure, timezone: 'UTC', by };
          const all = matchesWhere(rows.length, () => true);
          const chart = aggregateHistogram(columnsOf(rows, kind), all, arg, NAMES, NEVER_CANCELLED);
          for (const { value, values = [] } of chart.points) {
            expect(values).toHaveLength(chart.series.length);
            expect(values.reduce((sum, part) => sum + units(part), 0n)).toBe(units(value));
          }
          for (const [at, { value }] of chart.series.entries()) {
            const parts = chart.points.map(({ values = [] }) => units(values[at] ?? 0));
            expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(units(value));
          }
          const events = chart.series.reduce((sum, one) => sum + one.events, chart.undated);
          expect(events).toBe(rows.length);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('do not depend on the order of events', () => {
    const shuffled = fc
      .array(row(true), { minLength: 2, maxLength: 30 })
      .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })));
    const question = {
      histogram: { bucket: 'day' as const, measure: 'credits' as const, timezone: 'UTC' },
      breakdowns: [{ by: 'actor', measure: 'cost' as const, limit: 99 }],
    };
    const figures = (rows: readonly Row[], numberForm: NumberForm) => {
      const matches = matchesWhere(rows.length, () => true);
      return aggregateDashboard(columnsOf(rows, numberForm), matches, question, NAMES, NEVER_CANCELLED);
    };
    fc.assert(
      fc.property(shuffled, form, ([rows, other], numberForm) => {
        expect(figures(other, numberForm)).toEqual(figures(rows, numberForm));
      }),
      { numRuns: 100 },
    );
  });

  it.each(BUCKETS)('count times by the %s in any order', (bucket) => {
    const instants = fc.array(maybe(fc.integer({ min: -900, max: 900 })), { maxLength: 60 });
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata');
    fc.assert(
      fc.property(instants, zone, form, (minutes, timezone, numberForm) => {
        // Around the hour at which Berlin's clocks go back.
        const rows = minutes.map((minute): Row => {
          return { time: minute === null ? null : 1_792_890_000_000_000 + minute * 59_999_999 };
        });
        const matches = matchesWhere(rows.length, () => true);
        const arg = { bucket, measure: 'events' as const, timezone };
        const chart = aggregateHistogram(columnsOf(rows, numberForm), matches, arg, NAMES, NEVER_CANCELLED);
        expect(chart).toEqual(naiveHistogram(rows, arg));
      }),
      { numRuns: 60 },
    );
  });
});
