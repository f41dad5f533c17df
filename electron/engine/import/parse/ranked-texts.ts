import type { CellTable } from './cell-table.ts';
import type { CsvColumns } from './csv-columns.ts';
import { IdMap } from './id-map.ts';
import { NumberedTexts } from './numbered-texts.ts';
import type { RowTexts } from './row-texts.ts';

/** The best text that each row has, of several that are ranked. */
export class RankedTexts extends NumberedTexts {
  readonly #columns: CsvColumns;
  /** Best first, each with the number of each of its ids. */
  readonly #candidates: readonly { readonly texts: RowTexts; readonly numbers: IdMap }[];
  readonly #fallback: string | null;
  readonly #edit: (text: string) => string;
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
    this.#candidates = candidates.map((texts) => ({ texts, numbers: new IdMap(columns.memory) }));
    this.#fallback = fallback;
    this.#edit = edit;
  }

  override get areOwn(): boolean {
    return super.areOwn && this.#fallback === null;
  }

  override textOf(id: number): string | null {
    return super.textOf(id) ?? this.#fallback;
  }

  override forget(): void {
    super.forget();
    for (const { numbers } of this.#candidates) numbers.forget();
  }

  take(): void {
    const { block } = this.#columns;
    if (this.#taken === block) return;
    this.#taken = block;
    const { table } = block;
    this.ids.values.fill(0, 0, table.rows);
    let empty = table.rows;
    for (const { texts, numbers } of this.#candidates) {
      // Worse ones need not be looked at where every row has a better one.
      if (empty === 0) break;
      texts.take();
      if (!texts.isEmpty) empty = this.#fillEmpty(texts, numbers, table);
    }
    this.met = this.distinctRows(table);
  }

  /** Gives a candidate's texts to the rows that have none of a better one. Returns how many are left without. */
  #fillEmpty(texts: RowTexts, numbers: IdMap, { memory, rows, scratch }: CellTable): number {
    const { kernels } = memory;
    const own = texts.varies ? texts.ids.at : 0;
    for (const id of texts.met) numbers.makeRoom(id + 1);
    const count = kernels.missingIds(this.ids.at, own, rows, numbers.at, scratch.fresh.at);
    // A copy: working out may use the memory of the list.
    for (const id of scratch.fresh.values.slice(0, count)) numbers.set(id, this.#newNumber(texts.textOf(id)));
    return kernels.fillIds(this.ids.at, own, rows, numbers.at);
  }

  #newNumber(text: string | null): number {
    return this.newNumber(text === null ? null : this.#edit(text));
  }
}
