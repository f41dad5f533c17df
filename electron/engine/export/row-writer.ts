import type { StoredRow } from '../query/event-rows.ts';

/** Turns stored events into the text of a file, one at a time, in order. */
export interface RowWriter {
  /** What comes before the first row. */
  begin(): string;
  /** What every row begins with, but the first row of a file must not. */
  readonly separator: '' | ',';
  row(row: StoredRow): string;
  /** What comes after the last row. */
  end(): string;
}
