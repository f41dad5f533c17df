import type { ImportFilesArg, LogRef } from '../../shared/api/contract.ts';
import type { PickedFile } from '../../shared/api/shell.ts';

/** The stored content of a source, to be read anew. */
export interface StoredFile {
  readonly source: number;
  readonly name: string;
  readonly bytes: number;
}

/** A log to read: a file the user chose, or what is stored of a source. */
export type LogFile = PickedFile | StoredFile;

/** How the engine is told which log. */
export function refOf(file: LogFile): LogRef {
  return 'source' in file ? { source: file.source } : file.handle;
}

/** The same for several. */
export function refsOf(files: readonly LogFile[]): ImportFilesArg['files'] {
  return files.map(refOf);
}

/** Tells logs apart. */
export function keyOf(file: LogFile): string {
  return 'source' in file ? `source ${file.source}` : file.handle;
}
