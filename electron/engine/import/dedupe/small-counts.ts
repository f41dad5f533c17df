/** Counts that are nearly always small: one byte each, the few large ones in a map. */
export class SmallCounts {
  #counts: Uint8Array;
  readonly #large = new Map<number, number>();

  constructor(capacity: number) {
    this.#counts = new Uint8Array(capacity);
  }

  get(index: number): number {
    const count = this.#counts[index] ?? 0;
    return count < 255 ? count : (this.#large.get(index) ?? 255);
  }

  set(index: number, count: number): void {
    this.#counts[index] = Math.min(count, 255);
    if (count >= 255) this.#large.set(index, count);
    else if (this.#large.size > 0) this.#large.delete(index);
  }

  grow(capacity: number): void {
    const grown = new Uint8Array(capacity);
    grown.set(this.#counts);
    this.#counts = grown;
  }
}
