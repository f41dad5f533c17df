import { isUtf8 } from 'node:buffer';
import type { ImportOptions } from '../../../../shared/api/contract.ts';
import type { DateOrder, SourceWarning } from '../../../../shared/domain/source.ts';
import type { EncodingName } from '../decode/text-encoding.ts';
import { ImportNotes } from '../import-notes.ts';
import { ByteWindow } from '../records/byte-window.ts';
import type { Splitter, StartPosition } from '../records/found-records.ts';
import { takeRecords } from '../records/record-block.ts';
import { planSource, type Sample, type SourcePlan } from '../source-plan.ts';
import { TimeDirection, truncatedExport } from '../truncated-export.ts';
import { CsvParser, rowsPerBlock } from './csv-parser.ts';
import type { ParsedBlock } from './parsed-block.ts';
import { RecordIdentity } from './record-identity.ts';
import { RowParser } from './row-parser.ts';

/** What was decided about a source, as it is recorded. */
export interface SourceFacts {
  readonly profile: string;
  readonly profileVersion: number;
  readonly confidence: number;
  readonly encoding: EncodingName;
  readonly format: SourcePlan['format'];
  readonly dialect: string;
  readonly timezone: string;
  readonly dateOrder: DateOrder | null;
  readonly tenant: string | null;
}

/** What is known of a source once its content has ended. */
export interface SourceOutcome {
  /** Warnings about the file as a whole, and about some of its records. */
  readonly general: readonly SourceWarning[];
  readonly counted: readonly SourceWarning[];
  /** Text around the records; null when there is none. */
  readonly envelope: string | null;
  /** Times that named no zone, where the profile does not say which is meant. */
  readonly zoneless: number;
  readonly columnsOverflowed: boolean;
  /** Records of the content, where a profile says that one may hold several events; else null. */
  readonly records: number | null;
  /** The content ends inside a record. */
  readonly truncated: boolean;
  /** Why the export is probably cut off; null when nothing says so. */
  readonly cutOff: string | null;
}

/** A window this long without a whole record is given to the full grammar, which bounds what is held. */
const MAX_WAITING = 8 * 1024 * 1024;

/** Parses the content of one source, piece by piece. Knows nothing of the workspace, so that it can run in a thread. */
export class SourceParser {
  readonly facts: SourceFacts;
  readonly plan: SourcePlan;
  readonly #notes: ImportNotes;
  readonly #direction = new TimeDirection();
  readonly #rows: RowParser;
  readonly #csv: CsvParser | null;
  readonly #window = new ByteWindow();
  /** Where the next record begins, for the parser of columns; null while the splitter is inside one. */
  #regular: StartPosition | null;
  #splitter: Splitter;
  #read = 0;
  #truncated = false;

