import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importFiles } from '../../electron/engine/import/import-files.ts';
import { createColumnQueryEngine } from '../../electron/engine/query/column-query-engine.ts';
import type { QueryEngine } from '../../electron/engine/query/query-engine.ts';
import { openWorkspace } from '../../electron/engine/store/open.ts';
import type { Workspace } from '../../electron/engine/store/workspace.ts';
import { DEFAULT_IMPORT_OPTIONS } from '../../shared/api/contract.ts';
import type { EventRow } from '../../shared/domain/event.ts';
import type { ImportReport } from '../../shared/domain/source.ts';
import { EMPTY_FILTER, type Filter } from '../../shared/filter/filter.ts';
import { parseWritten } from '../../shared/filter/written.ts';

export const SAMPLES = join(import.meta.dirname, '../../resources/samples');

/** Sample logs in a workspace of their own, imported with everything detected. */
export interface ImportedSamples {
  readonly workspace: Workspace;
  readonly query: QueryEngine;
  readonly report: ImportReport;
  close(): void;
}

export async function importSamples(...names: readonly string[]): Promise<ImportedSamples> {
  const folder = mkdtempSync(join(tmpdir(), 'trailglass-samples-'));
  const workspace = openWorkspace(join(folder, 'samples.trailglass'), { access: 'readwrite', create: true });
  const files = names.map((name) => ({ path: join(SAMPLES, name), name }));
  const report = await importFiles(workspace, files, DEFAULT_IMPORT_OPTIONS, {
    throwIfCancelled: () => undefined,
    progress: () => undefined,
  });
  return {
    workspace,
    report,
    query: createColumnQueryEngine(workspace),
    close() {
      workspace.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A filter from its written form. */
export function where(written: string): Filter {
  return { ...EMPTY_FILTER, chips: parseWritten(written).map((clause) => ({ clause, off: false })) };
}

/** Every event of a filter, oldest first. */
export function allRows(query: QueryEngine, filter: Filter = EMPTY_FILTER): EventRow[] {
  const rows: EventRow[] = [];
  for (;;) {
    const sort = { field: 'time', descending: false };
    const page = query.rows({ filter, sort, offset: rows.length, limit: 1_000 });
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= page.total) return rows;
  }
}
