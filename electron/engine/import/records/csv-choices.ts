import type { CsvChoices } from '../../../../shared/domain/import-choices.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { TextEncoding } from '../decode/text-encoding.ts';
import type { Head } from './csv-head.ts';

/**
 * Refuses choices about the dialect that contradict each other or that the encoding cannot have.
 * @throws BAD_MAPPING
 */
export function checkChoices(choices: CsvChoices, encoding: TextEncoding, name: string): void {
  const { delimiter, quote } = choices;
  const refuse = (why: string): never => {
    throw new AppError('BAD_MAPPING', `${name} cannot be read as chosen: ${why}`);
  };
  if (delimiter !== null && /[\r\n]/.test(delimiter)) {
    refuse('the delimiter holds a line end, which ends a record. Choose another delimiter.');
  }
  if (quote !== null && /[\r\n]/.test(quote)) refuse('a line end cannot be the quote. Choose another quote.');
  if (quote !== null && quote !== '' && delimiter?.includes(quote) === true) {
    refuse('the delimiter holds the quote. Choose another delimiter or quote.');
  }
  if (choices.escape === 'backslash' && (quote === '\\' || delimiter?.includes('\\') === true)) {
    refuse('a backslash cannot both escape and separate. Choose another escape, delimiter or quote.');
  }
  const isPlain = (text: string | null): boolean => text === null || /^[\0-\x7f]*$/.test(text);
  if (encoding.unitBytes === 1 && !isPlain(quote)) {
    refuse(`in ${encoding.name} the quote must be an ASCII character. Choose another quote.`);
  }
  if (encoding.unitBytes === 1 && encoding.name !== 'utf-8' && !isPlain(delimiter)) {
    refuse(`in ${encoding.name} the delimiter must be of ASCII characters. Choose another delimiter.`);
  }
}

/**
 * Refuses more preamble and header than the start of the file has.
 * @throws BAD_MAPPING
 */
export function refuseLines(head: Head, rows: number, choices: CsvChoices, name: string): void {
  const { preambleLines, headerLines } = choices;
  if (preambleLines === null && headerLines === null) return;
  if (head.preamble + head.header <= rows) return;
  const chosen = `${preambleLines ?? 0} lines before the header and ${head.header} of header`;
  throw new AppError(
    'BAD_MAPPING',
    `${name} cannot be read as chosen: ${chosen} are more than the ${rows} lines there are at its start. Choose fewer.`,
  );
}
