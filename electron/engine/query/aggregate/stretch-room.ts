import type { Codes } from '../../columns/column.ts';
import { KernelMemory } from '../../kernels/kernel-memory.ts';
import type { Checkpoint, LoadedNumbers, Matches } from '../loaded-columns.ts';
import { addCodes } from './gather-codes.ts';
import { gatherNumbers, gatherPresent } from './gather-numbers.ts';
import { STRETCH_EVENTS } from './matched-positions.ts';

/** Larger memory is let go of after a pass. */
const KEPT_BYTES = 32 * 1024 * 1024;
/** Of a stretch in which fewer events match than one in so many, columns are read where they are. */
const SPARSE = 16;

let kept: KernelMemory | null = null;

/** A place that was taken in the memory. */
interface Place {
  readonly at: number;
  readonly size: number;
}

/**
 * Where events are added up, a stretch at a time: what a stretch needs is gathered into dense arrays, so that all that
 * follows runs over neighbouring numbers of one type. The arrays lie in the memory of kernels, into which a column's
 * part of the stretch is copied before it is looked at; that costs a tenth of looking.
 *
 * A room is for one pass. Take all places, {@link look}, go through the stretches
 * ({@link eachStretch}), {@link close}.
 */
export class StretchRoom {
  readonly memory: KernelMemory;
  positions = new Uint32Array();
  /** Room for one number of each event: where its record is. */
  cells = new Int32Array();
  /** The same again. */
  codes = new Int32Array();
  /** Bits of the measures that an event has a value of. */
  present = new Uint8Array();
  times = new Float64Array();
  lanes: readonly Float64Array[] = [];
  /** How many events of the stretch match: so many entries of each array are in use. */
  found = 0;
  readonly at: Readonly<Record<'positions' | 'cells' | 'codes' | 'present' | 'times' | 'lanes', number>>;
  readonly #length: number;
  readonly #laneCount: number;
  readonly #copy: number;
  readonly #taken: Place[] = [];
  #from = 0;
  #to = 0;

