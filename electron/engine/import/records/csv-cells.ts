import type { CsvDialect } from './csv-splitter.ts';

/**
 * Cells of one record, without its line end, by the grammar of `CsvSplitter`: a quote opens only at the start
 * of a cell, doubled quotes stand for one, text behind a closing quote is literal.
 */
export function cellsOfRecord(text: string, { delimiter, quote }: CsvDialect): readonly string[] {
  if (!text.includes(quote)) return text.split(delimiter);
  const cells: string[] = [];
  for (let at = 0; ; ) {
    let cell = '';
    if (text.startsWith(quote, at)) {
      const closing = closingQuote(text, at + 1, quote);
      cell += text.slice(at + 1, closing).replaceAll(quote + quote, quote);
      at = closing + 1;
    }
    const end = text.indexOf(delimiter, at);
    if (end < 0) {
      cells.push(cell + text.slice(at));
      return cells;
    }
    cells.push(cell + text.slice(at, end));
    at = end + 1;
  }
}

/** Place of the quote that closes a cell; the end of the text when none does. */
function closingQuote(text: string, from: number, quote: string): number {
  for (let at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at + 2)) {
    if (text[at + 1] !== quote) return at;
  }
  return text.length;
}
