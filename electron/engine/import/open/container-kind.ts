import { constants, gunzipSync } from 'node:zlib';
import { isGzip } from './gzip-header.ts';

/** Archives whose members are sources of their own; null for everything else. */
export type ContainerKind = 'zip' | 'tar' | 'tar.gz' | null;

/** How many first bytes tell. */
export const CONTAINER_HEAD = 64 * 1024;

/** https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT §4.3.7, §4.3.16: the first member, or an empty archive. */
const ZIP_MAGIC: ReadonlySet<string> = new Set(['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08']);

/**
 * What a file is by its first bytes, whatever it is called.
 * @param head its first {@link CONTAINER_HEAD} bytes
 */
export function containerKind(head: Buffer): ContainerKind {
  if (ZIP_MAGIC.has(head.toString('latin1', 0, 4))) return 'zip';
  if (isTar(head)) return 'tar';
  if (isGzip(head) && isTar(unfoldedHead(head))) return 'tar.gz';
  return null;
}

const TAR_BLOCK = 512;

/**
 * A tar file begins with a header that carries its own checksum: the sum of its bytes with those of the checksum as
 * spaces, in octal. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06
 */
function isTar(head: Buffer): boolean {
  if (head.length < TAR_BLOCK || head[0] === 0) return false;
  const written = /^ *([0-7]+)[ \0]*$/.exec(head.toString('latin1', 148, 156))?.[1];
  if (written === undefined) return false;
  let sum = 0;
  for (let at = 0; at < TAR_BLOCK; at += 1) sum += at >= 148 && at < 156 ? 0x20 : (head[at] ?? 0);
  return sum === Number.parseInt(written, 8);
}

/** Bytes of a gzip file that hold the first block of what is in it, unless its header carries a very long name. */
const GZIP_START = 4 * 1024;

/** The start of what a gzip file holds; empty when that is damaged. At most 4 MiB come out of so few bytes. */
function unfoldedHead(head: Buffer): Buffer {
  try {
    return gunzipSync(head.subarray(0, GZIP_START), { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return Buffer.alloc(0); // What is wrong with it is said by whoever reads it.
  }
}
