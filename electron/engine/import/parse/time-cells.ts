import type { CellTable } from './csv-lexer.ts';

const MICROS_PER_DAY = 86_400_000_000;

/**
 * Reads the instants of a column that are written `YYYY-MM-DD?hh:mm:ss[.f…]Z` straight from the bytes. Days
 * repeat from row to row, so that each date is worked out once by the full reader.
 */
export class TimeCells {
  readonly #dayOf: (date: string) => number | null;
  /** The date read last, as one number, and its first microsecond. */
  #date = -1;
  #dayMicros = Number.NaN;

  /** @param dayOf microseconds of the start of a UTC day `YYYY-MM-DD`; null when there is no such day */
  constructor(dayOf: (date: string) => number | null) {
    this.#dayOf = dayOf;
  }

  /**
   * @param values gets µs UTC of each row; NaN where the cell is empty or in another form
   * @param doubtful gets the rows in another form
   */
  read(
    bytes: Uint8Array,
    { width, rows, starts, ends }: CellTable,
    column: number,
    values: Float64Array,
    doubtful: number[],
  ): void {
    for (let row = 0, cell = column; row < rows; row += 1, cell += width) {
      const start = starts[cell] ?? 0;
      const end = ends[cell] ?? 0;
      const value = end - start >= 20 && end - start <= 27 ? this.#instant(bytes, start, end) : Number.NaN;
      values[row] = value;
      if (Number.isNaN(value) && end > start) doubtful.push(row);
    }
  }

  #instant(bytes: Uint8Array, at: number, end: number): number {
    if (bytes[end - 1] !== 90 || bytes[at + 4] !== 45 || bytes[at + 7] !== 45) return Number.NaN;
    const between = bytes[at + 10];
    if ((between !== 84 && between !== 32) || bytes[at + 13] !== 58 || bytes[at + 16] !== 58)
      return Number.NaN;
    const year = two(bytes, at) * 100 + two(bytes, at + 2);
    const date = year * 10_000 + two(bytes, at + 5) * 100 + two(bytes, at + 8);
    const hour = two(bytes, at + 11);
    const minute = two(bytes, at + 14);
    const second = two(bytes, at + 17);
    if (!(hour < 24 && minute < 60 && second < 60)) return Number.NaN;
    let micros = 0;
    if (end - at > 20) {
      if (bytes[at + 19] !== 46) return Number.NaN;
      let unit = 100_000;
      for (let i = at + 20; i < end - 1; i += 1) {
        const digit = (bytes[i] ?? 0) - 48;
        if (!(digit >= 0 && digit <= 9)) return Number.NaN;
        micros += digit * unit;
        unit /= 10;
      }
    }
    if (date !== this.#date) this.#newDate(date);
    return this.#dayMicros + (hour * 3_600 + minute * 60 + second) * 1_000_000 + micros;
  }

  #newDate(date: number): void {
    this.#date = date;
    this.#dayMicros = Number.NaN;
    if (Number.isNaN(date)) return;
    const text = String(date).padStart(8, '0');
    const day = this.#dayOf(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`);
    // A day counts from its start, wherever it lies around the epoch.
    if (day !== null && day % MICROS_PER_DAY === 0) this.#dayMicros = day;
  }
}

/** Two digits as a number; NaN when they are none. */
function two(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - 48;
  const ones = (bytes[at + 1] ?? 0) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}
