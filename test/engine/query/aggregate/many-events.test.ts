import { describe, expect, it } from 'vitest';
import { aggregateBreakdown } from '../../../../electron/engine/query/aggregate/breakdown.ts';
import { aggregateDashboard } from '../../../../electron/engine/query/aggregate/dashboard.ts';
import { aggregateFacetValues } from '../../../../electron/engine/query/aggregate/facet-values.ts';
import { aggregateSummary } from '../../../../electron/engine/query/aggregate/summary.ts';
import { AppError } from '../../../../shared/errors.ts';
import { arrayColumns, matchesWhere, NEVER_CANCELLED, type NumberForm, namesOf } from './array-columns.ts';
import {
  naiveBreakdown,
  naiveFacetValues,
  naiveHistogram,
  naiveSummary,
  type Row,
} from './naive-aggregates.ts';

const NAMES = namesOf({});
const HOUR = 3_600_000_000;

/** Events over several stretches, some undated, in no order of time. */
function manyRows(count: number): Row[] {
  return Array.from({ length: count }, (_, index) => ({
    time: index % 11 === 0 ? null : ((index * 7_919) % 2_000) * HOUR,
    family: index % 3 === 0 ? 'audit' : 'usage',
    actor: `actor ${index % 300}`,
    actorName: index % 600 < 300 ? `Name ${index % 300}` : null,
    model: index % 5 === 0 ? null : `model ${index % 9}`,
    worker: `worker ${index % 60_001}`,
    inputTokens: index % 7 === 0 ? null : index,
    credits: index % 2 === 0 ? null : 100_000_000n * BigInt(index % 3),
    byokCost: -9_007_199_254_740_991n + BigInt(index),
  }));
}

function columnsOf(rows: readonly Row[], form: NumberForm) {
  const names = ['time', 'family', 'actor', 'actorName', 'model', 'worker'] as const;
  const measures = ['inputTokens', 'credits', 'byokCost'] as const;
  const pairs = [...names, ...measures].map((name) => [name, rows.map((row) => row[name] ?? null)] as const);
  return arrayColumns(rows.length, Object.fromEntries(pairs), form);
}

describe('figures of many events', () => {
  const rows = manyRows(140_000);
  const holds = (position: number) => position % 70_000 > 9_000 && position % 3 !== 1;
  const expected = rows.filter((_, position) => holds(position));

  const histogram = { bucket: 'day', measure: 'credits', timezone: 'Europe/Berlin' } as const;
  const breakdowns = [
    { by: 'actor', measure: 'credits', limit: 20 },
    { by: 'model', measure: 'byokCost', limit: 20 },
    { by: 'model', measure: 'events', limit: 2 },
    { by: 'worker', measure: 'inputTokens', limit: 5 },
    { by: 'worker', measure: 'byokCost', limit: 5 },
    { by: 'worker', measure: 'events', limit: 7 },
  ] as const;

  it('are those of event by event, in every form of the columns', () => {
    const naive = {
      summary: naiveSummary(expected),
      histogram: naiveHistogram(expected, histogram),
      breakdowns: breakdowns.map((question) => naiveBreakdown(expected, question)),
    };
    for (const form of ['narrow', 'float', 'big'] as const) {
      const columns = columnsOf(rows, form);
      const matches = matchesWhere(rows.length, holds);
      const question = { histogram, breakdowns };
      expect(aggregateDashboard(columns, matches, question, NAMES, NEVER_CANCELLED)).toEqual(naive);
    }
  });

  it('are split by a field of few values and of many', () => {
    // Several stretches, and as many workers as events: their buckets do not fit one table.
    const some = rows.slice(9_000, 29_000);
    const columns = columnsOf(some, 'narrow');
    const matches = matchesWhere(some.length, holds);
    const matching = some.filter((_, position) => holds(position));
    for (const by of ['model', 'actor', 'worker']) {
      const question = { histogram: { ...histogram, by }, breakdowns: [] };
      const figures = aggregateDashboard(columns, matches, question, NAMES, NEVER_CANCELLED);
      expect(figures.histogram).toEqual(naiveHistogram(matching, question.histogram));
      expect(figures.summary).toEqual(naiveSummary(matching));
    }
  });

  it('are those of all events, and of none', () => {
    const columns = columnsOf(rows, 'narrow');
    const all = matchesWhere(rows.length, () => true);
    const summary = naiveSummary(rows);
    expect(aggregateSummary(columns, all, NEVER_CANCELLED)).toEqual(summary);
    // The second answer is remembered.
    expect(aggregateSummary(columns, all, NEVER_CANCELLED)).toEqual(summary);
    const none = matchesWhere(rows.length, () => false);
    const question = {
      histogram: { bucket: null, measure: 'events', timezone: 'UTC' },
      breakdowns: [{ by: 'actor', measure: 'events', limit: 3 }],
    } as const;
    const figures = aggregateDashboard(columns, none, question, NAMES, NEVER_CANCELLED);
    expect(figures.summary).toEqual(naiveSummary([]));
    expect(figures.histogram).toMatchObject({ undated: 0, points: [] });
    expect(figures.breakdowns[0]).toMatchObject({ total: 0, groups: [] });
  });

  it('list values however many there are', () => {
    const columns = columnsOf(rows, 'narrow');
    const matches = matchesWhere(rows.length, holds);
    for (const search of ['', '59', 'ER 7']) {
      const question = { field: 'worker', search, limit: 30 };
      const values = aggregateFacetValues(columns, matches, question, NAMES, NEVER_CANCELLED);
      expect(values).toEqual(naiveFacetValues(expected, question));
    }
  });

  it('group by event id, so that each is its own group', () => {
    const columns = columnsOf(rows, 'narrow');
    const matches = matchesWhere(rows.length, (position) => position === 9 || position === 139_999);
    const question = { by: 'id', measure: 'inputTokens', limit: 3 } as const;
    const { total, groups } = aggregateBreakdown(columns, matches, question, NAMES, NEVER_CANCELLED);
    expect([total, groups.map(({ key }) => key)]).toEqual([2, ['140000', '10']]);
  });
});

