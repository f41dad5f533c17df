import type { ExportFormat, Sort } from '../../shared/api/contract.ts';
import type { PickedFile } from '../../shared/api/shell.ts';
import { describeFilter } from '../../shared/filter/describe.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import type { Services } from '../app/services.ts';
import { asAppError } from '../engine/as-app-error.ts';

/** What is exported, and what to call it. */
export interface ExportOrder {
  readonly filter: Filter;
  readonly sort: Sort;
  readonly format: ExportFormat;
  readonly suggestedName: string;
}

/** Asks where to, writes every row of the filter, and hands the file over. Cancelled questions are no job. */
export async function runExport(
  { engine, shell, jobs, view }: Pick<Services, 'engine' | 'shell' | 'jobs' | 'view'>,
  { filter, sort, format, suggestedName }: ExportOrder,
): Promise<void> {
  const running = new AbortController();
  const begin = (target: PickedFile | null): number =>
    jobs.start({ kind: 'export', name: target?.name ?? suggestedName, filter: describeFilter(filter) }, () =>
      running.abort(),
    );
  let job: number | null = null;
  try {
    const target = await shell.pickExportTarget(suggestedName, format);
    if (target === null) return;
    const id = begin(target);
    job = id;
    const report = await engine.exportEvents(
      { filter, sort, format, target: target.handle },
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
