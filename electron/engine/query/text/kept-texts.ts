import type { Column, ColumnName } from '../../columns/column.ts';

/**
 * What text searches read of the workspace, kept for the next one: who looks for one word looks for another, and
 * reading and unpacking take twice as long as looking through. What came first stays: a search passes over everything
 * in one order, so that letting go of the oldest would let go of all of it before it is met again.
 */
export class KeptTexts {
  readonly #most: number;
  readonly #columns = new Map<string, Column | null>();
  readonly #contents = new Map<number, Buffer>();
  #generation = '';
  #bytes = 0;

  /** @param most bytes that are kept */
  constructor(most: number) {
    this.#most = most;
  }

  /** Forgets everything when the index is another than before. */
  ofGeneration(generation: string): void {
    if (generation === this.#generation) return;
    this.#generation = generation;
    this.#columns.clear();
    this.#contents.clear();
    this.#bytes = 0;
  }

  /** A column of a segment, read when it is not kept. */
  column(segment: number, name: ColumnName, read: () => Column | null): Column | null {
    const key = `${segment} ${name}`;
    const known = this.#columns.get(key);
    if (known !== undefined) return known;
    const column = read();
    if (this.#hasRoomFor(column === null ? 0 : bytesOf(column))) this.#columns.set(key, column);
    return column;
  }

  /** The content of a raw block, unpacked when it is not kept. */
  content(block: number, unpack: () => Buffer): Buffer {
    const known = this.#contents.get(block);
    if (known !== undefined) return known;
    const content = unpack();
    if (this.#hasRoomFor(content.length)) this.#contents.set(block, content);
    return content;
  }

  #hasRoomFor(bytes: number): boolean {
    if (this.#bytes + bytes > this.#most) return false;
    this.#bytes += bytes;
    return true;
  }
}

function bytesOf(column: Column): number {
  switch (column.kind) {
    case 'dictionary':
      return column.codes.byteLength + column.texts.reduce((sum, { length }) => sum + 2 * length + 16, 0);
    case 'text':
      return column.ends.byteLength + column.bytes.byteLength + (column.nulls?.byteLength ?? 0);
    case 'number':
    case 'big':
      return column.values.byteLength;
  }
}
