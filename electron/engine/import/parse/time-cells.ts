import type { KernelMemory } from '../../kernels/kernel-memory.ts';
import type { CellTable } from './cell-table.ts';

const MICROS_PER_DAY = 86_400_000_000;

/** Words of what the kernel knows of a day. */
const DATE = 0;
const DOUBTFUL = 1;
const DAY_BYTES = 16;

/**
 * Reads the instants of a column that are written `YYYY-MM-DD?hh:mm:ss[.f…]Z` straight from the bytes. Days
 * repeat from row to row, so that each date is worked out once by the full reader.
 */
export class TimeCells {
  readonly #memory: KernelMemory;
  readonly #dayOf: (date: string) => number | null;
  /** The date read last and its first microsecond. */
  readonly #day: number;

  /** @param dayOf microseconds of the start of a UTC day `YYYY-MM-DD`; null when there is no such day */
  constructor(memory: KernelMemory, dayOf: (date: string) => number | null) {
    this.#memory = memory;
    this.#dayOf = dayOf;
    this.#day = memory.keep(DAY_BYTES);
    this.#set(-1);
  }

  /**
   * @param values address of what gets µs UTC of each row; NaN where the cell is empty or in another form
   * @returns the rows in another form
   */
  read(table: CellTable, column: number, values: number): Uint32Array {
    const { memory, base, rows, scratch } = table;
    const { at, values: list } = scratch.fresh;
    const { words } = memory;
    const cells = table.cellsAt(column);
    words[this.#day / 4 + DOUBTFUL] = 0;
    for (let row = 0; ; this.#set(words[this.#day / 4 + DATE] ?? 0)) {
      row = memory.kernels.readTimes(base, cells, rows, row, values, at, this.#day);
      if (row === rows) break;
    }
    return list.slice(0, words[this.#day / 4 + DOUBTFUL]);
  }

  #set(date: number): void {
    this.#memory.words[this.#day / 4 + DATE] = date;
    this.#memory.floats[this.#day / 8 + 1] = date < 0 ? Number.NaN : this.#firstMicro(date);
  }

  /** Of a day that counts from its start, wherever it lies around the epoch. */
  #firstMicro(date: number): number {
    const text = String(date).padStart(8, '0');
    const day = this.#dayOf(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`);
    return day !== null && day % MICROS_PER_DAY === 0 ? day : Number.NaN;
  }
}
