import type { KernelMemory } from '../../kernels/kernel-memory.ts';
import { KernelWords } from '../../kernels/kernel-rows.ts';
import type { CellTable } from './cell-table.ts';
import { DistinctNumbers } from './distinct-numbers.ts';
import type { IdMap } from './id-map.ts';
import { textsBytes } from './remembered.ts';
import type { RowTexts } from './row-texts.ts';

/** So many texts show whether they repeat: fewer may be those of some hundred people, each met for the first time. */
const TELLING_TEXTS = 4_096;

/** Texts with numbers of their own; 0 is none. */
export abstract class NumberedTexts implements RowTexts {
  readonly varies = true;
  readonly ids: KernelWords;
  met: Uint32Array = new Uint32Array();
  readonly #texts: (string | null)[] = [null];
  /** Number of each text; null once few proved to be the same. */
  #numbers: Map<string, number> | null = new Map();
  /** Texts that were given a number, and those of them that had one already. */
  #given = 0;
  #known = 0;
  #characters = 0;
  readonly #distinct: DistinctNumbers;

  constructor(memory: KernelMemory, rows: number) {
    this.ids = new KernelWords(memory, rows);
    this.#distinct = new DistinctNumbers(memory);
  }

  get size(): number {
    return this.#given + 1;
  }

  get bytes(): number {
    return textsBytes(this.#given + 1, this.#characters);
  }

  get areOwn(): boolean {
    return this.#numbers !== null;
  }

  get isEmpty(): boolean {
    return this.met.every((id) => this.textOf(id) === null);
  }

  forget(): void {
    this.#texts.length = 1;
    this.#numbers = new Map();
    this.#given = 0;
    this.#known = 0;
    this.#characters = 0;
  }

  textOf(id: number): string | null {
    return this.#texts[id] ?? null;
  }

  abstract take(): void;

  /** A number for a text. Where texts repeat, equal ones have the same, so that what follows from them is worked out once. */
  protected newNumber(text: string | null): number {
    if (text === null) return 0;
    this.#given += 1;
    this.#characters += text.length;
    const known = this.#numbers?.get(text);
    if (known !== undefined) {
      this.#known += 1;
      return known;
    }
    const number = this.#texts.push(text) - 1;
    this.#numbers?.set(text, number);
    if (number % TELLING_TEXTS === 0 && this.#known < number) this.#numbers = null;
    return number;
  }

  /** The numbers of the rows of a block, each once, in the order in which they come first. */
  protected distinctRows(table: CellTable): Uint32Array {
    return this.#distinct.of(table, this.ids.at, table.rows, this.#texts.length);
  }

  /** The numbers that follow from those of a block, each once, in the order in which they come first. */
  protected distinctOf(table: CellTable, met: Uint32Array, map: IdMap): Uint32Array {
    return this.#distinct.ofMapped(table, met, map, this.#texts.length);
  }
}
