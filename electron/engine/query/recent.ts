/** Keeps what was computed last, up to a total weight; the entry not used for longest goes first. */
export class Recent<V> {
  readonly #entries = new Map<string, V>();
  readonly #weigh: (value: V) => number;
  readonly #capacity: number;
  #weight = 0;

  constructor(capacity: number, weigh: (value: V) => number) {
    this.#capacity = capacity;
    this.#weigh = weigh;
  }

  /** The value of a key, computed when it is not there. One larger than the capacity is kept until the next. */
  get(key: string, compute: () => V): V {
    const found = this.#entries.get(key);
    const value = found ?? compute();
    if (this.#entries.delete(key)) this.#weight -= this.#weigh(value);
    this.#entries.set(key, value);
    this.#weight += this.#weigh(value);
    for (const [oldest, other] of this.#entries) {
      if (this.#weight <= this.#capacity || oldest === key) break;
      this.#entries.delete(oldest);
      this.#weight -= this.#weigh(other);
    }
    return value;
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  clear(): void {
    this.#entries.clear();
    this.#weight = 0;
  }
}
