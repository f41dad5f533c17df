import type { SourceContainer } from '../../../../shared/domain/source.ts';
import { AppError, toWireError, type WireError } from '../../../../shared/errors.ts';
import type { ImportableFile } from '../import-job.ts';
import { officeKind } from '../worksheet/office-kind.ts';
import { type ByteSource, headOf, piecesOf } from './byte-source.ts';
import { CONTAINER_HEAD, type ContainerKind, containerKind } from './container-kind.ts';
import { hashBytes } from './hash-bytes.ts';
import { listMembers } from './list-members.ts';
import { isLogName } from './log-names.ts';
import { logsOfWorkbook } from './logs-of-workbook.ts';
import type { Member, Members } from './members.ts';
import { asReadError } from './read-error.ts';
import type { Spool } from './spool.ts';
import { tarBytes } from './tar-bytes.ts';
import { tarMembers } from './tar-members.ts';
import { openZip, zipMembers } from './zip-members.ts';

/** A file that was chosen or found. */
export interface FoundFile {
  readonly path: string | Buffer;
  readonly name: string;
  readonly bytes: number;
  readonly source: ByteSource;
}

/** What a file comes to: logs, and what in it is none. */
export type OpenedLog =
  | { readonly kind: 'log'; readonly file: ImportableFile }
  | { readonly kind: 'failure'; readonly name: string; readonly bytes: number; readonly error: WireError }
  | { readonly kind: 'skipped'; readonly name: string };

/** What opening needs of the job. */
export interface Opening {
  readonly spool: Spool;
  /** The worksheet that was chosen; null takes every one that is visible and not empty. */
  readonly sheet: string | null;
  /** The one member of an archive that was chosen; null takes every one that is called like a log. */
  readonly member: string | null;
  /** Folder of the workspace, where unpacked bytes end up. */
  readonly folder: string;
  /** Says how far an archive is read, before its members are; may throw to stop. */
  onRead(name: string, done: number, total: number): void;
}

/**
 * The logs of a file: itself, or the members of an archive that are called like logs. Each must be done with before the
 * next is asked for. What is wrong with one member does not keep the others.
 * @throws only what ends the job
 */
export async function* logsOfFile(file: FoundFile, opening: Opening): AsyncGenerator<OpenedLog> {
  const kind = containerKind(await headOf(file.source, CONTAINER_HEAD));
  if (kind === null) {
    if (opening.sheet !== null) throw notAWorkbook(file.name);
    if (opening.member !== null) throw notAnArchive(file.name);
    yield { kind: 'log', file: { ...file, container: null, isWorksheet: false } };
    return;
  }
  const sha256 = await hashBytes(file.source, (done) => opening.onRead(file.name, done, file.bytes));
  const container = { name: file.name, sha256, bytes: file.bytes };
  let logs = 0;
  let others = 0;
  try {
    for await (const log of logsOfArchive(file, kind, container, opening)) {
      if (log.kind === 'skipped') others += 1;
      else logs += 1;
      yield log;
    }
    if (logs === 0)
      throw opening.member === null ? nothingIn(file.name, others) : await notInside(file, opening);
  } catch (error) {
    yield {
      kind: 'failure',
      name: file.name,
      bytes: file.bytes,
      error: toWireError(asReadError(error, file.name)),
    };
  }
}

/** What is known of an archive. */
export type Archive = Omit<SourceContainer, 'member'>;

async function* logsOfArchive(
  file: FoundFile,
  kind: Exclude<ContainerKind, null>,
  container: Archive,
  opening: Opening,
): AsyncGenerator<OpenedLog> {
  if (kind !== 'zip') {
    yield* logsOfMembers(tarMembers(tarBytes(file, kind, opening.folder), file.name), container, opening);
    return;
  }
  const zip = await openZip(file.path, file.name, opening.folder);
  try {
    const office = await officeKind(zip);
    if (typeof office === 'object') throw new AppError('FILE_BINARY', `${file.name} is ${office.refused}.`);
    if (office === 'workbook' && opening.member !== null) throw notAnArchive(file.name);
    if (office === 'workbook') yield* logsOfWorkbook(zip, container, opening);
    else yield* logsOfMembers(zipMembers(zip), container, opening);
  } finally {
    await zip.close();
  }
}

