import { createHash } from 'node:crypto';
import type { ByteSource } from './byte-source.ts';

const CHUNK = 512 * 1024;

/**
 * SHA-256 of all bytes of a source, hex. Read before anything else, because it decides whether they are already in
 * the workspace.
 * @param onRead called with the bytes read so far; may throw to stop
 * @throws what reading throws
 */
export async function hashBytes(source: ByteSource, onRead: (bytes: number) => void): Promise<string> {
  const hash = createHash('sha256');
  const reader = await source.open();
  try {
    // One piece is hashed while the next is read; memory that is used again costs no page faults.
    let [free, used] = [Buffer.allocUnsafeSlow(CHUNK), Buffer.allocUnsafeSlow(CHUNK)];
    let total = 0;
    for (let piece = await reader.read(CHUNK, free); piece.length > 0; ) {
      [free, used] = [used, free];
      const next = reader.read(CHUNK, free);
      next.catch(() => undefined); // Reported when it is awaited.
      hash.update(piece);
      total += piece.length;
      onRead(total);
      piece = await next;
    }
    return hash.digest('hex');
  } finally {
    await reader.close();
  }
}
