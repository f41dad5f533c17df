import type { CsvChoices } from '../../../../shared/domain/import-choices.ts';
import { type BlankGrammar, blankCells } from './blank-cells.ts';
import { isStrict, kindOf } from './cell-kinds.ts';
import { distinctNames, numberedNames } from './csv-names.ts';

/** A table whose columns stand between runs of blanks, as programs print it. */
export interface BlankTable {
  readonly columns: readonly string[];
  readonly grammar: BlankGrammar;
  /** Lines above the header, and of the header: 0 or 1. Blank lines do not count. */
  readonly preambleLines: number;
  readonly headerLines: number;
}

/** Lines that show whether a file is such a table. */
const LOOKED_AT = 200;
const FEWEST_COLUMNS = 3;
const FEWEST_ROWS = 3;
/** Share of the lines that must be regular. */
const MOSTLY = 0.9;

/**
 * Knows a table of aligned columns: most lines have wider gaps than a blank, hold as many cells as the first one, and two
 * columns at least hold numbers, times or addresses. Null when the lines are no such table.
 * @param lines of the start of the file, blank ones left out
 */
export function aligned(lines: readonly string[]): BlankTable | null {
  const [first, ...rest] = lines.slice(0, LOOKED_AT);
  if (first === undefined || rest.length < FEWEST_ROWS) return null;
  const isGapped = (line: string): boolean => /\S {2,}\S/.test(line) && !line.includes('\t');
  if (rest.filter(isGapped).length < rest.length * MOSTLY || rest.some(isDelimited)) return null;
  const table = asTable(first, rest, null);
  if (table === null || table.columns.length < FEWEST_COLUMNS) return null;
  const rows = rest.map((line) => blankCells(line, table.grammar));
  const strict = table.columns.filter((_, column) => {
    const cells = rows.map((row) => kindOf(row[column] ?? ''));
    return cells.filter(isStrict).length >= cells.length * MOSTLY;
  });
  return strict.length >= 2 ? table : null;
}

/** The table that lines are when it was chosen that blanks separate their cells. */
export function chosenTable(
  lines: readonly string[],
  { preambleLines, headerLines }: CsvChoices,
): BlankTable | null {
  const above = preambleLines ?? 0;
  const [first, ...rest] = lines.slice(above, above + LOOKED_AT);
  const table = first === undefined ? null : asTable(first, rest, headerLines);
  return table === null ? null : { ...table, preambleLines: above };
}

/** Marks that separate cells themselves, blanks around them or not. */
function isDelimited(line: string): boolean {
  return /[,;|]\s{2,}|\s{2,}[,;|]/.test(line);
}

function asTable(first: string, rest: readonly string[], headerLines: number | null): BlankTable | null {
  const wide = countOf(first, rest, 2);
  const least = wide.share >= MOSTLY && wide.count >= FEWEST_COLUMNS ? 2 : 1;
  const { count, share } = least === 2 ? wide : countOf(first, rest, 1);
  if (headerLines === null && share < MOSTLY) return null;
  const cells = blankCells(first, { least, most: Math.max(1, count) });
  const hasHeader = headerLines === null ? !cells.some((cell) => isStrict(kindOf(cell))) : headerLines > 0;
  const columns = hasHeader ? distinctNames(cells).columns : numberedNames(cells.length);
  const grammar: BlankGrammar = { least, most: Math.max(1, columns.length) };
  return { columns, grammar, preambleLines: 0, headerLines: hasHeader ? 1 : 0 };
}

/** How many cells the first line has, and which share of the others has as many at least. */
function countOf(
  first: string,
  rest: readonly string[],
  least: 1 | 2,
): { readonly count: number; readonly share: number } {
  const grammar: BlankGrammar = { least, most: Number.POSITIVE_INFINITY };
  const count = blankCells(first, grammar).length;
  const fitting = rest.filter((line) => {
    const cells = blankCells(line, grammar).length;
    return least === 2 ? cells === count : cells >= count;
  });
  return { count, share: rest.length === 0 ? 1 : fitting.length / rest.length };
}
