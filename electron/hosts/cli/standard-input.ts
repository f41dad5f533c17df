import type { Readable } from 'node:stream';
import { AppError } from '../../../shared/errors.ts';
import { Spool, type SpooledBytes } from '../../engine/import/open/spool.ts';

/** What stands for standard input among the paths of a command. */
export const STANDARD_INPUT = '-';

/** What came over standard input, as a file. */
export interface InputFile {
  readonly path: string;
  /** Removes it. */
  close(): void;
}

/**
 * Writes standard input to a file in a folder that only this user can enter, so that it can be hashed before it is read.
 * @param input null when a person types there
 * @throws BAD_ARGUMENT when nothing is piped in, FILE_EMPTY, DISK_FULL
 */
export async function fileOfInput(input: Readable | null, name: string): Promise<InputFile> {
  if (input === null) {
    throw new AppError(
      'BAD_ARGUMENT',
      'Nothing is piped in. Use "-" behind a pipe: zcat usage.csv.gz | trailglass import - -w case.trailglass',
    );
  }
  const spool = new Spool(undefined, 0);
  try {
    const { path }: SpooledBytes = await spool.take(input, name);
    if (path === null) throw new AppError('FILE_EMPTY', `${name} is empty: nothing came over the pipe.`);
    return { path, close: () => spool.close() };
  } catch (error) {
    spool.close();
    throw error;
  }
}
