import type { ImportOptions } from '../../../shared/api/contract.ts';
import type { CallContext } from '../../../shared/api/remote.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { Workspace } from '../store/workspace.ts';
import type { KnownRecords } from './dedupe/known-records.ts';
import type { JobParsing } from './parse/job-parsing.ts';

/** A file to import. */
export interface ImportableFile {
  readonly path: string;
  readonly name: string;
  /** Size of the file as it is. */
  readonly bytes: number;
}

/** What all files of a job share. */
export interface ImportJob {
  readonly ws: Workspace;
  readonly options: ImportOptions;
  readonly known: KnownRecords;
  readonly parsing: JobParsing;
  readonly context: CallContext;
}

/** What ends the whole job: the next file would meet it too, or the user gave up. */
export const ENDS_THE_JOB: ReadonlySet<ErrorCode> = new Set([
  'CANCELLED',
  'DISK_FULL',
  'DISK_ERROR',
  'WORKSPACE_BUSY',
  'WORKSPACE_DAMAGED',
  'INTERNAL',
]);
