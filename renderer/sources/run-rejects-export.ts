import type { PickedFile } from '../../shared/api/shell.ts';
import type { Services } from '../app/services.ts';
import { asAppError } from '../engine/as-app-error.ts';

/** Asks where to, writes every rejected record of a source with its whole text, and hands the file over. */
export async function runRejectsExport(
  { engine, shell, jobs, view }: Pick<Services, 'engine' | 'shell' | 'jobs' | 'view'>,
  source: { readonly id: number; readonly name: string },
  format: 'csv' | 'jsonl',
): Promise<void> {
  const suggestedName = `${source.name.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '')}-rejected.${format}`;
  const running = new AbortController();
  const begin = (target: PickedFile | null): number =>
    jobs.start(
      { kind: 'export', name: target?.name ?? suggestedName, filter: `rejected records of ${source.name}` },
      () => running.abort(),
    );
  let job: number | null = null;
  try {
    const target = await shell.pickExportTarget(suggestedName, format);
    if (target === null) return;
    const id = begin(target);
    job = id;
    const report = await engine.exportRejects(
      { source: source.id, format, target: target.handle },
      {
        signal: running.signal,
        onProgress: (progress) =>
          jobs.set(id, { name: 'running', progress, cancelling: running.signal.aborted }),
      },
    );
    await shell.deliverExport(target);
    jobs.set(id, { name: 'exported', report });
  } catch (error) {
    job ??= begin(null);
    const known = asAppError(error);
    jobs.set(job, known.code === 'CANCELLED' ? { name: 'cancelled' } : { name: 'failed', error: known });
  }
  view.setState({ jobsOpen: true });
}
