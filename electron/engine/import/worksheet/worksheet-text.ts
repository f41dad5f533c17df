import Papa from 'papaparse';
import { dateText, numberText } from './cell-number.ts';
import { type SharedStrings, TextRuns, unescaped } from './shared-strings.ts';
import type { Workbook, Worksheet } from './workbook.ts';
import { readXml, type XmlHandlers } from './xml-elements.ts';

/** Limits of a worksheet, ECMA-376 part 1 §18.3.1.73 and Excel's specifications. */
const MAX_ROWS = 1_048_576;
const MAX_COLUMNS = 16_384;

/** Text that is handed on at once. */
const PIECE = 256 * 1024;

/**
 * A worksheet as text: CSV with commas, cells in double quotes where they need them, one line for each row of the sheet
 * from the first on, so that lines are the sheet's own row numbers as long as no cell holds a line break. This text is
 * what is hashed, stored and shown as the original of each record.
 */
export async function* worksheetText(
  { styles, is1904 }: Workbook,
  strings: SharedStrings,
  { part }: Worksheet,
  name: string,
): AsyncGenerator<Buffer, void, undefined> {
  const rows = new RowText();
  const runs = new TextRuns();
  let column = -1;
  let type = 'n';
  let style = 0;
  let value = '';
  let inValue = false;
  const textOfCell = (): string => {
    if (type === 's') return strings.at(Number(value)) ?? '';
    if (type === 'inlineStr') return runs.end();
    if (type === 'b') return value.trim() === '1' ? 'TRUE' : value.trim() === '' ? '' : 'FALSE';
    if (type !== 'n') return unescaped(value); // A formula's text, an error, an ISO date.
    const format = styles[style] ?? null;
    return format === null || value === '' ? numberText(value) : dateText(value, format, is1904);
  };
  const handlers: XmlHandlers = {
    opened(tag, attribute) {
      if (tag === 'row') {
        rows.begin(Number(attribute('r') ?? Number.NaN));
        column = -1;
      } else if (tag === 'c') {
        column = columnOf(attribute('r')) ?? column + 1;
        type = attribute('t') ?? 'n';
        style = Number(attribute('s') ?? 0);
        value = '';
        runs.begin();
      } else if (tag === 'v') inValue = true;
      else runs.opened(tag);
    },
    text(text) {
      if (inValue) value += text;
      else runs.text(text);
    },
    closed(tag) {
      if (tag === 'v') inValue = false;
      else if (tag === 'c') rows.set(column, textOfCell());
      else if (tag === 'row') rows.end();
      else runs.closed(tag);
    },
  };
  for await (const _ of readXml(part.pieces(), handlers, name)) {
    if (rows.length >= PIECE) yield rows.take();
  }
  if (rows.length > 0) yield rows.take();
}

/** Column of a reference such as `AB12`, from 0; null when there is none. */
function columnOf(reference: string | null): number | null {
  let column = 0;
  for (const letter of reference ?? '') {
    const digit = letter.charCodeAt(0) - 64;
    if (digit < 1 || digit > 26) break;
    column = column * 26 + digit;
  }
  return column === 0 ? null : column - 1;
}

/** Puts rows together as lines. */
class RowText {
  #text = '';
  #row = 0;
  #cells: string[] = [];
  /** Cells of the widest row so far: files leave out empty ones at the end of a row. */
  #width = 0;

  get length(): number {
    return this.#text.length;
  }

  /** @param number 1-based; NaN when the row does not say: then it is the next one */
  begin(number: number): void {
    const next = this.#row + 1;
    const row = Number.isInteger(number) && number >= next && number <= MAX_ROWS ? number : next;
    this.#text += '\n'.repeat(row - next);
    this.#row = row;
    this.#cells = [];
  }

  set(column: number, text: string): void {
    if (column < 0 || column >= MAX_COLUMNS || text === '') return;
    while (this.#cells.length < column) this.#cells.push('');
    this.#cells[column] = text;
  }

  end(): void {
    const cells = this.#cells;
    this.#width = Math.max(this.#width, cells.length);
    if (cells.length > 0) this.#text += Papa.unparse([cells]) + ','.repeat(this.#width - cells.length);
    this.#text += '\n';
  }

  take(): Buffer {
    const text = Buffer.from(this.#text);
    this.#text = '';
    return text;
  }
}
