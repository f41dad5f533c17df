import type { Source, SourceWarning } from '../../../shared/domain/source.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Batch } from '../record.ts';
import { span } from '../spans.ts';
import { sql } from '../sql.ts';
import { insertDuplicates, insertRawBlocks, insertRejects } from './batch-insert.ts';
import { naming } from './disk-error.ts';
import { ExtraColumns } from './extra-columns.ts';
import { indexBatch } from './index-batch.ts';
import { closeStage } from './rows/open-stages.ts';
import { type PreparedRows, RowWriter } from './rows/row-writer.ts';
import { selectNumber } from './run-sql.ts';
import { sealFacts } from './seal-facts.ts';
import { countBatch, type SourceCounts } from './source-counts.ts';
import { insertSourceRow, readSourceRow, type SourceRow, toSource, updateSourceRow } from './source-row.ts';
import type { Workspace } from './workspace.ts';

/** What is known of a source when its import begins. */
export type NewSource = Pick<
  SourceRow,
  | 'name'
  | 'sha256' // lower-case hex of the file as it is; empty when only finish() can tell
  | 'bytes' // of the file as it is
  | 'profile'
  | 'profileVersion'
  | 'confidence'
  | 'encoding'
  | 'format'
  | 'dialect'
  | 'compression'
  | 'timezone'
  | 'dateOrder'
  | 'tenant'
  | 'options'
  | 'container'
>;

/** How far a source is. */
export interface SourceState {
  readonly read: number;
  readonly imported: number;
  readonly duplicate: number;
  readonly rejected: number;
  readonly undated: number;
  /** Bytes of the decompressed content stored so far. */
  readonly rawBytes: number;
}

/** What is known only at the end of an import. */
export interface SourceEnd {
  readonly status: 'imported' | 'interrupted' | 'failed';
  readonly warnings: readonly SourceWarning[];
  /** Members of a wrapper around the records, as JSON text. */
  readonly envelope: string | null;
  /** Bytes of the decompressed content; for an imported source exactly what was stored. */
  readonly contentBytes: number;
  /** Records of the file, where some of them hold several events or none; null where each is one. */
  readonly records?: number | null;
  readonly sha256?: string;
  readonly bytes?: number;
  readonly encoding?: string;
  readonly dialect?: string;
}

/** Adds the records of one source. A workspace has one writer at a time. */
export interface SourceWriter {
  readonly id: number;
  readonly state: SourceState;
  /** Id the first event of the next batch will get. */
  readonly nextEventId: number;
  /** Id of an extra column. A new one is stored by the next write() or finish(). */
  extraColumn(name: string): number;
  /**
   * Stores a batch: rows, content, counts, and the link of the hash chain, in one transaction.
   * After an error nothing of the batch is stored, and the same batch can be written again.
   * @throws DISK_FULL, DISK_ERROR, WORKSPACE_BUSY, WORKSPACE_DAMAGED
   */
  write(batch: Batch): void;
  /** Ends the import. The writer can do nothing after it. */
  finish(end: SourceEnd): Source;
}

const NOTHING_YET: SourceCounts = {
  contentBytes: 0,
  read: 0,
  imported: 0,
  duplicate: 0,
  rejected: 0,
  undated: 0,
  auditEvents: 0,
  usageEvents: 0,
  firstTime: null,
  lastTime: null,
};

const NOTHING_MORE: Batch = {
  events: { count: 0, columns: new Map(), identities: new Uint8Array() },
  rejects: [],
  duplicates: [],
  rawBlocks: [],
};

/** Begins a new source. It is in the list at once, as `importing`. */
export function beginSource(ws: Workspace, facts: NewSource): SourceWriter {
  return naming(`Writing ${ws.path}`, () => {
    const row = ws.db
      .transaction((): SourceRow => {
        const begun: SourceRow = {
          ...facts,
          ...NOTHING_YET,
          id: (selectNumber(ws.db, sql`SELECT max(id) FROM source`) ?? 0) + 1,
          status: 'importing',
          importedAt: ws.clock().toISOString(),
          envelope: null,
          warnings: '[]',
          records: null,
        };
        insertSourceRow(ws.db, begun);
        sealFacts(ws.db, begun.id, ws.clock());
        return begun;
      })
      .immediate();
    return new StoreWriter(ws, row);
  });
}

