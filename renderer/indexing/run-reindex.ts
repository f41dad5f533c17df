import type { Services } from '../app/services.ts';
import { asAppError } from '../engine/as-app-error.ts';
import { isReindexing } from '../state/jobs-store.ts';

/** Rebuilds the column index as a job that can be watched and cancelled; one at a time. */
export async function runReindex({
  engine,
  jobs,
  workspace,
}: Pick<Services, 'engine' | 'jobs' | 'workspace'>): Promise<void> {
  if (isReindexing(jobs.getState().jobs)) return;
  const running = new AbortController();
  const id = jobs.start({ kind: 'reindex' }, () => running.abort());
  try {
    const report = await engine.reindex(
      {},
      {
        signal: running.signal,
        onProgress: (progress) =>
          jobs.set(id, { name: 'running', progress, cancelling: running.signal.aborted }),
      },
    );
    jobs.set(id, { name: 'reindexed', report });
  } catch (error) {
    const known = asAppError(error);
    jobs.set(id, known.code === 'CANCELLED' ? { name: 'cancelled' } : { name: 'failed', error: known });
  }
  await workspace.refresh();
}
