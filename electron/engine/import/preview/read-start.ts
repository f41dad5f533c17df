import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { ImportOptions } from '../../../../shared/api/contract.ts';
import type { CallContext } from '../../../../shared/api/remote.ts';
import { PREVIEW_MEMBERS } from '../../../../shared/domain/import-preview.ts';
import { AppError, fromWireError } from '../../../../shared/errors.ts';
import type { ImportableFile } from '../import-job.ts';
import { openContent } from '../open/content.ts';
import { findFiles } from '../open/find-files.ts';
import { listMembers } from '../open/list-members.ts';
import { type FoundFile, logsOfFile, type Opening } from '../open/logs-of-file.ts';
import { asReadError } from '../open/read-error.ts';
import { Spool } from '../open/spool.ts';
import { UnpackGuard } from '../open/unpack-limits.ts';
import { openZip } from '../open/zip-members.ts';
import { SAMPLE_BYTES, type Sample } from '../source-plan.ts';
import { officeKind } from '../worksheet/office-kind.ts';
import { openWorkbook } from '../worksheet/workbook.ts';
import type { Inside } from './preview-decisions.ts';

/** The start of a file's content, by which everything about it is decided. */
export interface FileStart {
  readonly sample: Sample;
  /** Size of the file as it is. */
  readonly bytes: number;
  readonly inside: Inside;
  /** Whether it is the text that was made of a worksheet. */
  readonly isWorksheet: boolean;
}

/** What can be looked at: a file, or a log that is stored in a workspace. */
export type LookedAt = { readonly path: string; readonly name: string } | ImportableFile;

/** Starts that are kept: whoever maps a file asks for it again with every choice. */
const KEPT = 3;
const kept = new Map<string, FileStart>();

/**
 * Reads the start of a file; of an archive that of the chosen or first log, of a workbook that of the chosen or first sheet.
 * @throws FILE_MISSING, FILE_UNREADABLE, ARCHIVE_REFUSED, BAD_MAPPING (sheet), CANCELLED
 */
export async function readStart(
  file: LookedAt,
  { sheet, member }: Pick<ImportOptions, 'sheet' | 'member'>,
  context: Pick<CallContext, 'throwIfCancelled'>,
): Promise<FileStart> {
  if ('source' in file) return { ...(await startOf(file)), bytes: file.stored?.bytes ?? file.bytes };
  const { path, name } = file;
  const { size, mtimeMs, ino } = await stat(path).catch((error: unknown) => {
    throw asReadError(error, name);
  });
  const key = JSON.stringify([path, name, size, mtimeMs, ino, sheet, member]);
  const known = kept.get(key);
  const start = known ?? (await firstLog({ path, name }, { sheet, member }, context));
  kept.delete(key);
  kept.set(key, start);
  for (const oldest of [...kept.keys()].slice(0, -KEPT)) kept.delete(oldest);
  return start;
}

async function firstLog(
  { path, name }: { readonly path: string; readonly name: string },
  chosen: Pick<Opening, 'sheet' | 'member'>,
  context: Pick<CallContext, 'throwIfCancelled'>,
): Promise<FileStart> {
  const spool = new Spool();
  try {
    const { found } = await findFiles([{ path, name }]);
    const file = found.find((one) => one.kind === 'file') ?? found[0];
    if (file === undefined) throw new AppError('NOT_A_LOG', `${name} holds no log files.`);
    if (file.kind === 'failure') throw fromWireError(file.error);
    const opening = { spool, ...chosen, folder: tmpdir(), onRead: () => context.throwIfCancelled() };
    for await (const log of logsOfFile(file, opening)) {
      context.throwIfCancelled();
      if (log.kind === 'failure') throw fromWireError(log.error);
      if (log.kind === 'log') {
        return { ...(await startOf(log.file)), bytes: file.bytes, inside: await insideOf(log.file, file) };
      }
    }
    throw new AppError('NOT_A_LOG', `${name} holds nothing that can be read as records.`);
  } finally {
    spool.close();
  }
}

async function startOf(log: ImportableFile): Promise<FileStart> {
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
    return { sample, bytes: log.bytes, inside: NOTHING_INSIDE, isWorksheet: log.isWorksheet };
  } finally {
    await content.close();
  }
}

const NOTHING_INSIDE: Inside = { sheets: [], members: [], moreMembers: false };

/** The worksheets beside the one that is shown, or the files of the archive it came out of. */
async function insideOf({ container, isWorksheet }: ImportableFile, file: FoundFile): Promise<Inside> {
  if (container === null) return NOTHING_INSIDE;
  const sheets = isWorksheet ? await sheetsOf(file) : null;
  if (sheets !== null) return { ...NOTHING_INSIDE, sheets };
  const { members, more } = await listMembers(file, tmpdir(), PREVIEW_MEMBERS);
  return { sheets: isWorksheet ? [container.member] : [], members, moreMembers: more };
}

/** Null for an archive that holds a workbook. */
async function sheetsOf(file: FoundFile): Promise<readonly string[] | null> {
  const zip = await openZip(file.path, file.name, tmpdir());
  try {
    if ((await officeKind(zip)) !== 'workbook') return null;
    return (await openWorkbook(zip, file.name)).worksheets.map((worksheet) => worksheet.name);
  } finally {
    await zip.close();
  }
}
