import type { Progress } from '../../shared/api/contract.ts';
import type { Job } from '../state/jobs-store.ts';
import { formatBytes, formatCount, formatCountOf, formatPercent } from '../ui/numbers.ts';

/** What a job does: `Import usage.csv`, `Import 7 files`, `Export usage.csv`, `Rebuild the column index`. */
export function jobTitle({ task }: Pick<Job, 'task'>): string {
  if (task.kind === 'export') return `Export ${task.name}`;
  if (task.kind === 'reindex') return 'Rebuild the column index';
  const [only] = task.files;
  if (only === undefined) return 'Import';
  return task.files.length === 1
    ? `Import ${only.name}`
    : `Import ${formatCountOf(task.files.length, 'file')}`;
}

/** Part done, 0 to 1; null while it cannot be known. */
export function progressShare(progress: Progress | null): number | null {
  if (progress === null || progress.total === null || progress.total === 0) return null;
  return Math.min(1, progress.done / progress.total);
}

/** `Reading usage.csv · 62% · 61.2 MB of 98.0 MB · 412,000 records` */
export function progressText(progress: Progress | null): string {
  if (progress === null) return 'Starting';
  const { stage, done, total, unit, records } = progress;
  const amount = (value: number): string =>
    unit === 'bytes' ? formatBytes(value) : `${formatCount(value)} ${unit}`;
  const share = progressShare(progress);
  const parts = [
    stage,
    share === null ? null : formatPercent(Math.floor(share * 100) / 100),
    total === null ? amount(done) : `${amount(done)} of ${amount(total)}`,
    records === null ? null : formatCountOf(records, 'record'),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}
