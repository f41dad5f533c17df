import Papa from 'papaparse';
import type { CsvDialect } from './csv-splitter.ts';
import type { FoundRecords } from './found-records.ts';

/**
 * Cells of all records of a block. The whole text goes through papaparse at once; where that finds other rows
 * than the splitter did, each record is read alone, so that cells and places always belong together.
 * @param text the block, decoded, from its first record on
 * @param record text of the record with an index
 */
export function cellsOfBlock(
  text: string,
  found: FoundRecords,
  record: (index: number) => string,
  dialect: CsvDialect,
): readonly (readonly string[])[] {
  const count = found.places.length;
  const newline = commonNewline(found, dialect);
  if (newline !== null && found.failures.size === 0) {
    const parsed = Papa.parse<string[]>(text, { ...papaDialect(dialect), newline, skipEmptyLines: true });
    if (parsed.errors.length === 0 && parsed.data.length === count) return parsed.data;
  }
  const rows: (readonly string[])[] = [];
  for (let i = 0; i < count; i += 1)
    rows.push(found.failures.has(i) ? [] : cellsOfRecord(record(i), dialect));
  return rows;
}

/** Cells of one record, without its line end. */
export function cellsOfRecord(text: string, dialect: CsvDialect): readonly string[] {
  if (!text.includes(dialect.quote)) return text.split(dialect.delimiter);
  const parsed = Papa.parse<string[]>(text, { ...papaDialect(dialect), newline: newlineInside(text) });
  const [cells] = parsed.data;
  if (parsed.errors.length === 0 && parsed.data.length === 1 && cells !== undefined) return cells;
  return lenientCells(text, dialect.delimiter, dialect.quote);
}

function papaDialect(dialect: CsvDialect) {
  return { delimiter: dialect.delimiter, quoteChar: dialect.quote, escapeChar: dialect.quote };
}

/** The line end of every record of the block; null when they differ. */
function commonNewline(found: FoundRecords, dialect: CsvDialect): '\n' | '\r\n' | '\r' | null {
  if (dialect.newline === '\r') return '\r';
  if (found.carriageReturns === 0) return '\n';
  return found.carriageReturns === found.lineFeeds ? '\r\n' : null;
}

/** A line end that does not occur outside quotes, because the text is one record. */
function newlineInside(text: string): '\n' | '\r' {
  return text.includes('\n') ? '\n' : '\r';
}

/** The grammar of {@link CsvSplitter} on one record: text after a closing quote is literal. */
function lenientCells(text: string, delimiter: string, quote: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let state: 'start' | 'plain' | 'quoted' | 'closed' = 'start';
  for (const character of text) {
    if (state === 'quoted') {
      if (character === quote) state = 'closed';
      else cell += character;
    } else if (character === delimiter) {
      cells.push(cell);
      cell = '';
      state = 'start';
    } else if (character === quote && state === 'start') state = 'quoted';
    else if (character === quote && state === 'closed') {
      cell += quote;
      state = 'quoted';
    } else {
      cell += character;
      state = 'plain';
    }
  }
  cells.push(cell);
  return cells;
}
