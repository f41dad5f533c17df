import { AppError } from '../../../../shared/errors.ts';
import type { EventBatch } from '../../record.ts';
import { span } from '../../spans.ts';
import { ident, sql } from '../../sql.ts';
import type { IdRange } from '../batch-row.ts';
import { selectNumber } from '../run-sql.ts';
import type { Workspace } from '../workspace.ts';
import { type NewRows, rowsOfBatch } from './batch-rows.ts';
import { insertBound } from './bound-rows.ts';
import { CellRoom } from './cell-room.ts';
import { stageOf } from './open-stages.ts';
import { rowKernels } from './row-kernels.ts';
import { ValueIds } from './value-ids.ts';

/** Rows that are ready to be inserted. */
export interface PreparedRows {
  readonly rows: NewRows;
  readonly events: IdRange | null;
  readonly values: IdRange | null;
  /** Whether they are in the stage. */
  readonly staged: boolean;
}

/** Makes ready what the first rows will need, for whoever has to wait for them. */
export function warmUpRows(ws: Workspace): void {
  if (ws.db.inTransaction) return;
  stageOf(ws);
  rowKernels();
}

/** Writes the events of one source as rows. */
export class RowWriter {
  readonly #ws: Workspace;
  readonly #source: number;
  readonly #ids = new ValueIds();
  readonly #room = new CellRoom();

  constructor(ws: Workspace, source: number) {
    this.#ws = ws;
    this.#source = source;
  }

  /**
   * Prepares the rows of a batch, which are of use until the next are prepared. Call it outside of transactions: a transaction may hold on to what the stage was
   * when it began.
   */
  prepare(events: EventBatch, firstEvent: number): PreparedRows {
    const firstValue = highestId(this.#ws, 'value') + 1;
    this.#ids.begin(firstValue);
    const rows = span('rows: put together', () => rowsOfBatch(this.#source, events, this.#ids, this.#room));
    const stage = rows.count > 0 ? stageOf(this.#ws) : null;
    return {
      rows,
      events: rangeOf(firstEvent, rows.count),
      values: rangeOf(firstValue, rows.valueCount),
      staged: span('rows: pages', () => stage?.write(rows, firstEvent, firstValue) === true),
    };
  }

  /**
   * Inserts prepared rows behind the others. Call it inside the transaction, and {@link forget} when that fails.
   * @throws INTERNAL when they would not come next, because another import wrote meanwhile
   */
  insert({ rows, events, values, staged }: PreparedRows): void {
    if (events === null) return;
    this.#assertNext('event_data', events);
    if (values !== null) this.#assertNext('value', values);
    const stage = staged ? stageOf(this.#ws) : null;
    if (stage !== null) span('rows: transferred', () => stage.transfer());
    else span('rows: bound', () => insertBound(this.#ws.db, rows, events.first, values?.first ?? 1));
  }

  #assertNext(table: 'event_data' | 'value', { first }: IdRange): void {
    if (highestId(this.#ws, table) + 1 === first) return;
    throw new AppError(
      'INTERNAL',
      `Another import is writing to ${this.#ws.path}; this batch was not stored.`,
    );
  }

  /** Forgets the ids of texts that were not stored. */
  forget(): void {
    this.#ids.forget();
  }
}

function highestId({ db }: Workspace, table: 'event_data' | 'value'): number {
  return selectNumber(db, sql`SELECT max(id) FROM ${ident(table)}`) ?? 0;
}

function rangeOf(first: number, count: number): IdRange | null {
  return count === 0 ? null : { first, last: first + count - 1 };
}
