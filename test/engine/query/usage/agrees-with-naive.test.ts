import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ColumnName } from '../../../../electron/engine/columns/column.ts';
import { usageBursts } from '../../../../electron/engine/query/usage/bursts.ts';
import { usageMatrix } from '../../../../electron/engine/query/usage/matrix.ts';
import { usageOutliers } from '../../../../electron/engine/query/usage/outliers.ts';
import type { MatrixLine, Subject } from '../../../../shared/api/contract.ts';
import type { EventRow } from '../../../../shared/domain/event.ts';
import { MEASURE_NAMES } from '../../../../shared/domain/measures.ts';
import { AppError } from '../../../../shared/errors.ts';
import { toIso } from '../../../../shared/time/format.ts';
import { isCost } from '../../../../shared/usage/group-value.ts';
import {
  arrayColumns,
  matchesWhere,
  NEVER_CANCELLED,
  type NumberForm,
  namesOf,
} from '../aggregate/array-columns.ts';
import type { Row } from '../aggregate/naive-aggregates.ts';
import { inOneCurrency } from '../aggregate/naive-costs.ts';
import { naiveBursts, naiveCell, naiveOutliers } from './naive-usage.ts';

const NAMES = namesOf({});
const COLUMNS = [
  'time',
  'actor',
  'worker',
  'requests',
  'credits',
  'cost',
  'currency',
  'inputTokens',
] as const;

/** Rows as columns, in the order of time as the engine is given it. */
function columnsOf(rows: readonly Row[], form: NumberForm) {
  const arrays = Object.fromEntries(COLUMNS.map((name) => [name, rows.map((row) => row[name] ?? null)]));
  const columns = arrayColumns(rows.length, arrays as Partial<Record<ColumnName, never[]>>, form);
  const timeOf = (position: number) => {
    const time = rows[position]?.time;
    return typeof time === 'number' ? time : Number.POSITIVE_INFINITY;
  };
  const order = Uint32Array.from(rows.keys()).sort((a, b) => timeOf(a) - timeOf(b) || a - b);
  return { ...columns, timeOrder: () => order };
}

/** Rows of positions, as far as these questions look at them. */
const readFrom = (rows: readonly Row[]) => (positions: readonly number[]) =>
  positions.map((position) => ({ id: position, currency: rows[position]?.currency ?? null }) as EventRow);

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 5 });
const form = fc.constantFrom<NumberForm>('narrow', 'float', 'based', 'big');
const amount = fc.oneof(
  { weight: 6, arbitrary: fc.bigInt({ min: 1n, max: 9n }) },
  { weight: 1, arbitrary: fc.constantFrom(0n, -5n, 30n, 1_000n, 8_000_000_000_000n) },
);
const row: fc.Arbitrary<Row> = fc.record({
  time: maybe(fc.integer({ min: 0, max: 40 }).map((minute) => minute * 30_000_000)),
  actor: maybe(fc.constantFrom('dana', 'lee', '__proto__', '')),
  worker: maybe(fc.constantFrom('Importer', 'Writer', 'Scout')),
  requests: maybe(fc.constantFrom(0, 1, 1, 2, 9)),
  credits: maybe(amount.map((units) => units * 100_000n)),
  cost: maybe(amount),
  currency: maybe(fc.constantFrom('EUR', 'USD')),
  inputTokens: maybe(fc.nat(50)),
});
const rowsOf = fc.array(row, { maxLength: 120, size: 'max' });
const holds = (position: number) => position % 5 !== 3;

function matched(rows: readonly Row[]): Row[] {
  return rows.filter((_, position) => holds(position));
}

