import type Database from 'better-sqlite3';
import { FIELD_NAMES } from '../../../shared/domain/fields.ts';
import { ident, join, raw, sql } from '../sql.ts';
import { selectNumber, selectRow, selectRows } from '../store/run-sql.ts';
import type { ExtraNames } from './extra-names.ts';

/** How many events have a value, by the name of the column: that of a field, or `c<id>`. */
export type Filled = ReadonlyMap<string, number>;

/** Beyond this many extra columns a row is taken apart once, rather than asked for each. */
const ASKED_ONE_BY_ONE = 16;

/**
 * How many events have a value, per column, from the rows. Events never change, so a further look counts only those
 * that came since the last.
 */
export class ColumnFill {
  readonly #filled = new Map<string, number>();
  #countedUpTo = 0;

  /** All events that are stored by now. */
  upToNow(db: Database.Database, names: ExtraNames): Filled {
    const last = selectNumber(db, sql`SELECT max(id) FROM event`) ?? 0;
    if (last > this.#countedUpTo) {
      for (const [name, count] of countFilled(db, names, this.#countedUpTo, last)) {
        this.#filled.set(name, (this.#filled.get(name) ?? 0) + count);
      }
      this.#countedUpTo = last;
    }
    return this.#filled;
  }
}

/** Counts the values of the events with ids above `after` and up to `last`. */
export function countFilled(
  db: Database.Database,
  names: ExtraNames,
  after: number,
  last: number,
): Map<string, number> {
  const counts = join(
    FIELD_NAMES.map((name) => sql`count(${ident(name)})`),
    ', ',
  );
  const row = selectRow(db, sql`SELECT ${counts} FROM event WHERE id > ${after} AND id <= ${last}`);
  const fields = FIELD_NAMES.map((name, index): [string, number] => [name, Number(row?.[index] ?? 0)]);
  const ids = [...names.keys()];
  if (ids.length === 0) return new Map(fields);
  const extra = ids.length > ASKED_ONE_BY_ONE ? takenApart(db, after, last) : askedFor(db, ids, after, last);
  return new Map([...fields, ...extra]);
}

function askedFor(
  db: Database.Database,
  ids: readonly number[],
  after: number,
  last: number,
): [string, number][] {
  const counts = join(
    ids.map((id) => sql`count(extra ->> ${raw(`'$.c${Math.trunc(id)}'`)})`),
    ', ',
  );
  const row = selectRow(
    db,
    sql`SELECT ${counts} FROM event WHERE id > ${after} AND id <= ${last} AND extra IS NOT NULL`,
  );
  return ids.map((id, index) => [`c${id}`, Number(row?.[index] ?? 0)]);
}

function takenApart(db: Database.Database, after: number, last: number): [string, number][] {
  const rows = selectRows(
    db,
    sql`SELECT value.key, count(value.atom) FROM event, json_each(event.extra) AS value
        WHERE event.id > ${after} AND event.id <= ${last} GROUP BY value.key`,
  );
  return rows.map(([key, count]) => [String(key), Number(count)]);
}
