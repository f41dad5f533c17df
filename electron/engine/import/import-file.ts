import { isDeepStrictEqual } from 'node:util';
import { DEFAULT_IMPORT_OPTIONS } from '../../../shared/domain/import-choices.ts';
import type { ImportedSource, Source } from '../../../shared/domain/source.ts';
import { waitSpan } from '../spans.ts';
import { asAppError } from '../store/disk-error.ts';
import { firstEventOf } from '../store/identities.ts';
import { storedBytes } from '../store/raw-records.ts';
import { warmUpRows } from '../store/rows/row-writer.ts';
import { beginSource, resumeSource, type SourceWriter } from '../store/source-writer.ts';
import { type KnownSource, listSources, sourceById } from '../store/sources.ts';
import { stateWithdrawn } from '../store/withdrawals.ts';
import type { Workspace } from '../store/workspace.ts';
import { contentPieces } from './content-pieces.ts';
import { identifyFile } from './identify-file.ts';
import { ENDS_THE_JOB, type ImportableFile, type ImportJob } from './import-job.ts';
import { ImportRun } from './import-run.ts';
import { type Content, openContent } from './open/content.ts';
import { UnpackGuard } from './open/unpack-limits.ts';
import type { Parsing } from './parse/parsing.ts';
import type { SourceFacts } from './parse/source-parser.ts';
import { ParsedPieces } from './parsed-pieces.ts';
import { PieceSize } from './piece-size.ts';
import { replaceSource } from './replace-source.ts';
import { keptOptions, optionsOf } from './source-options.ts';
import { SAMPLE_BYTES } from './source-plan.ts';
import { worksheetOptions } from './worksheet/worksheet-options.ts';

/**
 * Takes one file through all stages. When it ends early, what is committed stays and the source is marked
 * interrupted; importing the same file again then goes on behind the last batch.
 * @throws whatever ends the job, and whatever is found before anything is stored
 */
export async function importFile(job: ImportJob, file: ImportableFile): Promise<ImportedSource> {
  // The thread starts up while the file is looked at.
  if (file.bytes >= SAMPLE_BYTES) job.parsing.inThread();
  const { sha256, known } = await identifyFile(job, file);
  const again = job.again || file.stored !== undefined;
  if (known?.status === 'imported' && !again) return alreadyImported(job.ws, known.id, file);
  const replaced = again ? (known?.id ?? null) : null;
  const resumed = resumable(job, known, again);
  const content = await openContent(file.source, new UnpackGuard(file.name, job.folder));
  try {
    const reading = await waitSpan('plan', beginReading(job, file, content, resumed));
    return await storeContent(job, { file, sha256, content, resumed, replaced }, reading);
  } finally {
    await content.close();
  }
}

/**
 * The source that goes on where it was interrupted; null begins a new one. Reading a file again goes on only with the
 * choices it began with.
 */
function resumable(job: ImportJob, known: KnownSource | null, again: boolean): Source | null {
  if (known === null) return null;
  if (!again) return known.status === 'interrupted' ? sourceById(job.ws, known.id) : null;
  const unfinished = listSources(job.ws).filter(
    ({ status, withdrawn, options }) =>
      status === 'interrupted' &&
      withdrawn?.inFavourOf === known.id &&
      isDeepStrictEqual(options ?? DEFAULT_IMPORT_OPTIONS, job.options),
  );
  return unfinished.at(-1) ?? null;
}

/** A source whose content is being read and parsed. */
interface Reading {
  /** Whether its start is all of it: then it is a small one. */
  readonly whole: boolean;
  readonly parsing: Parsing;
  readonly facts: SourceFacts;
  readonly pieces: ParsedPieces;
}

async function beginReading(
  job: ImportJob,
  file: ImportableFile,
  content: Content,
  resumed: Source | null,
): Promise<Reading> {
  const head = await readHead(content);
  const whole = head.length < SAMPLE_BYTES;
  const chosen = resumed === null ? job.options : optionsOf(resumed);
  const options = file.isWorksheet ? worksheetOptions(chosen, file.name) : chosen;
  const parsing = whole ? job.parsing.here : job.parsing.inThread();
  if (!whole) warmUpRows(job.ws);
  const facts = await parsing.begin({ name: file.name, bytes: head, whole }, options, content.isFile);
  const stored = resumed === null ? 0 : storedBytes(job.ws, resumed.id);
  const size = new PieceSize(content, file.bytes, facts);
  const pieces = new ParsedPieces(contentPieces(content, head, whole, size), parsing, size, stored);
  pieces.start();
  return { whole, parsing, facts, pieces };
}

