import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Source } from '../../../shared/domain/source.ts';
import { AppError } from '../../../shared/errors.ts';
import type { NewRawBlock } from '../record.ts';
import { eventBatchOf } from '../store/event-batch.ts';
import type { SourceWriter } from '../store/source-writer.ts';
import type { ImportableFile, ImportJob } from './import-job.ts';
import type { ImportNotes } from './import-notes.ts';
import type { Content } from './open/content.ts';
import { packContent } from './raw-blocks.ts';
import { type Intake, RecordIntake } from './record-intake.ts';
import type { BlockReader, RecordBlock } from './records/block-reader.ts';
import type { SourcePlan } from './source-plan.ts';
import { noteOutcome } from './source-warnings.ts';
import { TimeDirection } from './truncated-export.ts';

/** One pass over the records of a file. */
export class ImportRun {
  readonly #job: ImportJob;
  readonly #file: ImportableFile;
  readonly #sha256: string;
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
    sha256: string,
    content: Content,
    plan: SourcePlan,
    notes: ImportNotes,
    writer: SourceWriter,
  ) {
    this.#job = job;
    this.#file = file;
    this.#sha256 = sha256;
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

  /**
   * Ends a source that was read to its end.
   * @throws FILE_UNREADABLE when the file changed meanwhile: its hash would then vouch for other bytes
   */
  finish(): Source {
    if (this.#content.damage() === null && this.#content.fileSha256() !== this.#sha256) {
      throw new AppError(
        'FILE_UNREADABLE',
        `${this.#file.name} changed while it was read. Copy it and import the copy; what was read is kept.`,
      );
    }
    noteOutcome(this.#notes, {
      state: this.#writer.state,
      read: this.#intake.read,
      conflicts: this.#intake.conflicts,
      columnsOverflowed: this.#intake.columnsOverflowed,
      truncated: this.#truncated,
      damage: this.#content.damage(),
      zoneless: this.#plan.timeReaders.reduce((sum, reader) => sum + reader.zoneless, 0),
      timezone: this.#plan.timezone,
      direction: this.#direction,
    });
    return this.#writer.finish({
      status: 'imported',
      warnings: this.#notes.list(),
      envelope: this.#plan.envelope(),
      contentBytes: this.#contentBytes,
    });
  }

  /**
   * Marks the source interrupted. Null when that cannot be written either, as on a full disk; opening the
   * workspace does it then.
   */
  interrupt(): Source | null {
    try {
      return this.#writer.finish({
        status: 'interrupted',
        warnings: this.#notes.list(),
        envelope: null,
        contentBytes: this.#contentBytes,
      });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return null;
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
    if (!empty || rawBlocks.length > 0)
      this.#writer.write({ ...intake, events: eventBatchOf(intake.events), rawBlocks });
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
