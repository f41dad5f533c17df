import type { KernelMemory } from '../../kernels/kernel-memory.ts';
import { KernelWords } from '../../kernels/kernel-rows.ts';
import type { CellTable } from './cell-table.ts';
import { InternTable } from './intern-table.ts';
import type { RowTexts } from './row-texts.ts';

/** Numbers the combinations of texts that occur in rows. */
export class Combinations {
  readonly #parts: readonly RowTexts[];
  /** Numbers pairs of (combination so far, id of the next part). One for each part but the first. */
  readonly #pairs: readonly InternTable[];
  readonly #combined: KernelWords;
  /** Which ids of the only part were seen. */
  readonly #seen: boolean[] = [];
  met: Uint32Array = new Uint32Array();

  /**
   * @param parts at least one; all vary
   * @param rows most rows of a block
   */
  constructor(memory: KernelMemory, parts: readonly RowTexts[], rows: number) {
    this.#parts = parts;
    this.#pairs = parts.slice(1).map(() => new InternTable(memory));
    this.#combined = new KernelWords(memory, parts.length > 1 ? rows : 0);
  }

  /** Combination of each row of the block. */
  get ids(): KernelWords {
    return this.#pairs.length === 0 ? (this.#parts[0]?.ids ?? this.#combined) : this.#combined;
  }

  /** Forgets everything; to be called whenever a part forgets. */
  forget(): void {
    for (const pairs of this.#pairs) pairs.forget();
    this.#seen.length = 0;
  }

  /**
   * Numbers the rows of a block, whose parts have taken it in.
   * @param workOut told of each combination that is new, with the id that a part has in it, to be asked at once
   */
  take(table: CellTable, workOut: (combination: number, idOf: (part: RowTexts) => number) => void): void {
    const [first, ...others] = this.#parts;
    if (first === undefined) return;
    if (others.length === 0) this.#takeOne(first, workOut);
    else this.#takeMany(first, others, table, workOut);
  }

  #takeOne(part: RowTexts, workOut: (combination: number, idOf: () => number) => void): void {
    this.met = part.met;
    let shown = 0;
    const idOf = (): number => shown;
    for (const id of part.met) {
      if (this.#seen[id] === true) continue;
      this.#seen[id] = true;
      shown = id;
      workOut(id, idOf);
    }
  }

  #takeMany(
    first: RowTexts,
    others: readonly RowTexts[],
    table: CellTable,
    workOut: (combination: number, idOf: (part: RowTexts) => number) => void,
  ): void {
    let before = first.ids;
    for (const [index, { ids }] of others.entries()) {
      const pairs = this.#pairs[index];
      if (pairs === undefined) continue;
      const interned = pairs.pairs(table, before, ids, this.#combined);
      before = this.#combined;
      if (index < others.length - 1) continue;
      this.met = interned.met;
      const from = pairs.count - interned.fresh.length;
      // A copy: working out may use the memory of the list.
      let shown = 0;
      const idOf = (part: RowTexts): number => part.ids.values[shown] ?? 0;
      Uint32Array.from(interned.fresh).forEach((row, fresh) => {
        shown = row;
        workOut(from + fresh, idOf);
      });
    }
  }
}
