import type { ExportFormat, Sort } from '../../shared/api/contract.ts';
import { describeFilter } from '../../shared/filter/describe.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import type { Services } from '../app/services.ts';
import { runExportJob } from './export-job.ts';

/** What is exported, and what to call it. */
export interface ExportOrder {
  readonly filter: Filter;
  readonly sort: Sort;
  readonly format: ExportFormat;
  readonly suggestedName: string;
}

/** Asks where to, writes every row of the filter, and hands the file over. */
export function runExport(
  services: Pick<Services, 'engine' | 'shell' | 'jobs' | 'view'>,
  { filter, sort, format, suggestedName }: ExportOrder,
): Promise<void> {
  return runExportJob(services, {
    suggestedName,
    format,
    about: describeFilter(filter),
    write: ({ handle }, options) =>
      services.engine.exportEvents({ filter, sort, format, target: handle }, options),
  });
}
