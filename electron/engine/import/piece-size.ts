import type { Content } from './open/content.ts';
import type { SourceFacts } from './parse/source-parser.ts';

const MEBIBYTE = 1024 * 1024;
const LEAST_BYTES = MEBIBYTE;
/** Of most logs: larger pieces gain nothing and take more memory. */
const MOST_BYTES = 2 * MEBIBYTE;
/** Of tables that come to little: half as many commits and waits for the disk. Objects of JSON would outlive the young generation. */
const MOST_OF_TABLES = 4 * MEBIBYTE;
/** What a piece may come to, as a share of its bytes, for the next ones to be so large. */
const LITTLE = 1;
/** Pieces of a file that is neither large nor small. */
const PIECES = 16;
/** How much a compressed log unfolds, at least. */
const USUAL_RATIO = 8;

/** How much content is parsed and stored at once, in bytes: as much as pays, and no more memory than promised. */
export class PieceSize {
  readonly #ofFile: number;
  readonly #isTable: boolean;
  #most = MOST_BYTES;
  // Short ones first: storing begins early, and both threads warm up beside each other.
  #next = LEAST_BYTES;

  /** @param fileBytes size of the file */
  constructor(
    { compression }: Pick<Content, 'compression'>,
    fileBytes: number,
    { format }: Pick<SourceFacts, 'format'>,
  ) {
    const expected = compression === 'none' ? fileBytes : fileBytes * USUAL_RATIO;
    this.#ofFile = Math.max(LEAST_BYTES, Math.ceil(expected / PIECES));
    this.#isTable = format === 'csv';
  }

  /** Size of the next piece. */
  next(): number {
    const size = Math.min(this.#next, this.#most, this.#ofFile);
    this.#next = size * 2;
    return size;
  }

  /** Learns what a piece came to. @param bytes of the piece @param memory in which that lies, bytes */
  learn(bytes: number, memory: number): void {
    const large = this.#isTable && memory <= bytes * LITTLE;
    this.#most = large ? MOST_OF_TABLES : MOST_BYTES;
  }
}
