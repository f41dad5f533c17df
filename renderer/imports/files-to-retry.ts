import type { PickedFile } from '../../shared/api/shell.ts';
import type { ImportReport } from '../../shared/domain/source.ts';

/**
 * The chosen files behind one entry of a report: the one at its place when entries and files correspond, else
 * those of its name.
 */
export function filesToRetry(
  report: ImportReport,
  files: readonly PickedFile[],
  at: number,
): readonly PickedFile[] {
  const name = report.sources[at]?.name;
  const same = files[at];
  if (report.sources.length === files.length && same !== undefined && same.name === name) return [same];
  return files.filter((file) => file.name === name);
}