  /** Room for stretches of `count` events, with so many lanes. */
  constructor(count: number, lanes: number) {
    this.memory = kept ?? new KernelMemory();
    kept = null;
    this.#length = Math.min(count, STRETCH_EVENTS);
    this.#laneCount = lanes;
    this.#copy = this.take(this.#length * 8);
    this.at = {
      positions: this.take(this.#length * 4),
      cells: this.take(this.#length * 4),
      codes: this.take(this.#length * 4),
      present: this.take(this.#length),
      times: this.take(this.#length * 8),
      lanes: this.take(this.#length * 8 * Math.max(1, lanes)),
    };
  }

  /** Takes a place for as long as the room is open; what it holds is undefined. */
  take(size: number): number {
    const at = this.memory.take(size);
    this.#taken.push({ at, size });
    return at;
  }

  /** Where a lane begins. */
  laneAt(lane: number): number {
    return this.at.lanes + lane * this.#length * 8;
  }

  /** Looks at the memory as it is when all places are taken. */
  look(): void {
    const { words, ints, bytes, floats } = this.memory;
    const length = this.#length;
    const floatsAt = (at: number) => floats.subarray(at / 8, at / 8 + length);
    this.positions = words.subarray(this.at.positions / 4, this.at.positions / 4 + length);
    this.cells = ints.subarray(this.at.cells / 4, this.at.cells / 4 + length);
    this.codes = ints.subarray(this.at.codes / 4, this.at.codes / 4 + length);
    this.present = bytes.subarray(this.at.present, this.at.present + length);
    this.times = floatsAt(this.at.times);
    this.lanes = Array.from({ length: this.#laneCount }, (_, lane) => floatsAt(this.laneAt(lane)));
  }

  /** Gives everything back. */
  close(): void {
    for (const { at, size } of this.#taken) this.memory.give(at, size);
    if (this.memory.bytes.length <= KEPT_BYTES) kept = this.memory;
  }

  /**
   * Goes through the stretches in which events match.
   * @throws CANCELLED between two stretches
   */
  eachStretch(count: number, matches: Matches, checkpoint: Checkpoint, visit: () => void): void {
    let left = matches.count;
    for (let from = 0; from < count && left > 0; from += STRETCH_EVENTS) {
      checkpoint.throwIfCancelled();
      this.find(matches, from, Math.min(count, from + STRETCH_EVENTS), matches.count === count);
      left -= this.found;
      if (this.found > 0) visit();
    }
  }

  /** Finds the matching events of a stretch. `all` tells that every event matches. */
  find({ mask }: Matches, from: number, to: number, all: boolean): void {
    this.#from = from;
    this.#to = to;
    if (all) {
      for (let position = from; position < to; position += 1) this.positions[position - from] = position;
      this.found = to - from;
      return;
    }
    this.memory.bytes.set(mask.subarray(from, to), this.#copy);
    this.found = this.memory.kernels.markedPositions(this.#copy, from, to - from, this.at.positions);
  }

  /** Adds `codes × step` of the events to numbers of theirs: {@link cells} or {@link codes}. */
  addCodes(codes: Codes, step: number, to: 'cells' | 'codes'): void {
    const base = this.#copied(codes);
    if (base === null) addCodes(codes, step, this.positions, this.found, this[to]);
    else {
      const { kernels } = this.memory;
      kernels.addCodes(base, codes.BYTES_PER_ELEMENT, step, this.at.positions, this.found, this.at[to]);
    }
  }

  /** Writes 1 at the codes of the events: in marks that were placed, or where they are. */
  markCodes(codes: Codes, marks: Uint8Array, placed: number | null): void {
    const base = placed === null ? null : this.#copied(codes);
    if (base !== null && placed !== null) {
      const { kernels } = this.memory;
      kernels.markCodes(base, codes.BYTES_PER_ELEMENT, this.at.positions, this.found, placed);
      return;
    }
    const target = placed === null ? marks : this.memory.bytes.subarray(placed, placed + marks.length);
    this.codes.fill(0, 0, this.found);
    addCodes(codes, 1, this.positions, this.found, this.codes);
    for (let i = 0; i < this.found; i += 1) target[this.codes[i] ?? 0] = 1;
  }

  /** Numbers of the events as they are stored, absent ones as NaN: into the times, or a lane. */
  gatherNumbers(column: LoadedNumbers, lane: number | 'times'): void {
    const { values, nullValue } = column;
    const out = lane === 'times' ? this.at.times : this.laneAt(lane);
    const base = this.#copied(values);
    const { kernels } = this.memory;
    if (base === null) {
      const dense = lane === 'times' ? this.times : this.lanes[lane];
      if (dense !== undefined) gatherNumbers(column, Number.NaN, this.positions, this.found, dense);
    } else if (values instanceof Float64Array) {
      kernels.gatherFloats(base, this.at.positions, this.found, out);
    } else {
      const width = values.BYTES_PER_ELEMENT;
      kernels.gatherNumbers(base, width, nullValue, Number.NaN, this.at.positions, this.found, out);
    }
  }

  /** Numbers of the events in a lane, absent ones as 0, and `bit` in {@link present} for those that are there. */
  gatherPresent(column: LoadedNumbers, bit: number, lane: number): void {
    const { values, nullValue } = column;
    const base = values instanceof Float64Array ? null : this.#copied(values);
    if (base === null) {
      const dense = this.lanes[lane];
      if (dense !== undefined) gatherPresent(column, bit, this.positions, this.found, dense, this.present);
      return;
    }
    const width = values.BYTES_PER_ELEMENT;
    this.memory.kernels.gatherPresent(
      base,
      width,
      nullValue,
      bit,
      this.at.positions,
      this.found,
      this.laneAt(lane),
      this.at.present,
    );
  }

  /**
   * The address that the column's entry of position 0 would have, the stretch being copied; null where few events match
   * and it is not worth that. Addresses are numbers of 32 bits, which may begin below 0.
   */
  #copied(column: Codes | LoadedNumbers['values']): number | null {
    if (this.found * SPARSE < this.#to - this.#from) return null;
    const { memory } = this;
    const part = column.subarray(this.#from, this.#to);
    memory.bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), this.#copy);
    return (this.#copy - this.#from * column.BYTES_PER_ELEMENT) | 0;
  }
}
