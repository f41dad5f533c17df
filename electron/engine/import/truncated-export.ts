import { toIso } from '../../../shared/time/format.ts';

/**
 * Row counts at which known exports stop: the organisation audit export (2,500), common report limits, the
 * Microsoft audit search (50,000), and the rows of a spreadsheet with and without its header.
 */
const CAPS: ReadonlySet<number> = new Set([2_500, 10_000, 50_000, 100_000, 1_048_575, 1_048_576]);

/** In which direction the times of a file run. */
export class TimeDirection {
  #last: number | null = null;
  #rising = 0;
  #falling = 0;
  #first: number | null = null;
  #lowest: number | null = null;
  #highest: number | null = null;

  /** Takes the next record's time, µs. */
  add(time: number): void {
    if (this.#last !== null && time > this.#last) this.#rising += 1;
    if (this.#last !== null && time < this.#last) this.#falling += 1;
    this.#first ??= time;
    this.#last = time;
    if (this.#lowest === null || time < this.#lowest) this.#lowest = time;
    if (this.#highest === null || time > this.#highest) this.#highest = time;
  }

  /** Which side a cut-off export lacks, in words. */
  get missingSide(): string {
    if (this.#lowest === null || this.#highest === null) return 'records behind the last one';
    if (this.#falling > this.#rising) return `records older than ${toIso(this.#lowest)}`;
    if (this.#rising > this.#falling) return `records newer than ${toIso(this.#highest)}`;
    return `records older than ${toIso(this.#lowest)} or newer than ${toIso(this.#highest)}`;
  }
}

/** Says that an export was probably cut off, when the number of its records is a known limit; else null. */
export function truncatedExport(read: number, direction: TimeDirection): string | null {
  if (!CAPS.has(read)) return null;
  return `The file has exactly ${read.toLocaleString('en')} records, a known export limit, so it is probably cut off: ${direction.missingSide} are likely missing. Export a shorter span to get them.`;
}
