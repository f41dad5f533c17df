import type Database from 'better-sqlite3';
import type { ColumnInfo } from '../../../shared/api/contract.ts';
import { extraRef } from '../../../shared/domain/field-ref.ts';
import { FIELD_NAMES, fieldSpec } from '../../../shared/domain/fields.ts';
import { ident, join, raw, sql } from '../sql.ts';
import { selectNumber, selectRow, selectRows } from '../store/run-sql.ts';
import type { ExtraNames } from './extra-names.ts';

/** Beyond this many extra columns a row is taken apart once, rather than asked for each. */
const ASKED_ONE_BY_ONE = 16;

/**
 * How many events have a value, per column. Events never change, so a further look counts only those that came
 * since the last.
 */
export class ColumnFill {
  readonly #fields = new Map<string, number>();
  readonly #extra = new Map<number, number>();
  #countedUpTo = 0;

  /** The columns a grid can show: fields with values in their order, then extra columns in order of appearance. */
  columns(db: Database.Database, names: ExtraNames): ColumnInfo[] {
    const last = selectNumber(db, sql`SELECT max(id) FROM event`) ?? 0;
    if (last > this.#countedUpTo) {
      this.#countFields(db, last);
      this.#countExtra(db, names, last);
      this.#countedUpTo = last;
    }
    const fields = FIELD_NAMES.map((name): ColumnInfo => {
      const { label, kind } = fieldSpec(name);
      return { ref: name, label, kind, extra: false, filled: this.#fields.get(name) ?? 0 };
    });
    const extra = [...names].map(
      ([id, name]): ColumnInfo => ({
        ref: extraRef(name),
        label: name,
        kind: 'text',
        extra: true,
        filled: this.#extra.get(id) ?? 0,
      }),
    );
    return [...fields.filter((column) => column.filled > 0), ...extra];
  }

  #countFields(db: Database.Database, last: number): void {
    const counts = join(
      FIELD_NAMES.map((name) => sql`count(${ident(name)})`),
      ', ',
    );
    const row = selectRow(
      db,
      sql`SELECT ${counts} FROM event WHERE id > ${this.#countedUpTo} AND id <= ${last}`,
    );
    FIELD_NAMES.forEach((name, index) => {
      this.#fields.set(name, (this.#fields.get(name) ?? 0) + Number(row?.[index] ?? 0));
    });
  }

  #countExtra(db: Database.Database, names: ExtraNames, last: number): void {
    const ids = [...names.keys()];
    if (ids.length === 0) return;
    const added = ids.length > ASKED_ONE_BY_ONE ? this.#takenApart(db, last) : this.#askedFor(db, ids, last);
    for (const [id, count] of added) this.#extra.set(id, (this.#extra.get(id) ?? 0) + count);
  }

  #askedFor(db: Database.Database, ids: readonly number[], last: number): [number, number][] {
    const counts = join(
      ids.map((id) => sql`count(extra ->> ${raw(`'$.c${Math.trunc(id)}'`)})`),
      ', ',
    );
    const row = selectRow(
      db,
      sql`SELECT ${counts} FROM event WHERE id > ${this.#countedUpTo} AND id <= ${last} AND extra IS NOT NULL`,
    );
    return ids.map((id, index) => [id, Number(row?.[index] ?? 0)]);
  }

  #takenApart(db: Database.Database, last: number): [number, number][] {
    const rows = selectRows(
      db,
      sql`SELECT CAST(substr(value.key, 2) AS INTEGER), count(value.atom)
          FROM event, json_each(event.extra) AS value
          WHERE event.id > ${this.#countedUpTo} AND event.id <= ${last} GROUP BY value.key`,
    );
    return rows.map((row) => [Number(row[0]), Number(row[1])]);
  }
}
