import type { TextField } from './text-field.ts';
import type { TextInput } from './text-input.ts';

/** Pairs of ids make one number; no id reaches this. */
const PAIR = 1 << 21;

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
  /** Pair of (combination so far, id of the next input) → combination. One map for each input but the first. */
  readonly #pairs: readonly Map<number, number>[];
  /** Code of each combination in each field; -1 while it is not worked out. */
  readonly #codes: number[][];
  #combinations = 0;

  constructor(
    inputs: readonly TextInput[],
    fields: readonly TextField[],
    derive: (texts: readonly (string | null)[]) => readonly (string | null)[],
  ) {
    this.#inputs = inputs;
    this.#fields = fields;
    this.#derive = derive;
    this.#varying = inputs.filter(({ column }) => column >= 0);
    this.#pairs = this.#varying.slice(1).map(() => new Map<number, number>());
    this.#codes = fields.map(() => []);
  }

  /** Combinations remembered. */
  get size(): number {
    return this.#combinations;
  }

  /** Forgets everything; to be called whenever an input or a field forgets. */
  forget(): void {
    for (const pairs of this.#pairs) pairs.clear();
    for (const codes of this.#codes) codes.length = 0;
    this.#combinations = 0;
  }

  /** Writes the codes of all rows of a block to the fields. */
  fill(rows: number): void {
    const [first, ...others] = this.#varying;
    if (first === undefined) this.#fillSame(rows);
    else if (others.length === 0) this.#fillFromOne(first, rows);
    else this.#fillFromMany(first, others, rows);
  }

  #fillSame(rows: number): void {
    const results = this.#derive(this.#inputs.map(({ constant }) => constant));
    for (const [index, field] of this.#fields.entries()) {
      field.codes.fill(field.codeOf(results[index] ?? null), 0, rows);
    }
  }

  #fillFromOne({ ids }: TextInput, rows: number): void {
    const [known = []] = this.#codes;
    for (let row = 0; row < rows; row += 1) {
      const id = ids[row] ?? 0;
      if (known[id] === undefined) this.#workOut(id, row);
    }
    this.#fields.forEach((field, index) => {
      const codes = this.#codes[index] ?? [];
      const target = field.codes;
      for (let row = 0; row < rows; row += 1) target[row] = codes[ids[row] ?? 0] ?? 0;
    });
  }

  #fillFromMany(first: TextInput, others: readonly TextInput[], rows: number): void {
    const combined = first.ids.slice(0, rows);
    for (const [index, { ids }] of others.entries())
      this.#combine(combined, ids, this.#pairs[index] ?? new Map());
    const [known = []] = this.#codes;
    for (let row = 0; row < rows; row += 1) {
      const id = combined[row] ?? 0;
      if (known[id] === undefined) this.#workOut(id, row);
    }
    this.#fields.forEach((field, index) => {
      const codes = this.#codes[index] ?? [];
      const target = field.codes;
      for (let row = 0; row < rows; row += 1) target[row] = codes[combined[row] ?? 0] ?? 0;
    });
  }

  #combine(combined: Uint32Array, ids: Uint32Array, pairs: Map<number, number>): void {
    let lastPair = -1;
    let lastId = 0;
    for (let row = 0; row < combined.length; row += 1) {
      const pair = (combined[row] ?? 0) * PAIR + (ids[row] ?? 0);
      if (pair !== lastPair) {
        lastPair = pair;
        const known = pairs.get(pair);
        lastId = known ?? pairs.size;
        if (known === undefined) pairs.set(pair, lastId);
      }
      combined[row] = lastId;
    }
  }

  #workOut(combination: number, row: number): void {
    const results = this.#derive(this.#inputs.map((input) => input.textAt(row)));
    this.#combinations += 1;
    this.#fields.forEach((field, index) => {
      const codes = this.#codes[index] ?? [];
      codes[combination] = field.codeOf(results[index] ?? null);
    });
  }
}
