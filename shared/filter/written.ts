/**
 * The written form of a filter: what the search box, `--where` and saved views hold. Grammar and meaning are in
 * `written-parser.ts`; `printWritten` is its inverse.
 */
export { parseWritten } from './written-parser.ts';
export { printFieldName, printValue, printWritten } from './written-print.ts';
