import type { Container } from '../normalise/details.ts';
import { JsonTape, MAX_TAPED_NESTING } from '../records/json-tape.ts';
import { TapeObject, TapeRecord } from '../records/tape-record.ts';

const UTF_8 = {
  decodeRange: (bytes: Buffer, from: number, to: number): string => bytes.toString('utf8', from, to),
};

/**
 * The JSON objects that cells of a column hold, taken apart by a kernel, all of a block at once: only what is asked for
 * is made, where objects of all cells would be many and live until the block ends.
 */
export class HeldJson {
  #tape: JsonTape | null = null;
  #bytes: Buffer = Buffer.alloc(0);
  readonly #held = new Map<number, Container>();

  /** What the text of an id holds; undefined where it is for `JSON.parse` to say. */
  get(id: number): Container | undefined {
    return this.#held.get(id);
  }

  /**
   * Takes in the texts of a block; what was there before holds no longer.
   * @param from first id
   * @param to behind the last id
   */
  take(from: number, to: number, textOf: (id: number) => string | null): void {
    this.#held.clear();
    const texts: { readonly id: number; readonly text: string; readonly start: number }[] = [];
    let length = 0;
    for (let id = from; id < to; id += 1) {
      const text = textOf(id);
      if (text?.charCodeAt(0) !== OPEN_OBJECT) continue;
      const needed = length + text.length * MOST_BYTES + 1;
      if (needed > this.#bytes.length) this.#grow(needed, length);
      texts.push({ id, text, start: length });
      length += this.#bytes.write(text, length);
      this.#bytes[length] = LINE_END;
      length += 1;
    }
    const bytes = this.#bytes.subarray(0, length);
    if (!JsonTape.suits(bytes)) return;
    this.#tape ??= new JsonTape();
    this.#tape.load(bytes);
    for (const [index, { id, text, start }] of texts.entries()) {
      const end = (texts[index + 1]?.start ?? length) - 1;
      if (this.#tape.read(start) !== end) continue;
      const record = new TapeRecord(UTF_8);
      record.take(this.#tape, bytes, start, end, text);
      this.#held.set(id, { value: new TapeObject(record, record.root), nesting: MAX_TAPED_NESTING });
    }
  }

  #grow(needed: number, used: number): void {
    const grown = Buffer.allocUnsafeSlow(needed * 2);
    this.#bytes.copy(grown, 0, 0, used);
    this.#bytes = grown;
  }
}

const OPEN_OBJECT = 123;
const LINE_END = 10;
/** Of a UTF-16 unit in UTF-8. */
const MOST_BYTES = 3;
