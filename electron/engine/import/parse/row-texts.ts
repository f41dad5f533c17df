import type { KernelWords } from '../../kernels/kernel-rows.ts';

const NOTHING_MET = new Uint32Array();

/** A text, or none, for each row of a block: what the rows of a file give to an input. */
export interface RowTexts {
  /** Whether rows differ; else all have {@link textOf} 0 and no ids. */
  readonly varies: boolean;
  /** Id of the text of each row of the block. */
  readonly ids: KernelWords;
  /** The ids of the block, in the order in which they occur first. */
  readonly met: Uint32Array;
  /** Whether no row of the block has a text. */
  readonly isEmpty: boolean;
  /** Whether the texts asked for so far differ from id to id: nobody need find out by comparing them. */
  readonly areOwn: boolean;
  /** Distinct texts remembered. */
  readonly size: number;
  /** About how much memory they take. */
  readonly bytes: number;
  /** Takes in the block. Doing it again changes nothing. */
  take(): void;
  /** Forgets all texts; ids given out hold no longer. */
  forget(): void;
  /** The text of an id. */
  textOf(id: number): string | null;
}

/** The text of a row of the block. */
export function textAt(texts: RowTexts, row: number): string | null {
  return texts.textOf(texts.varies ? (texts.ids.values[row] ?? 0) : 0);
}

/** The same text in every row. */
export class SameText implements RowTexts {
  readonly varies = false;
  readonly areOwn = true;
  readonly met = NOTHING_MET;
  readonly size = 0;
  readonly bytes = 0;
  readonly ids: KernelWords;
  readonly #text: string | null;

  /** @param ids room for no row */
  constructor(ids: KernelWords, text: string | null) {
    this.ids = ids;
    this.#text = text;
  }

  get isEmpty(): boolean {
    return this.#text === null;
  }

  take(): void {
    // There is nothing to find in a block.
  }

  forget(): void {
    // There is nothing else to give.
  }

  textOf(): string | null {
    return this.#text;
  }
}
