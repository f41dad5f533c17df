import type { CsvDialect } from './csv-splitter.ts';

/** Rows of a stretch of text in one dialect, and how often its quotes were not where they should be. */
export interface Table {
  readonly rows: readonly (readonly string[])[];
  /** Cells in quotes. */
  readonly quoted: number;
  /** Cells whose quotes do not close before a delimiter or a line end, or that hold a quote outside of quotes. */
  readonly badlyQuoted: number;
  /** Cells in quotes that hold doubled quotes, and those of one line that hold single ones. */
  readonly doubled: number;
  readonly lone: number;
}

/**
 * Takes a stretch of text apart. Quicker than `CsvSplitter` and its equal where quotes are in order; where they
 * are not it only counts them.
 * @param whole whether the text ends with a record; else the last one is left out
 */
export function tableOf(text: string, dialect: CsvDialect, whole: boolean, maxRows: number): Table {
  const { delimiter, quote, newline } = dialect;
  const rows: string[][] = [];
  let quoted = 0;
  let badlyQuoted = 0;
  let doubled = 0;
  let lone = 0;
  let row: string[] = [];
  let at = 0;
  let lineEnd = text.indexOf(newline);
  while (at <= text.length && rows.length < maxRows) {
    let cell = '';
    if (quote !== '' && text.startsWith(quote, at)) {
      quoted += 1;
      const closing = closingQuote(text, at + 1, dialect);
      if (closing < 0) {
        badlyQuoted += 1;
        if (!whole) return { rows, quoted, badlyQuoted, doubled, lone };
      } else {
        cell = text.slice(at + 1, closing);
        if (cell.includes(quote + quote)) doubled += 1;
        else if (cell.includes(quote) && cell.includes(newline)) badlyQuoted += 1;
        else if (cell.includes(quote)) lone += 1;
        at = closing + 1;
      }
    }
    if (lineEnd >= 0 && lineEnd < at) lineEnd = text.indexOf(newline, at);
    const end = lineEnd < 0 ? text.length : lineEnd;
    const next = text.indexOf(delimiter, at);
    const to = next >= 0 && next < end ? next : end;
    const rest = to === end && newline === '\n' && text[end - 1] === '\r' ? end - 1 : to;
    if (rest > at) {
      const more = text.slice(at, rest);
      if (quote !== '' && (cell !== '' || more.includes(quote))) badlyQuoted += 1;
      cell += more;
    }
    row.push(cell);
    if (to === end) {
      if (end === text.length && !whole) break;
      if (row.length > 1 || cell !== '') rows.push(row);
      row = [];
      at = end + 1;
    } else at = next + delimiter.length;
  }
  return { rows, quoted, badlyQuoted, doubled, lone };
}

function closingQuote(
  text: string,
  from: number,
  { delimiter, quote, escape: escaping, newline }: CsvDialect,
): number {
  for (let at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at + 1)) {
    if (escaping === 'backslash') {
      let backslashes = 0;
      while (at - backslashes > from && text[at - backslashes - 1] === '\\') backslashes += 1;
      if (backslashes % 2 === 1) continue;
    }
    if (escaping === 'none') {
      const next = text[at + 1];
      const ends = next === undefined || next === newline || next === '\r';
      if (ends || text.startsWith(delimiter, at + 1)) return at;
    } else if (text[at + 1] === quote) at += 1;
    else return at;
  }
  return -1;
}
