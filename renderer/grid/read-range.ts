import type { Sort } from '../../shared/api/contract.ts';
import type { RemoteEngine } from '../../shared/api/remote.ts';
import type { EventRow } from '../../shared/domain/event.ts';
import { AppError } from '../../shared/errors.ts';
import type { Filter } from '../../shared/filter/filter.ts';

/** Rows of one question. */
export interface RowSource {
  readonly engine: Pick<RemoteEngine, 'rows'>;
  readonly filter: Filter;
  readonly sort: Sort;
  /** A row that is at hand already. */
  readonly rowAt: (index: number) => EventRow | undefined;
}

/** Rows of one request; the most the engine gives. */
const CHUNK = 1_000;

/**
 * Reads consecutive rows and makes something of each chunk, so that any number of them costs little memory. Rows at
 * hand are not asked for.
 * @throws CHANGED when events were added meanwhile, so that the rows would not fit together; CANCELLED
 */
export async function readRange<T>(
  { engine, filter, sort, rowAt }: RowSource,
  first: number,
  count: number,
  make: (rows: readonly EventRow[]) => readonly T[],
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<readonly T[]> {
  const atHand = rowsAtHand(rowAt, first, count);
  if (atHand !== null) return make(atHand);
  const made: T[] = [];
  let revision: number | null = null;
  for (let done = 0; done < count; done += CHUNK) {
    const limit = Math.min(CHUNK, count - done);
    const page = await engine.rows({ filter, sort, offset: first + done, limit }, { signal });
    if (revision !== null && page.revision !== revision) {
      throw new AppError('CHANGED', 'Events were added while rows were copied. Copy them again.', {});
    }
    revision = page.revision;
    made.push(...make(page.rows));
    onProgress(Math.min(count, done + limit));
  }
  return made;
}

function rowsAtHand(rowAt: RowSource['rowAt'], first: number, count: number): EventRow[] | null {
  const rows: EventRow[] = [];
  for (let index = first; index < first + count; index += 1) {
    const row = rowAt(index);
    if (row === undefined) return null;
    rows.push(row);
  }
  return rows;
}
