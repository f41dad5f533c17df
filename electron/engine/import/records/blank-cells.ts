/** How the cells of a line are told apart. */
export interface BlankGrammar {
  /** Blanks that separate; fewer of them belong to a cell. */
  readonly least: 1 | 2;
  /** Most cells; what is left of a line belongs to the last one. */
  readonly most: number;
}

/** The W3C extended log format: a blank separates, and every cell counts. */
export const ANY_BLANKS: BlankGrammar = { least: 1, most: Number.POSITIVE_INFINITY };

/**
 * Cells of a line in which runs of blanks stand between them. A cell in quotation marks may hold blanks, and a quotation
 * mark that is written twice. Where a line has tabs, each of them separates, and blanks belong to the cells.
 */
export function blankCells(line: string, { least, most }: BlankGrammar): string[] {
  if (line.includes('\t')) return tabbedCells(line, most);
  const cells: string[] = [];
  for (let at = afterBlanks(line, 0); at < line.length; ) {
    if (cells.length + 1 >= most) {
      cells.push(unquoted(line.slice(at).trimEnd()));
      break;
    }
    const end = line[at] === '"' ? afterQuotes(line, at, least) : cellEnd(line, at, least);
    cells.push(unquoted(line.slice(at, end)));
    at = afterBlanks(line, end);
  }
  return cells;
}

function tabbedCells(line: string, most: number): string[] {
  const cells = line.split('\t').map((cell) => unquoted(cell.trim()));
  if (cells.length <= most) return cells;
  return [...cells.slice(0, most - 1), cells.slice(most - 1).join('\t')];
}

function afterBlanks(line: string, from: number): number {
  let at = from;
  while (line[at] === ' ') at += 1;
  return at;
}

function cellEnd(line: string, from: number, least: 1 | 2): number {
  const end = line.indexOf(' '.repeat(least), from);
  return end < 0 ? line.trimEnd().length : end;
}

/** Behind the quotes that open at a place; where none closes them before a blank, they are text. */
function afterQuotes(line: string, from: number, least: 1 | 2): number {
  for (let at = line.indexOf('"', from + 1); at >= 0; at = line.indexOf('"', at + 1)) {
    if (line[at + 1] === '"') at += 1;
    else if (at + 1 === line.length || line[at + 1] === ' ') return at + 1;
  }
  return cellEnd(line, from, least);
}

function unquoted(cell: string): string {
  const isQuoted = cell.length > 1 && cell.startsWith('"') && cell.endsWith('"');
  return isQuoted ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}
