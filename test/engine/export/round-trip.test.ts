import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { importFiles } from '../../../electron/engine/import/import-files.ts';
import { createColumnQueryEngine } from '../../../electron/engine/query/column-query-engine.ts';
import type { Workspace } from '../../../electron/engine/store/workspace.ts';
import { DEFAULT_IMPORT_OPTIONS, NEWEST_FIRST } from '../../../shared/api/contract.ts';
import { EMPTY_FILTER } from '../../../shared/filter/filter.ts';
import { freshWorkspace } from '../store/fixtures.ts';
import { exported, quiet } from './export-fixtures.ts';

const SAMPLES = fileURLToPath(new URL('../../../resources/samples/', import.meta.url));
const logs = readdirSync(SAMPLES).filter((name) => /\.(csv|json|jsonl)$/.test(name));

async function imported(path: string, name: string, profile: string | null): Promise<Workspace> {
  const ws = freshWorkspace();
  const report = await importFiles(ws, [{ path, name }], { ...DEFAULT_IMPORT_OPTIONS, profile }, quiet);
  expect(report.sources).toMatchObject([{ status: 'imported', rejected: 0 }]);
  return ws;
}

/** What must survive: totals, and how often each time, actor and action occurs. */
function essence(ws: Workspace) {
  const engine = createColumnQueryEngine(ws);
  const summary = engine.summary(EMPTY_FILTER);
  const times: (number | null)[] = [];
  for (let offset = 0; offset < summary.events; offset += 1_000) {
    const page = engine.rows({ filter: EMPTY_FILTER, sort: NEWEST_FIRST, offset, limit: 1_000 });
    times.push(...page.rows.map((row) => row.time));
  }
  const counts = (by: string) =>
    engine
      .breakdown({ filter: EMPTY_FILTER, by, measure: 'events', limit: 1_000_000 })
      .groups.map(({ key, events, credits, cost }) => ({ key, events, credits, cost }));
  return { summary, times, actors: counts('actor'), actions: counts('action'), models: counts('model') };
}

describe('our own export, imported again', () => {
  it.each(logs)('keeps times, actors, actions and totals of %s', async (name) => {
    const original = await imported(join(SAMPLES, name), name, null);
    for (const format of ['csv', 'json'] as const) {
      const { path } = await exported(original, format);
      for (const profile of ['generic', null]) {
        const again = await imported(path, `again.${format}`, profile);
        expect([format, profile, essence(again)]).toEqual([format, profile, essence(original)]);
      }
    }
  });
});
