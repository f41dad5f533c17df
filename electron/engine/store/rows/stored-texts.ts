import type Database from 'better-sqlite3';
import { sql } from '../../sql.ts';

/** Beyond so many texts, what was read is forgotten: memory stays bounded. */
const MOST_TEXTS = 200_000;

/** Gives the texts of stored cells: of ids from the table `value`, each read once. */
export class StoredTexts {
  readonly #select: Database.Statement<[number], string>;
  readonly #known = new Map<number, string | null>();

  constructor(db: Database.Database) {
    this.#select = db
      .prepare<[number], string>(sql`SELECT CAST(text AS TEXT) FROM value WHERE id = ${0}`.text)
      .pluck();
  }

  /** The text of a cell; null for NULL, and for an id without a text. */
  textOf(cell: unknown): string | null {
    if (cell === null || cell === undefined) return null;
    return typeof cell === 'number' ? this.#textOfId(cell) : String(cell);
  }

  #textOfId(id: number): string | null {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    if (this.#known.size >= MOST_TEXTS) this.#known.clear();
    const text = this.#select.get(id) ?? null;
    this.#known.set(id, text);
    return text;
  }
}
