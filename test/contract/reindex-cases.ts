import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import type { DashboardArg, EngineEvent, Progress } from '../../shared/api/contract.ts';
import { NEWEST_FIRST } from '../../shared/api/contract.ts';
import { EMPTY_FILTER } from '../../shared/filter/filter.ts';
import type { CaseTools } from './dashboard-cases.ts';
import { AUDIT_CSV, manyRecords } from './tiny-logs.ts';

interface ReindexTools extends CaseTools {
  readonly onEvent: (listen: (event: EngineEvent) => void) => void;
  /** Path of the open workspace. */
  readonly workspace: string;
}

const ASKED: DashboardArg = {
  filter: EMPTY_FILTER,
  sort: NEWEST_FIRST,
  offset: 0,
  limit: 100,
  histogram: { bucket: 'day', measure: 'events', timezone: 'UTC' },
  breakdowns: [{ by: 'actor', measure: 'events', limit: 10 }],
};

const DAMAGES = {
  missing: 'DELETE FROM index_segment',
  stale: 'DELETE FROM index_segment WHERE id = (SELECT max(id) FROM index_segment)',
  'of another version': 'UPDATE index_segment SET version = version + 1',
  cut: 'UPDATE index_column SET data = substr(data, 1, length(data) / 2)',
  flipped: "UPDATE index_column SET data = zeroblob(length(data)) WHERE name = 'actor'",
} as const;

/** How every host bears a column index that cannot be used. */
export function reindexCases(tools: () => ReindexTools): void {
  it.each(Object.entries(DAMAGES))(
    'answers rightly over a column index that is %s, says so, and rebuilds it',
    async (_damage, statement) => {
      const { engine, importText, onEvent, workspace } = tools();
      await importText('audit.csv', AUDIT_CSV);
      expect((await engine.workspace({}))?.index).toEqual({ ready: true, reason: null });
      const before = await engine.dashboard(ASKED);
      const other = new Database(workspace);
      other.exec(statement);
      other.close();

      await importText('later.csv', AUDIT_CSV.replaceAll('2026', '2025'));
      const damaged = await engine.dashboard(ASKED);
      expect(damaged.summary).toMatchObject({ events: 6, actors: before.summary.actors });
      expect(damaged.breakdowns[0]?.groups[0]).toMatchObject({ key: 'dana@example.com', events: 4 });
      const seen: EngineEvent[] = [];
      onEvent((event) => seen.push(event));
      expect(await engine.reindex({})).toMatchObject({ events: 6 });
      const rebuilt = await engine.workspace({});
      expect(rebuilt?.index).toEqual({ ready: true, reason: null });
      expect(seen).toEqual([{ name: 'changed', revision: rebuilt?.revision }]);
      expect(await engine.dashboard(ASKED)).toEqual(damaged);
      expect(await engine.verify({})).toMatchObject({ ok: true });
    },
  );

  it('reports progress of a rebuild, and can be cancelled in the middle of it', async () => {
    const { engine, importText } = tools();
    await importText('many.csv', manyRecords(150_000));
    const controller = new AbortController();
    const seen: Progress[] = [];
    const cancelled = engine.reindex(
      {},
      {
        signal: controller.signal,
        onProgress(progress) {
          seen.push(progress);
          controller.abort();
        },
      },
    );
    await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(seen[0]).toMatchObject({ unit: 'records', total: 150_000 });
    expect((await engine.workspace({}))?.index.ready).toBe(false);
    expect((await engine.summary({ filter: EMPTY_FILTER })).events).toBe(150_000);
    expect(await engine.reindex({})).toMatchObject({ events: 150_000 });
    expect((await engine.workspace({}))?.index.ready).toBe(true);
  });
}
