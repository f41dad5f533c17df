import { isUtf8 } from 'node:buffer';
import type { TextColumn } from '../../columns/column.ts';
import { roomForTexts } from '../../columns/laid-out-texts.ts';
import type { KernelMemory } from '../../kernels/kernel-memory.ts';
import type { CellTable } from './cell-table.ts';
import { type ColumnCells, TELLING_ROWS } from './column-cells.ts';

const encoder = new TextEncoder();
/** Kernels write so much too many. */
const BEHIND_TEXT = 16;

/** What the cells of a column give to the texts of rows. */
export interface JoinedPart {
  readonly cells: ColumnCells;
  /** What stands in front of each. */
  readonly key: Uint8Array;
  /** The text of a cell of which the kernels do not know it; empty where it gives nothing, null where nobody can tell. */
  readonly textOf: (id: number) => string | null;
  /** Whether cells that hold no JSON give something as well. */
  readonly takesAll: boolean;
}

/**
 * Whether cells are better put together as bytes, as few of them were met before.
 * @param share of rows with cells that are new, from which on they are
 */
export function suitsBytes({ rows }: CellTable, cells: ColumnCells, share: number): boolean {
  return rows >= TELLING_ROWS && cells.newCells > rows * share;
}

/**
 * A column of texts that mostly differ, put together from the bytes of cells: no text is made.
 * @param parts whose cells have taken in the block
 * @param isObject whether they become the members of an object in each row; else there is one of them
 * @returns null where no row has anything, undefined where it has to be put together as texts
 */
export function joinedColumn(
  table: CellTable,
  parts: readonly JoinedPart[],
  isObject: boolean,
): TextColumn | null | undefined {
  const taken = new TakenPlaces(table.memory);
  try {
    const words = parts.map((part) => wordsOf(part, taken));
    if (words.includes(null)) return undefined;
    const at = taken.take(parts.length * 16);
    table.memory.words.set(
      words.flatMap((of) => of ?? []),
      at / 4,
    );
    return joined(table, at, parts.length, isObject, taken);
  } finally {
    taken.giveBack();
  }
}

function joined(
  { memory, rows }: CellTable,
  parts: number,
  count: number,
  isObject: boolean,
  taken: TakenPlaces,
): TextColumn | null | undefined {
  const { kernels } = memory;
  const empty = taken.take(4);
  const size = kernels.joinParts(parts, count, isObject, rows, 0, 0, 0, empty);
  const without = memory.words[empty / 4] ?? 0;
  if (without === rows) return null;
  const [out, ends, nulls] = [taken.take(size + BEHIND_TEXT), taken.take(rows * 4), taken.take(rows)];
  kernels.joinParts(parts, count, isObject, rows, out, ends, nulls, empty);
  const bytes = memory.bytes.subarray(out, out + size);
  if (!isUtf8(bytes)) return undefined;
  const column = roomForTexts(rows, without > 0, size);
  column.bytes.set(bytes);
  column.ends.set(memory.words.subarray(ends / 4, ends / 4 + rows));
  column.nulls?.set(memory.bytes.subarray(nulls, nulls + rows));
  return column;
}

/** What the kernel has to know of a part; null where nobody can tell. */
function wordsOf({ cells, key, textOf, takesAll }: JoinedPart, taken: TakenPlaces): number[] | null {
  const { memory } = taken;
  const spans = taken.take(cells.size * 8);
  const texts: (readonly [id: number, text: Uint8Array])[] = [];
  let bytes = key.length + BEHIND_TEXT;
  for (const id of cells.spansOfJson(spans, takesAll)) {
    const text = textOf(id);
    if (text === null) return null;
    const encoded = encoder.encode(text);
    texts.push([id, encoded]);
    bytes += encoded.length;
  }
  const keyAt = taken.take(bytes);
  memory.bytes.set(key, keyAt);
  let at = keyAt + key.length;
  for (const [id, text] of texts) {
    memory.bytes.set(text, at);
    memory.words[spans / 4 + id * 2] = at;
    memory.words[spans / 4 + id * 2 + 1] = text.length === 0 ? 0 : at + text.length;
    at += text.length;
  }
  return [cells.ids.at, spans, keyAt, key.length];
}

/** Places in the memory of kernels that are given back together. */
class TakenPlaces {
  readonly memory: KernelMemory;
  readonly #places: (readonly [at: number, size: number])[] = [];

  constructor(memory: KernelMemory) {
    this.memory = memory;
  }

  take(size: number): number {
    const at = this.memory.take(size);
    this.#places.push([at, size]);
    return at;
  }

  giveBack(): void {
    for (const [at, size] of this.#places.splice(0)) this.memory.give(at, size);
  }
}
