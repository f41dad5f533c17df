import type { KernelMemory } from '../../kernels/kernel-memory.ts';
import type { KernelWords } from '../../kernels/kernel-rows.ts';
import { LONGEST_ABSENT } from '../normalise/numbers.ts';
import { MAX_VALUE } from '../profile/text-template.ts';
import type { CellTable } from './cell-table.ts';

/** A part of the ids of all rows, which a kernel puts together; `kernels/assembly/join-ids.ts` knows the same kinds. */
export type IdPart =
  /** The same bytes in all rows, as they stand in JSON text. */
  | { readonly kind: 'same'; readonly bytes: Uint8Array }
  /** Bytes by the number of the row; null where a row of that number has to be looked at by itself. */
  | {
      readonly kind: 'numbered';
      readonly ids: KernelWords;
      /** The numbers of the block. */
      readonly met: Uint32Array;
      readonly bytesOf: (id: number) => Uint8Array | null;
    }
  /** The cell of a column as it stands in the file. */
  | {
      readonly kind: 'cell';
      readonly column: number;
      /** Whether it fills a place of a template: no JSON, no word for "no value". */
      readonly isWord: boolean;
    }
  /** A text for each row, of which an address gets start and end, counted as in the window of the cells. */
  | { readonly kind: 'placed'; readonly write: (to: number) => void };

const PART_BYTES = 32;
const KINDS = { same: 0, numbered: 1, cell: 2 } as const;
const NONE = 0xffff_ffff;
/** The kernel copies in steps of so many bytes. */
const STEP = 16;

/** Parts as the kernel finds them. They take memory until they are given back. */
export class LoadedParts {
  readonly at: number;
  readonly count: number;
  readonly #memory: KernelMemory;
  readonly #taken: (readonly [at: number, size: number])[] = [];

  constructor(parts: readonly IdPart[], table: CellTable) {
    this.#memory = table.memory;
    this.count = parts.length;
    const words = parts.map((part) => this.#wordsOf(part, table));
    this.at = this.#take(parts.length * PART_BYTES);
    for (const [index, own] of words.entries()) {
      this.#memory.words.set(own, (this.at + index * PART_BYTES) / 4);
    }
  }

  /** Gives the memory back. */
  free(): void {
    for (const [at, size] of this.#taken.splice(0)) this.#memory.give(at, size);
  }

  #wordsOf(part: IdPart, table: CellTable): number[] {
    if (part.kind === 'same') {
      const at = this.#take(part.bytes.length + STEP);
      this.#memory.bytes.set(part.bytes, at);
      return [KINDS.same, at, part.bytes.length];
    }
    if (part.kind === 'numbered') return [KINDS.numbered, part.ids.at, this.#takeNumbered(part)];
    if (part.kind === 'placed') {
      const at = this.#take(table.rows * 8);
      part.write(at);
      return [KINDS.cell, at, 1, NONE - 1, 0];
    }
    const { column, isWord } = part;
    const [least, most] = isWord ? [LONGEST_ABSENT + 1, MAX_VALUE] : [1, NONE - 1];
    return [KINDS.cell, table.cellsAt(column), least, most, isWord ? 1 : 0];
  }

  /** Address and size of the bytes of each number. */
  #takeNumbered({ met, bytesOf }: IdPart & { kind: 'numbered' }): number {
    const each = Array.from(met, bytesOf);
    const places = this.#take((met.reduce((most, id) => Math.max(most, id), 0) + 1) * 8);
    let at = this.#take(each.reduce((sum, bytes) => sum + (bytes?.length ?? 0), STEP));
    const { bytes: memory, words } = this.#memory;
    for (const [index, id] of met.entries()) {
      const bytes = each[index] ?? null;
      words[places / 4 + id * 2] = at;
      words[places / 4 + id * 2 + 1] = bytes?.length ?? NONE;
      if (bytes === null) continue;
      memory.set(bytes, at);
      at += bytes.length;
    }
    return places;
  }

  #take(size: number): number {
    const at = this.#memory.take(size);
    this.#taken.push([at, size]);
    return at;
  }
}
