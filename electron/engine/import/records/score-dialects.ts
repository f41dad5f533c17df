import { isStrict, kindOf } from './cell-kinds.ts';
import type { CsvDialect, QuoteEscape } from './csv-splitter.ts';
import { type Table, tableOf } from './csv-table.ts';

/** Delimiters that are looked for, and how much is thought of them before a file is seen. */
const DELIMITERS: ReadonlyMap<string, number> = new Map([
  [',', 1],
  ['\t', 1],
  [';', 1],
  ['|', 1],
  [', ', 1],
  ['; ', 1],
  [' | ', 1],
  ['||', 1],
  ['::', 0.9],
  ['^', 0.8],
  ['~', 0.8],
  [' ', 0.7],
]);

/** Stands between the cells of a file of one column: a mark that its text does not have. */
export const NO_DELIMITER = '\u001f';

const MAX_ROWS = 400;
/** Cells whose kinds are looked at, over all rows. */
const MAX_CELLS = 3_000;

/** Value of a row of one cell: a little more than nothing, so that any regular table is worth more. */
const ALONE = 0.1;

/** Quotes are broken more often than they are text, so that no dialect is worth less for them than one without. */
const WORST_QUOTING = 0.3;

/** A table seldom begins with a line that has no delimiter; prose with commas does. */
const UNANNOUNCED = 0.5;
const UNANNOUNCED_TEXT = 0.1;

/** What is decided before the score is asked, by hand or by the file itself. */
export interface Fixed {
  readonly delimiter: string | null;
  readonly quote: string | null;
  readonly escape: QuoteEscape | null;
}

/** A stretch of the sample that begins with a line. */
export interface Stretch {
  readonly text: string;
  /** Whether a record ends with it. */
  readonly whole: boolean;
}

/**
 * Finds the dialect in which a file is the most regular table: for each that its marks allow, how alike the rows
 * are in length (and how long) times the share of cells that are values of a known kind. This is the measure of
 * van den Burg, Nazábal and Sutton, "Wrangling messy CSV files by detecting row and type patterns", Data Mining
 * and Knowledge Discovery 33 (2019), https://doi.org/10.1007/s10618-019-00646-y, with additions: cells torn
 * apart count twice, quotes that do not close where they should count against a dialect, and blanks have to prove
 * that they separate anything.
 */
export function bestDialect(stretches: readonly Stretch[], fixed: Fixed): CsvDialect {
  const text = stretches.map((stretch) => stretch.text).join('\n');
  let best: { dialect: CsvDialect; score: number } | null = null;
  for (const dialect of candidates(text, fixed)) {
    const tables = stretches.map((stretch) => tableOf(stretch.text, dialect, stretch.whole, MAX_ROWS));
    const most = pattern(tables) * quoting(tables) * likelihood(dialect, tables);
    // Kinds cannot make a score larger.
    if (best !== null && most <= best.score) continue;
    if (dialect.escape === 'none' && fixed.escape === null && !quotesAreLone(tables, dialect)) continue;
    if (dialect.quote === '' && fixed.quote === null && tables.some(holdsWrapped)) continue;
    if (dialect.delimiter === ' ' && fixed.delimiter === null && !blanksSeparate(tables)) continue;
    const score = most * (dialect.delimiter === NO_DELIMITER ? 1 : known(tables) ** 2);
    if (best === null || score > best.score) best = { dialect, score };
  }
  return best?.dialect ?? { delimiter: ',', quote: '"', escape: 'doubled', newline: '\n' };
}

/** What is thought of a delimiter and of having no quotes, and of how the file begins. */
function likelihood({ delimiter, quote }: CsvDialect, tables: readonly Table[]): number {
  const isAlone = delimiter !== NO_DELIMITER && tables[0]?.rows[0]?.length === 1;
  const without = quote === '' ? WORST_QUOTING : 1;
  return (DELIMITERS.get(delimiter) ?? 1) * (isAlone ? announcement(tables) : 1) * without;
}

/** Two columns of nothing but text below such a line are `Reyes, Dana`: one column. */
function announcement(tables: readonly Table[]): number {
  const rows = tables.flatMap((table) => table.rows).filter((row) => row.length > 1);
  const strict = rows.filter((row) => row.length > 2 || row.some((cell) => isStrict(kindOf(cell.trim()))));
  return strict.length * 2 > rows.length ? UNANNOUNCED : UNANNOUNCED_TEXT;
}

function* candidates(text: string, fixed: Fixed): Generator<CsvDialect> {
  const newlines = recordEnds(text);
  const delimiters = fixed.delimiter === null ? [...delimitersIn(text), NO_DELIMITER] : [fixed.delimiter];
  for (const delimiter of new Set(delimiters)) {
    for (const quote of fixed.quote === null ? quotesIn(text, delimiter) : [fixed.quote]) {
      const escapes: readonly QuoteEscape[] = fixed.escape === null ? escapesIn(text, quote) : [fixed.escape];
      for (const way of escapes) {
        for (const newline of newlines) yield { delimiter, quote, escape: way, newline };
      }
    }
  }
}

