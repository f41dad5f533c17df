import type Database from 'better-sqlite3';
import { FIELD_NAMES } from '../../../shared/domain/fields.ts';
import { type Column, type ColumnName, type EventColumns, PLACE_NAMES } from '../columns/column.ts';
import { NumberBuilder, TextBuilder } from '../columns/column-builder.ts';
import { ident, join, sql } from '../sql.ts';
import type { IndexSegment } from './index-segments.ts';
import { holdsTexts, type RowColumn } from './rows/row-layout.ts';
import { StoredTexts } from './rows/stored-texts.ts';

type Stretch = Pick<IndexSegment, 'firstEvent' | 'count'>;

/** Rows read at a time. */
const CHUNK = 1_024;

/** The columns of the index that every event can have. */
const FIXED_COLUMNS: readonly Exclude<RowColumn, 'extra'>[] = ['source', ...PLACE_NAMES, ...FIELD_NAMES];

/** One column of a stretch, from the rows themselves; null when it has no value. */
export function columnOfRows(db: Database.Database, stretch: Stretch, name: ColumnName): Column | null {
  const wanted = isExtra(name) ? [] : [name];
  return readColumns(db, stretch, wanted, isExtra(name)).get(name) ?? null;
}

/** All columns of a stretch, from the rows themselves. */
export function columnsOfRows(db: Database.Database, stretch: Stretch): EventColumns {
  return { count: stretch.count, columns: readColumns(db, stretch, FIXED_COLUMNS, true) };
}

function readColumns(
  db: Database.Database,
  { firstEvent, count }: Stretch,
  names: readonly Exclude<RowColumn, 'extra'>[],
  withExtra: boolean,
): Map<ColumnName, Column> {
  const texts = new StoredTexts(db);
  const readers = names.map((name) => (holdsTexts(name) ? new TextReader(texts) : new NumberReader()));
  const extra = new ExtraReader(texts);
  const list = join([...names, ...(withExtra ? ['extra'] : [])].map(ident), ', ');
  const last = firstEvent + count - 1;
  const chunk = db
    .prepare<[number, number], unknown[]>(
      sql`SELECT ${list} FROM event_data WHERE id BETWEEN ${firstEvent} AND ${last} ORDER BY id`.text,
    )
    .raw();
  for (let from = firstEvent; from <= last; from += CHUNK) {
    const rows = chunk.all(from, Math.min(last, from + CHUNK - 1));
    readers.forEach((reader, column) => {
      for (const row of rows) reader.add(row[column]);
    });
    if (withExtra) for (const row of rows) extra.add(row[names.length]);
  }
  const columns = new Map<ColumnName, Column>();
  names.forEach((name, index) => {
    const reader = readers[index];
    const isUnsafe = reader instanceof NumberReader && reader.unsafe;
    const column = isUnsafe ? bigColumn(db, name, firstEvent, last) : (reader?.finish() ?? null);
    if (column !== null) columns.set(name, column);
  });
  for (const [name, column] of extra.finish()) columns.set(name, column);
  return columns;
}

class NumberReader {
  /** Whether some are beyond 2⁵³, where reading them as plain numbers rounds them. */
  unsafe = false;
  readonly #builder = new NumberBuilder();

  add(value: unknown): void {
    const isNumber = typeof value === 'number' && Number.isInteger(value);
    if (isNumber && !Number.isSafeInteger(value)) this.unsafe = true;
    this.#builder.add(isNumber ? value : null);
  }

  finish(): Column | null {
    return this.#builder.finish();
  }
}

function bigColumn(db: Database.Database, name: string, first: number, last: number): Column | null {
  const builder = new NumberBuilder();
  const query = sql`SELECT ${ident(name)} FROM event_data WHERE id BETWEEN ${first} AND ${last} ORDER BY id`;
  const values = db.prepare<unknown[], unknown>(query.text).pluck().safeIntegers();
  for (const value of values.iterate(...query.values)) builder.add(typeof value === 'bigint' ? value : null);
  return builder.finish();
}

class TextReader {
  readonly #texts: StoredTexts;
  readonly #builder = new TextBuilder();

  constructor(texts: StoredTexts) {
    this.#texts = texts;
  }

  add(value: unknown): void {
    this.#builder.add(this.#texts.textOf(value));
  }

  finish(): Column | null {
    return this.#builder.finish();
  }
}

/** Reads the extra columns from the JSON that the rows keep them in. */
class ExtraReader {
  readonly #texts: StoredTexts;
  readonly #builders = new Map<ColumnName, TextBuilder>();
  #count = 0;

  constructor(texts: StoredTexts) {
    this.#texts = texts;
  }

  add(extra: unknown): void {
    if (typeof extra === 'string') {
      for (const [key, value] of extraMembers(extra)) {
        if (!isExtra(key)) continue;
        const builder = this.#builders.get(key) ?? new TextBuilder();
        this.#builders.set(key, builder);
        builder.padTo(this.#count);
        builder.add(this.#texts.textOf(value));
      }
    }
    this.#count += 1;
  }

  finish(): Map<ColumnName, Column> {
    const columns = new Map<ColumnName, Column>();
    for (const [name, builder] of this.#builders) {
      builder.padTo(this.#count);
      const column = builder.finish();
      if (column !== null) columns.set(name, column);
    }
    return columns;
  }
}

/** Members of a stored object; none where damage left no JSON, which `verify` names. */
function extraMembers(json: string): [string, unknown][] {
  try {
    return Object.entries(JSON.parse(json) as object);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return [];
    throw error;
  }
}

function isExtra(name: string): name is `c${number}` {
  return /^c\d+$/.test(name);
}
