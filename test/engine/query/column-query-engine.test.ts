import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createColumnQueryEngine } from '../../../electron/engine/query/column-query-engine.ts';
import type { QueryEngine } from '../../../electron/engine/query/query-engine.ts';
import { sql } from '../../../electron/engine/sql.ts';
import { indexState } from '../../../electron/engine/store/column-index.ts';
import { reindex } from '../../../electron/engine/store/reindex.ts';
import { execute } from '../../../electron/engine/store/run-sql.ts';
import type { Workspace } from '../../../electron/engine/store/workspace.ts';
import { cancelledError } from '../../../shared/api/cancel.ts';
import { type DashboardArg, NEWEST_FIRST, type Progress } from '../../../shared/api/contract.ts';
import { EMPTY_FILTER, type Filter } from '../../../shared/filter/filter.ts';
import { parseWritten } from '../../../shared/filter/written.ts';
import { freshWorkspace, QUIET } from '../store/fixtures.ts';
import { anyEvent, type TestEvent, writeEvents } from './dataset.ts';
import { queryEngineSuite } from './query-engine-suite.ts';

describe('over the column index', () => queryEngineSuite(createColumnQueryEngine));

const where = (written: string): Filter => ({
  ...EMPTY_FILTER,
  chips: parseWritten(written).map((clause) => ({ clause, off: false })),
});
const dashboardArg = (filter: Filter): DashboardArg => ({
  filter,
  sort: NEWEST_FIRST,
  offset: 0,
  limit: 5,
  histogram: { bucket: 'day', measure: 'credits', timezone: 'UTC' },
  breakdowns: [{ by: 'actor', measure: 'events', limit: 10 }],
});

/** Events that differ in everything that is asked for below. */
const EVENTS = fc.sample(anyEvent(false), { numRuns: 200, seed: 7 });

function filled(events: readonly TestEvent[] = EVENTS): Workspace {
  const ws = freshWorkspace();
  writeEvents(ws, events, 'a.csv', 30);
  return ws;
}

function everything(engine: QueryEngine) {
  const sorts = ['time', 'actor', 'credits', 'extra.Score'].map((field) => ({ field, descending: true }));
  return {
    dashboards: ['', 'gpt', '-byok:true credits:>0.5', 'extra.Score:>1 OR model:gpt*'].map((written) =>
      engine.dashboard(dashboardArg(where(written))),
    ),
    orders: sorts.map((sort) => [...engine.matching(EMPTY_FILTER, sort).ids]),
    values: engine.facetValues({ filter: where('gpt'), field: 'action', search: '', limit: 50 }),
    columns: engine.columns(),
  };
}

describe('an index that cannot be used', () => {
  const damages: readonly (readonly [string, (ws: Workspace) => void])[] = [
    ['missing', (ws) => void execute(ws.db, sql`DELETE FROM index_segment`)],
    ['of another version', (ws) => void execute(ws.db, sql`UPDATE index_segment SET version = 1`)],
    ['cut off', (ws) => void execute(ws.db, sql`UPDATE index_column SET data = substr(data, 1, 40)`)],
    ['overwritten', (ws) => void execute(ws.db, sql`UPDATE index_column SET data = zeroblob(64)`)],
    ['incomplete', (ws) => void execute(ws.db, sql`DELETE FROM index_column WHERE name = 'actor'`)],
  ];
  it.each(damages)('that is %s changes no answer', (_, damage) => {
    const ws = filled();
    const expected = everything(createColumnQueryEngine(ws));
    damage(ws);
    const engine = createColumnQueryEngine(ws);
    expect(everything(engine)).toEqual(expected);
    expect(indexState(ws).ready).toBe(false);
  });

  it('may be rebuilt while it is in use', async () => {
    const ws = filled();
    const engine = createColumnQueryEngine(ws);
    const before = engine.dashboard(dashboardArg(where('gpt')));
    // Its segments are now others; columns not loaded so far are read from these.
    await reindex(ws, QUIET);
    expect(engine.dashboard(dashboardArg(where('gpt')))).toEqual(before);
    expect(everything(engine)).toEqual(everything(createColumnQueryEngine(ws)));
  });
});

describe('a question that is cancelled', () => {
  it('ends wherever it is, and leaves nothing behind', () => {
    const ws = filled();
    const expected = everything(createColumnQueryEngine(ws));
    let cancelled = 0;
    for (let after = 0; after < 60; after += 5) {
      const engine = createColumnQueryEngine(ws);
      let left = after;
      const context = {
        throwIfCancelled() {
          left -= 1;
          if (left < 0) throw cancelledError();
        },
      };
      for (const written of ['', 'gpt', 'credits:>0.5 extra.Score:>1']) {
        try {
          engine.dashboard(
            { ...dashboardArg(where(written)), sort: { field: 'actor', descending: false } },
            context,
          );
        } catch (error) {
          expect(error).toMatchObject({ code: 'CANCELLED' });
          cancelled += 1;
        }
      }
      expect(everything(engine)).toEqual(expected);
    }
    expect(cancelled).toBeGreaterThan(12);
  });
});

describe('a search', () => {
  const search = (filter: Filter, sort = NEWEST_FIRST) => {
    const told: Progress[] = [];
    const engine = createColumnQueryEngine(filled());
    const context = {
      throwIfCancelled: () => undefined,
      progress: (progress: Progress) => void told.push(progress),
    };
    const answer = engine.dashboard({ ...dashboardArg(filter), sort }, context);
    return { told, rows: answer.page.rows };
  };

  it('tells the first rows while it goes on, in their final order', () => {
    const { told, rows } = search(where('gpt'));
    expect(told.length).toBeGreaterThan(0);
    const last = told.flatMap(({ firstRows }) => (firstRows === undefined ? [] : [firstRows])).at(-1);
    expect(last).toEqual(rows);
    for (const { firstRows, done, total } of told) {
      expect(rows.slice(0, firstRows?.length ?? 0)).toEqual(firstRows ?? []);
      expect(done).toBeLessThanOrEqual(total ?? 0);
    }
  });

  it('tells no rows where later hits could come before them', () => {
    const { told } = search(where('gpt'), { field: 'actor', descending: false });
    expect(told.every(({ firstRows }) => firstRows === undefined)).toBe(true);
    const either = search(where('gpt OR (Ünal model:"o1")'));
    expect(either.told.every(({ firstRows }) => firstRows === undefined)).toBe(true);
  });
});
