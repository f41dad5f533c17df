import { expect, it } from 'vitest';
import type { RemoteEngine } from '../../shared/api/remote.ts';
import { EMPTY_FILTER } from '../../shared/filter/filter.ts';
import { REVIEW_ITEMS } from '../../shared/usage/review.ts';
import type { CaseTools } from './dashboard-cases.ts';
import { usageLog } from './usage-log.ts';

const filter = EMPTY_FILTER;
const October = Date.UTC(2026, 9, 15) * 1_000;

interface UsageTools extends CaseTools {
  readonly onEvent: (listen: (event: { readonly name: string }) => void) => void;
}

/** Every method about usage, asked once. */
export async function askedOfUsage(engine: RemoteEngine) {
  return {
    usageMatrix: await engine.usageMatrix({
      ...{ filter, rows: 'actor', columns: 'worker', measure: 'credits' },
      ...{ rowLimit: 5, columnLimit: 5 },
    }),
    usageBursts: await engine.usageBursts({ filter, by: ['actor'], seconds: 60, limit: 5 }),
    usageOutliers: await engine.usageOutliers({ filter, by: ['actor'], measure: 'credits', limit: 5 }),
    monthFigures: await engine.monthFigures({ asOf: October, timezone: 'UTC' }),
    usageReview: await engine.usageReview({ period: '2026-10' }),
    noteUsageReview: await engine.noteUsageReview({
      ...{ period: '2026-10', item: 'highCredits', done: true, note: 'Two runs', by: 'dana' },
    }),
  };
}

/** What every host answers about usage. */
export function usageCases(tools: () => UsageTools): void {
  it('tells the calendar months, what ran at once, what was unusually large, and who used what', async () => {
    const { engine, importText } = tools();
    await importText('usage.csv', usageLog());
    const summary = await engine.summary({ filter });
    expect(summary).toMatchObject({ usageEvents: 510, cost: null, byokCost: null });
    expect(summary.costs).toEqual([
      { currency: 'EUR', cost: 27, byokCost: null },
      { currency: 'USD', cost: 24, byokCost: null },
    ]);

    const dollars = { filter, by: 'worker', measure: 'cost', limit: 5, currency: 'USD' } as const;
    const { currency, groups } = await engine.breakdown(dollars);
    expect(currency).toBe('USD');
    expect(groups.map(({ costs }) => costs.find((one) => one.currency === 'USD')?.cost)).toEqual([16, 8]);
    const { breakdowns, histogram } = await engine.dashboard({
      ...{ filter, sort: { field: 'time', descending: true }, offset: 0, limit: 0, currency: 'USD' },
      histogram: { bucket: 'month', measure: 'cost', timezone: 'UTC' },
      breakdowns: [{ by: 'worker', measure: 'cost', limit: 5 }],
    });
    expect(breakdowns).toEqual([await engine.breakdown(dollars)]);
    expect(histogram?.currency).toBe('USD');
    expect(histogram?.points.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(24, 9);

    const months = await engine.monthFigures({ asOf: October, timezone: 'UTC' });
    expect(months.thisMonth).toMatchObject({ from: '2026-10-01T00:00:00.000Z', activeMembers: 2 });
    expect(months.lastMonth).toMatchObject({ to: '2026-10-01T00:00:00.000Z', activeMembers: 2 });
    expect((months.thisMonth.credits ?? 0) + (months.lastMonth.credits ?? 0)).toBe(summary.credits);

    const { bursts, total } = await engine.usageBursts({ filter, by: ['worker'], seconds: 60, limit: 10 });
    expect(total).toBe(1);
    expect(bursts[0]).toMatchObject({
      subject: { by: 'worker', key: 'Importer' },
      ...{ executions: 30, peak: 30, seconds: 29, usual: 1, usualOf: 'subject', credits: 958 },
      ...{ from: '2026-10-10T20:00:00.000Z', to: '2026-10-10T20:00:29.000001Z' },
    });

    const large = await engine.usageOutliers({
      ...{ filter, by: ['actor', 'worker'], measure: 'credits', limit: 10 },
    });
    expect(
      large.outliers.map(({ value, reasons }) => [value, reasons.map(({ subject }) => subject.key)]),
    ).toEqual([[900, ['dana@example.com', 'Importer']]]);

    const matrix = await engine.usageMatrix({
      ...{ filter, rows: 'actor', columns: 'worker', measure: 'credits', rowLimit: 1, columnLimit: 9 },
    });
    expect(matrix.rows.map(({ kind, key }) => [kind, key])).toEqual([
      ['value', 'dana@example.com'],
      ['other', null],
    ]);
    const sum = (values: readonly (number | null)[]) =>
      values.reduce<number>((all, one) => all + (one ?? 0), 0);
    expect(sum(matrix.cells.map(sum))).toBe(matrix.total);
    expect(matrix.total).toBe(summary.credits);

    const costs = { filter, rows: 'actor', columns: 'worker', measure: 'cost', rowLimit: 9, columnLimit: 9 };
    const told = await Promise.all(
      ['EUR', 'USD', 'CHF'].map(async (asked) => {
        const { currency, total } = await engine.usageMatrix({ ...costs, measure: 'cost', currency: asked });
        return [asked, currency, total];
      }),
    );
    expect(told).toEqual([
      ['EUR', 'EUR', 27],
      ['USD', 'USD', 24],
      ['CHF', 'EUR', 27],
    ]);
  });

  it('[001] keeps what was ticked and noted in a review, told to every page, apart from evidence', async () => {
    const { engine, importText, onEvent } = tools();
    await importText('usage.csv', usageLog());
    const revision = (await engine.workspace({}))?.revision;
    const seen: string[] = [];
    onEvent(({ name }) => seen.push(name));
    const fresh = await engine.usageReview({ period: '2026-10' });
    expect(fresh.answers.map(({ item, stated }) => [item, stated])).toEqual(
      REVIEW_ITEMS.map((item) => [item, null]),
    );

    const about = { period: '2026-10', item: 'unexpected', by: 'dana' } as const;
    await engine.noteUsageReview({ ...about, done: true, note: 'Trigger "nightly" checked' });
    const taken = await engine.noteUsageReview({ ...about, done: false, note: '' });
    expect(taken.answers.find(({ item }) => item === 'unexpected')).toMatchObject({
      stated: { done: false, note: '', by: 'dana', at: expect.stringMatching(/Z$/) },
      before: { done: true, note: 'Trigger "nightly" checked', by: 'dana' },
      statements: 2,
    });
    await engine.noteUsageReview({ ...about, period: '2026-09', item: 'notLogsAlone', done: true, note: '' });
    const { periods } = await engine.usageReview({ period: '2026-10' });
    expect(periods).toEqual([
      { period: '2026-10', done: 0 },
      { period: '2026-09', done: 1 },
    ]);
    expect(seen).toEqual(['views', 'views', 'views']);
    expect((await engine.workspace({}))?.revision).toBe(revision);
    expect(await engine.verify({})).toMatchObject({ ok: true });
    await expect(engine.usageReview({ period: '2026-13' })).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
  });
}
