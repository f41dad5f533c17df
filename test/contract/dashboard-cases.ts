import { expect, it } from 'vitest';
import { type DashboardArg, NEWEST_FIRST, type Progress } from '../../shared/api/contract.ts';
import type { RemoteEngine } from '../../shared/api/remote.ts';
import { replaceWritten } from '../../shared/filter/edit.ts';
import { EMPTY_FILTER, type Filter } from '../../shared/filter/filter.ts';
import { parseWritten } from '../../shared/filter/written.ts';
import { AUDIT_CSV, BROKEN_JSONL, manyRecords } from './tiny-logs.ts';

/** What a case is given: the engine behind a host, and the way to put a log into it. */
export interface CaseTools {
  readonly engine: RemoteEngine;
  importText(name: string, text: string): Promise<unknown>;
}

const at = (day: string): number => Date.parse(day) * 1_000;

const byDana: Filter = {
  ...EMPTY_FILTER,
  chips: [
    { off: false, clause: { kind: 'facet', field: 'actor', include: ['dana@example.com'], exclude: [] } },
  ],
};

const ASKED: DashboardArg = {
  filter: EMPTY_FILTER,
  sort: NEWEST_FIRST,
  offset: 0,
  limit: 100,
  histogram: { bucket: 'day', measure: 'events', timezone: 'UTC' },
  breakdowns: [
    { by: 'actor', measure: 'events', limit: 10 },
    { by: 'action', measure: 'events', limit: 1 },
  ],
};

/** What a dashboard is on every host. */
export function dashboardCases(tools: () => CaseTools): void {
  it('names actors that a file shows by their id alone as another import knows them, as a breakdown does', async () => {
    const { engine, importText } = tools();
    await importText(
      'named.jsonl',
      '{"time":"2026-03-01T00:00:00Z","actor":{"id":"u-77","name":"Noor Haddad"},"action":"a"}\n',
    );
    await importText('bare.jsonl', '{"time":"2026-04-01T00:00:00Z","actor":{"id":"u-77"},"action":"a"}\n');
    const filter: Filter = replaceWritten(EMPTY_FILTER, parseWritten('actor:u-77'));
    const { breakdowns } = await engine.dashboard({
      ...ASKED,
      filter,
      breakdowns: [{ by: 'actor', measure: 'events', limit: 10 }],
    });
    expect(breakdowns[0]?.groups[0]?.label).toBe('Noor Haddad');
    expect(breakdowns[0]).toEqual(
      await engine.breakdown({ filter, by: 'actor', measure: 'events', limit: 10 }),
    );
  });

  it.each([
    ['of everything', ASKED],
    ['of a filter', { ...ASKED, filter: byDana }],
    [
      'of a page further down',
      { ...ASKED, offset: 2, limit: 2, sort: { field: 'action', descending: false } },
    ],
    ['of nothing', { ...ASKED, filter: { ...EMPTY_FILTER, time: { ...EMPTY_FILTER.time, from: 0, to: 1 } } }],
    [
      'split by a field, over a range, with values to choose from',
      {
        ...ASKED,
        filter: {
          ...byDana,
          time: { preset: 'custom', zone: 'UTC', from: at('2026-09-30'), to: at('2026-10-08') },
        },
        histogram: {
          ...{ bucket: 'minute', measure: 'events', timezone: 'UTC', by: 'action' },
          ...{ maxPoints: 100, wholeRange: true },
        },
        breakdowns: [
          { by: 'actor', measure: 'events', limit: 10, withoutOwn: true },
          { by: 'action', measure: 'events', limit: 10, withoutOwn: true },
          { by: 'actor', measure: 'events', limit: 10 },
        ],
      },
    ],
    ['without histogram and breakdowns', { ...ASKED, histogram: null, breakdowns: [], limit: 0 }],
  ] satisfies [string, DashboardArg][])(
    'agrees with the separate questions: a dashboard %s',
    async (_name, asked) => {
      const { engine, importText } = tools();
      await importText('audit.csv', AUDIT_CSV);
      await importText('broken.jsonl', BROKEN_JSONL);
      const { filter, sort, offset, limit, histogram, breakdowns } = asked;
      const workspace = await engine.workspace({});
      expect(await engine.dashboard(asked)).toEqual({
        revision: workspace?.revision,
        summary: await engine.summary({ filter }),
        histogram: histogram === null ? null : await engine.histogram({ filter, ...histogram }),
        breakdowns: await Promise.all(breakdowns.map((one) => engine.breakdown({ filter, ...one }))),
        page: await engine.rows({ filter, sort, offset, limit }),
      });
    },
  );

  it('a dashboard is refused as a whole when a part of it cannot be answered', async () => {
    const { engine, importText } = tools();
    await importText('audit.csv', AUDIT_CSV);
    const by = (field: string) => ({ by: field, measure: 'events' as const, limit: 1 });
    const refused = (arg: DashboardArg) => expect(engine.dashboard(arg)).rejects;
    await refused({ ...ASKED, breakdowns: [by('actor'), by('nothing')] }).toMatchObject({
      code: 'UNKNOWN_FIELD',
    });
    await refused({ ...ASKED, limit: 1_001 }).toMatchObject({
      code: 'BAD_ARGUMENT',
      details: { path: 'limit' },
    });
    await refused({ ...ASKED, breakdowns: Array.from({ length: 51 }, () => by('actor')) }).toMatchObject({
      code: 'BAD_ARGUMENT',
      details: { path: 'breakdowns' },
    });
    const nowhere = { bucket: null, measure: 'events', timezone: 'Mars/Olympus' } as const;
    await refused({ ...ASKED, histogram: nowhere }).toMatchObject({ code: 'BAD_ARGUMENT' });
  });

  it('a dashboard of a search tells its first rows, which are those of the answer', async () => {
    const { engine, importText } = tools();
    await importText('many.csv', manyRecords(20_000));
    const seen: Progress[] = [];
    const asked = { ...ASKED, filter: replaceWritten(EMPTY_FILTER, parseWritten('user49@')) };
    const { page } = await engine.dashboard(asked, { onProgress: (progress) => seen.push(progress) });
    expect(page).toMatchObject({ total: 400, offset: 0 });
    const found = seen.flatMap(({ firstRows }) => (firstRows === undefined ? [] : [firstRows]));
    expect(found.length).toBeGreaterThan(0);
    for (const rows of found) {
      expect(rows.length).toBeGreaterThan(0);
      expect(rows).toEqual(page.rows.slice(0, rows.length));
    }
    for (const { done, total } of seen) expect(done).toBeLessThanOrEqual(total ?? 0);
  });

  it('a dashboard that was given up does not hinder the next', async () => {
    const { engine, importText } = tools();
    await importText('many.csv', manyRecords(20_000));
    const text = (query: string): Filter => replaceWritten(EMPTY_FILTER, parseWritten(query));
    const givenUp = Array.from({ length: 5 }, (_, at) => {
      const controller = new AbortController();
      const asked = engine.dashboard({ ...ASKED, filter: text(`user${at}`) }, { signal: controller.signal });
      controller.abort();
      return asked;
    });
    const last = engine.dashboard({ ...ASKED, filter: text('user49@') });
    for (const one of await Promise.allSettled(givenUp)) {
      // Work that ended before the cancel arrived is answered; everything else says that it was cancelled.
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'CANCELLED' });
    }
    expect((await last).summary.events).toBe(400);
  });
}
