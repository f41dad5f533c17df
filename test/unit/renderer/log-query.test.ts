import { describe, expect, it } from 'vitest';
import { LogQuery, type LogQuestion } from '../../../renderer/engine/log-query.ts';
import type { Dashboard, DashboardArg, RowsArg, RowsPage } from '../../../shared/api/contract.ts';
import { NEWEST_FIRST } from '../../../shared/api/contract.ts';
import type { CallOptions } from '../../../shared/api/remote.ts';
import type { EventRow } from '../../../shared/domain/event.ts';
import { AppError } from '../../../shared/errors.ts';
import { includeValue } from '../../../shared/filter/edit.ts';
import { EMPTY_FILTER } from '../../../shared/filter/filter.ts';

const QUESTION: LogQuestion = {
  filter: EMPTY_FILTER,
  sort: NEWEST_FIRST,
  histogram: { bucket: null, measure: 'events', timezone: 'UTC' },
  breakdowns: [],
};
const OTHER: LogQuestion = { ...QUESTION, filter: includeValue(EMPTY_FILTER, 'actor', 'dana') };

/** One call, to be answered by the test. */
interface Asked<Arg, Answer> {
  readonly arg: Arg;
  readonly options: CallOptions;
  readonly answer: (answer: Answer) => Promise<void>;
  readonly refuse: (error: AppError) => Promise<void>;
}

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 6; turn += 1) await Promise.resolve();
};

function recorder<Arg, Answer>() {
  const asked: Asked<Arg, Answer>[] = [];
  const ask = (arg: Arg, options: CallOptions = {}): Promise<Answer> => {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    asked.push({
      arg,
      options,
      async answer(answer) {
        resolve(answer);
        await turns();
      },
      async refuse(error) {
        reject(error);
        await turns();
      },
    });
    return promise;
  };
  const last = (): Asked<Arg, Answer> => {
    const newest = asked.at(-1);
    if (newest === undefined) throw new Error('Nothing was asked.');
    return newest;
  };
  return { asked, ask, last };
}

function logOverSlowEngine() {
  const dashboards = recorder<DashboardArg, Dashboard>();
  const rows = recorder<RowsArg, RowsPage>();
  const log = new LogQuery({ dashboard: dashboards.ask, rows: rows.ask });
  return { log, dashboards, rows };
}

function rowsFrom(offset: number, count: number): EventRow[] {
  return Array.from({ length: count }, (_, at) => ({ id: offset + at + 1 }) as EventRow);
}

function dashboard(arg: DashboardArg, total: number, revision = 1): Dashboard {
  const count = Math.max(0, Math.min(arg.limit, total - arg.offset));
  return {
    revision,
    summary: { events: total } as Dashboard['summary'],
    histogram: null,
    breakdowns: [],
    page: { total, offset: arg.offset, revision, rows: rowsFrom(arg.offset, count) },
  };
}

