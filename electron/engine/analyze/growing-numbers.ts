/** A list of whole numbers below 2³² that grows without a box for each. */
export class GrowingNumbers {
  #values = new Uint32Array(64);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const values = new Uint32Array(this.#length * 2);
      values.set(this.#values);
      this.#values = values;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  /** The numbers so far; a view that holds until the next one is added. */
  view(): Uint32Array {
    return this.#values.subarray(0, this.#length);
  }
}
