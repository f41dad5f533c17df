import type { TextEncoding } from '../decode/text-encoding.ts';
import { JsonTape } from './json-tape.ts';
import type { RecordBlock } from './record-block.ts';
import { TapeRecord } from './tape-record.ts';

/** The records of blocks that are on a tape: on that of the splitter, else on one of their own. */
export class TapedRecords {
  readonly #record: TapeRecord;
  #own: JsonTape | null = null;
  #block: RecordBlock | null = null;
  #tape: JsonTape | null = null;

  constructor(encoding: TextEncoding) {
    this.#record = new TapeRecord(encoding);
  }

  /** Goes on to another block. */
  open(block: RecordBlock): void {
    this.#block = block;
    this.#tape = block.found.tape;
    if (this.#tape !== null || !JsonTape.suits(block.bytes)) return;
    this.#own ??= new JsonTape();
    this.#own.load(block.bytes);
    this.#tape = this.#own;
  }

  /** The record with an index, which only rises; null where it is not on the tape as a whole. It lasts until the next is taken. */
  take(index: number): TapeRecord | null {
    const place = this.#block?.found.places[index];
    if (this.#block === null || this.#tape === null || place === undefined) return null;
    const start = place.byteOffset - this.#block.byteOffset;
    // One that is too long begins in an earlier block.
    if (start < 0 || this.#block.found.failures.has(index)) return null;
    const end = this.#tape === this.#own ? this.#tape.read(start) : this.#tape.look(start);
    if (end === 0 || end !== start + place.byteLength) return null;
    this.#record.take(this.#tape, this.#block.bytes, start, end);
    return this.#record;
  }
}
