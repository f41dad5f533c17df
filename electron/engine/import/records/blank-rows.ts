import { ANY_BLANKS, type BlankGrammar, blankCells } from './blank-cells.ts';
import { fieldsOf } from './w3c-fields.ts';

/** The cells of a line. */
export interface BlankRow {
  /** In the order of the columns of the file. */
  readonly cells: readonly string[];
  /** Cells under names that are no columns of the file, because they came later in it. */
  readonly further: readonly (readonly [name: string, cell: string])[];
  /** Whether the line has as many cells as its header has names. */
  readonly regular: boolean;
}

/** What takes the lines of a file apart, one after the other. */
export interface LineRows {
  /** Takes note of a directive: it holds for the lines behind it. */
  readonly direct: (line: string) => void;
  /** Null where no header is in force. */
  readonly read: (line: string) => BlankRow | null;
}

/** What logs whose columns directives name write where there is no value: `-`, and Zeek for an empty set. */
const ABSENT: ReadonlySet<string> = new Set(['-', '(empty)']);

/** Takes lines apart whose cells stand between blanks, under the header that is in force. */
export class BlankRows implements LineRows {
  readonly #columns: readonly string[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #table: BlankGrammar | null;
  /** Names in force; null before the first `#Fields:` line. */
  #fields: readonly string[] | null;

  /**
   * @param columns of the whole file
   * @param table how a table with one header is read; null where directives in the file name the columns
   */
  constructor(columns: readonly string[], table: BlankGrammar | null) {
    this.#columns = columns;
    this.#places = new Map(columns.map((name, index) => [name, index]));
    this.#table = table;
    this.#fields = table === null ? null : columns;
  }

  direct(line: string): void {
    this.#fields = fieldsOf(line) ?? this.#fields;
  }

  read(line: string): BlankRow | null {
    const fields = this.#fields;
    if (fields === null) return null;
    const found = blankCells(line, this.#table ?? ANY_BLANKS);
    const cells = this.#columns.map(() => '');
    const further: [string, string][] = [];
    for (const [index, cell] of found.entries()) {
      if (this.#table === null && ABSENT.has(cell)) continue;
      const name = fields[index] ?? `column ${index + 1}`;
      const place = index < fields.length ? this.#places.get(name) : undefined;
      if (place !== undefined) cells[place] = cell;
      else if (cell !== '') further.push([name, cell]);
    }
    return { cells, further, regular: found.length === fields.length };
  }
}
