import type { CsvDialect } from './csv-splitter.ts';

/** Cells of a record, and which of them stood in quotes from end to end. */
export interface QuotedCells {
  readonly cells: string[];
  readonly quoted: boolean[];
  /** Cells whose quotes are not in order: never closed, with text behind them, doubled for nothing, or an odd number in the text. */
  readonly strays: number;
}

/**
 * Cells of one record, without its line end, by the grammar of `CsvSplitter`: a quote opens only at the start
 * of a cell, text behind a closing quote is literal.
 */
export function cellsOfRecord(text: string, dialect: CsvDialect): readonly string[] {
  const { delimiter, quote, escape: escaping } = dialect;
  const plain = (quote === '' || !text.includes(quote)) && escaping !== 'backslash';
  return plain ? text.split(delimiter) : quotedCells(text, dialect).cells;
}

/** As {@link cellsOfRecord}, and tells cells in quotes from others. */
export function quotedCells(text: string, { delimiter, quote, escape: escaping }: CsvDialect): QuotedCells {
  const cells: string[] = [];
  const quoted: boolean[] = [];
  let strays = 0;
  for (let at = 0; ; ) {
    let cell = '';
    let closed = false;
    let opened = false;
    if (quote !== '' && text.startsWith(quote, at)) {
      const closing = closingQuote(text, at + 1, delimiter, quote, escaping);
      cell = unescaped(text.slice(at + 1, closing), quote, escaping);
      at = Math.min(text.length, closing + 1);
      closed = closing < text.length;
      opened = true;
    }
    const end =
      escaping === 'backslash' ? unescapedDelimiter(text, at, delimiter) : text.indexOf(delimiter, at);
    const rest = end < 0 ? text.slice(at) : text.slice(at, end);
    cells.push(cell + (escaping === 'backslash' ? withoutBackslashes(rest, delimiter, quote) : rest));
    quoted.push(closed && rest === '');
    const isLeft = escaping === 'none' && cell.includes(quote + quote);
    if (opened ? !closed || rest !== '' || isLeft : isOdd(rest, quote)) strays += 1;
    if (end < 0) return { cells, quoted, strays };
    at = end + delimiter.length;
  }
}

function isOdd(text: string, quote: string): boolean {
  return quote !== '' && text.includes(quote) && text.split(quote).length % 2 === 0;
}

/** Place of the quote that closes a cell; the end of the text when none does. */
function closingQuote(
  text: string,
  from: number,
  delimiter: string,
  quote: string,
  escaping: CsvDialect['escape'],
): number {
  for (let at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at + 1)) {
    if (escaping === 'none') {
      if (endsCell(text, at + 1, delimiter)) return at;
    } else if (escaping === 'backslash' && isEscaped(text, from, at)) continue;
    else if (text[at + 1] === quote) at += 1;
    else return at;
  }
  return text.length;
}

/** A carriage return may stand between a quote and the end: of a record whose line end is a line feed alone. */
function endsCell(text: string, at: number, delimiter: string): boolean {
  if (text.startsWith(delimiter, at)) return true;
  while (text[at] === '\r') at += 1;
  return at >= text.length || text.startsWith(delimiter, at);
}

function isEscaped(text: string, from: number, at: number): boolean {
  let backslashes = 0;
  while (at - backslashes > from && text[at - backslashes - 1] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

function unescapedDelimiter(text: string, from: number, delimiter: string): number {
  let at = text.indexOf(delimiter, from);
  while (at >= 0 && isEscaped(text, from, at)) at = text.indexOf(delimiter, at + 1);
  return at;
}

function unescaped(text: string, quote: string, escaping: CsvDialect['escape']): string {
  if (escaping === 'none') return text;
  const single = text.replaceAll(quote + quote, quote);
  return escaping === 'backslash' ? withoutBackslashes(single, quote, '') : single;
}

/** Takes the backslash off what it may protect: itself and the marks; before anything else it is text. */
function withoutBackslashes(text: string, mark: string, other: string): string {
  if (!text.includes('\\')) return text;
  let result = '';
  for (let at = 0; at < text.length; at += 1) {
    const next = text[at + 1];
    const protects =
      text[at] === '\\' && next !== undefined && (next === '\\' || next === mark[0] || next === other);
    if (protects) at += 1;
    result += text[at] ?? '';
  }
  return result;
}
