import { createGunzip, type Gunzip } from 'node:zlib';
import type { UnpackGuard } from './unpack-limits.ts';

/** Small pieces go in, because one byte of a hostile file can come out as a thousand. */
const FEED = 16 * 1024;

/** Content of a gzip file as it unfolds. */
export interface Gunzipping {
  /** Next piece; null at the end. */
  next(): Promise<Buffer | null>;
  /** Why the content ends early; null when it does not. What came out before is kept. */
  damage(): string | null;
  close(): void;
}

/**
 * Unfolds gzip input piece by piece. `zlib` has no limit on the output of a stream, so it is watched here.
 * @param read next input bytes; empty at the end
 */
export function gunzipping(read: () => Promise<Buffer>, guard: UnpackGuard): Gunzipping {
  const gunzip: Gunzip = createGunzip({ chunkSize: 256 * 1024 });
  const ready: Buffer[] = [];
  let damage: string | null = null;
  let ended = false;
  let refused: unknown = null;
  let pending: Buffer = Buffer.alloc(0);

  gunzip.on('data', (piece: Buffer) => {
    ready.push(piece);
    try {
      guard.gave(piece.length);
    } catch (error) {
      refused = error;
    }
  });
  gunzip.on('error', (error) => {
    damage = error.message;
    ended = true;
  });

  const feed = async (): Promise<void> => {
    if (pending.length === 0) pending = await read();
    if (pending.length === 0) {
      await settled(gunzip, (done) => gunzip.end(done));
      ended = true;
      return;
    }
    const piece = pending.subarray(0, FEED);
    pending = pending.subarray(piece.length);
    guard.took(piece.length);
    await settled(gunzip, (done) => gunzip.write(piece, done));
  };

  return {
    async next() {
      while (ready.length === 0 && !ended) await feed();
      if (refused !== null) throw refused;
      await guard.askDisk();
      return ready.shift() ?? null;
    },
    damage: () => damage,
    close: () => gunzip.destroy(),
  };
}

/** Waits until a write or the end is through, whether it succeeded or broke the stream. */
async function settled(gunzip: Gunzip, start: (done: () => void) => void): Promise<void> {
  if (gunzip.destroyed) return;
  await new Promise<void>((resolve) => {
    const finish = (): void => {
      gunzip.off('close', finish);
      resolve();
    };
    gunzip.once('close', finish);
    start(finish);
  });
  // Output that zlib pushed in the same step reaches 'data' by the next turn.
  await new Promise<void>((resolve) => setImmediate(resolve));
}
