import type Database from 'better-sqlite3';
import { ident, sql } from '../sql.ts';
import type { IdRange } from './batch-row.ts';
import { execute, selectRows } from './run-sql.ts';

/** Names of columns that no field takes, numbered. New ones are stored by the batch that first uses them. */
export class ExtraColumns {
  readonly #db: Database.Database;
  readonly #ids = new Map<string, number>();
  readonly #unstored = new Map<string, number>();
  #last = 0;

  constructor(db: Database.Database) {
    this.#db = db;
    for (const [id, name] of selectRows(db, sql`SELECT id, ${ident('name')} FROM extra_column ORDER BY id`)) {
      this.#last = Number(id);
      this.#ids.set(String(name), this.#last);
    }
  }

  /** The id of a column, a new one when the name was never seen. */
  id(name: string): number {
    // SQLite stores text as UTF-8, which has no lone surrogates.
    const stored = name.toWellFormed();
    const known = this.#ids.get(stored);
    if (known !== undefined) return known;
    this.#last += 1;
    this.#ids.set(stored, this.#last);
    this.#unstored.set(stored, this.#last);
    return this.#last;
  }

  /** Stores the new ones. Call it inside a transaction, and {@link committed} after it. */
  store(): IdRange | null {
    for (const [name, id] of this.#unstored) {
      execute(this.#db, sql`INSERT INTO extra_column (id, name) VALUES (${id}, ${name})`);
    }
    const count = this.#unstored.size;
    return count === 0 ? null : { first: this.#last - count + 1, last: this.#last };
  }

  committed(): void {
    this.#unstored.clear();
  }
}
