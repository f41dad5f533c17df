import { AppError } from '../../../../shared/errors.ts';
import type { EventBatch } from '../../record.ts';
import { span } from '../../spans.ts';
import { sql } from '../../sql.ts';
import type { IdRange } from '../batch-row.ts';
import { selectNumber } from '../run-sql.ts';
import type { Workspace } from '../workspace.ts';
import { type NewRows, rowsOfBatch } from './batch-rows.ts';
import { insertBound } from './bound-rows.ts';
import { currentStage, openStage } from './open-stages.ts';
import { ValueIds } from './value-ids.ts';

/** What a batch added. */
export interface WrittenRows {
  readonly rows: NewRows;
  readonly events: IdRange | null;
  readonly values: IdRange | null;
}

/** Writes the events of one source as rows. */
export class RowWriter {
  readonly #ws: Workspace;
  readonly #source: number;
  readonly #ids = new ValueIds();

  constructor(ws: Workspace, source: number) {
    this.#ws = ws;
    this.#source = source;
  }

  /** Prepares for a batch. Call it outside of transactions. */
  begin(): void {
    openStage(this.#ws);
  }

  /**
   * Inserts events behind the others. Call it inside the transaction, and {@link forget} when that fails.
   * @throws INTERNAL when the next event is not `firstEvent`, because another import wrote meanwhile
   */
  insert(events: EventBatch, firstEvent: number): WrittenRows {
    const { db } = this.#ws;
    if ((selectNumber(db, sql`SELECT max(id) FROM event_data`) ?? 0) + 1 !== firstEvent) {
      throw new AppError(
        'INTERNAL',
        `Another import is writing to ${this.#ws.path}; this batch was not stored.`,
      );
    }
    const firstValue = (selectNumber(db, sql`SELECT max(id) FROM value`) ?? 0) + 1;
    this.#ids.begin(firstValue);
    const rows = span('rows: put together', () => rowsOfBatch(this.#source, events, this.#ids));
    const stage = currentStage(this.#ws);
    const staged = span('rows: pages', () => stage?.write(rows, firstEvent, firstValue) === true);
    if (staged) span('rows: transferred', () => stage?.transfer());
    else span('rows: bound', () => insertBound(db, rows, firstEvent, firstValue));
    return { rows, events: rangeOf(firstEvent, rows.count), values: rangeOf(firstValue, rows.valueCount) };
  }

  /** Forgets the ids of texts that were not stored. */
  forget(): void {
    this.#ids.forget();
  }
}

function rangeOf(first: number, count: number): IdRange | null {
  return count === 0 ? null : { first, last: first + count - 1 };
}
