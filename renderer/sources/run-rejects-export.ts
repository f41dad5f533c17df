import type { Services } from '../app/services.ts';
import { runExportJob } from '../exports/export-job.ts';

/** Asks where to, writes every rejected record of a source with its whole text, and hands the file over. */
export function runRejectsExport(
  services: Pick<Services, 'engine' | 'shell' | 'jobs' | 'view'>,
  source: { readonly id: number; readonly name: string },
  format: 'csv' | 'jsonl',
): Promise<void> {
  return runExportJob(services, {
    suggestedName: `${source.name.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '')}-rejected.${format}`,
    format,
    about: `rejected records of ${source.name}`,
    write: ({ handle }, options) =>
      services.engine.exportRejects({ source: source.id, format, target: handle }, options),
  });
}
