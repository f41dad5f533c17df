import { waitSpan } from '../spans.ts';
import type { ContentPiece } from './content-pieces.ts';
import type { ParsedPiece, Parsing } from './parse/parsing.ts';
import { pieceMemory } from './parse/piece-memory.ts';
import type { PieceSize } from './piece-size.ts';

/** Pieces in work at once: one is parsed and one waits for it while the one before them is stored. */
const PIECES_IN_WORK = 2;

/** A piece with what it came to. */
export interface ReadPiece extends ParsedPiece {
  readonly byteOffset: number;
}

/** Hands the pieces of a source to its parser, some ahead of whoever stores them. */
export class ParsedPieces {
  readonly #pieces: AsyncIterator<ContentPiece>;
  readonly #parsing: Parsing;
  readonly #size: PieceSize;
  readonly #stored: number;
  readonly #inWork: Promise<ReadPiece>[] = [];
  #ended = false;
  #filling: Promise<void> | null = null;

  /**
   * @param size what the pieces are cut by, which is told what each came to
   * @param stored bytes of the content that are stored already, as when an import is resumed
   */
  constructor(pieces: AsyncIterable<ContentPiece>, parsing: Parsing, size: PieceSize, stored: number) {
    this.#pieces = pieces[Symbol.asyncIterator]();
    this.#parsing = parsing;
    this.#size = size;
    this.#stored = stored;
  }

  /** Begins to read. What goes wrong is reported by {@link next}. */
  start(): void {
    this.#filling ??= this.#fill();
    this.#filling.catch(() => undefined);
  }

  /**
   * The next piece; null behind the last.
   * @throws what reading and parsing throw
   */
  async next(): Promise<ReadPiece | null> {
    this.start();
    await this.#filling;
    this.#filling = null;
    const piece = this.#inWork.shift();
    if (piece === undefined) return null;
    this.start();
    return waitSpan('wait for parsing', piece);
  }

  async #fill(): Promise<void> {
    while (!this.#ended && this.#inWork.length <= PIECES_IN_WORK) {
      const { value: piece, done } = await this.#pieces.next();
      if (done === true) this.#ended = true;
      else this.#inWork.push(this.#handOver(piece));
    }
  }

  #handOver(piece: ContentPiece): Promise<ReadPiece> {
    const { byteOffset } = piece;
    const stored = Math.max(0, this.#stored - byteOffset);
    const read = this.#parsing.take({ ...piece, stored }).then((parsed) => {
      this.#size.learn(parsed.bytes.length, lengthOf(pieceMemory(parsed)));
      return { ...parsed, byteOffset };
    });
    read.catch(() => undefined); // Reported when it is awaited.
    return read;
  }
}

/** Bytes of different buffers. */
function lengthOf(memory: readonly ArrayBuffer[]): number {
  return [...new Set(memory)].reduce((sum, { byteLength }) => sum + byteLength, 0);
}
