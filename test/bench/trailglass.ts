import { execFileSync } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { exportEvents } from '../../electron/engine/export/export-events.ts';
import type { QueryEngine } from '../../electron/engine/query/query-engine.ts';
import { createSqlQueryEngine } from '../../electron/engine/query/sql-query-engine.ts';
import { openWorkspace } from '../../electron/engine/store/open.ts';
import { NEWEST_FIRST } from '../../shared/api/contract.ts';
import { EMPTY_FILTER, type Filter } from '../../shared/filter/filter.ts';
import { timeEach, timing } from './measure.ts';
import type { PeerResult } from './peers/duckdb.ts';
import { BREAKDOWNS, CLICKS, EXPORT_FILTER, NEEDLE, PAGE } from './workload.ts';

/** Our own figures: the peers' and peak memory. */
export interface OwnResult extends PeerResult {
  readonly importPeakRssBytes: number;
  readonly openMs: number;
}

const childReport = v.object({ ms: v.number(), peakRssBytes: v.number() });
const quiet = { throwIfCancelled: () => undefined, progress: () => undefined };

function clickFilter([field, , value]: (typeof CLICKS)[number]): Filter {
  return {
    ...EMPTY_FILTER,
    chips: [{ off: false, clause: { kind: 'facet', field, include: [value], exclude: [] } }],
  };
}

function dashboard(query: QueryEngine, filter: Filter): void {
  query.summary(filter);
  query.histogram({ filter, bucket: 'day', measure: 'events', timezone: 'UTC' });
  for (const [by] of BREAKDOWNS) query.breakdown({ filter, by, measure: 'credits', limit: 1_000 });
  query.rows({ filter, sort: NEWEST_FIRST, offset: 0, limit: PAGE });
}

/** Imports in a child process, then asks the workload's questions through the query engine the views use. */
export async function runTrailglass(csv: string, folder: string, runs: number): Promise<OwnResult> {
  const file = join(folder, 'own.trailglass');
  const imports: number[] = [];
  let importPeakRssBytes = 0;
  for (let run = 0; run < Math.min(runs, 3); run += 1) {
    for (const suffix of ['', '-wal', '-shm', '-lock']) rmSync(file + suffix, { force: true });
    const child = new URL('./import-child.ts', import.meta.url).pathname;
    const printed = execFileSync(process.execPath, [child, csv, file], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    const report = v.parse(childReport, JSON.parse(printed));
    imports.push(report.ms);
    importPeakRssBytes = Math.max(importPeakRssBytes, report.peakRssBytes);
  }
  const opening = performance.now();
  const workspace = openWorkspace(file, { access: 'readwrite' });
  const query = createSqlQueryEngine(workspace);
  query.rows({ filter: EMPTY_FILTER, sort: NEWEST_FIRST, offset: 0, limit: PAGE });
  const openMs = performance.now() - opening;
  const clicks = Array.from({ length: runs }, (_, run) => CLICKS[run % CLICKS.length] ?? EXPORT_FILTER);
  const dashboardMs = await timeEach(clicks, 0, (click) => dashboard(query, clickFilter(click)));
  const pageMs = await timeEach(
    clicks.map((_, index) => index * 50_000),
    1,
    (offset) => query.rows({ filter: EMPTY_FILTER, sort: NEWEST_FIRST, offset, limit: PAGE }),
  );
  const searchMs = await timeEach(clicks.slice(0, 3), 0, () =>
    query.summary({
      ...EMPTY_FILTER,
      chips: [{ off: false, clause: { kind: 'text', field: null, pattern: NEEDLE, literal: true } }],
    }),
  );
  let exportRows = 0;
  const target = join(folder, 'own.csv');
  const exportMs = await timeEach([1, 2, 3], 0, async () => {
    rmSync(target, { force: true });
    const arg = {
      filter: clickFilter(EXPORT_FILTER),
      sort: NEWEST_FIRST,
      format: 'csv',
      path: target,
    } as const;
    exportRows = (await exportEvents(workspace, query, arg, quiet)).rows;
  });
  workspace.close();
  return {
    version: 'Trailglass',
    importMs: timing(imports),
    importPeakRssBytes,
    openMs,
    dashboardMs,
    pageMs,
    searchMs,
    exportMs,
    exportRows,
    databaseBytes: statSync(file).size,
  };
}