  /** @throws FILE_EMPTY, FILE_BINARY, NOT_A_LOG, UNKNOWN_PROFILE, DATE_ORDER_AMBIGUOUS, BAD_ARGUMENT (zone) */
  constructor(sample: Sample, options: ImportOptions, notes: ImportNotes = new ImportNotes()) {
    this.#notes = notes;
    const plan = planSource(sample, options, notes);
    const identity = new RecordIdentity(plan.identityContext);
    this.plan = plan;
    this.#rows = new RowParser(plan, this.#notes, this.#direction, identity);
    this.#csv =
      plan.csv === null ? null : newCsvParser(sample, plan, plan.csv, this.#notes, this.#direction, identity);
    this.#regular = this.#csv === null ? null : (plan.csv?.shape.start ?? null);
    this.#splitter = plan.splitter;
    this.facts = {
      profile: plan.profile.id,
      profileVersion: plan.profile.version,
      confidence: plan.confidence,
      encoding: plan.encoding.name,
      format: plan.format,
      dialect: plan.dialect,
      timezone: plan.timezone,
      dateOrder: plan.dateOrder,
      tenant: plan.tenant,
    };
  }

  /** Records read so far, rejected ones included. */
  get read(): number {
    return this.#read;
  }

  /** Parses what is whole in the next piece of the content; `final` with the last one. */
  *take(piece: Buffer, final: boolean): Generator<ParsedBlock> {
    if (piece.length > 0) this.#window.append(piece);
    for (const block of this.#parse(final)) {
      this.#read += block.events.count + block.rejects.length;
      if (block.events.count + block.rejects.length > 0) yield block;
    }
  }

  /** Keeps what is left of the pieces taken so far in memory of its own, so that theirs may be given away. */
  letGo(): void {
    this.#window.own();
  }

  /** To be called after the last piece. */
  end(): SourceOutcome {
    this.#csv?.close();
    this.#splitter.close?.();
    return {
      general: this.#notes.general(),
      counted: this.#notes.counted(),
      envelope: this.plan.envelope(),
      zoneless: zonelessTimes(this.plan),
      columnsOverflowed: this.#rows.columnsOverflowed,
      records: this.plan.profile.each === undefined ? null : this.#rows.records,
      truncated: this.#truncated,
      cutOff: truncatedExport(this.#read, this.#direction),
    };
  }

  /** Warnings so far, for a source that is not read to its end. */
  notes(): SourceWarning[] {
    return this.#notes.list();
  }

  *#parse(final: boolean): Generator<ParsedBlock> {
    if (this.#csv !== null && this.#regular !== null) {
      const irregular = yield* this.#parseColumns(this.#csv, this.#regular, final);
      if (!irregular) return;
    }
    yield* this.#parseRows(final);
  }

  /** Returns whether something is left that the full grammar must judge. */
  *#parseColumns(csv: CsvParser, start: StartPosition, final: boolean): Generator<ParsedBlock, boolean> {
    const window = this.#window;
    // The header and what stands before it were read with the sample.
    if (start.at > window.at) window.take(Math.min(window.length, start.at - window.at));
    if (start.at > window.at) return false;
    const { bytes, at: base } = window;
    let position = 0;
    let line = start.line;
    let odd = this.plan.encoding.name === 'utf-8' && !isUtf8(withoutCutCharacter(bytes, final));
    while (!odd && position < bytes.length) {
      const stretch = csv.parse(bytes, position, base, line, final);
      position = stretch.end;
      line = stretch.line;
      yield stretch.block;
      odd = stretch.why === 'odd';
      if (stretch.why === 'end') break;
    }
    window.take(position);
    this.#regular = { at: base + position, line };
    odd ||= window.length > MAX_WAITING;
    if (odd && this.plan.csv !== null) this.#splitter = this.plan.csv.newSplitter(this.#regular);
    return odd;
  }

  *#parseRows(final: boolean): Generator<ParsedBlock> {
    const window = this.#window;
    if (window.length === 0 && !final) return;
    const block = takeRecords(window, this.#splitter, this.plan.encoding, final);
    if (block.found.truncated) this.#truncated = true;
    yield* this.#rows.parse(block);
    this.#regular = this.#csv === null ? null : (this.#splitter.resume ?? null);
  }
}

function newCsvParser(
  sample: Sample,
  plan: SourcePlan,
  csv: NonNullable<SourcePlan['csv']>,
  notes: ImportNotes,
  direction: TimeDirection,
  identity: RecordIdentity,
): CsvParser | null {
  const { shape, bindings } = csv;
  const { encoding, reading } = plan;
  const blockRows = rowsPerBlock(shape.columns.length, sample.whole ? sample.bytes.length : null);
  const csvPlan = { shape, encoding, bindings, reading, notes, direction, identity, blockRows };
  return CsvParser.suits(csvPlan) ? new CsvParser(csvPlan) : null;
}

/** A window may end inside a character, which the next one completes. */
function withoutCutCharacter(bytes: Buffer, final: boolean): Buffer {
  if (final) return bytes;
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back);
    if (byte < 0x80) break;
  }
  return bytes;
}

function zonelessTimes({ profile, timeReaders }: SourcePlan): number {
  return profile.timezone === undefined ? timeReaders.reduce((sum, reader) => sum + reader.zoneless, 0) : 0;
}
