import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ImportOptions } from '../../../shared/api/contract.ts';
import type { CallContext } from '../../../shared/api/remote.ts';
import type { ImportedSource, Source } from '../../../shared/domain/source.ts';
import { AppError } from '../../../shared/errors.ts';
import type { NewRawBlock } from '../record.ts';
import { beginSource, resumeSource, type SourceWriter } from '../store/source-writer.ts';
import { findBySha256, listSources } from '../store/sources.ts';
import type { Workspace } from '../store/workspace.ts';
import type { Duplicates } from './dedupe/duplicates.ts';
import { ImportNotes } from './import-notes.ts';
import { type Content, openContent } from './open/content.ts';
import { hashFile } from './open/hash-file.ts';
import { GENERIC_PROFILE } from './profiles.ts';
import { packContent } from './raw-blocks.ts';
import { type Intake, RecordIntake } from './record-intake.ts';
import { BlockReader, type RecordBlock } from './records/block-reader.ts';
import { planSource, SAMPLE_BYTES, type SourcePlan } from './source-plan.ts';
import { noteOutcome } from './source-warnings.ts';
import { TimeDirection } from './truncated-export.ts';

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
  readonly duplicates: Duplicates;
  readonly context: CallContext;
}

/**
 * Takes one file through all stages. When it ends early, what is committed stays, the source is marked
 * interrupted, and the error goes on; importing the same file again then goes on behind the last batch.
 */
export async function importFile(job: ImportJob, file: ImportableFile): Promise<ImportedSource> {
  const sha256 = await hashFile(file.path, file.name, (done) => {
    job.context.throwIfCancelled();
    job.context.progress({
      stage: `Checking ${file.name}`,
      done,
      total: file.bytes,
      unit: 'bytes',
      records: null,
    });
  });
  const known = findBySha256(job.ws, sha256);
  if (known?.status === 'imported') return alreadyImported(job.ws, known.id, file, sha256);
  const resumed = known?.status === 'interrupted' ? sourceOf(job.ws, known.id) : null;
  const content = await openContent(file.path, file.name);
  try {
    return await importContent(job, file, sha256, content, resumed);
  } finally {
    await content.close();
  }
}

async function importContent(
  job: ImportJob,
  file: ImportableFile,
  sha256: string,
  content: Content,
  resumed: Source | null,
): Promise<ImportedSource> {
  const head = await readHead(content);
  const whole = head.length < SAMPLE_BYTES;
  const notes = new ImportNotes();
  const options = resumed === null ? job.options : optionsOf(resumed);
  const plan = planSource({ name: file.name, bytes: head, whole }, options, notes);
  const writer =
    resumed === null ? begin(job, file, sha256, content, plan) : resumeSource(job.ws, resumed.id);
  const run = new ImportRun(job, file, content, plan, notes, writer);
  job.duplicates.begin();
  try {
    await run.readAll(new BlockReader(content, head, whole, plan.encoding, plan.splitter));
    const source = run.finish();
    job.duplicates.end();
    return reportOf(source);
  } catch (error) {
    job.duplicates.forget();
    run.interrupt();
    throw error;
  }
}

/** One pass over the records of a file. */
class ImportRun {
  readonly #job: ImportJob;
  readonly #file: ImportableFile;
  readonly #content: Content;
  readonly #plan: SourcePlan;
  readonly #notes: ImportNotes;
  readonly #writer: SourceWriter;
  readonly #intake: RecordIntake;
  readonly #direction = new TimeDirection();
  #contentBytes = 0;
  #truncated = false;

  constructor(
    job: ImportJob,
    file: ImportableFile,
    content: Content,
    plan: SourcePlan,
    notes: ImportNotes,
    writer: SourceWriter,
  ) {
    this.#job = job;
    this.#file = file;
    this.#content = content;
    this.#plan = plan;
    this.#notes = notes;
    this.#writer = writer;
    const stored = writer.state.read;
    this.#intake = new RecordIntake(plan, writer, job.duplicates, notes, this.#direction, stored);
  }

