import { numericDate } from '../normalise/written-time.ts';

/** How many values show what a column holds. */
const KEPT = 1_000;

/**
 * Values of a column in the start of a file. Enough of them to judge the column by, except where dates are
 * written as bare numbers: there each value can decide the order of day and month, so all are kept.
 */
export class ColumnValues {
  readonly values: string[] = [];
  /** Whether every further value matters. */
  keepsAll = false;

  /** Whether no further value would be kept. */
  get isFull(): boolean {
    return this.values.length >= KEPT && !this.keepsAll;
  }

  /** Adds a value unless it is blank. */
  add(text: string): void {
    if (text === '' || text.trim() === '') return;
    if (this.values.length < KEPT) {
      this.values.push(text);
      if (!this.keepsAll) this.keepsAll = isOpenDate(text);
    } else if (this.keepsAll) this.values.push(text);
  }
}

function isOpenDate(text: string): boolean {
  return text.length < 64 && numericDate(text.trim())?.yearFirst === false;
}
