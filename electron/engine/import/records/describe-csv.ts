import type { CsvShape } from './csv-dialect.ts';
import { NO_DELIMITER } from './score-dialects.ts';

const DELIMITER_NAMES: ReadonlyMap<string, string> = new Map([
  [',', 'comma'],
  ['\t', 'tab'],
  [';', 'semicolon'],
  ['|', 'vertical bar'],
  [' ', 'space'],
  [NO_DELIMITER, 'none'],
]);

/** The dialect in words, for the provenance of the source. */
export function describeCsv(shape: CsvShape): string {
  const { delimiter, quote, escape: escaping, newline } = shape.dialect;
  const parts = [
    `delimiter ${DELIMITER_NAMES.get(delimiter) ?? JSON.stringify(delimiter)}`,
    quote === '' ? 'no quotes' : `quote ${quote}`,
  ];
  if (quote !== '' && escaping === 'backslash') parts.push('quotes escaped by a backslash');
  if (quote !== '' && escaping === 'none') parts.push('quotes inside quotes not escaped');
  if (newline === '\r') parts.push('lines end with a carriage return');
  if (shape.preamble !== null) parts.push(`${lines(shape.preamble.rows)} before the table`);
  if (!shape.hasHeader) parts.push('no header');
  else parts.push(shape.headerRows === 1 ? 'with header' : `with header of ${lines(shape.headerRows)}`);
  return [...parts, `${shape.columns.length} columns`].join(', ');
}

function lines(count: number): string {
  return count === 1 ? '1 line' : `${count} lines`;
}
