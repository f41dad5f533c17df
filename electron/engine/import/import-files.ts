import { dirname } from 'node:path';
import type { ImportOptions } from '../../../shared/api/contract.ts';
import type { CallContext } from '../../../shared/api/remote.ts';
import type { ImportedSource, ImportReport } from '../../../shared/domain/source.ts';
import { toWireError, type WireError } from '../../../shared/errors.ts';
import { CommitGroup } from '../store/commit-group.ts';
import { holdFewPages } from '../store/connection.ts';
import { asAppError } from '../store/disk-error.ts';
import type { Workspace } from '../store/workspace.ts';
import { KnownRecords } from './dedupe/known-records.ts';
import { importFile, NOTHING_READ } from './import-file.ts';
import { ENDS_THE_JOB, type ImportableFile, type ImportJob } from './import-job.ts';
import { ZoneOffsets } from './normalise/zone-offsets.ts';
import { findFiles } from './open/find-files.ts';
import { type FoundFile, logsOfFile, type Opening } from './open/logs-of-file.ts';
import { asReadError } from './open/read-error.ts';
import { Spool } from './open/spool.ts';
import { type StoredLog, storedLog } from './open/stored-log.ts';
import { JobParsing } from './parse/job-parsing.ts';
import { profileById } from './profiles.ts';

/** A file or folder, or the stored content of a source, which is read anew. */
export type ImportedPath = { readonly path: string; readonly name: string } | StoredLog;

/**
 * Imports files and folders into a workspace, one after the other. A file that cannot be read is reported and
 * the others go on.
 * @param again reads files that are known anew: the source that is there is withdrawn once the new one is whole
 * @throws UNKNOWN_SOURCE, FILE_UNREADABLE for stored content that is not there, or not whole
 * @throws CANCELLED, DISK_FULL, DISK_ERROR and other conditions of the workspace: what is committed stays
 * @throws UNKNOWN_PROFILE, BAD_ARGUMENT before anything is read
 */
export async function importFiles(
  ws: Workspace,
  files: readonly ImportedPath[],
  options: ImportOptions,
  context: CallContext,
  again = false,
): Promise<ImportReport> {
  const started = performance.now();
  if (options.profile !== null) profileById(options.profile);
  new ZoneOffsets(options.timezone);
  const parsing = new JobParsing();
  const spool = new Spool();
  const folder = dirname(ws.path);
  const group = new CommitGroup(ws);
  const known = new KnownRecords(ws);
  const job: ImportJob = { ws, folder, options, again, known, parsing, group, context };
  const holdMorePages = holdFewPages(ws.db);
  try {
    const stored = files.flatMap((file) => ('source' in file ? [storedLog(ws, file)] : []));
    const { found, skipped } = await findFiles(files.flatMap((file) => ('source' in file ? [] : [file])));
    const sources: ImportedSource[] = [];
    for (const file of stored) sources.push(await importOne(job, file));
    const leftAlone = [...skipped];
    for (const file of found) {
      context.throwIfCancelled();
      if (file.kind === 'failure') sources.push(failed(file.name, 0, file.error));
      else await importLogs(job, file, spool, sources, leftAlone);
    }
    group.end();
    return { sources, skipped: leftAlone, elapsedMs: Math.round(performance.now() - started) };
  } catch (error) {
    group.endAfter(error);
    throw error;
  } finally {
    spool.close();
    holdMorePages();
    await parsing.close();
  }
}

/** Imports a file, or the members of an archive one after the other. */
async function importLogs(
  job: ImportJob,
  file: FoundFile,
  spool: Spool,
  sources: ImportedSource[],
  skipped: string[],
): Promise<void> {
  try {
    for await (const log of logsOfFile(file, openingOf(job, spool))) {
      job.context.throwIfCancelled();
      if (log.kind === 'log') sources.push(await importOne(job, log.file));
      else if (log.kind === 'failure') sources.push(failed(log.name, log.bytes, log.error));
      else skipped.push(log.name);
    }
  } catch (error) {
    const known = asReadError(error, file.name);
    if (ENDS_THE_JOB.has(known.code)) throw known;
    sources.push(failed(file.name, file.bytes, toWireError(known)));
  }
}

function openingOf({ context, folder, options }: ImportJob, spool: Spool): Opening {
  return {
    spool,
    sheet: options.sheet,
    member: options.member,
    folder,
    onRead(name, done, total) {
      context.throwIfCancelled();
      context.progress({ stage: `Checking ${name}`, done, total, unit: 'bytes', records: null });
    },
  };
}

async function importOne(job: ImportJob, file: ImportableFile): Promise<ImportedSource> {
  try {
    return await importFile(job, file);
  } catch (error) {
    const known = asAppError(error, `Importing ${file.name}`);
    if (ENDS_THE_JOB.has(known.code)) throw known;
    return failed(file.name, file.bytes, toWireError(known));
  }
}

function failed(name: string, bytes: number, error: WireError): ImportedSource {
  return {
    ...NOTHING_READ,
    id: null,
    name,
    sha256: null,
    bytes,
    profile: null,
    encoding: null,
    status: 'failed',
    error: { code: error.code, message: error.message },
  };
}
