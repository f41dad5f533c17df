import type { CsvColumns } from './column-cells.ts';
import { NumberedTexts } from './numbered-texts.ts';
import type { RowTexts } from './row-texts.ts';

/** The best text that each row has, of several that are ranked. */
export class RankedTexts extends NumberedTexts {
  readonly #columns: CsvColumns;
  readonly #candidates: readonly RowTexts[];
  readonly #fallback: string | null;
  readonly #edit: (text: string) => string;
  /** Number of each id of each candidate. */
  readonly #numbers: readonly (number | undefined)[][];
  #taken: object | null = null;

  /**
   * @param candidates best first
   * @param fallback text of rows without one
   * @param edit changes every text but the fallback
   */
  constructor(
    columns: CsvColumns,
    candidates: readonly RowTexts[],
    fallback: string | null,
    rows: number,
    edit: (text: string) => string = (text) => text,
  ) {
    super(columns.memory, rows);
    this.#columns = columns;
    this.#candidates = candidates;
    this.#fallback = fallback;
    this.#edit = edit;
    this.#numbers = candidates.map(() => []);
  }

  override get areOwn(): boolean {
    return super.areOwn && this.#fallback === null;
  }

  override textOf(id: number): string | null {
    return super.textOf(id) ?? this.#fallback;
  }

  override forget(): void {
    super.forget();
    for (const numbers of this.#numbers) numbers.length = 0;
  }

  take(): void {
    const { block } = this.#columns;
    if (this.#taken === block) return;
    this.#taken = block;
    const { rows } = block.table;
    this.ids.values.fill(0, 0, rows);
    let empty = rows;
    for (const [index, candidate] of this.#candidates.entries()) {
      // Worse ones need not be looked at where every row has a better one.
      if (empty === 0) break;
      candidate.take();
      empty = this.#fillEmpty(candidate, this.#numbers[index] ?? [], rows);
    }
    this.met = this.distinct(this.ids.values.subarray(0, rows));
  }

  /** Gives a candidate's texts to the rows that have none of a better one. Returns how many are left without. */
  #fillEmpty(candidate: RowTexts, numbers: (number | undefined)[], rows: number): number {
    if (candidate.isEmpty) return rows;
    const ids = this.ids.values;
    const own = candidate.varies ? candidate.ids.values : null;
    let empty = 0;
    for (let row = 0; row < rows; row += 1) {
      if (ids[row] !== 0) continue;
      const id = own?.[row] ?? 0;
      const number = numbers[id] ?? this.#newNumber(candidate.textOf(id));
      numbers[id] = number;
      ids[row] = number;
      if (number === 0) empty += 1;
    }
    return empty;
  }

  #newNumber(text: string | null): number {
    return this.newNumber(text === null ? null : this.#edit(text));
  }
}
