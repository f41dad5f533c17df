import { waitSpan } from '../spans.ts';
import { blockBytes, blockPlaces } from '../store/raw-records.ts';
import { findBySha256, isSizeKnown, type KnownSource, unhashedOfSize } from '../store/sources.ts';
import type { Workspace } from '../store/workspace.ts';
import type { ImportableFile, ImportJob } from './import-job.ts';
import { openContent } from './open/content.ts';
import { hashBytes } from './open/hash-bytes.ts';
import { UnpackGuard } from './open/unpack-limits.ts';
import { SAMPLE_BYTES } from './source-plan.ts';

/** What is known of a file before it is read as a log. */
export interface FileIdentity {
  /** SHA-256 of the file as it is, hex; null where reading it as a log will tell. */
  readonly sha256: string | null;
  /** The source with these bytes, or with the first of them; null when the file was never seen. */
  readonly known: KnownSource | null;
}

/**
 * Whether the workspace knows a file. It is hashed beforehand only where a source has its size, since no other can hold
 * the same bytes: hashing takes as long as a tenth of an import. Small files are hashed always, which costs nothing.
 * @throws what reading throws
 */
export async function identifyFile(job: ImportJob, file: ImportableFile): Promise<FileIdentity> {
  const { stored } = file;
  if (stored !== undefined) return { sha256: stored.sha256, known: findBySha256(job.ws, stored.sha256) };
  if (file.bytes >= SAMPLE_BYTES && !isSizeKnown(job.ws, file.bytes)) return { sha256: null, known: null };
  const sha256 = await waitSpan('hash file', hashWhole(job, file));
  return { sha256, known: findBySha256(job.ws, sha256) ?? (await begunWith(job, file)) };
}

/** SHA-256 of a file as it is, hex. */
export function hashWhole(job: ImportJob, file: ImportableFile): Promise<string> {
  return hashBytes(file.source, (done) => {
    job.context.throwIfCancelled();
    job.context.progress({
      stage: `Checking ${file.name}`,
      done,
      total: file.bytes,
      unit: 'bytes',
      records: null,
    });
  });
}

/** An interrupted source that was never read to its end, nor hashed, and holds the first bytes of this file. */
async function begunWith(job: ImportJob, file: ImportableFile): Promise<KnownSource | null> {
  for (const source of unhashedOfSize(job.ws, file.bytes)) {
    if (await beginsWith(job, file, source.id)) return source;
  }
  return null;
}

async function beginsWith({ ws, folder }: ImportJob, file: ImportableFile, source: number): Promise<boolean> {
  const content = await openContent(file.source, new UnpackGuard(file.name, folder));
  try {
    const blocks = storedBlocks(ws, source);
    let block = blocks.next();
    if (block.done === true) return false;
    for (let piece = await content.read(PIECE); piece.length > 0; piece = await content.read(PIECE)) {
      while (piece.length > 0 && block.done !== true) {
        const length = Math.min(piece.length, block.value.length);
        if (!piece.subarray(0, length).equals(block.value.subarray(0, length))) return false;
        piece = piece.subarray(length);
        block = length < block.value.length ? { value: block.value.subarray(length) } : blocks.next();
      }
      if (block.done === true) return true;
    }
    return false;
  } finally {
    await content.close();
  }
}

const PIECE = 1024 * 1024;

function* storedBlocks(ws: Workspace, source: number): Generator<Buffer, void, undefined> {
  for (const place of blockPlaces(ws, source)) yield blockBytes(ws, place);
}
