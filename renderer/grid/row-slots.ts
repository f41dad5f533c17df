/**
 * Keys for drawn rows. While rows slide in and out a few at a time, each keeps its own element. After a leap
 * (dragging the scrollbar) no row stays; then the new rows take over the elements of the old ones, in order,
 * because changing text is far cheaper than making elements.
 */
export class RowSlots {
  #first = 0;
  #last = -1;
  #shift = 0;

  /** Says which rows are drawn now, both ends included, before their keys are asked for. */
  draw(first: number, last: number): void {
    const leap = first > this.#last || last < this.#first;
    if (leap && this.#last >= this.#first) this.#shift += first - this.#first;
    this.#first = first;
    this.#last = last;
  }

  /** Key of a drawn row, unique among those drawn. */
  key(row: number): number {
    return row - this.#shift;
  }
}
