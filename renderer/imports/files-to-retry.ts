import type { ImportReport } from '../../shared/domain/source.ts';
import type { LogFile } from '../state/log-file.ts';

/**
 * The chosen files behind one entry of a report: the one at its place when entries and files correspond, else
 * those of its name.
 */
export function filesToRetry(
  report: ImportReport,
  files: readonly LogFile[],
  at: number,
): readonly LogFile[] {
  const name = report.sources[at]?.name;
  const same = files[at];
  if (report.sources.length === files.length && same !== undefined && same.name === name) return [same];
  return files.filter((file) => file.name === name);
}
