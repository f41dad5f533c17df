import type { Source, SourceStatus } from '../../../shared/domain/source.ts';
import { sql } from '../sql.ts';
import { naming } from './disk-error.ts';
import { selectRow } from './run-sql.ts';
import { readSourceRows, toSource } from './source-row.ts';
import type { Workspace } from './workspace.ts';

/** Every source, in order of import. */
export function listSources(ws: Workspace): Source[] {
  return naming(`Reading ${ws.path}`, () => readSourceRows(ws.db).map(toSource));
}

/** What is known of a file that was seen before. */
export interface KnownSource {
  readonly id: number;
  readonly status: SourceStatus;
  readonly read: number;
}

/**
 * The source with these bytes; null when the file was never seen. When an attempt failed and a later one
 * succeeded, the one that got furthest.
 * @param sha256 lower-case hex
 */
export function findBySha256(ws: Workspace, sha256: string): KnownSource | null {
  const row = naming(`Reading ${ws.path}`, () =>
    selectRow(
      ws.db,
      sql`SELECT id, status, read FROM source WHERE sha256 = ${sha256} AND sha256 <> ''
          ORDER BY CASE status WHEN 'imported' THEN 0 WHEN 'failed' THEN 2 ELSE 1 END, id LIMIT 1`,
    ),
  );
  if (row === undefined) return null;
  const [id, status, read] = row as [number, SourceStatus, number];
  return { id, status, read };
}
