import type { ExportFormat, ExportReport } from '../../shared/api/contract.ts';
import type { CallOptions } from '../../shared/api/remote.ts';
import type { PickedFile } from '../../shared/api/shell.ts';
import type { Services } from '../app/services.ts';
import { asAppError } from '../engine/as-app-error.ts';

/** What an export job writes, and how it is called. */
export interface ExportJob {
  readonly suggestedName: string;
  readonly format: ExportFormat;
  /** What is exported, in words. */
  readonly about: string;
  /** Writes the file. */
  write(target: PickedFile, options: CallOptions): Promise<ExportReport>;
}

/** Asks where to, writes the file as a job, and hands it over. A cancelled question is no job. */
export async function runExportJob(
  { shell, jobs, view }: Pick<Services, 'shell' | 'jobs' | 'view'>,
  { suggestedName, format, about, write }: ExportJob,
): Promise<void> {
  const running = new AbortController();
  const begin = (target: PickedFile | null): number =>
    jobs.start({ kind: 'export', name: target?.name ?? suggestedName, filter: about }, () => running.abort());
  let job: number | null = null;
  try {
    const target = await shell.pickExportTarget(suggestedName, format);
    if (target === null) return;
    const id = begin(target);
    job = id;
    const report = await write(target, {
      signal: running.signal,
      onProgress: (progress) =>
        jobs.set(id, { name: 'running', progress, cancelling: running.signal.aborted }),
    });
    await shell.deliverExport(target);
    jobs.set(id, { name: 'exported', report });
  } catch (error) {
    job ??= begin(null);
    const known = asAppError(error);
    jobs.set(job, known.code === 'CANCELLED' ? { name: 'cancelled' } : { name: 'failed', error: known });
  }
  view.setState({ jobsOpen: true });
}