describe('the question of a log view', () => {
  it('is one for figures, histogram, breakdowns and first rows', async () => {
    const { log, dashboards, rows } = logOverSlowEngine();
    log.ask(QUESTION, '1');
    log.ask(QUESTION, '1');
    expect(dashboards.asked).toHaveLength(1);
    expect(dashboards.last().arg).toEqual({ ...QUESTION, offset: 0, limit: 100 });
    await dashboards.last().answer(dashboard(dashboards.last().arg, 100));
    expect(log.figures.snapshot().data?.summary.events).toBe(100);
    expect(log.pages.snapshot()).toMatchObject({ total: 100, pending: false });
    expect(log.pages.row(99)?.id).toBe(100);
    expect(rows.asked).toEqual([]);
  });

  it('cancels the one before it, whose answer changes nothing', async () => {
    const { log, dashboards } = logOverSlowEngine();
    log.ask(QUESTION, '1');
    const older = dashboards.last();
    log.ask(OTHER, '1');
    expect(older.options.signal?.aborted).toBe(true);
    await older.answer(dashboard(older.arg, 999));
    older.options.onProgress?.({
      ...{ stage: 'Searching', done: 1, total: 2, unit: 'records', records: null },
      firstRows: rowsFrom(0, 3),
    });
    expect(log.pages.snapshot()).toMatchObject({ total: null, pending: true });
    expect(log.figures.snapshot()).toMatchObject({ data: null, pending: true, progress: null });
    await dashboards.last().answer(dashboard(dashboards.last().arg, 5));
    expect(log.pages.snapshot().total).toBe(5);
  });

  it('asks for the rows in sight when stored events change, and for the first ones of another filter', async () => {
    const { log, dashboards } = logOverSlowEngine();
    log.ask(QUESTION, '1');
    await dashboards.last().answer(dashboard(dashboards.last().arg, 10_000));
    log.pages.show(5_020, 5_060);
    log.ask(QUESTION, '2');
    expect(dashboards.last().arg).toMatchObject({ offset: 5_000, limit: 100 });
    log.ask(OTHER, '2');
    expect(dashboards.last().arg).toMatchObject({ offset: 0, limit: 100 });
    log.ask({ ...OTHER, sort: { field: 'actor', descending: false } }, '2');
    expect(dashboards.last().arg).toMatchObject({ offset: 0, limit: 100 });
  });

  it('is asked anew when rows in sight turn out to be of another revision', async () => {
    const { log, dashboards, rows } = logOverSlowEngine();
    log.ask(QUESTION, '1');
    await dashboards.last().answer(dashboard(dashboards.last().arg, 10_000));
    log.pages.show(5_020, 5_060);
    const newer = { total: 10_007, offset: 5_000, revision: 2, rows: rowsFrom(5_000, 100) };
    const inSight = rows.asked.find(({ arg }) => arg.offset === 5_000);
    await inSight?.answer(newer);
    expect(log.pages.row(5_000)).toBeUndefined();
    expect(dashboards.asked).toHaveLength(2);
    expect(dashboards.last().arg).toMatchObject({ offset: 5_000, limit: 100 });
    await dashboards.last().answer(dashboard(dashboards.last().arg, 10_007, 2));
    expect(log.figures.snapshot().data?.summary.events).toBe(10_007);
    expect(log.pages.snapshot().total).toBe(10_007);
    expect(log.pages.row(5_000)?.id).toBe(5_001);
  });

  it('shows the first rows while a search goes on, beside the figures of before', async () => {
    const { log, dashboards } = logOverSlowEngine();
    log.ask(QUESTION, '1');
    await dashboards.last().answer(dashboard(dashboards.last().arg, 70));
    log.ask(OTHER, '1');
    const progress = { stage: 'Searching', done: 10, total: 1_000, unit: 'records', records: null } as const;
    dashboards.last().options.onProgress?.({ ...progress, firstRows: rowsFrom(40, 3) });
    expect(log.pages.row(0)?.id).toBe(41);
    expect(log.pages.snapshot()).toMatchObject({ total: 3, partial: true, stale: false });
    expect(log.figures.snapshot()).toMatchObject({
      data: { summary: { events: 70 } },
      stale: true,
      progress,
    });
    await dashboards.last().answer(dashboard(dashboards.last().arg, 12));
    expect(log.pages.snapshot()).toMatchObject({ total: 12, partial: false });
    expect(log.figures.snapshot()).toMatchObject({ stale: false, progress: null });
  });

  it('can be cancelled: what was found stays, and it can be asked again', async () => {
    const { log, dashboards } = logOverSlowEngine();
    log.ask(QUESTION, '1');
    await dashboards.last().answer(dashboard(dashboards.last().arg, 70));
    log.ask(OTHER, '1');
    const progress = { stage: 'Searching', done: 10, total: 1_000, unit: 'records', records: null } as const;
    dashboards.last().options.onProgress?.({ ...progress, firstRows: rowsFrom(40, 3) });
    log.cancel();
    expect(dashboards.last().options.signal?.aborted).toBe(true);
    await dashboards.last().refuse(new AppError('CANCELLED', 'Cancelled.'));
    expect(log.figures.snapshot()).toMatchObject({ error: { code: 'CANCELLED' }, stale: true });
    expect(log.pages.snapshot()).toMatchObject({ total: 3, partial: true, pending: false });
    log.retry();
    expect(dashboards.asked).toHaveLength(3);
    await dashboards.last().answer(dashboard(dashboards.last().arg, 12));
    expect(log.figures.snapshot()).toMatchObject({ error: null, stale: false });
    expect(log.pages.snapshot()).toMatchObject({ total: 12, partial: false });
  });

  it('takes an answer that came in spite of a cancel', async () => {
    const { log, dashboards } = logOverSlowEngine();
    log.ask(QUESTION, '1');
    log.cancel();
    await dashboards.last().answer(dashboard(dashboards.last().arg, 7));
    expect(log.figures.snapshot()).toMatchObject({ error: null, stale: false });
    expect(log.pages.snapshot()).toMatchObject({ total: 7, pending: false });
  });

  it('about the histogram alone keeps the rows', async () => {
    const { log, dashboards } = logOverSlowEngine();
    log.ask(QUESTION, '1');
    await dashboards.last().answer(dashboard(dashboards.last().arg, 70));
    log.ask({ ...QUESTION, histogram: { bucket: 'week', measure: 'credits', timezone: 'UTC' } }, '1');
    expect(log.pages.snapshot()).toMatchObject({ stale: false, pending: false, total: 70 });
    expect(log.figures.snapshot()).toMatchObject({ stale: true, pending: true });
  });

  it('is asked anew when answers come faster, but not when it is answered', async () => {
    const { log, dashboards } = logOverSlowEngine();
    log.ask(QUESTION, '1');
    const slow = dashboards.last();
    log.hurry();
    expect(slow.options.signal?.aborted).toBe(true);
    expect(dashboards.asked).toHaveLength(2);
    await dashboards.last().answer(dashboard(dashboards.last().arg, 7));
    expect(log.pages.snapshot()).toMatchObject({ total: 7, pending: false });
    log.hurry();
    expect(dashboards.asked).toHaveLength(2);
  });

  it('is given up when the view closes, and asked when it opens again', async () => {
    const { log, dashboards } = logOverSlowEngine();
    log.ask(QUESTION, '1');
    log.close();
    expect(dashboards.last().options.signal?.aborted).toBe(true);
    log.ask(QUESTION, '1');
    await dashboards.last().answer(dashboard(dashboards.last().arg, 7));
    expect(log.pages.snapshot().total).toBe(7);
  });
});
