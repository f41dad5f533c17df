import type { AccountCounts, SourceAccount } from '../../../shared/api/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { toIso } from '../../../shared/time/format.ts';
import type { Checkpoint, LoadedColumns } from '../query/loaded-columns.ts';
import { sql } from '../sql.ts';
import { naming } from '../store/disk-error.ts';
import { selectNumber } from '../store/run-sql.ts';
import { readSourceRow } from '../store/source-row.ts';
import type { Workspace } from '../store/workspace.ts';
import { holesOf } from './holes.ts';
import { dayCounts } from './local-days.ts';
import { quietRule } from './quiet-stretches.ts';
import { type SourceRecords, type Span, sortedTimes, sourceExtent } from './source-records.ts';

/**
 * The accounting of one source: its counts as it states them and as the rows are, its days, and stretches without
 * records that are unusual for it.
 * @throws UNKNOWN_SOURCE; BAD_ARGUMENT for an unknown zone
 */
export function sourceAccount(
  ws: Workspace,
  columns: LoadedColumns,
  all: ReadonlyMap<number, SourceRecords>,
  { source, timezone }: { readonly source: number; readonly timezone: string },
  checkpoint: Checkpoint,
): SourceAccount {
  const row = naming(`Reading ${ws.path}`, () => readSourceRow(ws.db, source));
  const records = all.get(source);
  if (row === undefined || records === undefined) throw unknownSource(source);
  const { read, imported, duplicate, rejected } = row;
  const stated = { read, imported, duplicate, rejected };
  const counted = countRows(ws, source, records);
  const extent = sourceExtent(columns, records);
  checkpoint.throwIfCancelled();
  const covered = extent.span === null ? [] : [extent.span];
  const rule = quietRule(sortedTimes(columns, records), covered, timezone);
  return {
    source,
    timezone,
    stated,
    counted,
    holds: sameCounts(stated, counted) && read === imported + duplicate + rejected,
    same: extent.same,
    conflicts: extent.conflicts,
    undated: extent.undated,
    span: spanText(extent.span),
    days: dayCounts(rule.days),
    usual: rule.usual,
    gaps: holesOf(rule, covered, timezone),
  };
}

/** A span as it is sent to views. */
export function spanText(span: Span | null): { from: string; to: string } | null {
  return span === null ? null : { from: toIso(span.from), to: toIso(span.to) };
}

/** The refusal of a source that is not there. */
export function unknownSource(source: number): AppError {
  return new AppError('UNKNOWN_SOURCE', `There is no source ${source} in this workspace.`, { source });
}

/** The refusal of a source that is left out of every question. */
export function isWithdrawn(source: number): AppError {
  return new AppError(
    'BAD_ARGUMENT',
    `Source ${source} is withdrawn. Name the one that is read in its place, or restore it first.`,
    { source },
  );
}

function countRows(ws: Workspace, source: number, records: SourceRecords): AccountCounts {
  const count = (table: 'reject' | 'duplicate'): number =>
    naming(
      `Reading ${ws.path}`,
      () =>
        selectNumber(
          ws.db,
          table === 'reject'
            ? sql`SELECT count(*) FROM reject WHERE source = ${source}`
            : sql`SELECT count(*) FROM duplicate WHERE source = ${source}`,
        ) ?? 0,
    );
  const imported = records.own.length;
  const duplicate = count('duplicate');
  const rejected = count('reject');
  return { read: imported + duplicate + rejected, imported, duplicate, rejected };
}

function sameCounts(a: AccountCounts, b: AccountCounts): boolean {
  return (
    a.read === b.read && a.imported === b.imported && a.duplicate === b.duplicate && a.rejected === b.rejected
  );
}
