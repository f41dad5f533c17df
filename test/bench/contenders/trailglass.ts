import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { exportEvents } from '../../../electron/engine/export/export-events.ts';
import { createSqlQueryEngine } from '../../../electron/engine/query/sql-query-engine.ts';
import { openWorkspace } from '../../../electron/engine/store/open.ts';
import { NEWEST_FIRST } from '../../../shared/api/contract.ts';
import type { Clause, Filter } from '../../../shared/filter/filter.ts';
import { EMPTY_FILTER } from '../../../shared/filter/filter.ts';
import type { Contender } from '../contender.ts';
import { BREAKDOWNS, type Click, PAGE } from '../workload.ts';

const IMPORT_CHILD = fileURLToPath(new URL('../import-child.ts', import.meta.url));
const PACKAGE = new URL('../../../package.json', import.meta.url);
/** Those of the `trailglass` command. */
const NODE_FLAGS = ['--max-semi-space-size=8'];
const imported = v.object({ ms: v.number(), peakRssBytes: v.number(), imported: v.number() });
const quiet = { throwIfCancelled: () => undefined, progress: () => undefined };

/** Our engine: imports in a process of its own, so that peak memory can be read; answers as the views ask it. */
export function trailglass(csv: string, folder: string): Contender {
  const file = join(folder, 'own.trailglass');
  const target = join(folder, 'own.csv');
  return {
    name: 'Trailglass',
    async version() {
      const { version } = v.parse(
        v.object({ version: v.string() }),
        JSON.parse(readFileSync(PACKAGE, 'utf8')),
      );
      return `Trailglass ${version}`;
    },
    async import() {
      for (const suffix of ['', '-wal', '-shm', '-lock']) rmSync(file + suffix, { force: true });
      const printed = execFileSync(process.execPath, [...NODE_FLAGS, IMPORT_CHILD, csv, file], {
        encoding: 'utf8',
      });
      return v.parse(imported, JSON.parse(printed));
    },
    async open() {
      const workspace = openWorkspace(file, { access: 'readonly' });
      const query = createSqlQueryEngine(workspace);
      query.rows({ filter: EMPTY_FILTER, sort: NEWEST_FIRST, offset: 0, limit: PAGE });
      return {
        bytes: statSync(file).size,
        async dashboard(click) {
          const filter = clicked(click);
          query.summary(filter);
          query.histogram({ filter, bucket: 'day', measure: 'events', timezone: 'UTC' });
          for (const [by] of BREAKDOWNS) query.breakdown({ filter, by, measure: 'credits', limit: 1_000 });
          query.rows({ filter, sort: NEWEST_FIRST, offset: 0, limit: PAGE });
        },
        async page(offset) {
          query.rows({ filter: EMPTY_FILTER, sort: NEWEST_FIRST, offset, limit: PAGE });
        },
        async search(needle) {
          return query.summary(only({ kind: 'text', field: null, pattern: needle, literal: true })).events;
        },
        async export(click) {
          rmSync(target, { force: true });
          const arg = { filter: clicked(click), sort: NEWEST_FIRST, format: 'csv', path: target } as const;
          return (await exportEvents(workspace, query, arg, quiet)).rows;
        },
        async close() {
          workspace.close();
        },
      };
    },
  };
}

function clicked([field, , value]: Click): Filter {
  return only({ kind: 'facet', field, include: [value], exclude: [] });
}

function only(clause: Clause): Filter {
  return { ...EMPTY_FILTER, chips: [{ off: false, clause }] };
}
