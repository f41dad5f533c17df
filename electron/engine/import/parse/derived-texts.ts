import type { KernelMemory } from '../../kernels/kernel-memory.ts';
import type { CellTable } from './cell-table.ts';
import { Combinations, type WorksOut } from './combinations.ts';
import type { RowTexts } from './row-texts.ts';
import type { TextField } from './text-field.ts';

/** Works out fields from the texts of inputs, and the ids of these. */
export type Derive = (
  texts: readonly (string | null)[],
  ids: readonly number[],
) => readonly (string | null)[];

/**
 * Fields that follow from one or more inputs. What they come to is worked out once for every combination of
 * distinct cells that occurs, and looked up for all other rows.
 */
export class DerivedTexts implements WorksOut {
  readonly #inputs: readonly RowTexts[];
  readonly #fields: readonly TextField[];
  readonly #derive: Derive;
  /** Whether texts of the first field differ where those of the only input do. */
  readonly #isOneToOne: boolean;
  /** Null when all inputs are the same in every row. */
  readonly #combinations: Combinations | null;
  /** Code of each combination in each field. */
  readonly #codes: number[][];
  /** What inputs have in the combination that is worked out: lists made once, not for each. */
  readonly #ids: number[] = [];
  readonly #texts: (string | null)[] = [];
  #remembered = 0;

  /**
   * @param rows most rows of a block
   * @param isOneToOne whether texts of the first field differ where those of the first input do, and follow from no other
   */
  constructor(
    memory: KernelMemory,
    inputs: readonly RowTexts[],
    fields: readonly TextField[],
    derive: Derive,
    rows: number,
    isOneToOne = false,
  ) {
    this.#isOneToOne = isOneToOne;
    this.#inputs = inputs;
    this.#fields = fields;
    this.#derive = derive;
    const varying = inputs.filter(({ varies }) => varies);
    this.#combinations = varying.length === 0 ? null : new Combinations(memory, varying, rows);
    this.#codes = fields.map(() => []);
  }

  /** Combinations remembered. */
  get size(): number {
    return this.#remembered;
  }

  /** Forgets everything; to be called whenever an input or a field forgets. */
  forget(): void {
    this.#combinations?.forget();
    for (const codes of this.#codes) codes.length = 0;
    this.#remembered = 0;
  }

  /** Gives all rows of a block to the fields. */
  fill(table: CellTable): void {
    const combinations = this.#combinations;
    if (combinations === null) {
      this.#fillSame();
      return;
    }
    combinations.take(table, this);
    for (const [index, field] of this.#fields.entries()) {
      field.fillFrom(combinations.ids, combinations.met, this.#codes[index] ?? []);
    }
  }

  #fillSame(): void {
    const results = this.#derive(
      this.#inputs.map((input) => input.textOf(0)),
      this.#inputs.map(() => 0),
    );
    for (const [index, field] of this.#fields.entries()) {
      field.fillSame(field.codeOf(results[index] ?? null));
    }
  }

  workOut(combination: number): void {
    const combinations = this.#combinations;
    if (combinations === null) return;
    const ids = this.#ids;
    const texts = this.#texts;
    for (let index = 0; index < this.#inputs.length; index += 1) {
      const input = this.#inputs[index];
      if (input === undefined) continue;
      const id = input.varies ? combinations.idOf(input) : 0;
      ids[index] = id;
      texts[index] = input.textOf(id);
    }
    const results = this.#derive(texts, ids);
    this.#remembered += 1;
    const isOwn = this.#isOneToOne && this.#inputs[0]?.areOwn === true;
    for (let index = 0; index < this.#fields.length; index += 1) {
      const codes = this.#codes[index];
      const field = this.#fields[index];
      const text = results[index] ?? null;
      if (codes === undefined || field === undefined) continue;
      codes[combination] = index === 0 && isOwn && text !== null ? field.newCode(text) : field.codeOf(text);
    }
  }
}
