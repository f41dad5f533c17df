import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { asAppError } from '../../store/disk-error.ts';

const CHUNK = 4 * 1024 * 1024;

/**
 * SHA-256 of the bytes of a file, hex. Read before anything else, because it decides whether the file is
 * already in the workspace.
 * @param onRead called with the bytes read so far; may throw to stop
 */
export async function hashFile(path: string, name: string, onRead: (bytes: number) => void): Promise<string> {
  const hash = createHash('sha256');
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const buffer = Buffer.allocUnsafeSlow(Math.min(CHUNK, size + 1024));
      for (let total = 0; ; ) {
        const { bytesRead } = await file.read(buffer, 0, buffer.length);
        if (bytesRead === 0) return hash.digest('hex');
        hash.update(buffer.subarray(0, bytesRead));
        total += bytesRead;
        onRead(total);
      }
    } finally {
      await file.close();
    }
  } catch (error) {
    throw asAppError(error, `Reading ${name}`);
  }
}
