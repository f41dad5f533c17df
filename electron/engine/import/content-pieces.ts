import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RecordPlace } from '../record.ts';
import type { Content } from './open/content.ts';
import { giveBack } from './parse/piece-memory.ts';
import type { PieceSize } from './piece-size.ts';

/** A stretch of the decompressed content; pieces follow each other without gap. */
export interface ContentPiece {
  readonly bytes: Buffer;
  readonly byteOffset: number;
  /** Whether the content ends with it. */
  readonly final: boolean;
}

/**
 * Reads the content in pieces, one ahead, so that it is known which is the last.
 * @param head the first bytes of the content, already read
 * @param headIsAll whether the content ends with them
 * @param size of each
 */
export async function* contentPieces(
  content: Content,
  head: Buffer,
  headIsAll: boolean,
  size: PieceSize,
): AsyncGenerator<ContentPiece> {
  let rest = head;
  const next = async (): Promise<Buffer> => {
    const wanted = size.next();
    const piece = rest.subarray(0, wanted);
    rest = rest.subarray(piece.length);
    return piece.length === wanted || headIsAll ? piece : filled(content, piece, wanted);
  };
  let byteOffset = 0;
  for (let current = await next(); ; ) {
    const following = await next();
    // Whoever takes the piece may take its memory away, and its length with it.
    const { length } = current;
    yield { bytes: current, byteOffset, final: following.length === 0 };
    if (following.length === 0) return;
    byteOffset += length;
    current = following;
  }
}

/** A whole piece, or what is left of the content. */
async function filled(content: Content, begun: Buffer, size: number): Promise<Buffer> {
  const parts = [begun];
  let length = begun.length;
  while (length < size) {
    const part = await content.read(size - length);
    if (part.length === 0) break;
    parts.push(part);
    length += part.length;
    await nextTurn();
  }
  const whole = parts.filter((part) => part.length > 0);
  return whole.length === 1 && whole[0] !== undefined ? whole[0] : Buffer.concat(whole);
}

interface HeldPiece extends Pick<ContentPiece, 'bytes' | 'byteOffset'> {
  /** Whether nobody else uses its memory. */
  readonly owned: boolean;
}

/** The pieces whose records are not all stored yet, so that the bytes of a record can be looked at again. */
export class HeldPieces {
  readonly #pieces: HeldPiece[] = [];

  add(piece: HeldPiece): void {
    this.#pieces.push(piece);
  }

  /** Lets go of what lies before a position; a record that goes on behind it may begin up to a piece earlier. */
  release(before: number): void {
    while (this.#pieces.length > 1) {
      const [first] = this.#pieces;
      if (first === undefined || first.byteOffset + first.bytes.length > before) break;
      this.#pieces.shift();
      if (first.owned) giveBack([first.bytes.buffer]);
    }
  }

  /** Bytes of a record. */
  bytesOf({ byteOffset, byteLength }: RecordPlace): Buffer {
    const end = byteOffset + byteLength;
    const parts = this.#pieces
      .filter((piece) => piece.byteOffset < end && piece.byteOffset + piece.bytes.length > byteOffset)
      .map((piece) =>
        piece.bytes.subarray(Math.max(0, byteOffset - piece.byteOffset), Math.max(0, end - piece.byteOffset)),
      );
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
  }
}
