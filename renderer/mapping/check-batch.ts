import type { ImportOptions } from '../../shared/api/contract.ts';
import type { RemoteEngine } from '../../shared/api/remote.ts';
import { type LogFile, refOf } from '../state/log-file.ts';
import { formatCountOf } from '../ui/numbers.ts';

/** Why a file of a batch does not go with the mapping of the others. */
export interface BatchMismatch {
  readonly file: LogFile;
  readonly reason: string;
}

/** Files that are looked at; beyond that, the import says what it finds. */
export const MOST_CHECKED = 100;

/**
 * Looks at every file of a batch with the same choices, and tells those that have other columns or cannot be read so.
 * @param columns names of the file that the choices were made for
 */
export async function checkBatch(
  engine: Pick<RemoteEngine, 'previewImport'>,
  files: readonly LogFile[],
  options: ImportOptions,
  columns: readonly string[],
  signal: AbortSignal,
): Promise<readonly BatchMismatch[]> {
  const mismatches: BatchMismatch[] = [];
  for (const file of files.slice(0, MOST_CHECKED)) {
    const { question, columns: own } = await engine.previewImport({ file: refOf(file), options }, { signal });
    const reason =
      question?.message ??
      differenceOf(
        columns,
        own.map(({ name }) => name),
      );
    if (reason !== null) mismatches.push({ file, reason });
  }
  return mismatches;
}

/** How the columns of one file differ from those of another; null when they do not. */
export function differenceOf(expected: readonly string[], own: readonly string[]): string | null {
  const missing = expected.filter((name) => !own.includes(name));
  const more = own.filter((name) => !expected.includes(name));
  const parts = [
    ...(missing.length === 0 ? [] : [`without ${listed(missing)}`]),
    ...(more.length === 0 ? [] : [`with ${listed(more)} besides`]),
  ];
  return parts.length === 0 ? null : `Other columns: ${parts.join('; ')}`;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => JSON.stringify(name));
  return names.length > 3
    ? `${shown.join(', ')} and ${formatCountOf(names.length - 3, 'more', 'more')}`
    : shown.join(', ');
}
