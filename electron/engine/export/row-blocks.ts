import type { Checkpoint } from '../query/loaded-columns.ts';
import type { EventIds } from '../query/query-engine.ts';
import { GatheredCells } from './gathered-cells.ts';
import { InstantPrinter, NUMBER_BYTES, writeDecimal, writeInteger } from './number-bytes.ts';
import type { RowFormat } from './row-format.ts';
import type { SegmentPart } from './segment-columns.ts';
import { TextCells } from './text-cells.ts';

/** Bytes of a block. */
const BLOCK_BYTES = 1 << 20;

/** Bytes of cells kept before all are forgotten: few enough to stay near the processor. */
const CELL_BYTES = 1 << 22;

/** Longer cells are copied by the runtime, shorter ones by a loop, each where it is quicker. */
const LONG_CELL = 48;

const encoder = new TextEncoder();

/**
 * Prints rows from columns into blocks of bytes. Two blocks are filled in turn, so that one can be written to a disk
 * while the other is filled: a block that was handed out is overwritten once the next but one is asked for.
 */
export class RowBlocks {
  readonly #cells: TextCells;
  readonly #columns: readonly GatheredCells[];
  readonly #before: readonly Uint8Array[];
  readonly #end: Uint8Array;
  readonly #quotes: readonly boolean[];
  /** Bytes of a row without its texts, at most. */
  readonly #fixedBytes: number;
  readonly #instants = new InstantPrinter();
  #block = new Uint8Array(BLOCK_BYTES);
  #other = new Uint8Array(BLOCK_BYTES);
  #at = 0;

  /** @param sources file names by id */
  constructor({ cells, end, absent }: RowFormat, sources: ReadonlyMap<number, string>) {
    this.#cells = new TextCells(absent);
    this.#columns = cells.map((format) => new GatheredCells(format, this.#cells, sources));
    this.#before = cells.map(({ before }) => encoder.encode(before));
    this.#quotes = cells.map(({ quote }) => quote !== '');
    this.#end = encoder.encode(end);
    this.#fixedBytes = this.#before.reduce(
      (sum, { length }) => sum + length + NUMBER_BYTES + 2,
      this.#end.length,
    );
  }

  /**
   * Prints the rows of a chunk of at most `GATHERED_ROWS`; gives the blocks that are full.
   * @throws CANCELLED between two columns, which may have to be read
   */
  *print(ids: EventIds, parts: readonly SegmentPart[], checkpoint: Checkpoint): Generator<Uint8Array> {
    if (this.#cells.size > CELL_BYTES) this.#cells.clear();
    for (const column of this.#columns) {
      checkpoint.throwIfCancelled();
      column.gather(ids, parts);
    }
    for (let row = 0; ; ) {
      row = this.#fill(row, ids.length);
      if (row === ids.length) return;
      yield* this.flush();
      const needed = this.#bytesOf(row);
      if (needed > this.#block.length) this.#block = new Uint8Array(needed);
    }
  }

  /** Gives what was printed and not handed out. */
  *flush(): Generator<Uint8Array> {
    if (this.#at === 0) return;
    const full = this.#block.subarray(0, this.#at);
    [this.#block, this.#other] = [this.#other, this.#block];
    this.#at = 0;
    yield full;
  }

  /** Bytes that a row takes, at most. */
  #bytesOf(row: number): number {
    const { ends } = this.#cells;
    let sum = this.#fixedBytes;
    for (const { ready, texts } of this.#columns) {
      if (!ready) continue;
      const cell = texts[row] ?? 0;
      sum += (ends[cell] ?? 0) - (cell === 0 ? 0 : (ends[cell - 1] ?? 0));
    }
    return sum;
  }

  /** Prints rows until the block is full; gives the row that did not fit. */
  #fill(first: number, count: number): number {
    const { bytes, ends } = this.#cells;
    const columns = this.#columns;
    const out = this.#block;
    const end = this.#end;
    // Up to here every row fits; only the last rows of a block have to be measured.
    const roomy = out.length - this.#fixedBytes - columns.length * this.#cells.longest;
    let at = this.#at;
    let row = first;
    for (; row < count && (at <= roomy || at + this.#bytesOf(row) <= out.length); row += 1) {
      for (let index = 0; index < columns.length; index += 1) {
        const column = columns[index];
        const before = this.#before[index];
        if (column === undefined || before === undefined) continue;
        for (let i = 0; i < before.length; i += 1) out[at + i] = before[i] ?? 0;
        at += before.length;
        const number = column.ready ? Number.NaN : (column.numbers[row] ?? 0);
        if (!Number.isNaN(number)) {
          at = this.#number(column, index, number, at);
          continue;
        }
        const cell = column.ready ? (column.texts[row] ?? 0) : 0;
        const to = ends[cell] ?? 0;
        let from = cell === 0 ? 0 : (ends[cell - 1] ?? 0);
        if (to - from > LONG_CELL) {
          out.set(bytes.subarray(from, to), at);
          at += to - from;
        } else for (; from < to; from += 1, at += 1) out[at] = bytes[from] ?? 0;
      }
      for (let i = 0; i < end.length; i += 1) out[at + i] = end[i] ?? 0;
      at += end.length;
    }
    this.#at = at;
    return row;
  }

  #number(column: GatheredCells, index: number, value: number, at: number): number {
    const out = this.#block;
    const { kind } = column.format;
    if (kind === 'integer') return writeInteger(out, at, value);
    if (kind === 'decimal') return writeDecimal(out, at, value);
    if (this.#quotes[index] !== true) return this.#instants.write(out, at, value);
    out[at] = 0x22;
    const end = this.#instants.write(out, at + 1, value);
    out[end] = 0x22;
    return end + 1;
  }
}
