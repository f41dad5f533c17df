import { isUtf8 } from 'node:buffer';
import {
  FIELD_INDEX,
  type NewDuplicate,
  type NewEvent,
  type NewReject,
  type RecordPlace,
} from '../record.ts';
import type { Duplicates } from './dedupe/duplicates.ts';
import { RecordIdentity } from './dedupe/identity.ts';
import type { ImportNotes } from './import-notes.ts';
import { ExtraColumns } from './normalise/extra-columns.ts';
import { InputValues, inputIndex } from './normalise/input-values.ts';
import type { RecordBlock } from './records/block-reader.ts';
import type { SourcePlan } from './source-plan.ts';
import type { TimeDirection } from './truncated-export.ts';

/** What the records of one block came to. */
export interface Intake {
  readonly events: NewEvent[];
  readonly rejects: NewReject[];
  readonly duplicates: NewDuplicate[];
}

/** What the intake needs to know of where events go. */
export interface IntakeTarget {
  /** Id the first event of the block will get. */
  readonly nextEventId: number;
  extraColumn(name: string): number;
}

const TIME = FIELD_INDEX.get('time') ?? -1;
const TENANT = FIELD_INDEX.get('tenant') ?? -1;
const NATIVE_ID = inputIndex('nativeId');

/** Takes records through normalising and the search for duplicates: from a block to what one batch stores. */
export class RecordIntake {
  /** Records read so far, those before a resumed point included. */
  read = 0;
  conflicts = 0;
  readonly #plan: SourcePlan;
  readonly #target: IntakeTarget;
  readonly #duplicates: Duplicates;
  readonly #notes: ImportNotes;
  readonly #direction: TimeDirection;
  readonly #identity: RecordIdentity;
  readonly #inputs = new InputValues();
  readonly #extra: ExtraColumns;
  /** Records of an earlier attempt, which are read again but not stored again. */
  readonly #alreadyStored: number;

  constructor(
    plan: SourcePlan,
    target: IntakeTarget,
    duplicates: Duplicates,
    notes: ImportNotes,
    direction: TimeDirection,
    alreadyStored: number,
  ) {
    this.#plan = plan;
    this.#target = target;
    this.#duplicates = duplicates;
    this.#notes = notes;
    this.#direction = direction;
    this.#alreadyStored = alreadyStored;
    this.#identity = new RecordIdentity(plan.identityContext);
    this.#extra = new ExtraColumns((name) => target.extraColumn(name));
  }

  /** Whether some columns had to go to the details. */
  get columnsOverflowed(): boolean {
    return this.#extra.overflowed;
  }

  /** Takes in the records of a block. */
  take(block: RecordBlock): Intake {
    const intake: Intake = { events: [], rejects: [], duplicates: [] };
    const open = this.#plan.reader(block);
    const badBytes = this.#plan.encoding.name === 'utf-8' && !isUtf8(block.bytes);
    const { places } = block.found;
    for (let index = 0; index < places.length; index += 1) {
      const place = places[index];
      if (place === undefined) continue;
      this.read += 1;
      const stores = this.read > this.#alreadyStored;
      this.#extra.begin();
      const failure = open.fill(index, this.#inputs, this.#extra);
      if (failure !== null) {
        if (stores) intake.rejects.push({ place, ...failure });
        continue;
      }
      if (badBytes) this.#noteBadBytes(block, place);
      this.#takeRecord(block, place, stores, intake);
    }
    return intake;
  }

  #takeRecord(block: RecordBlock, place: RecordPlace, stores: boolean, intake: Intake): void {
    const nativeId = this.#plan.hasNativeId ? (this.#inputs.values[NATIVE_ID] ?? null) : null;
    const values = this.#plan.builder.build(this.#inputs, this.#extra, place.line);
    const time = values[TIME];
    if (typeof time === 'number') this.#direction.add(time);
    const extra = this.#extra.json;
    const event = this.#target.nextEventId + intake.events.length;
    const from = place.byteOffset - block.byteOffset;
    const tenant = values[TENANT];
    const identity =
      nativeId === null
        ? this.#identity.ofBytes(block.bytes, from, from + place.byteLength)
        : this.#identity.ofNativeId(typeof tenant === 'string' ? tenant : null, nativeId);
    const duplicate =
      nativeId === null
        ? this.#duplicates.byContent(identity, place)
        : this.#duplicates.byNativeId(identity, place, { values, extra }, event, (id) =>
            intake.events.at(id - this.#target.nextEventId),
          );
    if (!stores) return;
    if (duplicate === null) intake.events.push({ place, values, extra, identity });
    else {
      if (duplicate.kind === 'conflict') this.conflicts += 1;
      intake.duplicates.push(duplicate);
    }
  }

  #noteBadBytes(block: RecordBlock, place: RecordPlace): void {
    const from = place.byteOffset - block.byteOffset;
    if (!isUtf8(block.bytes.subarray(from, from + place.byteLength))) this.#notes.badBytes(place.line);
  }
}
