import type { Source, SourceStatus } from '../../../shared/domain/source.ts';
import { AppError } from '../../../shared/errors.ts';
import { sql } from '../sql.ts';
import { naming } from './disk-error.ts';
import { type SqlRow, selectNumber, selectRow, selectRows } from './run-sql.ts';
import { readSourceRows, toSource } from './source-row.ts';
import { saidOf, withdrawnSources } from './withdrawals.ts';
import type { Workspace } from './workspace.ts';

/** Every source, in order of import, withdrawn ones included. */
export function listSources(ws: Workspace): Source[] {
  return naming(`Reading ${ws.path}`, () => {
    const withdrawn = withdrawnSources(ws);
    const replaced = new Map([...withdrawn].map(([source, { inFavourOf }]) => [inFavourOf, source]));
    return readSourceRows(ws.db).map((row) => {
      const said = saidOf(withdrawn.get(row.id));
      return toSource(row, {
        withdrawn: said,
        replaces: said === null ? (replaced.get(row.id) ?? null) : null,
      });
    });
  });
}

/**
 * One source.
 * @throws UNKNOWN_SOURCE
 */
export function sourceById(ws: Workspace, id: number): Source {
  const source = listSources(ws).find((candidate) => candidate.id === id);
  if (source !== undefined) return source;
  throw new AppError('UNKNOWN_SOURCE', `There is no source ${id} in this workspace.`, { source: id });
}

/** What is known of a file that was seen before. */
export interface KnownSource {
  readonly id: number;
  readonly status: SourceStatus;
  readonly read: number;
}

/**
 * The source with these bytes that is in force; null when there is none. When an attempt failed and a later one
 * succeeded, the one that got furthest.
 * @param sha256 lower-case hex
 */
export function findBySha256(ws: Workspace, sha256: string): KnownSource | null {
  const row = naming(`Reading ${ws.path}`, () =>
    selectRow(
      ws.db,
      sql`SELECT id, status, read FROM source WHERE sha256 = ${sha256} AND sha256 <> ''
            AND id NOT IN (SELECT source FROM withdrawn)
          ORDER BY CASE status WHEN 'imported' THEN 0 WHEN 'failed' THEN 2 ELSE 1 END, id LIMIT 1`,
    ),
  );
  return row === undefined ? null : knownOf(row);
}

/** Whether any source has a file of this size. One that failed and holds nothing counts too. */
export function isSizeKnown(ws: Workspace, bytes: number): boolean {
  const query = sql`SELECT 1 FROM source WHERE bytes = ${bytes} LIMIT 1`;
  return naming(`Reading ${ws.path}`, () => selectNumber(ws.db, query) !== null);
}

/** Interrupted sources whose file has this size and was not read to its end, so that its hash is not known. */
export function unhashedOfSize(ws: Workspace, bytes: number): KnownSource[] {
  return naming(`Reading ${ws.path}`, () =>
    selectRows(
      ws.db,
      sql`SELECT id, status, read FROM source
          WHERE bytes = ${bytes} AND sha256 = '' AND status = 'interrupted'
            AND id NOT IN (SELECT source FROM withdrawn) ORDER BY read DESC, id`,
    ).map(knownOf),
  );
}

function knownOf(row: SqlRow): KnownSource {
  const [id, status, read] = row as [number, SourceStatus, number];
  return { id, status, read };
}
