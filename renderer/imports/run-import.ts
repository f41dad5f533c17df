import type { ImportOptions } from '../../shared/api/contract.ts';
import type { Services } from '../app/services.ts';
import { asAppError } from '../engine/as-app-error.ts';
import { type LogFile, refsOf } from '../state/log-file.ts';

type ImportServices = Pick<Services, 'engine' | 'jobs' | 'view' | 'workspace'>;

/**
 * Imports what the user chose, as a job that can be watched and cancelled. Nothing chosen is no job. An error,
 * also one of choosing, is the job's result.
 */
export async function runImport(
  services: ImportServices,
  choose: () => Promise<readonly LogFile[]>,
  options: ImportOptions,
): Promise<void> {
  const { engine, jobs, view, workspace } = services;
  const running = new AbortController();
  let job: number | null = null;
  let files: readonly LogFile[] = [];
  try {
    files = await choose();
    if (files.length === 0) return;
    const id = jobs.start({ kind: 'import', files, options }, () => running.abort());
    job = id;
    const report = await engine.importFiles(
      { files: refsOf(files), options },
      {
        signal: running.signal,
        onProgress: (progress) =>
          jobs.set(id, { name: 'running', progress, cancelling: running.signal.aborted }),
      },
    );
    jobs.set(id, { name: 'imported', report });
  } catch (error) {
    job ??= jobs.start({ kind: 'import', files, options }, () => running.abort());
    const known = asAppError(error);
    jobs.set(job, known.code === 'CANCELLED' ? { name: 'cancelled' } : { name: 'failed', error: known });
  }
  view.setState({ jobsOpen: true });
  await workspace.refresh();
}
