import { rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { exportEvents } from '../../../electron/engine/export/export-events.ts';
import { importFiles } from '../../../electron/engine/import/import-files.ts';
import { createColumnQueryEngine } from '../../../electron/engine/query/column-query-engine.ts';
import { openWorkspace } from '../../../electron/engine/store/open.ts';
import packageFacts from '../../../package.json' with { type: 'json' };
import { type DashboardArg, DEFAULT_IMPORT_OPTIONS, NEWEST_FIRST } from '../../../shared/api/contract.ts';
import type { CallContext } from '../../../shared/api/remote.ts';
import { type Clause, EMPTY_FILTER, type Filter } from '../../../shared/filter/filter.ts';
import type { Contender, DataSet, Found, ImportedFile, OpenDatabase } from '../contender.ts';
import { BREAKDOWNS, type Click, PAGE } from '../workload.ts';

const quiet: CallContext = { throwIfCancelled: () => undefined, progress: () => undefined };

/** Our engine in this process, asked as the views ask it. */
export function trailglass({ file, folder }: DataSet): Contender {
  const path = join(folder, 'own.trailglass');
  return {
    async version() {
      return `Trailglass ${packageFacts.version}`;
    },
    import: () => importInto(path, file),
    open: async () => openOwn(path, join(folder, 'own.csv')),
  };
}

async function importInto(path: string, file: string): Promise<ImportedFile> {
  for (const suffix of ['', '-wal', '-shm', '-lock']) rmSync(path + suffix, { force: true });
  const start = performance.now();
  const workspace = openWorkspace(path, { access: 'readwrite', create: true });
  const chosen = [{ path: file, name: basename(file) }];
  const { sources } = await importFiles(workspace, chosen, DEFAULT_IMPORT_OPTIONS, quiet);
  workspace.close();
  const ms = performance.now() - start;
  const [source] = sources;
  if (source?.status !== 'imported' || source.imported !== source.read) {
    throw new Error(source?.error?.message ?? `Only ${source?.imported ?? 0} records were imported`);
  }
  return { ms, peakRssBytes: null };
}

function openOwn(path: string, target: string): OpenDatabase {
  const workspace = openWorkspace(path, { access: 'readonly' });
  const query = createColumnQueryEngine(workspace);
  return {
    bytes: statSync(path).size,
    async dashboard(click) {
      query.dashboard(wholeDashboard(clicked(click)), quiet);
    },
    async page(offset) {
      query.rows({ filter: EMPTY_FILTER, sort: NEWEST_FIRST, offset, limit: PAGE });
    },
    async search(needle) {
      return search((context) => {
        const filter = only({ kind: 'text', field: null, pattern: needle, literal: true });
        return query.dashboard(firstPage(filter), context).summary.events;
      });
    },
    async export(click) {
      rmSync(target, { force: true });
      const arg = { filter: clicked(click), sort: NEWEST_FIRST, format: 'csv', path: target } as const;
      return (await exportEvents(workspace, query, arg, quiet)).rows;
    },
    count: async () => query.summary(EMPTY_FILTER).events,
    close: async () => workspace.close(),
    peakRssBytes: () => null,
  };
}

/** Asks and notes when the first rows arrived. */
function search(ask: (context: CallContext) => number): Found {
  const start = performance.now();
  let firstMs: number | null = null;
  const rows = ask({
    throwIfCancelled: () => undefined,
    progress({ firstRows }) {
      if (firstRows !== undefined && firstRows.length > 0) firstMs ??= performance.now() - start;
    },
  });
  return { rows, firstMs: firstMs ?? performance.now() - start };
}

function firstPage(filter: Filter): DashboardArg {
  return { filter, sort: NEWEST_FIRST, offset: 0, limit: PAGE, histogram: null, breakdowns: [] };
}

function wholeDashboard(filter: Filter): DashboardArg {
  return {
    ...firstPage(filter),
    histogram: { bucket: 'day', measure: 'events', timezone: 'UTC' },
    breakdowns: BREAKDOWNS.map(([by]) => ({ by, measure: 'credits', limit: 1_000 })),
  };
}

function clicked([field, , value]: Click): Filter {
  return only({ kind: 'facet', field, include: [value], exclude: [] });
}

function only(clause: Clause): Filter {
  return { ...EMPTY_FILTER, chips: [{ off: false, clause }] };
}