/** A log on its way into the workspace. */
interface OpenedFile {
  readonly file: ImportableFile;
  /** Null where reading it will tell. */
  readonly sha256: string | null;
  readonly content: Content;
  /** The source that goes on; null begins a new one. */
  readonly resumed: Source | null;
  /** The source in whose place it is read; null when there is none. */
  readonly replaced: number | null;
}

async function storeContent(job: ImportJob, opened: OpenedFile, reading: Reading): Promise<ImportedSource> {
  const { file, sha256, content, resumed, replaced } = opened;
  if (reading.whole) job.group.begin();
  else job.group.end();
  const { parsing, facts, pieces } = reading;
  const writer = resumed === null ? begin(job, opened, facts) : resumeSource(job.ws, resumed.id);
  const run = new ImportRun(job, file, sha256, content, parsing, facts, writer);
  try {
    const first = resumed === null ? null : firstEventOf(job.ws, writer.id);
    job.known.begin({ source: writer.id, firstEvent: first ?? writer.nextEventId }, replaced);
    await run.storeAll(pieces);
    const source = await run.finish();
    job.known.end();
    if (replaced !== null) replaceSource(job.ws, replaced, source.id);
    return { ...reportOf(source), replaces: replaced };
  } catch (error) {
    job.known.forget();
    await job.parsing.close();
    const source = run.interrupt();
    const known = asAppError(error, `Importing ${file.name}`);
    if (source === null || ENDS_THE_JOB.has(known.code)) throw known;
    return { ...reportOf(source), status: 'failed', error: { code: known.code, message: known.message } };
  }
}

/** The start of the content, by which everything about the file is decided. */
async function readHead(content: Content): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (let length = 0; length < SAMPLE_BYTES; ) {
    const piece = await content.read(SAMPLE_BYTES - length);
    if (piece.length === 0) break;
    pieces.push(piece);
    length += piece.length;
  }
  return Buffer.concat(pieces);
}

/** A source that is read in place of another stays withdrawn until it is whole. */
function begin(job: ImportJob, { file, sha256, content, replaced }: OpenedFile, facts: SourceFacts) {
  const { name, stored, container } = file;
  const beginNew = (): SourceWriter => {
    const writer = beginSource(job.ws, {
      ...facts,
      format: file.isWorksheet ? 'xlsx' : facts.format,
      name,
      sha256: sha256 ?? '',
      bytes: stored?.bytes ?? file.bytes,
      compression: stored?.compression ?? content.compression,
      options: keptOptions(job.options),
      container: container === null ? null : JSON.stringify(container),
    });
    if (replaced !== null) stateWithdrawn(job.ws, writer.id, replaced);
    return writer;
  };
  return job.ws.db.transaction(beginNew).immediate();
}

function alreadyImported(ws: Workspace, id: number, file: ImportableFile): ImportedSource {
  const { sha256, profile, encoding } = sourceById(ws, id);
  return {
    ...NOTHING_READ,
    id,
    name: file.name,
    sha256,
    bytes: file.bytes,
    profile,
    encoding,
    status: 'already-imported',
  };
}

/** Counts of a file of which nothing was added. */
export const NOTHING_READ = {
  read: 0,
  records: null,
  imported: 0,
  duplicate: 0,
  rejected: 0,
  undated: 0,
  firstTime: null,
  lastTime: null,
  warnings: [],
  replaces: null,
  error: null,
} as const;

function reportOf(source: Source): ImportedSource {
  return {
    id: source.id,
    name: source.name,
    sha256: source.sha256,
    bytes: source.bytes,
    profile: source.profile,
    encoding: source.encoding,
    status: 'imported',
    read: source.read,
    records: source.records,
    imported: source.imported,
    duplicate: source.duplicate,
    rejected: source.rejected,
    undated: source.undated,
    firstTime: source.firstTime,
    lastTime: source.lastTime,
    warnings: source.warnings,
    replaces: source.replaces,
    error: null,
  };
}
