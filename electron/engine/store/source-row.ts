import type Database from 'better-sqlite3';
import type { ImportOptions } from '../../../shared/domain/import-choices.ts';
import type { Source, SourceContainer, SourceStatus, SourceWarning } from '../../../shared/domain/source.ts';
import { AppError } from '../../../shared/errors.ts';
import { toIso } from '../../../shared/time/format.ts';
import { ident, join, sql } from '../sql.ts';
import { execute, statementOf } from './run-sql.ts';

/** A row of the table `source`. */
export interface SourceRow {
  readonly id: number;
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly contentBytes: number;
  readonly profile: string;
  readonly profileVersion: number;
  readonly confidence: number;
  readonly encoding: string;
  readonly format: Source['format'];
  readonly dialect: string;
  readonly compression: Source['compression'];
  readonly timezone: string;
  readonly dateOrder: Source['dateOrder'];
  readonly tenant: string | null;
  readonly status: SourceStatus;
  readonly read: number;
  readonly imported: number;
  readonly duplicate: number;
  readonly rejected: number;
  readonly undated: number;
  readonly auditEvents: number;
  readonly usageEvents: number;
  /** µs since the epoch, UTC. */
  readonly firstTime: number | null;
  readonly lastTime: number | null;
  /** ISO 8601, UTC. */
  readonly importedAt: string;
  /** Members of a wrapper around the records, as JSON text. */
  readonly envelope: string | null;
  /** JSON text of {@link SourceWarning}[]. */
  readonly warnings: string;
  /** JSON text of `ImportOptions`: what was chosen by hand. */
  readonly options: string | null;
  /** JSON text of {@link SourceContainer}. */
  readonly container: string | null;
  /** Records of the file, where some of them hold several events or none. */
  readonly records: number | null;
}

/** Columns of `source` in table order; the order of keys in the facts that a batch carries. */
export const SOURCE_COLUMNS = [
  'id',
  'name',
  'sha256',
  'bytes',
  'contentBytes',
  'profile',
  'profileVersion',
  'confidence',
  'encoding',
  'format',
  'dialect',
  'compression',
  'timezone',
  'dateOrder',
  'tenant',
  'status',
  'read',
  'imported',
  'duplicate',
  'rejected',
  'undated',
  'auditEvents',
  'usageEvents',
  'firstTime',
  'lastTime',
  'importedAt',
  'envelope',
  'warnings',
  'options',
  'container',
  'records',
] as const satisfies readonly (keyof SourceRow)[];

const COLUMN_LIST = join(SOURCE_COLUMNS.map(ident), ', ');

/** All sources, oldest first. */
export function readSourceRows(db: Database.Database): SourceRow[] {
  return db.prepare<[], SourceRow>(sql`SELECT ${COLUMN_LIST} FROM source ORDER BY id`.text).all();
}

/** One source; undefined when there is none of that id. */
export function readSourceRow(db: Database.Database, id: number): SourceRow | undefined {
  const query = sql`SELECT ${COLUMN_LIST} FROM source WHERE id = ${id}`;
  return statementOf<SourceRow>(db, query).get(...query.values);
}

/** Adds a source under the id it carries. */
export function insertSourceRow(db: Database.Database, row: SourceRow): void {
  const values = join(
    SOURCE_COLUMNS.map((column) => sql`${row[column]}`),
    ', ',
  );
  const statement = sql`INSERT INTO source (${COLUMN_LIST}) VALUES (${values})`;
  execute(db, statement);
}

/** Writes every column of a source that is already there. */
export function updateSourceRow(db: Database.Database, row: SourceRow): void {
  const changes = join(
    SOURCE_COLUMNS.filter((column) => column !== 'id').map(
      (column) => sql`${ident(column)} = ${row[column]}`,
    ),
    ', ',
  );
  const statement = sql`UPDATE source SET ${changes} WHERE id = ${row.id}`;
  execute(db, statement);
}

/**
 * A source as the JSON object that batches carry, keys in the order of {@link SOURCE_COLUMNS}. Columns that came
 * with a later schema are left out while they are null, so that older batches stay verifiable.
 */
export function factsText(row: SourceRow): string {
  return JSON.stringify(
    row,
    SOURCE_COLUMNS.filter((column) => row[column] !== null || !LATER_COLUMNS.has(column)),
  );
}

const LATER_COLUMNS: ReadonlySet<string> = new Set<keyof SourceRow>(['options', 'container', 'records']);

/** What is said of a source beside the evidence. */
export type SourceStanding = Pick<Source, 'withdrawn' | 'replaces'>;

const IN_FORCE: SourceStanding = { withdrawn: null, replaces: null };

/**
 * A source as views see it.
 * @throws WORKSPACE_DAMAGED when what it keeps as JSON cannot be read
 */
export function toSource(row: SourceRow, standing: SourceStanding = IN_FORCE): Source {
  const { contentBytes: _, auditEvents: __, usageEvents: ___, envelope: ____, ...seen } = row;
  return {
    ...seen,
    firstTime: row.firstTime === null ? null : toIso(row.firstTime),
    lastTime: row.lastTime === null ? null : toIso(row.lastTime),
    warnings: readJson<SourceWarning[]>(row, 'warnings') ?? [],
    options: readJson<ImportOptions>(row, 'options'),
    container: readJson<SourceContainer>(row, 'container'),
    ...standing,
  };
}

function readJson<T>(row: SourceRow, column: 'warnings' | 'options' | 'container'): T | null {
  const text = row[column];
  try {
    return text === null ? null : (JSON.parse(text) as T);
  } catch (error) {
    throw new AppError(
      'WORKSPACE_DAMAGED',
      `The ${column} of source ${row.id} (${row.name}) are damaged. Run verify to see what else changed.`,
      { source: row.id },
      error,
    );
  }
}
