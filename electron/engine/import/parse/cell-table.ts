import type { KernelMemory } from '../../kernels/kernel-memory.ts';
import { KernelFloats, KernelWords } from '../../kernels/kernel-rows.ts';

/** Kernels look at whole blocks of bytes: so much behind the window is theirs to read. */
const BEHIND_WINDOW = 256;
/** Kernels write in steps of two rows. */
const BEHIND_ROWS = 2;

/** Where the cells of a stretch of a CSV file lie, column by column, in the memory of the kernels. */
export class CellTable {
  readonly memory: KernelMemory;
  readonly width: number;
  readonly maxRows: number;
  rows = 0;
  /** Whether doubled quotes stand for one in some cells. */
  hasEscaped = false;
  /** Whether some records have fewer cells than columns. */
  isRagged = false;
  /** Bytes from a column to the next: odd lines of the processor's cache, so that columns do not share few of them. */
  readonly stride: number;
  readonly cellsAtFirst: number;
  readonly escapedAtFirst: number;
  /** Start and end of each record inside the window, without its line end. */
  readonly records: KernelWords;
  /** 1-based line of each record. */
  readonly lines: KernelFloats;
  readonly widthsAt: number;
  /** Lists of rows and numbers, and room for results of a row each, for whoever works on a column. */
  readonly scratch: {
    readonly fresh: KernelWords;
    readonly met: KernelWords;
    readonly floats: KernelFloats;
    readonly out: KernelFloats;
  };
  /** Address of position 0 of the window. Only what was given to {@link look} is there. */
  base = 0;
  #windowAt = 0;
  #windowSize = 0;

  constructor(memory: KernelMemory, width: number, maxRows: number) {
    this.memory = memory;
    this.width = width;
    this.maxRows = maxRows;
    const lines = Math.ceil(maxRows / 8);
    this.stride = (lines % 2 === 0 ? lines + 1 : lines) * 64;
    this.cellsAtFirst = memory.keep(width * this.stride);
    this.escapedAtFirst = memory.keep((width * this.stride) / 8);
    this.records = new KernelWords(memory, maxRows * 2);
    this.lines = new KernelFloats(memory, maxRows + BEHIND_ROWS);
    this.widthsAt = memory.keep(maxRows * 2);
    this.scratch = {
      fresh: new KernelWords(memory, maxRows),
      met: new KernelWords(memory, maxRows),
      floats: new KernelFloats(memory, maxRows + BEHIND_ROWS),
      out: new KernelFloats(memory, maxRows + BEHIND_ROWS),
    };
  }

  /** Takes in the window from a position on. */
  look(bytes: Uint8Array, from: number): void {
    const length = bytes.length - from;
    if (length + BEHIND_WINDOW > this.#windowSize) {
      if (this.#windowSize > 0) this.memory.give(this.#windowAt, this.#windowSize);
      this.#windowSize = length + BEHIND_WINDOW;
      this.#windowAt = this.memory.take(this.#windowSize);
    }
    const own = this.memory.bytes;
    own.set(from === 0 ? bytes : bytes.subarray(from), this.#windowAt);
    own.fill(0, this.#windowAt + length, this.#windowAt + length + BEHIND_WINDOW);
    this.base = this.#windowAt - from;
  }

  /** Address of the cells of a column: start and end of each. */
  cellsAt(column: number): number {
    return this.cellsAtFirst + column * this.stride;
  }

  /** Address of the flags of the cells of a column; 0 when none is escaped. */
  escapedAt(column: number): number {
    return this.hasEscaped ? this.escapedAtFirst + (column * this.stride) / 8 : 0;
  }

  /** Start and end of each cell of a column, for loops over it. To be asked for again after kernels ran. */
  startsAndEnds(column: number): Uint32Array {
    const at = this.cellsAt(column) / 4;
    return this.memory.words.subarray(at, at + this.rows * 2);
  }

  /** Start of the text of a cell in the window, without quotes. A missing cell is empty. */
  startOf(row: number, column: number): number {
    return this.memory.words[this.cellsAt(column) / 4 + row * 2] ?? 0;
  }

  endOf(row: number, column: number): number {
    return this.memory.words[this.cellsAt(column) / 4 + row * 2 + 1] ?? 0;
  }

  /** Whether doubled quotes stand for one in a cell. */
  isEscaped(row: number, column: number): boolean {
    return this.hasEscaped && this.memory.bytes[this.escapedAt(column) + row] !== 0;
  }

  /** Line of a record. */
  lineOf(row: number): number {
    return this.lines.values[row] ?? 0;
  }

  /** Cells of each record. */
  get widths(): Uint16Array {
    return new Uint16Array(this.memory.bytes.buffer, this.widthsAt, this.rows);
  }
}
