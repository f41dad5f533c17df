import { ANY_BLANKS, blankCells } from './blank-cells.ts';
import { distinctNames } from './csv-names.ts';

/*
 * Logs whose columns a directive names: the W3C extended log file format, https://www.w3.org/TR/WD-logfile.html, and that of
 * Zeek, https://docs.zeek.org/en/master/log-formats.html
 */

/** Most names of one `#Fields:` line; more are not those of a log. */
const MOST_FIELDS = 1_000;

/** The names of a `#Fields:` line, or of Zeek's with a tab for the colon; null for any other line. */
export function fieldsOf(line: string): readonly string[] | null {
  const names = /^#fields[:\t](.*)$/i.exec(line.trim())?.[1];
  if (names === undefined) return null;
  const cells = blankCells(names.trim(), ANY_BLANKS).filter((name) => name !== '');
  return cells.length === 0 ? null : distinctNames(cells.slice(0, MOST_FIELDS)).columns;
}

/** Whether a text begins like such a log: nothing but directives, `#Fields:` among them, up to the first record. */
export function beginsAsW3c(text: string): boolean {
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue;
    if (!line.startsWith('#')) return false;
    if (fieldsOf(line) !== null) return true;
  }
  return false;
}

/** Whether directives are those of Zeek. */
export function areOfZeek(directives: readonly string[]): boolean {
  return directives.some((line) => /^#(?:separator|unset_field)\s/.test(line));
}
