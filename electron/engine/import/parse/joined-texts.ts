import type { CellTable } from './cell-table.ts';
import type { CsvColumns } from './column-cells.ts';
import { Combinations, type WorksOut } from './combinations.ts';
import { NumberedTexts } from './numbered-texts.ts';
import type { RowTexts } from './row-texts.ts';

/** Texts that follow from one or more others, worked out once for each combination of them. */
export class JoinedTexts<Part extends RowTexts> extends NumberedTexts implements WorksOut {
  readonly #columns: CsvColumns;
  readonly #parts: readonly Part[];
  readonly #needs: readonly Part[];
  readonly #combinations: Combinations;
  readonly #derive: (idOf: (part: Part) => number) => string | null;
  /** Number of the text of each combination. */
  readonly #numbers: number[] = [];
  #taken: object | null = null;

  /**
   * @param parts at least one; all vary
   * @param needs parts of which one must have a text for a row to have one
   */
  constructor(
    columns: CsvColumns,
    parts: readonly Part[],
    needs: readonly Part[],
    derive: (idOf: (part: Part) => number) => string | null,
    rows: number,
  ) {
    super(columns.memory, rows);
    this.#columns = columns;
    this.#parts = parts;
    this.#needs = needs;
    this.#combinations = new Combinations(columns.memory, parts, rows);
    this.#derive = derive;
  }

  override get size(): number {
    return Math.max(super.size, this.#numbers.length);
  }

  override forget(): void {
    super.forget();
    this.#combinations.forget();
    this.#numbers.length = 0;
  }

  take(): void {
    const { block } = this.#columns;
    if (this.#taken === block) return;
    this.#taken = block;
    for (const part of this.#needs) part.take();
    // Nothing else needs to be looked at where nothing can be said.
    if (this.#needs.length > 0 && this.#needs.every(({ isEmpty }) => isEmpty)) this.#takeNothing(block.table);
    else this.#takeAll(block.table);
  }

  #takeNothing({ rows }: CellTable): void {
    this.ids.values.fill(0, 0, rows);
    this.met = Uint32Array.of(0);
  }

  #takeAll(table: CellTable): void {
    for (const part of this.#parts) part.take();
    const combinations = this.#combinations;
    const numbers = this.#numbers;
    combinations.take(table, this);
    const combined = combinations.ids.values;
    const ids = this.ids.values;
    for (let row = 0; row < table.rows; row += 1) ids[row] = numbers[combined[row] ?? 0] ?? 0;
    const met = new Uint32Array(combinations.met.length);
    for (let index = 0; index < met.length; index += 1)
      met[index] = numbers[combinations.met[index] ?? 0] ?? 0;
    this.met = this.distinct(met);
  }

  workOut(combination: number): void {
    this.#numbers[combination] = this.newNumber(this.#derive(this.#combinations.idOf));
  }
}
