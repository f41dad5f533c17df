const FIRST_BYTES = 1 << 16;
const FIRST_CELLS = 1 << 12;

const encoder = new TextEncoder();

/** Number of a cell of {@link TextCells}. */
export type Cell = number;

/** What stands where an event has no value. */
export const ABSENT: Cell = 0;

/**
 * Texts of cells as the bytes that go into the file, one after the other. A text that occurs in a million rows is
 * escaped and encoded once and copied a million times.
 */
export class TextCells {
  /** Bytes of all cells. Replaced when it grows: take it anew after adding. */
  bytes = new Uint8Array(FIRST_BYTES);
  /** Cell `c` is `bytes[ends[c - 1] … ends[c])`; cell 0 begins at 0. Replaced when it grows, too. */
  ends = new Uint32Array(FIRST_CELLS);
  /** Bytes of the longest cell. */
  longest = 0;
  /** Grows when cells are cleared; what was added under another generation is gone. */
  generation = 0;
  #count = 0;
  readonly #absent: string;

  /** @param absent the text of cell {@link ABSENT} */
  constructor(absent: string) {
    this.#absent = absent;
    this.add(absent);
  }

  /** Bytes in use. */
  get size(): number {
    return this.ends[this.#count - 1] ?? 0;
  }

  add(text: string): Cell {
    return this.take(encoder.encodeInto(text, this.room(text.length * 3)).written);
  }

  /** Adds bytes as they are. */
  addBytes(bytes: Uint8Array, from: number, to: number): Cell {
    this.room(to - from).set(bytes.subarray(from, to));
    return this.take(to - from);
  }

  /** Room to write the next cell into, which {@link take} then adds. */
  room(length: number): Uint8Array {
    const start = this.size;
    this.#reserve(start + length);
    return this.bytes.subarray(start, start + length);
  }

  /** Adds what was written into {@link room}. */
  take(length: number): Cell {
    this.longest = Math.max(this.longest, length);
    return this.#close(this.size + length);
  }

  clear(): void {
    this.generation += 1;
    this.#count = 0;
    this.longest = 0;
    this.add(this.#absent);
  }

  #close(end: number): Cell {
    const cell = this.#count;
    if (cell === this.ends.length) {
      const grown = new Uint32Array(cell * 2);
      grown.set(this.ends);
      this.ends = grown;
    }
    this.ends[cell] = end;
    this.#count += 1;
    return cell;
  }

  #reserve(length: number): void {
    if (length <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(length, this.bytes.length * 2));
    grown.set(this.bytes.subarray(0, this.size));
    this.bytes = grown;
  }
}