describe('a matrix', () => {
  it('has every event in one cell, and adds up to its lines and its total', () => {
    const field = fc.constantFrom('actor', 'worker', 'model', 'currency');
    fc.assert(
      fc.property(
        rowsOf,
        form,
        field,
        field,
        fc.constantFrom(...MEASURE_NAMES),
        fc.nat(4),
        fc.constantFrom('EUR', 'USD', 'CHF', null, undefined),
        (all, numberForm, down, across, measure, limit, currency) => {
          const question = {
            rows: down,
            columns: across,
            measure,
            rowLimit: limit,
            columnLimit: 2,
            currency,
          };
          const matches = matchesWhere(all.length, holds);
          const matrix = usageMatrix(columnsOf(all, numberForm), matches, question, NAMES, NEVER_CANCELLED);
          const rows = matched(all);
          const isIn = (lines: readonly MatrixLine[], by: string, line: MatrixLine) => (one: Row) => {
            const value = (one[by as keyof Row] ?? null) as string | null;
            if (line.kind === 'none') return value === null;
            const isOwn = lines.some(({ kind, key }) => kind === 'value' && key === value);
            return line.kind === 'value' ? value === line.key : value !== null && !isOwn;
          };
          const lineOf = (line: MatrixLine, isMember: (one: Row) => boolean) =>
            expect({ value: line.value, events: line.events }).toEqual(
              naiveCell(rows, measure, isMember, currency),
            );
          for (const line of matrix.rows) lineOf(line, isIn(matrix.rows, down, line));
          for (const line of matrix.columns) lineOf(line, isIn(matrix.columns, across, line));
          for (const [at, line] of matrix.rows.entries()) {
            for (const [to, column] of matrix.columns.entries()) {
              const isMember = (one: Row) =>
                isIn(matrix.rows, down, line)(one) && isIn(matrix.columns, across, column)(one);
              expect({ value: matrix.cells[at]?.[to], events: matrix.events[at]?.[to] }).toEqual(
                naiveCell(rows, measure, isMember, currency),
              );
            }
          }
          const events = matrix.events.flat().reduce((sum, one) => sum + one, 0);
          expect([events, matrix.totalEvents]).toEqual([rows.length, rows.length]);
          expect(matrix.total).toEqual(naiveCell(rows, measure, () => true, currency).value);
          if (isCost(measure))
            expect(matrix.currency).toBe(inOneCurrency(rows, measure, currency).stated.currency);
          const own = matrix.rows.filter(({ kind }) => kind === 'value');
          expect(own.length).toBeLessThanOrEqual(limit);
          const values = own.map(({ value }) => value ?? 0);
          expect(values).toEqual(values.toSorted((a, b) => b - a));
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('unusually large events', () => {
  it('are those beyond the bounds of their own actor or worker', () => {
    fc.assert(
      fc.property(rowsOf, form, fc.constantFrom('credits', 'cost' as const), (all, numberForm, measure) => {
        const matches = matchesWhere(all.length, holds);
        const question = { by: ['actor', 'worker'] as ('actor' | 'worker')[], measure, limit: 1_000 };
        const columns = columnsOf(all, numberForm);
        const found = usageOutliers(columns, matches, question, NAMES, readFrom(all), NEVER_CANCELLED);
        const amountOf = (one: Row) => Number(one[measure] ?? 0);
        // Costs are compared within their currency.
        const currencies = measure === 'cost' ? ['EUR', 'USD', null] : [undefined];
        const expected = currencies.flatMap((currency) => {
          const own = all.map((one, position) =>
            holds(position) && (currency === undefined || (one.currency ?? null) === currency) ? one : {},
          );
          return [...naiveOutliers(own, question.by, amountOf)];
        });
        const seen = found.outliers.map(({ row: { id }, reasons }): [number, string[]] => [
          id,
          reasons.map(({ subject }) => `${subject.by} ${subject.key}`),
        ]);
        expect(new Map(seen)).toEqual(new Map(expected));
        expect(found.total).toBe(expected.length);
        const counts = seen.map(([, subjects]) => subjects.length);
        expect(counts).toEqual(counts.toSorted((a, b) => b - a));
      }),
      { numRuns: 150 },
    );
  });

  it('say what they were compared with', () => {
    const usual = Array.from(
      { length: 40 },
      (_, at): Row => ({ actor: 'dana', credits: BigInt(2 + (at % 3)) * 10n ** 9n }),
    );
    const rows = [
      ...usual,
      { actor: 'dana', credits: 900n * 10n ** 9n },
      { actor: 'new', credits: 500n * 10n ** 9n },
    ];
    const matches = matchesWhere(rows.length, () => true);
    const question = { by: ['actor' as const], measure: 'credits' as const, limit: 10 };
    const { total, outliers } = usageOutliers(
      columnsOf(rows, 'narrow'),
      matches,
      question,
      NAMES,
      readFrom(rows),
      NEVER_CANCELLED,
    );
    expect(total).toBe(2);
    const facts = outliers.map(({ value, reasons: [reason] }) => [value, reason?.median, reason?.usualOf]);
    expect(facts).toEqual([
      [900, 3, 'subject'],
      [500, 3, 'all'],
    ]);
    // Half of dana's are 3 or 4: within a third of the median 3.
    const [first] = outliers[0]?.reasons ?? [];
    expect(first?.factor).toBeCloseTo(4 / 3, 12);
    expect(first?.bound).toBeCloseTo(3 * (4 / 3) ** 5, 8);
    expect(first?.why).toBe(
      '900 is 300 times the median 3 of dana. Half of 41 are within 1.333 times that; more than 12.64 is unusual.',
    );
  });
});

describe('bursts', () => {
  const dense = fc
    .tuple(rowsOf, fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 12 }))
    .map(([rows, minutes]) => [
      ...rows,
      ...minutes.flatMap((minute, place) =>
        Array.from({ length: 3 + 4 * (place % 4) }, (_, at): Row => {
          return { time: minute * 120_000_000 + at, actor: 'dana', worker: 'Scout', requests: 2 };
        }),
      ),
    ]);

  it('are the stretches in which the windows that end with an entry hold many more than usual', () => {
    fc.assert(
      fc.property(dense, form, fc.constantFrom(30, 60), (all, numberForm, seconds) => {
        const matches = matchesWhere(all.length, holds);
        const question = { by: ['worker'] as 'worker'[], seconds, limit: 1_000 };
        const found = usageBursts(columnsOf(all, numberForm), matches, question, NAMES, NEVER_CANCELLED);
        const expected = naiveBursts(matched(all), 'worker', seconds * 1_000_000, 3_600_000_000).map(
          (one) => ({
            ...one,
            from: toIso(one.from),
            to: toIso(one.to + 1),
          }),
        );
        const seen = found.bursts.map(({ subject, from, to, executions, events, peak, usual }) => ({
          ...{ key: subject.key, from, to, executions, events, peak, usual },
        }));
        const order = (a: (typeof seen)[number], b: (typeof seen)[number]) =>
          a.key < b.key ? -1 : a.key > b.key ? 1 : a.from < b.from ? -1 : 1;
        expect(seen.toSorted(order)).toEqual(expected.toSorted(order));
        expect(found.total).toBe(expected.length);
        const ranks = found.bursts.map(({ peak, threshold }) => peak / threshold);
        expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
      }),
      { numRuns: 150 },
    );
  });

  it('of several fields are one where they share half of their events, and none is lost', () => {
    fc.assert(
      fc.property(dense, (all) => {
        const matches = matchesWhere(all.length, holds);
        const ask = (by: ('actor' | 'worker')[]) => {
          const question = { by, seconds: 60, limit: 1_000 };
          return usageBursts(columnsOf(all, 'narrow'), matches, question, NAMES, NEVER_CANCELLED);
        };
        const together = ask(['actor', 'worker']).bursts;
        const joined = together.flatMap(({ subject, also }) => [subject, ...also]);
        const apart = [...ask(['actor']).bursts, ...ask(['worker']).bursts].map(({ subject }) => subject);
        const text = ({ by, key }: Subject) => `${by} ${key}`;
        expect(joined.map(text).toSorted()).toEqual(apart.map(text).toSorted());
      }),
      { numRuns: 100 },
    );
  });

  it('are not what is as usual as anything else: a log of chance has next to none', () => {
    const random = (seed: number) => () => {
      // Mulberry32
      seed = (seed + 0x6d2b79f5) | 0;
      let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
    };
    const logs = Array.from({ length: 20 }, (_, seed) => {
      const next = random(seed);
      // Eight people of different rates, over twenty days; every fourth call comes with a few more.
      const rows = Array.from({ length: 3_000 }, (): Row[] => {
        const time = Math.floor(next() * 20 * 86_400) * 1_000_000;
        const actor = `member${Math.floor(8 * next() ** 2)}`;
        const more = next() < 0.25 ? Math.floor(3 * next()) : 0;
        return Array.from({ length: 1 + more }, (__, at) => ({ time: time + at * 9_000_000, actor }));
      }).flat();
      const matches = matchesWhere(rows.length, () => true);
      const question = { by: ['actor' as const], seconds: 60, limit: 10 };
      return usageBursts(columnsOf(rows, 'narrow'), matches, question, NAMES, NEVER_CANCELLED).total;
    });
    expect(logs.reduce((sum, total) => sum + total)).toBeLessThanOrEqual(2);
  });

  it('count an entry that states several executions once, and say what they were compared with', () => {
    const hour = 3_600_000_000;
    const usual = Array.from(
      { length: 40 },
      (_, at): Row => ({ time: at * hour, actor: 'dana', requests: 30 }),
    );
    const rows = [
      ...usual,
      ...Array.from({ length: 9 }, (_, at): Row => ({ time: 50 * hour + at, actor: 'dana', requests: 2 })),
    ];
    const matches = matchesWhere(rows.length, () => true);
    const question = { by: ['actor' as const], seconds: 60, limit: 10 };
    const { total, bursts } = usageBursts(
      columnsOf(rows, 'narrow'),
      matches,
      question,
      NAMES,
      NEVER_CANCELLED,
    );
    expect(total).toBe(1);
    expect(bursts[0]).toMatchObject({
      events: 9,
      executions: 18,
      peak: 9,
      usual: 1,
      compared: 41,
      threshold: 6,
    });
    expect(bursts[0]?.why).toBe(
      '9 entries within 1 minute. In a usual hour with any, its busiest has 1 (median of 41; upper quartile 1); ' +
        '6 or more count as a cluster.',
    );
  });

  it('end when they are cancelled, also within one very large group', () => {
    const rows = Array.from({ length: 400_000 }, (_, at): Row => ({ time: at * 1_000, actor: 'one' }));
    const columns = columnsOf(rows, 'narrow');
    const matches = matchesWhere(rows.length, () => true);
    const question = { by: ['actor' as const], seconds: 60, limit: 10 };
    let asked = 0;
    usageBursts(columns, matches, question, NAMES, { throwIfCancelled: () => (asked += 1) });
    // At least as often as there are stretches of 65,536 in each of its passes.
    expect(asked).toBeGreaterThan(5 * 6);
    for (let after = 1; after <= asked; after += 7) {
      let left = after;
      const cancelling = {
        throwIfCancelled() {
          left -= 1;
          if (left === 0) throw new AppError('CANCELLED', 'Cancelled.');
        },
      };
      expect(() => usageBursts(columns, matches, question, NAMES, cancelling)).toThrow('Cancelled.');
    }
  });
});
