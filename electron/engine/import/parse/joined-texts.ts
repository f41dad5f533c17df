import type { CellTable } from './cell-table.ts';
import { Combinations, type WorksOut } from './combinations.ts';
import type { CsvColumns } from './csv-columns.ts';
import { IdMap } from './id-map.ts';
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
  readonly #numbers: IdMap;
  /** Combinations that were worked out. */
  #workedOut = 0;
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
    this.#numbers = new IdMap(columns.memory);
  }

  override get size(): number {
    return Math.max(super.size, this.#workedOut);
  }

  override forget(): void {
    super.forget();
    this.#combinations.forget();
    this.#numbers.forget();
    this.#workedOut = 0;
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
    combinations.take(table, this);
    table.memory.kernels.mapIds(combinations.ids.at, table.rows, this.#numbers.at, this.ids.at);
    this.met = this.distinctOf(table, combinations.met, this.#numbers);
  }

  workOut(combination: number): void {
    this.#numbers.set(combination, this.newNumber(this.#derive(this.#combinations.idOf)));
    this.#workedOut += 1;
  }
}
