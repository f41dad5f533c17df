/**
 * Room for the whole numbers of one batch of rows, used again for the next: fresh arrays are cleared by the system page
 * by page before anything is written to them, and lie about until they are collected.
 */
export class CellRoom {
  readonly #ints = new Arrays((length) => new Int32Array(length));
  readonly #floats = new Arrays((length) => new Float64Array(length));

  /** Starts a batch: what the one before took is overwritten from now on. */
  begin(): void {
    this.#ints.begin();
    this.#floats.begin();
  }

  /** An array that holds anything. */
  ints(length: number): Int32Array<ArrayBuffer> {
    return this.#ints.take(length).subarray(0, length);
  }

  /** An array that holds anything. */
  floats(length: number): Float64Array<ArrayBuffer> {
    return this.#floats.take(length).subarray(0, length);
  }
}

/** Arrays of one type, given out in the same order for every batch. */
class Arrays<T extends { readonly length: number }> {
  readonly #make: (length: number) => T;
  readonly #arrays: T[] = [];
  #next = 0;

  constructor(make: (length: number) => T) {
    this.#make = make;
  }

  begin(): void {
    this.#arrays.length = this.#next;
    this.#next = 0;
  }

  take(length: number): T {
    const index = this.#next;
    this.#next += 1;
    const kept = this.#arrays[index];
    if (kept !== undefined && kept.length >= length && kept.length <= length * 4) return kept;
    const made = this.#make(Math.ceil(length * 1.25));
    this.#arrays[index] = made;
    return made;
  }
}
