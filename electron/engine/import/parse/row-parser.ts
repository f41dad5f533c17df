import { isUtf8 } from 'node:buffer';
import { FIELD_NAMES, type FieldName, fieldSpec } from '../../../../shared/domain/fields.ts';
import { type Column, PLACE_NAMES, type PlaceName } from '../../columns/column.ts';
import { NumberBuilder, TextBuilder } from '../../columns/column-builder.ts';
import { FIELD_INDEX, type NewReject, type RecordPlace, type StoredValue } from '../../record.ts';
import type { ImportNotes } from '../import-notes.ts';
import { ExtraColumns } from '../normalise/extra-columns.ts';
import { InputValues, inputIndex } from '../normalise/input-values.ts';
import type { RecordBlock } from '../records/record-block.ts';
import type { SourcePlan } from '../source-plan.ts';
import type { TimeDirection } from '../truncated-export.ts';
import { BLOCK_RECORDS, type ParsedBlock } from './parsed-block.ts';
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

  constructor(plan: SourcePlan, notes: ImportNotes, direction: TimeDirection, identity: RecordIdentity) {
    this.#plan = plan;
    this.#notes = notes;
    this.#direction = direction;
    this.#identity = identity;
  }

  /** Whether some columns had to go to the details. */
  get columnsOverflowed(): boolean {
    return this.#extra.overflowed;
  }

  /** Parses the records found in a stretch; blocks of at most {@link BLOCK_RECORDS}. */
  *parse(block: RecordBlock): Generator<ParsedBlock> {
    const open = this.#plan.reader(block);
    const badBytes = this.#plan.encoding.name === 'utf-8' && !isUtf8(block.bytes);
    const { places } = block.found;
    const words = wordsOf(block.bytes);
    for (let from = 0; from < places.length; from += BLOCK_RECORDS) {
      const rows = new BlockRows(places.length - from);
      const rejects: NewReject[] = [];
      for (let index = from; index < Math.min(places.length, from + BLOCK_RECORDS); index += 1) {
        const place = places[index];
        if (place === undefined) continue;
        this.#extra.begin(rows.count);
        const failure = open.fill(index, this.#inputs, this.#extra);
        if (failure !== null) rejects.push({ place, ...failure });
        else {
          if (badBytes) this.#noteBadBytes(block, place);
          this.#addEvent(block, words, place, rows);
        }
      }
      yield { ...rows.finish(), extra: this.#extra.finish(rows.count), rejects };
    }
  }

  #addEvent(block: RecordBlock, words: Words, place: RecordPlace, rows: BlockRows): void {
    const nativeId = this.#plan.hasNativeId ? (this.#inputs.values[NATIVE_ID] ?? null) : null;
    const values = this.#plan.builder.build(this.#inputs, this.#extra, place.line);
    const time = values[TIME];
    if (typeof time === 'number') this.#direction.add(time);
    const tenant = values[TENANT];
    if (nativeId !== null) {
      rows.native = true;
      rows.natives[rows.count] = 1;
      const name = typeof tenant === 'string' ? tenant : null;
      this.#identity.ofNativeId(name, nativeId, rows.identities, rows.count);
    } else {
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

/** The rows of one block, column by column. */
class BlockRows {
  count = 0;
  native = false;
  readonly identities: Uint32Array;
  readonly natives: Uint8Array;
  readonly #places = PLACE_NAMES.map(() => new NumberBuilder());
  readonly #fields = FIELD_NAMES.map((name) => {
    const { kind } = fieldSpec(name);
    return kind === 'text' || kind === 'json' ? new TextBuilder() : new NumberBuilder();
  });

  constructor(records: number) {
    const most = Math.min(records, BLOCK_RECORDS);
    this.identities = new Uint32Array(most * 2);
    this.natives = new Uint8Array(most);
  }

  add(place: RecordPlace, values: readonly StoredValue[]): void {
    for (const [index, name] of PLACE_NAMES.entries()) this.#places[index]?.add(place[name]);
    for (let index = 0; index < this.#fields.length; index += 1) {
      const builder = this.#fields[index];
      const value = values[index] ?? null;
      if (builder instanceof TextBuilder) builder.add(value === null ? null : String(value));
      else builder?.add(typeof value === 'string' ? null : value);
    }
    this.count += 1;
  }

  finish(): Pick<ParsedBlock, 'events' | 'identities' | 'native'> {
    const columns = new Map<FieldName | PlaceName, Column>();
    const add = (name: FieldName | PlaceName, column: Column | null | undefined) => {
      if (column !== null && column !== undefined) columns.set(name, column);
    };
    for (const [index, name] of PLACE_NAMES.entries()) add(name, this.#places[index]?.finish());
    for (const [index, name] of FIELD_NAMES.entries()) add(name, this.#fields[index]?.finish());
    return {
      events: { count: this.count, columns },
      identities: this.identities.slice(0, this.count * 2),
      native: this.native ? this.natives.slice(0, this.count) : null,
    };
  }
}