  /** Reads, parses and stores block by block; the next block is read and packed while one is parsed. */
  async readAll(blocks: BlockReader): Promise<void> {
    let next = blocks.next();
    for (;;) {
      const block = await next;
      if (block === null) return;
      next = blocks.next();
      next.catch(() => undefined); // Reported when it is awaited.
      const packing = this.#pack(block);
      const intake = this.#intake.take(block);
      this.#store(intake, await packing);
      this.#contentBytes = block.byteOffset + block.bytes.length;
      if (block.found.truncated) this.#truncated = true;
      await this.#pause();
    }
  }

  finish(): Source {
    noteOutcome(this.#notes, {
      state: this.#writer.state,
      read: this.#intake.read,
      conflicts: this.#intake.conflicts,
      columnsOverflowed: this.#intake.columnsOverflowed,
      truncated: this.#truncated,
      damage: this.#content.damage(),
      zoneless: this.#plan.timeReaders.reduce((sum, reader) => sum + reader.zoneless, 0),
      timezone: this.#job.options.timezone,
      direction: this.#direction,
    });
    return this.#writer.finish({
      status: 'imported',
      warnings: this.#notes.list(),
      envelope: this.#plan.envelope(),
      contentBytes: this.#contentBytes,
    });
  }

  /** Marks the source interrupted. On a full disk that cannot be written either; opening the workspace does it then. */
  interrupt(): void {
    try {
      this.#writer.finish({
        status: 'interrupted',
        warnings: this.#notes.list(),
        envelope: null,
        contentBytes: this.#contentBytes,
      });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }

  #pack(block: RecordBlock): Promise<NewRawBlock[]> {
    const stored = this.#writer.state.rawBytes - block.byteOffset;
    const packing = packContent(block.bytes, block.byteOffset, Math.max(0, stored));
    packing.catch(() => undefined); // Reported when it is awaited.
    return packing;
  }

  #store(intake: Intake, rawBlocks: NewRawBlock[]): void {
    const empty = intake.events.length + intake.rejects.length + intake.duplicates.length === 0;
    if (!empty || rawBlocks.length > 0) this.#writer.write({ ...intake, rawBlocks });
  }

  /** Lets messages in, such as the one that cancels, and says how far the file is. */
  async #pause(): Promise<void> {
    this.#job.context.progress({
      stage: `Reading ${this.#file.name}`,
      done: this.#content.fileBytesRead(),
      total: this.#file.bytes,
      unit: 'bytes',
      records: this.#intake.read,
    });
    await nextTurn();
    this.#job.context.throwIfCancelled();
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

function begin(
  job: ImportJob,
  file: ImportableFile,
  sha256: string,
  content: Content,
  plan: SourcePlan,
): SourceWriter {
  return beginSource(job.ws, {
    name: file.name,
    sha256,
    bytes: file.bytes,
    profile: plan.profile.id,
    profileVersion: plan.profile.version,
    confidence: plan.confidence,
    encoding: plan.encoding.name,
    format: plan.format,
    dialect: plan.dialect,
    compression: content.compression,
    timezone: job.options.timezone,
    dateOrder: plan.dateOrder,
    tenant: job.options.tenant,
  });
}

/** An interrupted import goes on as it began, whatever is asked for now. */
function optionsOf(source: Source): ImportOptions {
  const { timezone, dateOrder, tenant } = source;
  const chosen = source.profile !== GENERIC_PROFILE || source.confidence === 1;
  return { profile: chosen ? source.profile : null, timezone, dateOrder, tenant };
}

function sourceOf(ws: Workspace, id: number): Source {
  const source = listSources(ws).find((candidate) => candidate.id === id);
  if (source === undefined) throw new AppError('UNKNOWN_SOURCE', `There is no source ${id}.`);
  return source;
}

function alreadyImported(ws: Workspace, id: number, file: ImportableFile, sha256: string): ImportedSource {
  const { profile, encoding } = sourceOf(ws, id);
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
  imported: 0,
  duplicate: 0,
  rejected: 0,
  undated: 0,
  firstTime: null,
  lastTime: null,
  warnings: [],
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
    imported: source.imported,
    duplicate: source.duplicate,
    rejected: source.rejected,
    undated: source.undated,
    firstTime: source.firstTime,
    lastTime: source.lastTime,
    warnings: source.warnings,
    error: null,
  };
}
