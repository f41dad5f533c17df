import type { KernelMemory } from '../../kernels/kernel-memory.ts';
import { KernelWords } from '../../kernels/kernel-rows.ts';
import type { CellTable } from './cell-table.ts';
import { InternTable } from './intern-table.ts';
import type { RowTexts } from './row-texts.ts';

/** Whoever works out what follows from combinations. */
export interface WorksOut {
  /** Told of a combination that is new; {@link Combinations.idOf} tells of its parts until this returns. */
  workOut(combination: number): void;
}

/**
 * Numbers the combinations of texts that occur in rows. No function is made for a block, let alone for a row: V8 would
 * compile each anew.
 */
export class Combinations {
  readonly #parts: readonly RowTexts[];
  /** Numbers pairs of (combination so far, id of the next part). One for each part but the first. */
  readonly #pairs: readonly InternTable[];
  readonly #combined: KernelWords;
  /** Which ids of the only part were seen. */
  readonly #seen: boolean[] = [];
  met: Uint32Array = new Uint32Array();
  /** The row of the combination that is worked out, or the id of its only part. */
  #shown = 0;
  readonly #isOne: boolean;
  /** The id that a part has in the combination that is worked out. */
  readonly idOf: (part: RowTexts) => number;

  /**
   * @param parts at least one; all vary
   * @param rows most rows of a block
   */
  constructor(memory: KernelMemory, parts: readonly RowTexts[], rows: number) {
    this.#parts = parts;
    this.#pairs = parts.slice(1).map(() => new InternTable(memory));
    this.#combined = new KernelWords(memory, parts.length > 1 ? rows : 0);
    this.#isOne = parts.length === 1;
    this.idOf = (part) => (this.#isOne ? this.#shown : (part.ids.values[this.#shown] ?? 0));
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

  /** Numbers the rows of a block, whose parts have taken it in. */
  take(table: CellTable, worker: WorksOut): void {
    const [first, ...others] = this.#parts;
    if (first === undefined) return;
    if (others.length === 0) this.#takeOne(first, worker);
    else this.#takeMany(first, others, table, worker);
  }

  #takeOne(part: RowTexts, worker: WorksOut): void {
    const { met } = part;
    this.met = met;
    for (let index = 0; index < met.length; index += 1) {
      const id = met[index] ?? 0;
      if (this.#seen[id] === true) continue;
      this.#seen[id] = true;
      this.#shown = id;
      worker.workOut(id);
    }
  }

  #takeMany(first: RowTexts, others: readonly RowTexts[], table: CellTable, worker: WorksOut): void {
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
      const fresh = interned.fresh.slice();
      for (let at = 0; at < fresh.length; at += 1) {
        this.#shown = fresh[at] ?? 0;
        worker.workOut(from + at);
      }
    }
  }
}
