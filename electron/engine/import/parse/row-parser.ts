import { isUtf8 } from 'node:buffer';
import { FIELD_INDEX, type NewReject, type RecordPlace } from '../../record.ts';
import type { ImportNotes } from '../import-notes.ts';
import { ExtraColumns } from '../normalise/extra-columns.ts';
import { InputValues, inputIndex } from '../normalise/input-values.ts';
import { RequestCounts } from '../normalise/usage-figures.ts';
import type { RecordBlock } from '../records/record-block.ts';
import type { RecordEvents } from '../records/record-reader.ts';
import type { SourcePlan } from '../source-plan.ts';
import type { TimeDirection } from '../truncated-export.ts';
import { BlockRows } from './block-rows.ts';
import { BLOCK_RECORDS, IDENTIFIED_BY, type ParsedBlock } from './parsed-block.ts';
import { type RecordIdentity, type Words, wordsOf } from './record-identity.ts';

const TIME = FIELD_INDEX.get('time') ?? -1;
const TENANT = FIELD_INDEX.get('tenant') ?? -1;
const NATIVE_ID = inputIndex('nativeId');

/** Parses records one by one: every format, and whatever in a CSV file is not regular. */
export class RowParser {
  readonly #plan: SourcePlan;
  readonly #notes: ImportNotes;
  readonly #direction: TimeDirection;
  readonly #identity: RecordIdentity;
  readonly #inputs = new InputValues();
  readonly #extra = new ExtraColumns();
  readonly #requests: RequestCounts | null;
  #records = 0;
  /** Those of the last block. */
  #rows: BlockRows | null = null;

  constructor(plan: SourcePlan, notes: ImportNotes, direction: TimeDirection, identity: RecordIdentity) {
    this.#plan = plan;
    this.#notes = notes;
    this.#direction = direction;
    this.#identity = identity;
    const { usage, defaults } = plan.profile;
    this.#requests =
      usage === undefined ? null : new RequestCounts(usage.requests, defaults.currency ?? null);
  }

  /** Whether some columns had to go to the details. */
  get columnsOverflowed(): boolean {
    return this.#extra.overflowed;
  }

  /** Records so far, whatever they hold. */
  get records(): number {
    return this.#records;
  }

  /** Parses the records found in a stretch; blocks of at most {@link BLOCK_RECORDS}. */
  *parse(block: RecordBlock): Generator<ParsedBlock> {
    const open = this.#plan.reader(block);
    const badBytes = this.#plan.encoding.name === 'utf-8' && !isUtf8(block.bytes);
    const { places } = block.found;
    this.#records += places.length;
    const words = wordsOf(block.bytes);
    let rows = this.#newRows(places.length);
    let rejects: NewReject[] = [];
    for (const [index, place] of places.entries()) {
      if (rows.count + rejects.length >= BLOCK_RECORDS) {
        yield this.#finish(rows, rejects);
        rows = this.#newRows(places.length - index);
        rejects = [];
      }
      if (open.events !== null) {
        const events = open.events(index);
        if ('reason' in events) rejects.push({ place, ...events });
        else {
          if (badBytes) this.#noteBadBytes(block, place);
          const rest = { rows, rejects };
          yield* this.#addEvents(block, words, place, events, rest);
          ({ rows, rejects } = rest);
        }
        continue;
      }
      this.#extra.begin(rows.count);
      const failure = open.fill(index, this.#inputs, this.#extra);
      if (failure !== null) rejects.push({ place, ...failure });
      else {
        if (badBytes) this.#noteBadBytes(block, place);
        this.#addEvent(block, words, place, null, rows);
      }
    }
    yield this.#finish(rows, rejects);
  }

  #newRows(records: number): BlockRows {
    this.#rows = new BlockRows(records, this.#rows);
    return this.#rows;
  }

  #finish(rows: BlockRows, rejects: readonly NewReject[]): ParsedBlock {
    return { ...rows.finish(), extra: this.#extra.finish(rows.count), rejects };
  }

  /** Adds every event of one record. A block that is full meanwhile is given out, and `open` begins the next. */
  *#addEvents(
    block: RecordBlock,
    words: Words,
    place: RecordPlace,
    events: RecordEvents,
    open: { rows: BlockRows; rejects: NewReject[] },
  ): Generator<ParsedBlock> {
    if (events.count === 0) this.#notes.emptyList(place.line);
    const ids = new Map<string, number>();
    for (let event = 0; event < events.count; event += 1) {
      if (open.rows.count + open.rejects.length >= BLOCK_RECORDS) {
        yield this.#finish(open.rows, open.rejects);
        open.rows = this.#newRows(events.count - event);
        open.rejects = [];
      }
      this.#extra.begin(open.rows.count);
      events.fill(event, this.#inputs, this.#extra);
      const { contentOf } = events;
      const element = contentOf === null ? null : { content: () => contentOf(event), ids };
      this.#addEvent(block, words, place, element, open.rows);
    }
  }

  /** @param element what sets one of several events of a record apart; null for the only one */
  #addEvent(
    block: RecordBlock,
    words: Words,
    place: RecordPlace,
    element: { readonly content: () => string; readonly ids: Map<string, number> } | null,
    rows: BlockRows,
  ): void {
    const nativeId = this.#plan.hasNativeId ? (this.#inputs.values[NATIVE_ID] ?? null) : null;
    const values = this.#plan.builder.build(this.#inputs, this.#extra, place.line);
    if (this.#requests?.apply(values, this.#inputs) === true) this.#notes.repeatedFigures(place.line);
    const time = values[TIME];
    if (typeof time === 'number') {
      this.#direction.add(time);
      if (this.#notes.isUnlikely(time)) this.#notes.unlikelyTime(time, place.line);
    }
    const tenant = values[TENANT];
    const name = typeof tenant === 'string' ? tenant : null;
    if (nativeId !== null) {
      const id = element === null ? nativeId : idInRecord(nativeId, element.ids);
      rows.identifiedBy(this.#plan.profile.repeatedIds ? IDENTIFIED_BY.repeatedId : IDENTIFIED_BY.nativeId);
      this.#identity.ofNativeId(name, id, rows.identities, rows.count);
    } else if (element !== null) {
      rows.identifiedBy(IDENTIFIED_BY.content);
      this.#identity.ofNativeId(null, element.content(), rows.identities, rows.count);
    } else {
      rows.identifiedBy(IDENTIFIED_BY.bytes);
      const from = place.byteOffset - block.byteOffset;
      this.#identity.ofBytes(words, from, from + place.byteLength, rows.identities, rows.count);
    }
    rows.add(place, values);
  }

  #noteBadBytes(block: RecordBlock, place: RecordPlace): void {
    const from = place.byteOffset - block.byteOffset;
    if (!isUtf8(block.bytes.subarray(from, from + place.byteLength))) this.#notes.badBytes(place.line);
  }
}

/**
 * The id of one of several events of a record: what they share, or share by chance, gets the number of its
 * occurrence, so that none of them is taken for a repetition of another.
 */
function idInRecord(id: string, met: Map<string, number>): string {
  const before = met.get(id) ?? 0;
  met.set(id, before + 1);
  return before === 0 ? id : `${id}\u0000${before}`;
}
