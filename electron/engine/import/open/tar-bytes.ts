import { piecesOf } from './byte-source.ts';
import { gunzipping } from './gunzip.ts';
import type { FoundFile } from './logs-of-file.ts';
import { UnpackGuard } from './unpack-limits.ts';

const TAR_CHUNK = 256 * 1024;

/**
 * The bytes of a tar file, unfolded where it is compressed.
 * @param folder where unpacked bytes go, whose free space is watched
 */
export async function* tarBytes(
  file: FoundFile,
  kind: 'tar' | 'tar.gz',
  folder: string,
): AsyncGenerator<Buffer> {
  if (kind === 'tar') {
    yield* piecesOf(file.source, TAR_CHUNK);
    return;
  }
  const reader = await file.source.open();
  const gunzip = gunzipping(() => reader.read(TAR_CHUNK), new UnpackGuard(file.name, folder));
  try {
    for (let piece = await gunzip.next(); piece !== null; piece = await gunzip.next()) yield piece;
    const damage = gunzip.damage();
    if (damage !== null) throw new Error(damage);
  } finally {
    gunzip.close();
    await reader.close();
  }
}
