import { type CellKind, isStrict, kindOf } from './cell-kinds.ts';

type Row = readonly string[];

/** What stands before the first record. Counts are of rows, empty ones included. */
export interface Head {
  /** Rows that belong to no table: titles, dates of the export, empty lines. */
  readonly preamble: number;
  readonly header: number;
}

/** More rows than this before the first record are no preamble. */
const MOST_PREAMBLE = 100;
const MOST_HEADER = 5;

/** Columns further right are not looked at. */
const MOST_COLUMNS = 1_000;

/** Share of a column's cells that must be of one kind. */
const MOSTLY = 0.8;

/**
 * Tells preamble, header and records apart. Where columns hold numbers, times or addresses, records begin with the
 * first row that holds them too; what stands above it in the length of the table is its header. Where all is
 * text, the first row of the usual length is the header, unless its texts are found again below it.
 * @param rows the first rows of the file
 */
export function findHead(rows: readonly Row[]): Head {
  const length = usualLength(rows);
  const kinds = strictKinds(rows);
  const first = kinds.size === 0 ? null : rows.findIndex((row) => conforms(row, kinds, length));
  if (first === null || first < 0) return headOfTexts(rows, length);
  const header = headerRow(rows, first, length);
  if (header === null) return { preamble: first, header: 0 };
  return { preamble: header, header: headerRows(rows, header, first) };
}

/** Length that most rows have; of several the one that comes first. */
export function usualLength(rows: readonly Row[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) if (filled(row) > 0) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  let usual = 0;
  for (const [length, count] of counts) if (count > (counts.get(usual) ?? 0)) usual = length;
  return usual;
}

/** Columns that hold one strict kind, judged by later rows, which are no header. */
function strictKinds(rows: readonly Row[]): ReadonlyMap<number, CellKind> {
  const some = rows.filter((row) => filled(row) > 0);
  for (const share of [0.3, 0.5, 0.75, 1]) {
    const kinds = kindsOf(
      some.slice(Math.min(some.length - 1, Math.max(1, Math.floor(some.length * share)))),
    );
    if (kinds.size > 0) return kinds;
  }
  return new Map();
}

function kindsOf(rows: readonly Row[]): ReadonlyMap<number, CellKind> {
  const kinds = new Map<number, CellKind>();
  const width = Math.min(MOST_COLUMNS, Math.max(0, ...rows.map((row) => row.length)));
  for (let column = 0; column < width; column += 1) {
    const counts = new Map<CellKind, number>();
    let values = 0;
    for (const row of rows) {
      const kind = kindOf((row[column] ?? '').trim());
      if (kind === 'empty') continue;
      values += 1;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    for (const [kind, count] of counts) {
      if (isStrict(kind) && count >= values * MOSTLY) kinds.set(column, kind);
    }
  }
  return kinds;
}

/**
 * Whether a row is a record: half of what it has in the columns of a strict kind is of that kind, or more than half
 * where it is not as long as the others.
 */
function conforms(row: Row, kinds: ReadonlyMap<number, CellKind>, length: number): boolean {
  let values = 0;
  let fitting = 0;
  for (const [column, kind] of kinds) {
    const cell = kindOf((row[column] ?? '').trim());
    if (cell === 'empty') continue;
    values += 1;
    if (cell === kind) fitting += 1;
  }
  return fitting * 2 > values || (row.length === length && fitting > 0 && fitting * 2 === values);
}

/** The row above the records that names the columns; null when there is none. */
function headerRow(rows: readonly Row[], first: number, length: number): number | null {
  if (first > MOST_PREAMBLE) return 0;
  let last: number | null = null;
  for (let index = behindGap(rows, first); index < first; index += 1) {
    const row = rows[index] ?? [];
    if (filled(row) < Math.min(2, length)) continue;
    if (row.length === length && !isLabelled(row)) return index;
    last = index;
  }
  return last;
}

/** Where the last lines begin that stand above the records without an empty one between them. */
function behindGap(rows: readonly Row[], first: number): number {
  let index = first;
  while (index > 0 && filled(rows[index - 1] ?? []) === 0) index -= 1;
  while (index > 0 && filled(rows[index - 1] ?? []) > 0) index -= 1;
  return index;
}

/**
 * A header that names every column is one row, however often it is repeated at once; one that leaves gaps goes on
 * below, as long as it does.
 */
function headerRows(rows: readonly Row[], from: number, first: number): number {
  const names = [...(rows[from] ?? [])];
  let to = from + 1;
  while (to < first && same(rows[to] ?? [], rows[from] ?? [])) to += 1;
  if (to > from + 1) return to - from;
  while (to < first && to - from < MOST_HEADER && names.some((name) => name.trim() === '')) {
    const row = rows[to] ?? [];
    if (row.some((cell) => isStrict(kindOf(cell)))) break;
    row.forEach((cell, column) => {
      if (cell.trim() !== '') names[column] = cell;
    });
    to += 1;
  }
  // Gaps that nothing below fills are columns without a name.
  const filledBelow = filled(names) > filled(rows[from] ?? []);
  return filledBelow ? to - from : 1;
}

function headOfTexts(rows: readonly Row[], length: number): Head {
  const found = rows.findIndex((row) => row.length === length && filled(row) >= Math.min(2, length));
  const from = found < 0 || found > MOST_PREAMBLE ? 0 : found;
  const row = rows[from];
  if (row === undefined || filled(row) === 0) return { preamble: 0, header: 0 };
  const below = rows.slice(from + 1);
  const repeats = below.findIndex((other) => !same(other, row));
  if (repeats > 0) return { preamble: from, header: repeats + 1 };
  const known = row.filter((cell, column) => cell !== '' && below.some((other) => other[column] === cell));
  const alone = below.length === 0 && row.some((cell) => isStrict(kindOf(cell)));
  const isRecord = alone || (known.length > 0 && known.length * 2 > filled(row));
  return { preamble: from, header: isRecord ? 0 : 1 };
}

/** `Exported by:, dana`: what is said about a table is no header of it. */
function isLabelled(row: Row): boolean {
  const [label = '', ...values] = row.filter((cell) => cell.trim() !== '');
  return (label.trim().endsWith(':') && values.length <= 1) || values.some((cell) => kindOf(cell) === 'time');
}

function filled(row: Row): number {
  let count = 0;
  for (const cell of row) if (cell.trim() !== '') count += 1;
  return count;
}

function same(one: Row, other: Row): boolean {
  return one.length === other.length && one.every((cell, index) => cell === other[index]);
}
