import { AppError } from '../../../../shared/errors.ts';
import { readRaw, storedBytes } from '../../store/raw-records.ts';
import { sourceById } from '../../store/sources.ts';
import type { Workspace } from '../../store/workspace.ts';
import type { ImportableFile } from '../import-job.ts';
import type { ByteSource } from './byte-source.ts';

/** The content of a source as it is stored, to be read anew. */
export interface StoredLog {
  readonly source: number;
}

/**
 * The stored content of a source as a log, with the name, hash and archive of the file it came from.
 * @throws UNKNOWN_SOURCE; FILE_UNREADABLE when only a part of it was stored
 */
export function storedLog(ws: Workspace, { source }: StoredLog): ImportableFile & { readonly bytes: number } {
  const stored = sourceById(ws, source);
  if (stored.status !== 'imported') {
    throw new AppError(
      'FILE_UNREADABLE',
      `Of ${stored.name} only a part is stored, because its import did not end. Import the file itself again.`,
      { source },
    );
  }
  const bytes = storedContent(ws, source);
  return {
    name: stored.name,
    bytes: bytes.bytes,
    source: bytes,
    container: stored.container,
    isWorksheet: stored.format === 'xlsx',
    stored,
  };
}

function storedContent(ws: Workspace, source: number): ByteSource {
  const bytes = storedBytes(ws, source);
  return {
    bytes,
    async open() {
      let position = 0;
      return {
        async read(size) {
          const piece = readRaw(ws, source, position, Math.min(size, bytes - position));
          position += piece.length;
          return piece;
        },
        changed: async () => false,
        close: async () => undefined,
      };
    },
  };
}
