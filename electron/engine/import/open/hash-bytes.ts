import { createHash } from 'node:crypto';
import { type ByteSource, piecesOf } from './byte-source.ts';

const CHUNK = 4 * 1024 * 1024;

/**
 * SHA-256 of all bytes of a source, hex. Read before anything else, because it decides whether they are already in
 * the workspace.
 * @param onRead called with the bytes read so far; may throw to stop
 * @throws what reading throws
 */
export async function hashBytes(source: ByteSource, onRead: (bytes: number) => void): Promise<string> {
  const hash = createHash('sha256');
  let total = 0;
  for await (const piece of piecesOf(source, CHUNK)) {
    hash.update(piece);
    total += piece.length;
    onRead(total);
  }
  return hash.digest('hex');
}
