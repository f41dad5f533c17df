import type { Source, SourceWarning } from '../../../shared/domain/source.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Column, ExtraName } from '../columns/column.ts';
import type { EventBatch, NewRawBlock } from '../record.ts';
import { addSpans, span } from '../spans.ts';
import type { SourceWriter } from '../store/source-writer.ts';
import { HeldPieces } from './content-pieces.ts';
import { hashWhole } from './identify-file.ts';
import type { ImportableFile, ImportJob } from './import-job.ts';
import type { Content } from './open/content.ts';
import type { ParsedBlock } from './parse/parsed-block.ts';
import type { ParsedContent, Parsing } from './parse/parsing.ts';
import { giveBack, pieceMemory } from './parse/piece-memory.ts';
import type { SourceFacts } from './parse/source-parser.ts';
import type { ParsedPieces, ReadPiece } from './parsed-pieces.ts';
import { outcomeWarnings } from './source-warnings.ts';

/** One pass over the records of a file. */
export class ImportRun {
  readonly #job: ImportJob;
  readonly #file: ImportableFile;
  /** Of the file, where it was hashed beforehand. */
  readonly #sha256: string | null;
  readonly #content: Content;
  readonly #parsing: Parsing;
  readonly #facts: SourceFacts;
  readonly #writer: SourceWriter;
  readonly #held = new HeldPieces();
  /** Records of an earlier attempt, which are read again but not stored again. */
  readonly #alreadyStored: number;
  #read = 0;
  #conflicts = 0;
  #contentBytes = 0;
  #notes: readonly SourceWarning[] = [];
  #parsed: ParsedContent | null = null;

  constructor(
    job: ImportJob,
    file: ImportableFile,
    sha256: string | null,
    content: Content,
    parsing: Parsing,
    facts: SourceFacts,
    writer: SourceWriter,
  ) {
    this.#job = job;
    this.#file = file;
    this.#sha256 = sha256;
    this.#content = content;
    this.#parsing = parsing;
    this.#facts = facts;
    this.#writer = writer;
    this.#alreadyStored = writer.state.read;
  }

  /** Stores piece by piece, while the next ones are read and parsed. */
  async storeAll(pieces: ParsedPieces): Promise<void> {
    for (let piece = await pieces.next(); piece !== null; piece = await pieces.next())
      this.#storePiece(piece);
    this.#parsed = await this.#parsing.end();
  }

  /**
   * Ends a source that was read to its end.
   * @throws FILE_UNREADABLE when the file changed meanwhile: its hash would then vouch for other bytes
   */
  async finish(): Promise<Source> {
    if (this.#parsed === null) throw new AppError('INTERNAL', `${this.#file.name} was not read to its end.`);
    const { outcome } = this.#parsed;
    const sha256 = await this.#hashOfFile(this.#parsed);
    const warnings = outcomeWarnings({
      state: this.#writer.state,
      read: this.#read,
      conflicts: this.#conflicts,
      damage: this.#content.damage(),
      timezone: this.#facts.timezone,
      parsed: outcome,
    });
    const { records } = outcome;
    return this.#writer.finish({
      status: 'imported',
      warnings,
      records: records === this.#read ? null : records,
      envelope: outcome.envelope,
      contentBytes: this.#contentBytes,
      sha256,
    });
  }

  /** Damaged content ends before the file does, so what was read of it is not all of the file. */
  async #hashOfFile({ sha256: ofContent }: ParsedContent): Promise<string> {
    // Stored content vouches for itself block by block; of a compressed file it has other bytes than the file.
    const { stored } = this.#file;
    if (stored?.compression === 'gzip') return stored.sha256;
    const whole = this.#content.damage() === null;
    const read = whole ? (this.#content.fileSha256() ?? ofContent) : null;
    const before = this.#sha256;
    const changed = (whole && before !== null && read !== before) || (await this.#content.fileChanged());
    if (changed) {
      throw new AppError(
        'FILE_UNREADABLE',
        `${this.#file.name} changed while it was read. Copy it and import the copy; what was read is kept.`,
      );
    }
    return before ?? read ?? hashWhole(this.#job, this.#file);
  }

  /**
   * Marks the source interrupted. Null when that cannot be written either, as on a full disk; opening the
   * workspace does it then.
   */
  interrupt(): Source | null {
    try {
      return this.#writer.finish({
        status: 'interrupted',
        warnings: this.#notes,
        envelope: null,
        contentBytes: this.#contentBytes,
      });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return null;
    }
  }

  #storePiece({ byteOffset, blocks, bytes, notes, spans, rawBlocks, owned }: ReadPiece): void {
    addSpans(spans, 'thread: ');
    this.#notes = notes;
    this.#held.add({ bytes, byteOffset, owned });
    let originals = rawBlocks;
    for (const block of blocks) {
      this.#store(block, originals);
      originals = [];
    }
    if (originals.length > 0) {
      this.#writer.write({ events: NO_EVENTS, rejects: [], duplicates: [], rawBlocks: originals });
    }
    this.#contentBytes = byteOffset + bytes.length;
    // The piece itself is held a little longer.
    if (owned) giveBack(pieceMemory({ blocks, rawBlocks }).filter((buffer) => buffer !== bytes.buffer));
    this.#held.release(byteOffset);
    this.#report();
  }

  #store(parsed: ParsedBlock, rawBlocks: readonly NewRawBlock[]): void {
    const { block, duplicates, conflicts } = span('duplicates', () =>
      this.#job.known.sift(parsed, {
        nextEventId: this.#writer.nextEventId,
        before: this.#read,
        alreadyStored: this.#alreadyStored,
        bytesOf: (place) => this.#held.bytesOf(place),
      }),
    );
    this.#read += parsed.events.count + parsed.rejects.length;
    this.#conflicts += conflicts;
    const { rejects } = block;
    const added = block.events.count + rejects.length + duplicates.length + rawBlocks.length;
    if (added > 0) this.#writer.write({ events: this.#batchOf(block), rejects, duplicates, rawBlocks });
  }

  #batchOf({ events, extra, identities }: ParsedBlock): EventBatch {
    const columns = new Map<Parameters<EventBatch['columns']['get']>[0], Column>(events.columns);
    for (const [name, column] of extra) {
      const key: ExtraName = `c${this.#writer.extraColumn(name)}`;
      columns.set(key, column);
    }
    return {
      count: events.count,
      columns,
      identities: new Uint8Array(identities.buffer, identities.byteOffset, identities.byteLength),
    };
  }

  /** Says how far the file is. */
  #report(): void {
    this.#job.context.progress({
      stage: `Reading ${this.#file.name}`,
      done: this.#content.fileBytesRead(),
      total: this.#file.bytes,
      unit: 'bytes',
      records: this.#read,
    });
    this.#job.context.throwIfCancelled();
  }
}

const NO_EVENTS: EventBatch = { count: 0, columns: new Map(), identities: new Uint8Array() };
