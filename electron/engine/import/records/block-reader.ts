import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TextEncoding } from '../decode/text-encoding.ts';
import type { Content } from '../open/content.ts';
import { ByteWindow } from './byte-window.ts';
import { FoundRecords, type Splitter } from './found-records.ts';
import { unitsOf } from './units.ts';

/** A stretch of decompressed content with the records that end in it. Blocks follow each other without gap. */
export interface RecordBlock {
  readonly bytes: Buffer;
  /** Position of the first byte in the content. */
  readonly byteOffset: number;
  readonly found: FoundRecords;
  /** Whether the content ends with this block. */
  readonly last: boolean;
}

/** Reads grow up to this while one record fills the window. */
const MAX_READ = 8 * 1024 * 1024;

/** How much is read at once. A block is about as long, except where one record is longer. */
export const BLOCK_BYTES = 1024 * 1024;

/**
 * Cuts content into blocks at record boundaries. Memory is bounded: the window holds one block, or, when a
 * single record is longer, at most that record up to the largest one read.
 */
export class BlockReader {
  readonly #content: Content;
  readonly #encoding: TextEncoding;
  readonly #splitter: Splitter;
  readonly #blockBytes: number;
  readonly #window = new ByteWindow();
  /** What is left of the head. */
  #pending: Buffer;
  #ended: boolean;

  /**
   * @param head the first bytes of the content, already read
   * @param headIsAll whether the content ends with them
   */
  constructor(
    content: Content,
    head: Buffer,
    headIsAll: boolean,
    encoding: TextEncoding,
    splitter: Splitter,
    blockBytes: number = BLOCK_BYTES,
  ) {
    this.#content = content;
    this.#encoding = encoding;
    this.#splitter = splitter;
    this.#blockBytes = blockBytes;
    this.#pending = head;
    this.#ended = headIsAll;
  }

  /** The next block; null behind the last. */
  async next(): Promise<RecordBlock | null> {
    for (let size = this.#blockBytes; ; size = Math.min(MAX_READ, Math.max(size, this.#window.length))) {
      const fresh = await this.#read(size);
      const final = this.#ended && this.#pending.length === 0;
      if (fresh.length > 0) this.#window.append(fresh);
      if (this.#window.length === 0) return null;
      const block = this.#cut(final);
      if (block !== null) return block;
      await nextTurn();
    }
  }

  async #read(size: number): Promise<Buffer> {
    if (this.#pending.length > 0) {
      const piece = this.#pending.subarray(0, size);
      this.#pending = this.#pending.subarray(piece.length);
      return piece;
    }
    if (this.#ended) return this.#pending;
    const bytes = await this.#content.read(size);
    if (bytes.length === 0) this.#ended = true;
    return bytes;
  }

  /** Scans the window and takes off what is finished; null when no byte is. */
  #cut(final: boolean): RecordBlock | null {
    const unitBytes = this.#encoding.unitBytes;
    const found = new FoundRecords(unitBytes);
    const { at, length } = this.#window;
    const units = unitsOf(this.#window.bytes, this.#encoding);
    const doneAt = this.#splitter.scan(units, at / unitBytes, final, found);
    const done = final ? length : doneAt * unitBytes - at;
    if (done === 0) return null;
    return { bytes: this.#window.take(done), byteOffset: at, found, last: final };
  }
}