async function* logsOfMembers(
  members: Members,
  container: Archive,
  opening: Opening,
): AsyncGenerator<OpenedLog> {
  for await (const member of members) {
    const chosen = opening.member;
    const memberName = 'skipped' in member ? member.skipped : member.name;
    if (chosen !== null && memberName !== chosen) continue;
    if ('skipped' in member) yield { kind: 'skipped', name: `${container.name}/${member.skipped}` };
    else yield* logsOfMember(member, container, opening);
  }
}

async function* logsOfMember(
  member: Member,
  container: Archive,
  opening: Opening,
): AsyncGenerator<OpenedLog> {
  const name = `${container.name}/${member.name}`;
  const { bytes } = member;
  if (opening.member === null && !isLogName(member.name)) {
    yield { kind: 'skipped', name };
    return;
  }
  try {
    if (member.refused !== null) throw new AppError('ARCHIVE_REFUSED', `${name} ${member.refused}.`);
    const taken = await member.take(opening.spool);
    try {
      const kind = containerKind(await headOf(taken, CONTAINER_HEAD));
      if (kind === 'zip') yield* logsOfInnerWorkbook(taken, name, opening);
      else if (kind !== null) throw nested(name);
      else if (opening.sheet !== null) throw notAWorkbook(name);
      else {
        const within = { ...container, member: member.name };
        const file = { name, bytes: taken.bytes, source: taken, container: within, isWorksheet: false };
        yield { kind: 'log', file };
      }
    } finally {
      await taken.release();
    }
  } catch (error) {
    if (endsTheArchive(error)) throw error;
    yield { kind: 'failure', name, bytes, error: toWireError(asReadError(error, name)) };
  }
}

const COPIED = 1024 * 1024;

/** A workbook is a zip file too, and the one that is opened inside an archive. */
async function* logsOfInnerWorkbook(
  member: ByteSource,
  name: string,
  opening: Opening,
): AsyncGenerator<OpenedLog> {
  const file = await opening.spool.take(piecesOf(member, COPIED), name, 0);
  try {
    if (file.path === null) throw nested(name);
    const zip = await openZip(file.path, name, opening.folder);
    try {
      const office = await officeKind(zip);
      if (typeof office === 'object') throw new AppError('FILE_BINARY', `${name} is ${office.refused}.`);
      if (office === 'archive') throw nested(name);
      const sha256 = await hashBytes(file, () => undefined);
      yield* logsOfWorkbook(zip, { name, sha256, bytes: file.bytes }, opening);
    } finally {
      await zip.close();
    }
  } finally {
    await file.release();
  }
}

/** A full disk is met by every other member too. */
function endsTheArchive(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'DISK_FULL' || error.code === 'DISK_ERROR');
}

function notAWorkbook(name: string): AppError {
  return new AppError(
    'BAD_MAPPING',
    `${name} is no Excel workbook, and a worksheet was chosen. Leave that out.`,
  );
}

function notAnArchive(name: string): AppError {
  return new AppError(
    'BAD_MAPPING',
    `${name} is no zip or tar archive, and a file in one was chosen. Leave that out.`,
    { choice: 'member' },
  );
}

const NAMED = 20;

async function notInside(file: FoundFile, { member, folder }: Opening): Promise<AppError> {
  const { members, more } = await listMembers(file, folder, NAMED);
  const names = members.map((name) => JSON.stringify(name)).join(', ');
  return new AppError(
    'BAD_MAPPING',
    `${file.name} has no file ${JSON.stringify(member)}. It has ${names || 'none'}${more ? ' and others' : ''}.`,
    { choice: 'member' },
  );
}

function nested(name: string): AppError {
  return new AppError(
    'ARCHIVE_REFUSED',
    `${name} is an archive inside an archive, which is not unpacked. Unpack the outer one and import the inner one.`,
  );
}

function nothingIn(name: string, others: number): AppError {
  const contents = others === 0 ? 'it is empty' : `it holds ${others.toLocaleString('en')} other files`;
  return new AppError(
    'NOT_A_LOG',
    `${name} holds no log files (${contents}). Choose an archive with CSV, TSV, JSON or JSON Lines exports, plain or .gz, or Excel workbooks.`,
  );
}
