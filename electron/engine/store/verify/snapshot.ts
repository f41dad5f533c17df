import type Database from 'better-sqlite3';
import { ident, sql } from '../../sql.ts';
import { EVIDENCE_TABLES, type EvidenceTable } from '../evidence-tables.ts';
import { selectNumber, selectRow } from '../run-sql.ts';
import { readSourceRows, type SourceRow } from '../source-row.ts';

/** Lowest and highest id in a table; null when it is empty. */
export interface Extent {
  readonly lowest: number;
  readonly highest: number;
}

/**
 * What there is to verify. Everything but the status of sources is append-only, so an import that goes on
 * meanwhile only adds what this verification does not look at.
 */
export interface Snapshot {
  readonly sources: readonly SourceRow[];
  readonly lastBatch: number;
  readonly lowestBatch: number;
  readonly extents: ReadonlyMap<EvidenceTable['name'], Extent | null>;
}

/** Reads it at one point in time. */
export function takeSnapshot(db: Database.Database): Snapshot {
  return db.transaction(() => ({
    sources: readSourceRows(db),
    lastBatch: selectNumber(db, sql`SELECT max(id) FROM batch`) ?? 0,
    lowestBatch: selectNumber(db, sql`SELECT min(id) FROM batch`) ?? 1,
    extents: new Map(EVIDENCE_TABLES.map((table) => [table.name, extentOf(db, table)])),
  }))();
}

function extentOf(db: Database.Database, table: EvidenceTable): Extent | null {
  // Two subqueries: SQLite answers each from one end of the table, but scans it for both together.
  const [lowest, highest] =
    selectRow(
      db,
      sql`SELECT (SELECT min(id) FROM ${ident(table.name)}), (SELECT max(id) FROM ${ident(table.name)})`,
    ) ?? [];
  return typeof lowest === 'number' && typeof highest === 'number' ? { lowest, highest } : null;
}
