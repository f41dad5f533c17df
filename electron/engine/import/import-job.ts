import type { ImportOptions } from '../../../shared/api/contract.ts';
import type { CallContext } from '../../../shared/api/remote.ts';
import type { Source, SourceContainer } from '../../../shared/domain/source.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { CommitGroup } from '../store/commit-group.ts';
import type { Workspace } from '../store/workspace.ts';
import type { KnownRecords } from './dedupe/known-records.ts';
import type { ByteSource } from './open/byte-source.ts';
import type { JobParsing } from './parse/job-parsing.ts';

/** A log to import: a file, or a member of an archive. */
export interface ImportableFile {
  readonly name: string;
  /** Size as it is, still compressed where it is. */
  readonly bytes: number;
  readonly source: ByteSource;
  /** The archive it came out of; null for a file by itself. */
  readonly container: SourceContainer | null;
  /** Whether its bytes are the text that was made of a worksheet. */
  readonly isWorksheet: boolean;
  /** The source whose stored content it is; left out for what comes from outside. */
  readonly stored?: Source;
}

/** What all files of a job share. */
export interface ImportJob {
  readonly ws: Workspace;
  /** Folder of the workspace, whose free space is watched while files are unpacked. */
  readonly folder: string;
  readonly options: ImportOptions;
  /** Whether files that are known are read anew, in place of the source that is there. */
  readonly again: boolean;
  readonly known: KnownRecords;
  readonly parsing: JobParsing;
  /** Commits small sources together. */
  readonly group: CommitGroup;
  readonly context: CallContext;
}

/**
 * What ends the whole job: the next file would meet it too, or the user gave up. A fault of the program over one file
 * (INTERNAL) fails that file: the others are evidence as well.
 */
export const ENDS_THE_JOB: ReadonlySet<ErrorCode> = new Set([
  'CANCELLED',
  'DISK_FULL',
  'DISK_ERROR',
  'WORKSPACE_BUSY',
  'WORKSPACE_DAMAGED',
]);
