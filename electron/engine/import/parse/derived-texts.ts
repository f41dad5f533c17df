import type { KernelMemory } from '../../kernels/kernel-memory.ts';
import { KernelWords } from '../../kernels/kernel-rows.ts';
import type { CellTable } from './cell-table.ts';
import { InternTable } from './intern-table.ts';
import type { TextField } from './text-field.ts';
import type { TextInput } from './text-input.ts';

/**
 * Fields that follow from one or more inputs. What they come to is worked out once for every combination of
 * distinct cells that occurs, and looked up for all other rows.
 */
export class DerivedTexts {
  readonly #inputs: readonly TextInput[];
  readonly #fields: readonly TextField[];
  readonly #derive: (texts: readonly (string | null)[]) => readonly (string | null)[];
  /** The inputs that have a column; the others are the same in every row. */
  readonly #varying: readonly TextInput[];
  /** Numbers pairs of (combination so far, id of the next input). One for each input but the first. */
  readonly #pairs: readonly InternTable[];
  /** Combination of each row of the block. */
  readonly #combined: KernelWords;
  /** Code of each combination in each field. */
  readonly #codes: number[][];
  #combinations = 0;

  /** @param rows most rows of a block */
  constructor(
    memory: KernelMemory,
    inputs: readonly TextInput[],
    fields: readonly TextField[],
    derive: (texts: readonly (string | null)[]) => readonly (string | null)[],
    rows: number,
  ) {
    this.#inputs = inputs;
    this.#fields = fields;
    this.#derive = derive;
    this.#varying = inputs.filter(({ column }) => column >= 0);
    this.#pairs = this.#varying.slice(1).map(() => new InternTable(memory));
    this.#combined = new KernelWords(memory, this.#varying.length > 1 ? rows : 0);
    this.#codes = fields.map(() => []);
  }

  /** Combinations remembered. */
  get size(): number {
    return this.#combinations;
  }

  /** Forgets everything; to be called whenever an input or a field forgets. */
  forget(): void {
    for (const pairs of this.#pairs) pairs.forget();
    for (const codes of this.#codes) codes.length = 0;
    this.#combinations = 0;
  }

  /** Gives all rows of a block to the fields. */
  fill(table: CellTable): void {
    const [first, ...others] = this.#varying;
    if (first === undefined) this.#fillSame();
    else if (others.length === 0) this.#fillFromOne(first);
    else this.#fillFromMany(first, others, table);
  }

  #fillSame(): void {
    const results = this.#derive(this.#inputs.map(({ constant }) => constant));
    for (const [index, field] of this.#fields.entries()) {
      field.fillSame(field.codeOf(results[index] ?? null));
    }
  }

  #fillFromOne(input: TextInput): void {
    const [known = []] = this.#codes;
    for (const id of input.met) {
      if (known[id] === undefined) this.#workOut(id, (other) => other.textOf(id));
    }
    this.#give(input.ids, input.met);
  }

  #fillFromMany(first: TextInput, others: readonly TextInput[], table: CellTable): void {
    const combined = this.#combined;
    let before = first.ids;
    let met: Uint32Array = first.met;
    for (const [index, { ids }] of others.entries()) {
      const pairs = this.#pairs[index];
      if (pairs === undefined) continue;
      const interned = pairs.pairs(table, before, ids, combined);
      before = combined;
      met = interned.met;
      if (index < others.length - 1) continue;
      const from = pairs.count - interned.fresh.length;
      // A copy: working out may use the memory of the list.
      [...interned.fresh].forEach((row, fresh) => {
        this.#workOut(from + fresh, (input) => input.textAt(row));
      });
    }
    this.#give(combined, met);
  }

  #give(ids: KernelWords, met: Uint32Array): void {
    this.#fields.forEach((field, index) => {
      field.fillFrom(ids, met, this.#codes[index] ?? []);
    });
  }

  #workOut(combination: number, textOf: (input: TextInput) => string | null): void {
    const results = this.#derive(this.#inputs.map(textOf));
    this.#combinations += 1;
    this.#fields.forEach((field, index) => {
      const codes = this.#codes[index] ?? [];
      codes[combination] = field.codeOf(results[index] ?? null);
    });
  }
}
