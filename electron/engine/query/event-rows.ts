import type Database from 'better-sqlite3';
import { type FieldKind, type FieldName, fieldSpec } from '../../../shared/domain/fields.ts';
import { AppError } from '../../../shared/errors.ts';
import { ident, join, raw, type Sql, sql } from '../sql.ts';
import { decimalNumber, decimalText } from './nano-parts.ts';

/** Stored columns of one event, by position; see {@link EventReader}. */
export type StoredRow = readonly unknown[];

/** Where a field stands in a {@link StoredRow}; a decimal takes two places, see `nano-parts.ts`. */
export interface FieldPlace {
  readonly name: FieldName;
  readonly kind: FieldKind;
  readonly at: number;
}

/** Places of what is not a field. */
export const ID_AT = 0;
export const SOURCE_AT = 1;
export const EXTRA_AT = 2;
const FIRST_FIELD_AT = 3;

/** Reads events by id, with just the fields asked for. One statement, prepared once. */
export class EventReader {
  readonly places: readonly FieldPlace[];
  readonly #statement: Database.Statement<[number], StoredRow>;
  readonly #inTransaction: (ids: Iterable<number>) => StoredRow[];

  constructor(db: Database.Database, fields: readonly FieldName[]) {
    let at = FIRST_FIELD_AT;
    this.places = fields.map((name) => {
      const place = { name, kind: fieldSpec(name).kind, at };
      at += place.kind === 'decimal' ? 2 : 1;
      return place;
    });
    const columns = join([raw('id'), raw('source'), raw('extra'), ...this.places.map(columnOf)], ', ');
    const { text } = sql`SELECT ${columns} FROM event WHERE id = ${null}`;
    this.#statement = db.prepare<[number], StoredRow>(text).raw();
    this.#inTransaction = db.transaction((ids: Iterable<number>) => Array.from(ids, (id) => this.read(id)));
  }

  /**
   * Events in the order of their ids. In one transaction, because locking the file for each of them takes
   * longer than reading it.
   * @throws UNKNOWN_EVENT
   */
  readAll(ids: Iterable<number>): StoredRow[] {
    return this.#inTransaction(ids);
  }

  /** @throws UNKNOWN_EVENT */
  read(id: number): StoredRow {
    const row = this.#statement.get(id);
    if (row === undefined) {
      throw new AppError('UNKNOWN_EVENT', `There is no event ${id} in this workspace.`, { id });
    }
    return row;
  }
}

function columnOf({ name, kind }: FieldPlace): Sql {
  const column = ident(name);
  return kind === 'decimal' ? sql`${column} / 1000000000, ${column} % 1000000000` : column;
}

/** A decimal as the nearest number; null when there is none. */
export function numberAt(row: StoredRow, at: number): number | null {
  const whole = row[at];
  const rest = row[at + 1];
  return typeof whole === 'number' && typeof rest === 'number' ? decimalNumber(whole, rest) : null;
}

/** A decimal, every digit; null when there is none. */
export function decimalAt(row: StoredRow, at: number): string | null {
  const whole = row[at];
  const rest = row[at + 1];
  return typeof whole === 'number' && typeof rest === 'number' ? decimalText(whole, rest) : null;
}
