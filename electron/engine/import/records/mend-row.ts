import { type QuotedCells, quotedCells } from './csv-cells.ts';
import type { CsvDialect } from './csv-splitter.ts';
import { fitOf, type RowModel } from './row-model.ts';

/** Longer records, and longer rows, are not mended: it would take too long, and they are too many to be sure. */
const LONGEST = 64 * 1024;
const MOST_CELLS = 256;
/** How many cells too many or too few are put right. */
const MOST_SURPLUS = 64;

/** Columns of a row in which cells are divided; every place in each of them is tried. */
const MOST_DIVIDED = 64;

/** Longest cell, without blanks, that is divided anywhere. */
const LONGEST_CODE = 24;

/** What every cell must fit on average, and each at least, for a row to count as mended. */
const GOOD = 0.8;

const JOINING = 0.01;
const DROPPING = 0.5;
/** For a quote out of order that a reading leaves. */
const STRAY = 0.05;

interface Mended {
  readonly cells: readonly string[];
  readonly fit: number;
}

/**
 * Puts the cells of a record that is not as long as the others under the columns they belong to, when one way to do
 * so fits what the columns hold and no other does: a delimiter or quote too many or too few, or a row written with
 * another delimiter. Null when there is no such way; the row is then left as it is.
 */
export function mendRow(text: string, dialect: CsvDialect, model: RowModel): readonly string[] | null {
  if (text.length > LONGEST) return null;
  let best: Mended | null = null;
  let rival = false;
  for (const reading of readings(text, dialect)) {
    const found = aligned(reading, model);
    if (found === null) continue;
    const mended = { ...found, fit: found.fit - (STRAY * reading.cells.strays) / model.columns.length };
    if (mended.fit < GOOD) continue;
    if (best === null || mended.fit > best.fit + 0.001) {
      best = mended;
      rival = false;
    } else if (mended.fit > best.fit - 0.001 && !same(mended.cells, best.cells)) rival = true;
  }
  return best === null || rival ? null : best.cells;
}

interface RecordReading {
  readonly cells: QuotedCells;
  readonly delimiter: string;
  /** Index of a cell that begins with a quote which does not count in what the cell is like. */
  readonly literal?: number;
}

/** The ways in which a record that does not fit may have been meant, the likeliest first. */
function* readings(text: string, dialect: CsvDialect): Generator<RecordReading> {
  const { delimiter, quote } = dialect;
  yield { cells: quotedCells(text, dialect), delimiter };
  if (quote !== '' && text.includes(quote)) {
    if (dialect.escape !== 'none') {
      yield { cells: quotedCells(text, { ...dialect, escape: 'none' }), delimiter };
    }
    yield* withOneQuoteLiteral(text, dialect);
    yield* withDelimiterBeforeQuote(text, dialect);
  }
  for (const other of [',', ';', '\t', '|', ' ']) {
    if (other !== delimiter && text.includes(other)) {
      yield { cells: quotedCells(text, { ...dialect, delimiter: other }), delimiter: other };
    }
  }
}

/** One of the quotes that open a cell is part of its text. */
function* withOneQuoteLiteral(text: string, dialect: CsvDialect): Generator<RecordReading> {
  const { delimiter, quote } = dialect;
  let tried = 0;
  for (let at = text.indexOf(quote); at >= 0 && tried < 16; at = text.indexOf(quote, at + 1)) {
    if (at > 0 && !text.startsWith(delimiter, at - delimiter.length)) continue;
    tried += 1;
    const before =
      at === 0
        ? { cells: [], quoted: [], strays: 0 }
        : quotedCells(text.slice(0, at - delimiter.length), dialect);
    const behind = quotedCells(STAND_IN + text.slice(at + 1), dialect);
    yield literalAt(before, behind, quote, 1, delimiter);
    // Or the cell goes on behind it in quotes of its own.
    if (text.startsWith(quote, at + 1)) {
      yield literalAt(before, quotedCells(text.slice(at + 1), dialect), quote, 0, delimiter);
    }
  }
}

function literalAt(
  before: QuotedCells,
  behind: QuotedCells,
  quote: string,
  from: number,
  delimiter: string,
): RecordReading {
  const [first = '', ...rest] = behind.cells;
  return {
    cells: {
      cells: [...before.cells, quote + first.slice(from), ...rest],
      quoted: [...before.quoted, ...behind.quoted],
      strays: before.strays + behind.strays,
    },
    delimiter,
    literal: before.cells.length,
  };
}

/** A character that opens no quotes. */
const STAND_IN = 'x';

/** A quote in the middle of a cell opens one whose delimiter is missing. */
function* withDelimiterBeforeQuote(text: string, dialect: CsvDialect): Generator<RecordReading> {
  const { delimiter, quote } = dialect;
  let tried = 0;
  for (let at = text.indexOf(quote, 1); at >= 0 && tried < 16; at = text.indexOf(quote, at + 1)) {
    const before = text[at - 1] ?? '';
    if (before === quote) continue;
    // Two quotes may be the end of one cell and the start of the next.
    if (text[at + 1] === quote) {
      tried += 1;
      yield {
        cells: quotedCells(text.slice(0, at + 1) + delimiter + text.slice(at + 1), dialect),
        delimiter,
      };
      continue;
    }
    if (delimiter.endsWith(before)) continue;
    if (text.startsWith(delimiter, at + 1) || at === text.length - 1) continue;
    tried += 1;
    yield { cells: quotedCells(text.slice(0, at) + delimiter + text.slice(at), dialect), delimiter };
  }
}