/**
 * Goes on with a source that was interrupted, after its last whole batch.
 * @throws UNKNOWN_SOURCE when there is no interrupted source of that id
 */
export function resumeSource(ws: Workspace, sourceId: number): SourceWriter {
  return naming(`Writing ${ws.path}`, () => {
    const found = readSourceRow(ws.db, sourceId);
    if (found?.status !== 'interrupted') {
      throw new AppError('UNKNOWN_SOURCE', `Source ${sourceId} has no interrupted import to go on with.`, {
        source: sourceId,
      });
    }
    const row: SourceRow = { ...found, status: 'importing' };
    storeSource(ws, row);
    return new StoreWriter(ws, row);
  });
}

/** Changes a source and seals the change. */
function storeSource(ws: Workspace, row: SourceRow): void {
  ws.db
    .transaction(() => {
      updateSourceRow(ws.db, row);
      sealFacts(ws.db, row.id, ws.clock());
    })
    .immediate();
}

class StoreWriter implements SourceWriter {
  readonly id: number;
  readonly #ws: Workspace;
  readonly #rows: RowWriter;
  readonly #extraColumns: ExtraColumns;
  #row: SourceRow;
  #nextEventId: number;

  constructor(ws: Workspace, row: SourceRow) {
    this.id = row.id;
    this.#ws = ws;
    this.#row = row;
    this.#rows = new RowWriter(ws, row.id);
    this.#extraColumns = new ExtraColumns(ws.db);
    this.#nextEventId = (selectNumber(ws.db, sql`SELECT max(id) FROM event_data`) ?? 0) + 1;
  }

  get state(): SourceState {
    const { read, imported, duplicate, rejected, undated, contentBytes } = this.#row;
    return { read, imported, duplicate, rejected, undated, rawBytes: contentBytes };
  }

  get nextEventId(): number {
    return this.#nextEventId;
  }

  extraColumn(name: string): number {
    return this.#extraColumns.id(name);
  }

  write(batch: Batch): void {
    this.#commit({ ...this.#row, ...countBatch(this.#row, batch) }, batch);
  }

  finish(end: SourceEnd): Source {
    const { warnings, contentBytes, ...known } = end;
    if (end.status === 'imported' && contentBytes !== this.#row.contentBytes) {
      throw new AppError(
        'INTERNAL',
        `${this.#row.name}: ${contentBytes} bytes were read but ${this.#row.contentBytes} stored.`,
      );
    }
    const row: SourceRow = {
      ...this.#row,
      ...known,
      // An unfinished source says what is stored, so that resuming goes on from there.
      contentBytes: this.#row.contentBytes,
      warnings: JSON.stringify(warnings),
    };
    this.#commit(row, NOTHING_MORE);
    naming(`Writing ${this.#ws.path}`, () => closeStage(this.#ws.db));
    return toSource(row);
  }

  #commit(row: SourceRow, batch: Batch): void {
    if (this.#row.status !== 'importing') {
      throw new AppError(
        'INTERNAL',
        `The import of ${this.#row.name} has ended; nothing can be added to it.`,
      );
    }
    try {
      naming(`Writing ${this.#ws.path}`, () => {
        const prepared = this.#rows.prepare(batch.events, this.#nextEventId);
        span('commit', () => this.#ws.db.transaction(() => this.#store(row, batch, prepared)).immediate());
      });
    } catch (error) {
      this.#rows.forget();
      throw error;
    }
    // Only what is committed moves on.
    this.#row = row;
    this.#nextEventId += batch.events.count;
    this.#extraColumns.committed();
  }

  #store(row: SourceRow, batch: Batch, prepared: PreparedRows): void {
    const { db } = this.#ws;
    const extraColumns = this.#extraColumns.store();
    this.#rows.insert(prepared);
    const added = {
      extraColumns,
      values: prepared.values,
      events: prepared.events,
      rejects: insertRejects(db, this.id, batch.rejects),
      duplicates: insertDuplicates(db, this.id, batch.duplicates),
      rawBlocks: span('original content', () => insertRawBlocks(db, this.id, batch.rawBlocks)),
    };
    span('column index', () => indexBatch(db, this.id, this.#nextEventId, batch.events));
    updateSourceRow(db, row);
    span('hash chain', () =>
      sealFacts(db, this.id, this.#ws.clock(), added, batch.events.identities, prepared.rows),
    );
  }
}