/** Delimiters of the text, without those that are only ever half of a longer one. */
function delimitersIn(text: string): readonly string[] {
  const present = [...DELIMITERS.keys()].filter((delimiter) => text.includes(delimiter));
  const isHalf = (mark: string): boolean =>
    present.includes(mark + mark) && !text.replaceAll(mark + mark, '').includes(mark);
  return present.filter((delimiter) => !isHalf(delimiter));
}

/** Line feeds, unless carriage returns alone are the rule. */
function recordEnds(text: string): readonly CsvDialect['newline'][] {
  if (!text.includes('\r')) return ['\n'];
  if (!text.includes('\n')) return ['\r'];
  return /\r(?!\n)/.test(text) && !text.includes('\r\n') ? ['\n', '\r'] : ['\n'];
}

/** Quotes that stand at the start of some cell. Without any, the usual one is assumed. */
function quotesIn(text: string, delimiter: string): readonly string[] {
  const opens = (quote: string): boolean =>
    text.startsWith(quote) || [delimiter, '\n', '\r'].some((before) => text.includes(before + quote));
  const single = opens("'") ? ["'"] : [];
  return opens('"') ? ['"', ...single, ''] : single.length > 0 ? ['"', ...single] : ['"'];
}

function escapesIn(text: string, quote: string): readonly QuoteEscape[] {
  if (quote === '' || !text.includes(quote)) return ['doubled'];
  return text.includes(`\\${quote}`) ? ['doubled', 'backslash', 'none'] : ['doubled', 'none'];
}

/**
 * Rows of the same length belong together; the fewer lengths there are, and the longer they are, the better. How
 * many lengths there are is their perplexity, so that one odd row among many is not as bad as one of two.
 */
function pattern(tables: readonly Table[]): number {
  const lengths = new Map<number, number>();
  let all = 0;
  for (const { rows } of tables) {
    all += rows.length;
    for (const { length } of rows) lengths.set(length, (lengths.get(length) ?? 0) + 1);
  }
  let sum = 0;
  let entropy = 0;
  for (const [length, rows] of lengths) {
    sum += rows * (length === 1 ? ALONE : (length - 1) / length);
    entropy -= (rows / all) * Math.log(rows / all);
  }
  return sum / Math.exp(entropy);
}

/** Share of quotes that are in order. */
function quoting(tables: readonly Table[]): number {
  const quoted = tables.reduce((sum, table) => sum + table.quoted, 0);
  const bad = tables.reduce((sum, table) => sum + table.badlyQuoted, 0);
  return bad === 0 ? 1 : Math.max(WORST_QUOTING, 1 - (2 * bad) / Math.max(1, quoted + bad));
}

/** Whether some cell begins and ends with a quote: then quotes are not text, even if others are broken. */
function holdsWrapped({ rows }: Table): boolean {
  return rows.some((row) => row.some((cell) => cell.length > 1 && /^(["']).*\1$/s.test(cell)));
}

/** Whether more cells hold quotes that are not escaped than doubled ones. */
function quotesAreLone(tables: readonly Table[], { delimiter }: CsvDialect): boolean {
  // One column would be in quotes from the first cell of a row to the last.
  if (delimiter === NO_DELIMITER) return false;
  const count = (what: 'lone' | 'doubled'): number => tables.reduce((sum, table) => sum + table[what], 0);
  return count('lone') > count('doubled');
}

/** Share of cells that are values. */
function known(tables: readonly Table[]): number {
  let cells = 0;
  let torn = 0;
  for (const { rows } of tables) {
    const most = Math.max(1, Math.floor(MAX_CELLS / tables.length / Math.max(1, rows.length)));
    for (const row of rows) {
      for (let index = 0; index < row.length && index < most; index += 1) {
        cells += 1;
        if (kindOf(row[index] ?? '') === 'torn') torn += 1;
      }
    }
  }
  return cells === 0 ? 1 : Math.max(0.01, 1 - torn / cells);
}

/**
 * Text has blanks as well. They separate cells where rows are at least as long as the first one, which is three
 * or more, and two of its columns hold numbers, times or addresses; without names there, all rows are as long.
 */
function blanksSeparate(tables: readonly Table[]): boolean {
  const rows = tables.flatMap((table) => table.rows);
  const [first, ...below] = rows;
  if (first === undefined || first.length < 3 || below.length === 0) return false;
  const long = below.filter((row) => row.length >= first.length).length;
  const even = below.filter((row) => row.length === first.length).length;
  const named = first.every((cell) => !isStrict(kindOf(cell)) && cell !== '');
  if (long < below.length * 0.9 || (!named && even < below.length * 0.9)) return false;
  const strict = first.filter((_, column) => {
    const kinds = below.slice(0, 50).map((row) => kindOf(row[column] ?? ''));
    return kinds.filter(isStrict).length >= kinds.length * 0.9;
  });
  return strict.length >= 2;
}
