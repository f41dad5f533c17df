import type { KernelMemory } from '../../kernels/kernel-memory.ts';
import { type Counting, countingOf } from '../normalise/epoch-time.ts';
import type { TimeReader } from '../normalise/time-text.ts';
import type { CellTable } from './cell-table.ts';

/** What the kernel knows of a day: words and floats from its start. */
const DATE = 0;
const DOUBTFUL = 1;
const UTC = 1;
const LOCAL = 2;
const ZONELESS = 6;
const DAY_BYTES = 32;

/**
 * Reads the instants of a column straight from the bytes: those written `YYYY-MM-DD?hh:mm:ss[.f…][Z|±hh:mm]`, or numbers
 * where the column counts in a unit. Days repeat from row to row, so that each date is worked out once by the full reader.
 */
export class TimeCells {
  readonly #memory: KernelMemory;
  readonly #reader: TimeReader;
  readonly #counting: Counting | null;
  /** Whether times of ISO 8601 are times here, whatever a column holds besides. */
  readonly #takesIso: boolean;
  /** The date read last and where it begins. */
  readonly #day: number;

  constructor(memory: KernelMemory, reader: TimeReader) {
    this.#memory = memory;
    this.#reader = reader;
    const { format, numbers } = reader.form;
    this.#counting = countingOf(numbers);
    this.#takesIso = format === null || format === 'iso';
    this.#day = memory.keep(DAY_BYTES);
    this.#set(-1);
  }

  /** Whether any form of time here can be read so. */
  get canRead(): boolean {
    return this.#counting !== null || this.#takesIso;
  }

  /**
   * @param values address of what gets µs UTC of each row; NaN where the cell is empty or in another form
   * @returns the rows in another form
   */
  read(table: CellTable, column: number, values: number): Uint32Array {
    const cells = table.cellsAt(column);
    return this.#counting === null
      ? this.#readDays(table, cells, values)
      : this.#readNumbers(table, cells, values, this.#counting);
  }

  #readNumbers(table: CellTable, cells: number, values: number, counting: Counting): Uint32Array {
    const { base, rows, scratch, memory } = table;
    const { multiplier, divisor, before } = counting;
    const { at, values: list } = scratch.fresh;
    const { kernels } = memory;
    return list.slice(0, kernels.readEpochs(base, cells, rows, values, at, multiplier, divisor, before));
  }

  #readDays(table: CellTable, cells: number, values: number): Uint32Array {
    const { memory, base, rows, scratch } = table;
    const { at, values: list } = scratch.fresh;
    const { words } = memory;
    const day = this.#day / 4;
    words[day + DOUBTFUL] = 0;
    words[day + ZONELESS] = 0;
    for (let row = 0; ; this.#set(words[day + DATE] ?? 0)) {
      row = memory.kernels.readTimes(base, cells, rows, row, values, at, this.#day);
      if (row === rows) break;
    }
    this.#reader.zoneless += words[day + ZONELESS] ?? 0;
    return list.slice(0, words[day + DOUBTFUL]);
  }

  #set(date: number): void {
    const text = String(date).padStart(8, '0');
    const start =
      date < 0 ? null : this.#reader.startOfDay(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`);
    this.#memory.words[this.#day / 4 + DATE] = date;
    this.#memory.floats[this.#day / 8 + UTC] = start?.utc ?? Number.NaN;
    this.#memory.floats[this.#day / 8 + LOCAL] = start?.local ?? Number.NaN;
  }
}
