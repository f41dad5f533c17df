import { MAX_NESTING } from '../records/json-scanner.ts';
import type { ColumnCells } from './column-cells.ts';
import type { CsvColumns } from './csv-columns.ts';
import { JoinedTexts } from './joined-texts.ts';

/** The columns that a profile keeps together as details, as one object of what they hold as JSON. */
export class CollectedTexts extends JoinedTexts<ColumnCells> {
  readonly #keys: ReadonlyMap<ColumnCells, string>;
  readonly #isPlain: boolean;
  /** Whether a cell was left out as it holds no JSON: two rows that differ in such cells only have the same text. */
  #leftOut = false;

  /**
   * @param keys the columns, each with its name as JSON and a colon; at least one
   * @param isPlain whether nobody looks into the details again, so that too deep ones become a text here
   */
  constructor(columns: CsvColumns, keys: ReadonlyMap<ColumnCells, string>, isPlain: boolean, rows: number) {
    const parts = [...keys.keys()];
    super(columns, parts, parts, (idOf) => this.#together(idOf), rows);
    this.#keys = keys;
    this.#isPlain = isPlain;
  }

  override get areOwn(): boolean {
    if (super.areOwn) return true;
    if (this.#leftOut) return false;
    // Asked for each text.
    for (const part of this.#keys.keys()) if (!part.areOwn) return false;
    return true;
  }

  override forget(): void {
    super.forget();
    this.#leftOut = false;
  }

  #together(idOf: (part: ColumnCells) => number): string | null {
    const members: string[] = [];
    let nesting = 0;
    for (const [part, key] of this.#keys) {
      const id = idOf(part);
      const held = part.jsonOf(id);
      if (held === null) {
        if (part.textOf(id) !== null) this.#leftOut = true;
        continue;
      }
      members.push(`${key}${held.text}`);
      nesting = Math.max(nesting, held.nesting);
    }
    if (members.length === 0) return null;
    const detail = `{${members.join(',')}}`;
    return this.#isPlain && nesting >= MAX_NESTING ? JSON.stringify(detail) : detail;
  }
}
