import type Database from 'better-sqlite3';
import type { NewEvent, StoredValue } from '../record.ts';
import { ident, join, raw, sql } from '../sql.ts';
import { CONTENT_COLUMNS, PLACE_COLUMNS } from './evidence-tables.ts';

/** Rows per statement; fewer cost more calls, more gain nothing. */
const ROWS = 100;

const COLUMNS: readonly string[] = [...PLACE_COLUMNS, ...CONTENT_COLUMNS];
const EXTRA = CONTENT_COLUMNS.length - 1;

/** How the columns of one batch are bound. Columns that are null throughout are left out. */
interface Plan {
  readonly key: string;
  /** Columns with one value throughout: bound once per statement, by name. */
  readonly fixed: readonly number[];
  /** Columns bound for every row. */
  readonly varying: readonly number[];
}

type InsertStatement = Database.Statement<unknown[]>;

/**
 * Inserts events. Binding a value costs about 0.1 µs, which at forty columns would be more than half of all
 * the time: only columns that have values are bound, and those with one value throughout only once.
 */
export class EventInsert {
  readonly #db: Database.Database;
  readonly #source: number;
  readonly #statements = new Map<string, InsertStatement>();

  constructor(db: Database.Database, source: number) {
    this.#db = db;
    this.#source = source;
  }

  /** Inserts in order; SQLite numbers the rows on from the highest id. Returns the id of the last. */
  insert(events: readonly NewEvent[]): number {
    const plan = planOf(events, this.#source);
    const fixed = this.#fixedValues(plan, events);
    let lastId = 0;
    for (let start = 0; start < events.length; start += ROWS) {
      const rows = Math.min(ROWS, events.length - start);
      const values = varyingValues(plan.varying, events, start, rows, this.#source);
      lastId = Number(this.#statement(plan, rows).run(values, fixed).lastInsertRowid);
    }
    return lastId;
  }

  #fixedValues(plan: Plan, events: readonly NewEvent[]): Record<string, StoredValue> {
    const fixed: Record<string, StoredValue> = {};
    const [first] = events;
    if (first === undefined) return fixed;
    for (const column of plan.fixed) fixed[`c${column}`] = valueAt(first, column, this.#source);
    return fixed;
  }

  #statement(plan: Plan, rows: number): InsertStatement {
    const key = `${rows} ${plan.key}`;
    const known = this.#statements.get(key);
    if (known !== undefined) return known;
    const statement = this.#db.prepare<unknown[]>(insertText(plan, rows));
    // The last statement of a batch has its own number of rows; keeping those would only fill memory.
    if (rows === ROWS) this.#statements.set(key, statement);
    return statement;
  }
}

function planOf(events: readonly NewEvent[], source: number): Plan {
  const fixed: number[] = [];
  const varying: number[] = [];
  const [first] = events;
  if (first !== undefined) {
    for (let column = 0; column < COLUMNS.length; column += 1) {
      const value = valueAt(first, column, source);
      if (events.some((event) => valueAt(event, column, source) !== value)) varying.push(column);
      else if (value !== null) fixed.push(column);
    }
  }
  return { key: `${fixed.join()} ${varying.join()}`, fixed, varying };
}

function insertText(plan: Plan, rows: number): string {
  const columns = [...plan.fixed, ...plan.varying].map((column) => ident(COLUMNS[column] ?? ''));
  const cells = [...plan.fixed.map((column) => `@c${column}`), ...plan.varying.map(() => '?')];
  const row = raw(`(${cells.join(', ')})`);
  return sql`INSERT INTO event (${join(columns, ', ')}) VALUES ${join(new Array(rows).fill(row), ', ')}`.text;
}

function varyingValues(
  columns: readonly number[],
  events: readonly NewEvent[],
  start: number,
  rows: number,
  source: number,
): StoredValue[] {
  const values = new Array<StoredValue>(rows * columns.length);
  let at = 0;
  for (let row = start; row < start + rows; row += 1) {
    const event = events[row];
    if (event === undefined) break;
    for (const column of columns) {
      values[at] = valueAt(event, column, source);
      at += 1;
    }
  }
  return values;
}

/** The value of an event in a column of {@link COLUMNS}. */
function valueAt(event: NewEvent, column: number, source: number): StoredValue {
  const content = column - PLACE_COLUMNS.length;
  if (content === EXTRA) return event.extra;
  if (content >= 0) return event.values[content] ?? null;
  if (column === 0) return source;
  if (column === 1) return event.place.line;
  return column === 2 ? event.place.byteOffset : event.place.byteLength;
}
