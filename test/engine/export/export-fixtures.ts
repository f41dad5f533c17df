import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportEvents } from '../../../electron/engine/export/export-events.ts';
import { createColumnQueryEngine } from '../../../electron/engine/query/column-query-engine.ts';
import type { Workspace } from '../../../electron/engine/store/workspace.ts';
import {
  type ExportFormat,
  type ExportReport,
  NEWEST_FIRST,
  type Sort,
} from '../../../shared/api/contract.ts';
import type { CallContext } from '../../../shared/api/remote.ts';
import { EMPTY_FILTER, type Filter } from '../../../shared/filter/filter.ts';
import { freshFolder } from '../store/fixtures.ts';

export const quiet: CallContext = { throwIfCancelled: () => undefined, progress: () => undefined };

export interface Exported {
  readonly report: ExportReport;
  readonly path: string;
  readonly bytes: Buffer;
  /** Without the byte order mark. */
  readonly text: string;
}

/** Exports to a file in a folder of its own and reads it back. */
export async function exported(
  ws: Workspace,
  format: ExportFormat,
  { filter = EMPTY_FILTER, sort = NEWEST_FIRST }: { filter?: Filter; sort?: Sort } = {},
): Promise<Exported> {
  const path = join(freshFolder(), `out.${format}`);
  const report = await exportEvents(ws, createColumnQueryEngine(ws), { filter, sort, format, path }, quiet);
  const bytes = readFileSync(path);
  return { report, path, bytes, text: bytes.toString('utf8').replace(/^\uFEFF/, '') };
}
