/** A row that is expanded, and the height in px of what it shows below its line. */
export interface ExpandedHeight {
  readonly row: number;
  readonly height: number;
}

/**
 * Where rows begin and end, px from the upper edge of the list. All lines are of one height and few rows are
 * expanded, so any number of rows costs nothing: only the expanded ones are held, with what they add up to.
 */
export class RowHeights {
  readonly total: number;
  /** Height of the line of a row, px. */
  readonly line: number;
  /** Height of the whole list, px. */
  readonly height: number;
  readonly #expanded: readonly ExpandedHeight[];
  /** What the expanded rows before each one add. */
  readonly #before: readonly number[];

  /** @param expanded in the order of rows, each row once */
  constructor(total: number, line: number, expanded: readonly ExpandedHeight[]) {
    this.total = total;
    this.line = line;
    this.#expanded = expanded.filter(({ row }) => row < total);
    let sum = 0;
    this.#before = this.#expanded.map(({ height }) => {
      const before = sum;
      sum += height;
      return before;
    });
    this.height = total * line + sum;
  }

  /** Upper edge of a row; of the row behind the last, the lower edge of the list. */
  top(row: number): number {
    return row * this.line + this.#addedBefore(row);
  }

  /** Height of a row with what it shows. */
  of(row: number): number {
    return this.top(row + 1) - this.top(row);
  }

  /** The row at a distance from the upper edge; the nearest one where there is none. */
  at(distance: number): number {
    const last = this.#lastThat(({ row }, at) => row * this.line + (this.#before[at] ?? 0) <= distance);
    const expanded = this.#expanded[last];
    if (expanded === undefined) return this.#inList(distance / this.line);
    const next = this.top(expanded.row + 1);
    return distance < next ? expanded.row : this.#inList(expanded.row + 1 + (distance - next) / this.line);
  }

  #inList(row: number): number {
    return Math.max(0, Math.min(this.total - 1, Math.floor(row)));
  }

  #addedBefore(row: number): number {
    const last = this.#lastThat((expanded) => expanded.row < row);
    return last < 0 ? 0 : (this.#before[last] ?? 0) + (this.#expanded[last]?.height ?? 0);
  }

  /** Index of the last expanded row of which something holds that holds for all before it; -1 for none. */
  #lastThat(holds: (expanded: ExpandedHeight, at: number) => boolean): number {
    let [from, to] = [0, this.#expanded.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      const expanded = this.#expanded[middle];
      if (expanded !== undefined && holds(expanded, middle)) from = middle + 1;
      else to = middle;
    }
    return from - 1;
  }
}

/**
 * The distance that shows the same rows after heights changed: what stands at the upper edge stays there. Where that
 * is no longer shown, because its row was collapsed, the row itself stands there.
 */
export function sameSight(before: RowHeights, after: RowHeights, distance: number): number {
  if (before.total === 0 || after.total === 0) return 0;
  const row = before.at(distance);
  const within = distance - before.top(row);
  const moved =
    within <= before.line ? (within / before.line) * after.line : within - before.line + after.line;
  const fits = row < after.total && (moved < after.of(row) || within <= before.line);
  return after.top(Math.min(row, after.total)) + (fits ? moved : 0);
}
