/**
 * CSV after RFC 4180: comma, CRLF, quotes doubled. Absent is an empty cell, an empty text is `""`.
 */

/** One record of a CSV file. Null is absent. */
export function csvLine(cells: readonly (string | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** One cell, quoted where it has to be. */
export function csvCell(text: string | null): string {
  if (text === null) return '';
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Beginnings that make a spreadsheet run a cell: `=`, `+`, `-`, `@` and their full-width forms, tab, line
 * breaks and NUL (OWASP ASVS 1.2.10, OWASP "CSV injection"). Apostrophes before one count too, so that taking
 * one apostrophe away from every such cell gives back the text.
 */
const RUNS = /^'*[=+\-@\t\r\n\0\uFF0B\uFF0D\uFF1D\uFF20]/;

/** What a spreadsheet reads as a number cannot be a formula. */
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

/** Text of a log as a cell that no spreadsheet runs: an apostrophe before everything that it might. */
export function defused(text: string): string {
  return RUNS.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/** Inverse of {@link defused}. */
export function undefused(cell: string): string {
  return cell.startsWith("'") && RUNS.test(cell) ? cell.slice(1) : cell;
}
