import { type Container, mayBeContainer } from '../normalise/details.ts';
import { ENTRY_WORDS, JsonTape, MAX_TAPED_NESTING } from '../records/json-tape.ts';
import { TapeContainer, TapeRecord } from '../records/tape-record.ts';

const UTF_8 = {
  decodeRange: (bytes: Buffer, from: number, to: number): string => bytes.toString('utf8', from, to),
};

/**
 * The JSON that cells of a column hold, taken apart by a kernel, all of a block at once: only what is asked for is made,
 * where objects of all cells would be many and live until the block ends.
 */
export class HeldJson {
  #tape: JsonTape | null = null;
  #bytes: Buffer = Buffer.alloc(0);
  #from = 0;
  /** For each id from the first on: place of its value on the tape, or 0; where its text begins and its record ends; what it is like. */
  #places = new Uint32Array();
  #starts = new Uint32Array();
  #ends = new Uint32Array();
  #traits = new Uint8Array();
  readonly #record = new TapeRecord(UTF_8);
  #shown = -1;
  readonly #value = new TapeContainer(this.#record, 0);
  readonly #container: Container = { value: this.#value, nesting: MAX_TAPED_NESTING };

  /**
   * What the text of an id holds; undefined where it is for `JSON.parse` to say. It lasts until another one is asked for.
   */
  get(id: number, text: string): Container | undefined {
    if (id === this.#shown) return this.#container;
    const index = id - this.#from;
    const place = this.#places[index] ?? 0;
    if (place === 0 || this.#tape === null) return undefined;
    const traits = this.#traits[index] ?? 0;
    const ascii = (traits & WIDE) === 0 ? text : null;
    const start = this.#starts[index] ?? 0;
    this.#record.show(this.#tape, this.#bytes, start, ascii, place, (traits & SPACED) !== 0);
    this.#value.moveTo(place);
    this.#shown = id;
    return this.#container;
  }

  /**
   * Takes in the texts of a block; what was there before holds no longer.
   * @param from first id
   * @param to behind the last id
   */
  take(from: number, to: number, textOf: (id: number) => string | null): void {
    this.#from = from;
    this.#shown = -1;
    const count = to - from;
    if (count > this.#places.length) {
      this.#places = new Uint32Array(count * 2);
      this.#starts = new Uint32Array(count * 2);
      this.#ends = new Uint32Array(count * 2);
      this.#traits = new Uint8Array(count * 2);
    }
    this.#places.fill(0, 0, count);
    this.#starts.fill(0, 0, count);
    const length = this.#write(count, (index) => textOf(from + index));
    const bytes = this.#bytes.subarray(0, length);
    if (!JsonTape.suits(bytes)) return;
    this.#tape ??= new JsonTape();
    this.#tape.load(bytes);
    this.#read(this.#tape, count);
  }

  /** Writes what may be JSON, a line each. Lists become a member of an object, as these are what the kernel reads. */
  #write(count: number, textOf: (index: number) => string | null): number {
    // No text begins at 0.
    let length = this.#open();
    for (let index = 0; index < count; index += 1) {
      const text = textOf(index);
      if (text === null || !mayBeContainer(text)) continue;
      const first = text.charCodeAt(0);
      const needed = length + text.length * MOST_BYTES + IN_OBJECT.length + 2;
      if (needed > this.#bytes.length) this.#grow(needed, length);
      if (first === OPEN_LIST) length += this.#bytes.write(IN_OBJECT, length, 'latin1');
      this.#starts[index] = length;
      length += this.#bytes.write(text, length);
      if (first === OPEN_LIST) length = this.#bytes.writeUInt8(CLOSE_OBJECT, length);
      this.#ends[index] = length;
      length = this.#bytes.writeUInt8(LINE_END, length);
    }
    return length;
  }

  #open(): number {
    if (this.#bytes.length === 0) this.#grow(FIRST_BYTES, 0);
    return this.#bytes.writeUInt8(LINE_END, 0);
  }

  #read(tape: JsonTape, count: number): void {
    for (let index = 0; index < count; index += 1) {
      const start = this.#starts[index] ?? 0;
      if (start === 0) continue;
      const end = this.#ends[index] ?? 0;
      const isList = this.#bytes[start] === OPEN_LIST;
      if (tape.read(isList ? start - IN_OBJECT.length : start) !== end) continue;
      const place = isList ? tape.first + ENTRY_WORDS : tape.first;
      // Text behind a list may have made other members.
      if (isList && tape.words[place + 2] !== end - 1) continue;
      this.#places[index] = place;
      this.#traits[index] = (tape.isSpaced ? SPACED : 0) | (tape.isWide ? WIDE : 0);
    }
  }

  #grow(needed: number, used: number): void {
    const grown = Buffer.allocUnsafeSlow(needed * 2);
    this.#bytes.copy(grown, 0, 0, used);
    this.#bytes = grown;
  }
}

const FIRST_BYTES = 1 << 12;
const SPACED = 1;
const WIDE = 2;
const CLOSE_OBJECT = 125;
const OPEN_LIST = 91;
const LINE_END = 10;
const IN_OBJECT = '{"l":';
/** Of a UTF-16 unit in UTF-8. */
const MOST_BYTES = 3;
