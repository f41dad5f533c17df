import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { ImportOptions } from '../../../../shared/api/contract.ts';
import { fileBytes } from '../open/byte-source.ts';
import { openContent } from '../open/content.ts';
import { asReadError } from '../open/read-error.ts';
import { UnpackGuard } from '../open/unpack-limits.ts';
import { SAMPLE_BYTES, type Sample } from '../source-plan.ts';

/** The start of a file's content, by which everything about it is decided. */
export interface FileStart {
  readonly sample: Sample;
  /** Size of the file as it is. */
  readonly bytes: number;
  /** Worksheets or members to choose from; empty for a plain file. */
  readonly members: readonly string[];
}

/** @throws FILE_MISSING, FILE_UNREADABLE, ARCHIVE_REFUSED */
export async function readStart(path: string, name: string, _options: ImportOptions): Promise<FileStart> {
  const { size } = await stat(path).catch((error: unknown) => {
    throw asReadError(error, name);
  });
  const content = await openContent(fileBytes(path, name, size), new UnpackGuard(name, tmpdir()));
  try {
    const pieces: Buffer[] = [];
    let length = 0;
    while (length < SAMPLE_BYTES) {
      const piece = await content.read(SAMPLE_BYTES - length);
      if (piece.length === 0) break;
      pieces.push(piece);
      length += piece.length;
    }
    const bytes = Buffer.concat(pieces);
    return { sample: { name, bytes, whole: length < SAMPLE_BYTES }, bytes: size, members: [] };
  } finally {
    await content.close();
  }
}
