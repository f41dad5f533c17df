const FIRST_CAPACITY = 1 << 12;

/** Counts that are nearly always small, 0 at first: one byte each, the few large ones in a map. */
export class SmallCounts {
  #counts = new Uint8Array();
  readonly #large = new Map<number, number>();

  get(index: number): number {
    const count = this.#counts[index] ?? 0;
    return count < 255 ? count : (this.#large.get(index) ?? 255);
  }

  set(index: number, count: number): void {
    if (index >= this.#counts.length) this.#grow(index + 1);
    this.#counts[index] = Math.min(count, 255);
    if (count >= 255) this.#large.set(index, count);
    else if (this.#large.size > 0) this.#large.delete(index);
  }

  /** All counts are 0 again. */
  clear(): void {
    this.#counts.fill(0);
    this.#large.clear();
  }

  #grow(needed: number): void {
    const grown = new Uint8Array(Math.max(FIRST_CAPACITY, needed, this.#counts.length * 2));
    grown.set(this.#counts);
    this.#counts = grown;
  }
}
