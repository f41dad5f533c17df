import type Database from 'better-sqlite3';
import { numberColumn } from '../../columns/number-column.ts';
import { ident, join, raw, type Sql, sql } from '../../sql.ts';
import type { IdRange } from '../batch-row.ts';
import { selectNumber, selectValue } from '../run-sql.ts';
import type { BatchRows } from './batch-rows.ts';
import { CellRoom } from './cell-room.ts';
import { bigCells, type Cells, numberCells, type TextCells } from './cells.ts';
import { holdsTexts, ROW_COLUMNS, type RowColumn } from './row-layout.ts';

/** Rows read at a time. */
const CHUNK = 1_024;

/** The rows of a batch as they are stored, whatever became of them. */
export function storedRows(db: Database.Database, events: IdRange | null, values: IdRange | null): BatchRows {
  const texts = values === null ? { count: 0, cells: null } : storedTexts(db, 'value', 'text', values);
  return {
    count: events === null ? 0 : countOf(db, 'event_data', events),
    columns: events === null ? new Map() : storedColumns(db, events),
    valueCount: texts.count,
    values: texts.cells,
  };
}

function storedColumns(db: Database.Database, range: IdRange): Map<RowColumn, Cells | 'mixed'> {
  const readers = readColumns(db, range);
  const columns = new Map<RowColumn, Cells | 'mixed'>();
  ROW_COLUMNS.forEach((name, index) => {
    const reader = readers[index];
    if (reader === undefined || reader.kind === null) return;
    const cells = cellsOf(db, name, reader, range);
    if (cells !== null) columns.set(name, cells);
  });
  for (const name of namesWithReals(db, columns, range)) columns.set(name, 'mixed');
  return columns;
}

function readColumns(db: Database.Database, { first, last }: IdRange): ColumnReader[] {
  const readers = ROW_COLUMNS.map(() => new ColumnReader(last - first + 1));
  const names = join(ROW_COLUMNS.map(ident), ', ');
  const chunk = db
    .prepare<[number, number], unknown[]>(
      sql`SELECT ${names} FROM event_data WHERE id BETWEEN ${first} AND ${last} ORDER BY id`.text,
    )
    .raw();
  for (let from = first; from <= last; from += CHUNK) {
    const rows = chunk.all(from, Math.min(last, from + CHUNK - 1));
    readers.forEach((reader, column) => {
      for (const row of rows) reader.add(row[column]);
    });
  }
  return readers;
}

function cellsOf(
  db: Database.Database,
  name: RowColumn,
  reader: ColumnReader,
  range: IdRange,
): Cells | 'mixed' | null {
  if (reader.kind === 'mixed' || reader.kind === null) return 'mixed';
  if (reader.kind === 'text') return storedTexts(db, 'event_data', name, range).cells;
  return reader.unsafe
    ? bigCells({ kind: 'big', values: storedIntegers(db, name, range) })
    : numberCells(numberColumn(reader.numbers, 0, 1), new CellRoom());
}

/** Numbers of one column, and of what type its values are. */
class ColumnReader {
  kind: 'integer' | 'text' | 'mixed' | null = null;
  /** Whether some are beyond 2⁵³. */
  unsafe = false;
  readonly #numbers: Float64Array;
  #count = 0;

  constructor(count: number) {
    this.#numbers = new Float64Array(count);
  }

  get numbers(): Float64Array {
    return this.#numbers.subarray(0, this.#count);
  }

  add(value: unknown): void {
    this.#numbers[this.#count] = typeof value === 'number' ? value : Number.NaN;
    this.#count += 1;
    if (value === null) return;
    const kind = kindOf(value);
    if (this.kind === null) this.kind = kind;
    else if (this.kind !== kind) this.kind = 'mixed';
    if (kind === 'integer' && !Number.isSafeInteger(value)) this.unsafe = true;
  }
}

function kindOf(value: unknown): 'integer' | 'text' | 'mixed' {
  if (typeof value === 'string') return 'text';
  return Number.isInteger(value) ? 'integer' : 'mixed';
}

function storedIntegers(db: Database.Database, name: RowColumn, range: IdRange): BigInt64Array {
  const query = columnQuery('event_data', ident(name), range);
  const values = db.prepare<unknown[], bigint | null>(query.text).pluck().safeIntegers();
  return BigInt64Array.from(values.all(...query.values), (value) => value ?? -(2n ** 63n));
}

/** Texts of one column as bytes: text that is not valid UTF-8 must not pass for what it is shown as. */
function storedTexts(
  db: Database.Database,
  table: 'event_data' | 'value',
  name: RowColumn | 'text',
  range: IdRange,
): { count: number; cells: TextCells | 'mixed' | null } {
  const query = columnQuery(table, sql`CAST(${ident(name)} AS BLOB)`, range);
  const parts = db
    .prepare<unknown[], Buffer | null>(query.text)
    .pluck()
    .all(...query.values);
  const count = parts.length;
  if (hasOtherTypes(db, table, name, range)) return { count, cells: 'mixed' };
  const ends = new Uint32Array(count);
  const nulls = new Uint8Array(count);
  let length = 0;
  parts.forEach((part, row) => {
    if (part === null) nulls[row] = 1;
    else length += part.length;
    ends[row] = length;
  });
  if (!nulls.includes(0)) return { count, cells: null };
  const bytes = Buffer.concat(parts.filter((part) => part !== null));
  return { count, cells: { kind: 'text', ends, nulls: nulls.includes(1) ? nulls : null, bytes } };
}

function columnQuery(table: string, value: Sql, { first, last }: IdRange): Sql {
  return sql`SELECT ${value} FROM ${ident(table)} WHERE id BETWEEN ${first} AND ${last} ORDER BY id`;
}

function hasOtherTypes(
  db: Database.Database,
  table: string,
  name: string,
  { first, last }: IdRange,
): boolean {
  const found = sql`SELECT EXISTS (SELECT 1 FROM ${ident(table)} WHERE id BETWEEN ${first} AND ${last}
    AND typeof(${ident(name)}) NOT IN ('text', 'null'))`;
  return selectValue(db, found) === 1;
}

/** Columns in which a number is not a whole one: as a value it could equal an id, but it names no text. */
function namesWithReals(
  db: Database.Database,
  columns: ReadonlyMap<RowColumn, Cells | 'mixed'>,
  { first, last }: IdRange,
): RowColumn[] {
  return [...columns.keys()].filter((name) => {
    if (!holdsTexts(name)) return false;
    const found = sql`SELECT EXISTS (SELECT 1 FROM event_data WHERE id BETWEEN ${first} AND ${last}
      AND typeof(${ident(name)}) = ${raw("'real'")})`;
    return selectValue(db, found) === 1;
  });
}

function countOf(db: Database.Database, table: string, { first, last }: IdRange): number {
  return (
    selectNumber(db, sql`SELECT count(*) FROM ${ident(table)} WHERE id BETWEEN ${first} AND ${last}`) ?? 0
  );
}