describe('sums', () => {
  const totals = (rows: readonly Row[]) => {
    const matches = matchesWhere(rows.length, () => true);
    return aggregateSummary(columnsOf(rows, 'narrow'), matches, NEVER_CANCELLED);
  };

  it('of 0.1 and 0.2 are 0.3', () => {
    expect(totals([{ credits: 100_000_000n }, { credits: 200_000_000n }]).credits).toBe(0.3);
  });

  it('lose no unit among numbers that a double cannot add', () => {
    const large = Array.from({ length: 1_000 }, (): Row => ({ inputTokens: Number.MAX_SAFE_INTEGER }));
    const back = Array.from({ length: 1_000 }, (): Row => ({ inputTokens: -Number.MAX_SAFE_INTEGER }));
    expect(totals([...large, { inputTokens: 1 }, ...back]).inputTokens).toBe(1);
  });

  it('beyond 64 bits are exact', () => {
    const most = 9_223_372_036_854_775_807n;
    const rows: Row[] = [
      { credits: most },
      { credits: most },
      { credits: -most },
      { credits: 1n },
      { credits: -most },
    ];
    expect(totals(rows).credits).toBe(1e-9);
    expect(totals([{ credits: most }, { credits: most }]).credits).toBe(18_446_744_073.709_553);
  });

  it('that are zero are told from those that are missing', () => {
    const rows: Row[] = [{ credits: 5n }, { credits: -5n }, { inputTokens: 3 }];
    expect(totals(rows)).toMatchObject({ credits: 0, inputTokens: 3, byokCost: null, requests: null });
  });
});

describe('questions without an answer', () => {
  const rows: Row[] = [{ time: 0 }, { time: 60 * 365 * 24 * HOUR }];
  const columns = columnsOf(rows, 'narrow');
  const matches = matchesWhere(rows.length, () => true);
  const code = (run: () => unknown): string => {
    try {
      run();
    } catch (error) {
      return error instanceof AppError ? error.code : String(error);
    }
    return 'none';
  };
  const dashboard = (bucket: 'minute' | null, by: string, timezone = 'UTC', split: string | null = null) => {
    const question = {
      histogram: { bucket, measure: 'events', timezone, by: split },
      breakdowns: [{ by, measure: 'events', limit: 1 }],
    } as const;
    return () => aggregateDashboard(columns, matches, question, NAMES, NEVER_CANCELLED);
  };

  it('are refused', () => {
    expect(code(dashboard(null, 'model'))).toBe('none');
    expect(code(dashboard('minute', 'model'))).toBe('BAD_ARGUMENT');
    expect(code(dashboard(null, 'model', 'Nowhere/At_All'))).toBe('BAD_ARGUMENT');
    expect(code(dashboard(null, 'time'))).toBe('BAD_ARGUMENT');
    expect(code(dashboard(null, 'detail'))).toBe('BAD_ARGUMENT');
    expect(code(dashboard(null, 'extra.Nothing'))).toBe('UNKNOWN_FIELD');
    expect(code(dashboard(null, 'model', 'UTC', 'time'))).toBe('BAD_ARGUMENT');
    expect(code(dashboard(null, 'model', 'UTC', 'extra.Nothing'))).toBe('UNKNOWN_FIELD');
  });
});

describe('a cancellation', () => {
  it('ends the work before the next stretch of at most 65,536 events', () => {
    const rows = manyRows(140_000);
    const columns = columnsOf(rows, 'narrow');
    const matches = matchesWhere(rows.length, (position) => position > 0);
    const question = {
      histogram: { bucket: 'day', measure: 'credits', timezone: 'UTC' },
      breakdowns: [{ by: 'model', measure: 'credits', limit: 5 }],
    } as const;
    let asked = 0;
    const counting = {
      throwIfCancelled: () => {
        asked += 1;
      },
    };
    aggregateDashboard(columns, matches, question, NAMES, counting);
    expect(asked).toBeGreaterThan(140_000 / 65_536);
    for (const at of [1, 2, asked]) {
      let left = at;
      const cancelling = {
        throwIfCancelled: () => {
          left -= 1;
          if (left === 0) throw new AppError('CANCELLED', 'Cancelled.');
        },
      };
      expect(() => aggregateDashboard(columns, matches, question, NAMES, cancelling)).toThrow('Cancelled.');
    }
  });
});