function aligned(reading: RecordReading, model: RowModel): Mended | null {
  const { delimiter, literal } = reading;
  const { cells, quoted } = reading.cells;
  const width = model.columns.length;
  const surplus = cells.length - width;
  if (cells.length > MOST_CELLS || Math.abs(surplus) > MOST_SURPLUS) return null;
  if (surplus < 0) {
    if (literal !== undefined) return null;
    const few = surplus >= -2 && width <= MOST_DIVIDED;
    return few ? divided(cells, quoted, model, -surplus) : null;
  }
  if (surplus === 0) return measured(cells, model, literal);
  if (literal !== undefined) return null;
  const early = joined(cells, quoted, delimiter, model, false);
  const late = joined(cells, quoted, delimiter, model, true);
  // Two ways that fit equally well are none.
  return early !== null && late !== null && same(early.cells, late.cells) ? early : null;
}

function measured(cells: readonly string[], model: RowModel, literal?: number): Mended | null {
  let sum = 0;
  for (const [column, cell] of cells.entries()) {
    const fit = fitOf(model, column === literal ? cell.slice(1) : cell, column);
    if (fit === 0) return null;
    sum += fit;
  }
  return { cells, fit: sum / cells.length };
}

/** Splits cells in two where what they hold changes, or takes cells at the end as missing. */
function divided(
  cells: readonly string[],
  quoted: readonly boolean[],
  model: RowModel,
  missing: number,
): Mended | null {
  if (missing === 0) return measured(cells, model);
  let best: Mended | null = null;
  let rival = false;
  const offer = (mended: Mended | null): void => {
    if (mended === null) return;
    if (best === null || mended.fit > best.fit + 0.001) {
      best = mended;
      rival = false;
    } else if (mended.fit > best.fit - 0.001 && !same(mended.cells, best.cells)) rival = true;
  };
  offer(divided([...cells, ''], [...quoted, false], model, missing - 1));
  // A cell that cannot be where it is is the one that is two; else it may be one before it.
  const misfit = cells.findIndex(
    (cell, index) => index < model.columns.length && fitOf(model, cell, index) === 0,
  );
  const divide = (index: number): void => {
    const cell = cells[index] ?? '';
    if (quoted[index] === true) return;
    for (const at of changesIn(cell)) {
      const parts = [...cells.slice(0, index), cell.slice(0, at), cell.slice(at), ...cells.slice(index + 1)];
      const marks = [...quoted.slice(0, index), true, true, ...quoted.slice(index + 1)];
      offer(divided(parts, marks, model, missing - 1));
    }
  };
  if (misfit >= 0) divide(misfit);
  const last = misfit < 0 ? cells.length : misfit;
  for (let index = 0; best === null && index < last; index += 1) divide(index);
  return rival ? null : best;
}

/** Places in a text where letters, digits and other marks meet; in a short one without blanks, all places. */
function changesIn(cell: string): number[] {
  if (cell.length > 200) return [];
  if (cell.length <= LONGEST_CODE && !/\s/.test(cell)) {
    return Array.from({ length: Math.max(0, cell.length - 1) }, (_, index) => index + 1);
  }
  const places: number[] = [];
  for (let at = 1; at < cell.length; at += 1) {
    if (classOf(cell.charCodeAt(at - 1)) !== classOf(cell.charCodeAt(at))) places.push(at);
  }
  return places.length > 24 ? [] : places;
}

function classOf(unit: number): number {
  if (unit >= 48 && unit <= 57) return 0;
  if ((unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122) || unit >= 128) return 1;
  return unit === 32 ? 2 : 3;
}

/**
 * Joins cells that are parts of one, and drops empty ones that are too many, so that the row fits best. Cells in
 * quotes are whole.
 * @param late which of equally good ways is taken
 */
function joined(
  cells: readonly string[],
  quoted: readonly boolean[],
  delimiter: string,
  model: RowModel,
  late: boolean,
): Mended | null {
  const width = model.columns.length;
  const size = width + 1;
  const scores = new Float64Array((cells.length + 1) * size).fill(Number.NEGATIVE_INFINITY);
  const steps = new Int32Array((cells.length + 1) * size);
  scores[0] = 0;
  const better = (score: number, known: number): boolean =>
    late ? score >= known - 1e-9 : score > known + 1e-9;
  for (let from = 0; from < cells.length; from += 1) {
    for (let column = 0; column <= width; column += 1) {
      const score = scores[from * size + column] ?? Number.NEGATIVE_INFINITY;
      if (score === Number.NEGATIVE_INFINITY) continue;
      const offer = (to: number, next: number, value: number, step: number): void => {
        const at = to * size + next;
        if (!better(value, scores[at] ?? Number.NEGATIVE_INFINITY)) return;
        scores[at] = value;
        steps[at] = step;
      };
      if (cells[from] === '' && quoted[from] === false) offer(from + 1, column, score - DROPPING, 0);
      if (column === width) continue;
      const most = Math.min(cells.length - from, cells.length - width + 1);
      for (let count = 1; count <= most; count += 1) {
        const last = from + count - 1;
        if (count > 1 && (quoted[last] === true || quoted[from] === true || cells[from] === '')) break;
        if (count > 1 && cells[last] === '') continue;
        const fit = fitOf(model, cells.slice(from, last + 1).join(delimiter), column);
        if (fit > 0) offer(last + 1, column + 1, score + fit - JOINING * (count - 1), count);
      }
    }
  }
  const total = scores[cells.length * size + width] ?? Number.NEGATIVE_INFINITY;
  if (total === Number.NEGATIVE_INFINITY) return null;
  const result: string[] = [];
  for (let at = cells.length, column = width; at > 0; ) {
    const count = steps[at * size + column] ?? 0;
    if (count > 0) {
      result.unshift(cells.slice(at - count, at).join(delimiter));
      column -= 1;
    }
    at -= Math.max(1, count);
  }
  return { cells: result, fit: total / width };
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((cell, index) => cell === other[index]);
}
