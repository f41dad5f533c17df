import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { ImportOptions } from '../../../../shared/api/contract.ts';
import type { CallContext } from '../../../../shared/api/remote.ts';
import { AppError, fromWireError } from '../../../../shared/errors.ts';
import type { ImportableFile } from '../import-job.ts';
import { openContent } from '../open/content.ts';
import { findFiles } from '../open/find-files.ts';
import { type FoundFile, logsOfFile } from '../open/logs-of-file.ts';
import { asReadError } from '../open/read-error.ts';
import { Spool } from '../open/spool.ts';
import { UnpackGuard } from '../open/unpack-limits.ts';
import { openZip } from '../open/zip-members.ts';
import { SAMPLE_BYTES, type Sample } from '../source-plan.ts';
import { officeKind } from '../worksheet/office-kind.ts';
import { openWorkbook } from '../worksheet/workbook.ts';

/** The start of a file's content, by which everything about it is decided. */
export interface FileStart {
  readonly sample: Sample;
  /** Size of the file as it is. */
  readonly bytes: number;
  /** Worksheets of a workbook, or the first log of an archive; empty for a plain file. */
  readonly members: readonly string[];
  /** Whether it is the text that was made of a worksheet. */
  readonly isWorksheet: boolean;
}

/** Starts that are kept: whoever maps a file asks for it again with every choice. */
const KEPT = 3;
const kept = new Map<string, FileStart>();

/**
 * Reads the start of a file; of an archive that of its first log, of a workbook that of the chosen or first sheet.
 * @throws FILE_MISSING, FILE_UNREADABLE, ARCHIVE_REFUSED, BAD_MAPPING (sheet), CANCELLED
 */
export async function readStart(
  path: string,
  name: string,
  { sheet }: Pick<ImportOptions, 'sheet'>,
  context: Pick<CallContext, 'throwIfCancelled'>,
): Promise<FileStart> {
  const { size, mtimeMs, ino } = await stat(path).catch((error: unknown) => {
    throw asReadError(error, name);
  });
  const key = JSON.stringify([path, name, size, mtimeMs, ino, sheet]);
  const known = kept.get(key);
  const start = known ?? (await firstLog(path, name, sheet, context));
  kept.delete(key);
  kept.set(key, start);
  for (const oldest of [...kept.keys()].slice(0, -KEPT)) kept.delete(oldest);
  return start;
}

async function firstLog(
  path: string,
  name: string,
  sheet: string | null,
  context: Pick<CallContext, 'throwIfCancelled'>,
): Promise<FileStart> {
  const spool = new Spool();
  try {
    const { found } = await findFiles([{ path, name }]);
    const file = found.find((one) => one.kind === 'file') ?? found[0];
    if (file === undefined) throw new AppError('NOT_A_LOG', `${name} holds no log files.`);
    if (file.kind === 'failure') throw fromWireError(file.error);
    const opening = { spool, sheet, folder: tmpdir(), onRead: () => context.throwIfCancelled() };
    for await (const log of logsOfFile(file, opening)) {
      context.throwIfCancelled();
      if (log.kind === 'failure') throw fromWireError(log.error);
      if (log.kind === 'log') return await startOf(log.file, file);
    }
    throw new AppError('NOT_A_LOG', `${name} holds nothing that can be read as records.`);
  } finally {
    spool.close();
  }
}

async function startOf(log: ImportableFile, file: FoundFile): Promise<FileStart> {
  const content = await openContent(log.source, new UnpackGuard(log.name, tmpdir()));
  try {
    const pieces: Buffer[] = [];
    let length = 0;
    while (length < SAMPLE_BYTES) {
      const piece = await content.read(SAMPLE_BYTES - length);
      if (piece.length === 0) break;
      pieces.push(piece);
      length += piece.length;
    }
    const sample = { name: log.name, bytes: Buffer.concat(pieces), whole: length < SAMPLE_BYTES };
    return { sample, bytes: file.bytes, members: await membersOf(log, file), isWorksheet: log.isWorksheet };
  } finally {
    await content.close();
  }
}

async function membersOf(log: ImportableFile, file: FoundFile): Promise<readonly string[]> {
  if (log.container === null) return [];
  if (!log.isWorksheet) return [log.container.member];
  const zip = await openZip(file.path, file.name, tmpdir());
  try {
    if ((await officeKind(zip)) !== 'workbook') return [log.container.member];
    return (await openWorkbook(zip, file.name)).worksheets.map((worksheet) => worksheet.name);
  } finally {
    await zip.close();
  }
}
