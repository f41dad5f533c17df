import { BIG_NULL, type Column, type NumberColumn, numberNull } from '../columns/column.ts';
import type { Checkpoint, LoadedBigs, LoadedNumbers } from './loaded-columns.ts';
import type { Piece } from './loaded-texts.ts';
import { type Extent, extentOf, formOf, holdsExtent, joinExtents, narrowestForm } from './number-form.ts';

/** A column of numbers, put together of its segments in the narrowest form that holds all of them. */
export class NumberLoader {
  #view: LoadedNumbers | LoadedBigs | null = null;
  #extent: Extent | null = null;
  #filled = 0;

  /** Rows so far. */
  get filled(): number {
    return this.#filled;
  }

  /** Bytes of memory. */
  get byteLength(): number {
    return this.#view?.values.byteLength ?? 0;
  }

  /** The column as far as it is loaded; null when no row has a number. The same object until rows are added. */
  view(): LoadedNumbers | LoadedBigs | null {
    return this.#view;
  }

  /**
   * Adds the rows of segments, all at once: the form follows from all their values. When it is cancelled, nothing is
   * added.
   * @param total rows that the column has then, or more
   */
  append(pieces: readonly Piece[], total: number, checkpoint: Checkpoint): void {
    const numbers = pieces.map(({ column }) => (isNumbers(column) ? column : null));
    if (this.#view?.kind === 'big' || numbers.some((column) => column?.kind === 'big')) {
      this.#appendBigs(pieces, total, checkpoint);
    } else if (this.#view !== null || numbers.some((column) => column !== null)) {
      this.#appendNumbers(pieces, total, checkpoint);
    }
    for (const { count } of pieces) this.#filled += count;
  }

  #appendNumbers(pieces: readonly Piece[], total: number, checkpoint: Checkpoint): void {
    let extent = this.#extent;
    for (const { column, skip, count } of pieces) {
      if (column?.kind !== 'number') continue;
      checkpoint.throwIfCancelled();
      extent = joinExtents(extent, extentOf(column, skip, count));
    }
    this.#extent = extent;
    if (extent === null) return;
    const known = this.#view?.kind === 'number' ? this.#view : null;
    const target = room(known, extent, this.#filled, total);
    let at = this.#filled;
    for (const { column, skip, count } of pieces) {
      checkpoint.throwIfCancelled();
      if (column?.kind === 'number') writeNumbers(column, skip, count, target, at);
      else target.values.fill(target.nullValue, at, at + count);
      at += count;
    }
    this.#view = target;
  }

  #appendBigs(pieces: readonly Piece[], total: number, checkpoint: Checkpoint): void {
    const known = this.#view;
    const length = known === null ? total : total + (total >>> 3);
    const values = new BigInt64Array(known?.kind === 'big' && total <= known.values.length ? 0 : length);
    const target = known?.kind === 'big' && values.length === 0 ? known.values : values;
    if (known?.kind === 'big' && target !== known.values) target.set(known.values.subarray(0, this.#filled));
    if (known?.kind === 'number') writeBigs(known, 0, this.#filled, target, 0);
    let at = this.#filled;
    if (known === null) target.fill(BIG_NULL, 0, at);
    for (const { column, skip, count } of pieces) {
      checkpoint.throwIfCancelled();
      if (column?.kind === 'big') target.set(column.values.subarray(skip, skip + count), at);
      else if (column?.kind === 'number') writeBigs(column, skip, count, target, at);
      else target.fill(BIG_NULL, at, at + count);
      at += count;
    }
    this.#view = { kind: 'big', values: target };
  }
}

function isNumbers(column: Column | null): column is Exclude<Column, { kind: 'dictionary' | 'text' }> {
  return column?.kind === 'number' || column?.kind === 'big';
}

/** The known values in a form that also holds `extent`, with room for all rows. */
function room(known: LoadedNumbers | null, extent: Extent, filled: number, total: number): LoadedNumbers {
  const fits = known !== null && holdsExtent(known, extent);
  if (fits && total <= known.values.length) return { ...known };
  const form = fits ? formOf(known) : narrowestForm(extent);
  const values = form.make(known === null ? total : total + (total >>> 3));
  const nullValue = numberNull(values);
  const target: LoadedNumbers = { kind: 'number', values, base: form.base, scale: form.scale, nullValue };
  if (known === null) values.fill(nullValue, 0, filled);
  else writeNumbers(known, 0, filled, target, 0);
  return target;
}

/** Values with the base and scale they count from: of a segment, or of what is loaded. */
type Numbers = Pick<NumberColumn, 'values' | 'base' | 'scale'>;

function writeNumbers(from: Numbers, skip: number, count: number, to: LoadedNumbers, at: number): void {
  const source = from.values.subarray(skip, skip + count);
  const target = to.values;
  const sameForm = from.base === to.base && from.scale === to.scale;
  if (sameForm && source.BYTES_PER_ELEMENT === target.BYTES_PER_ELEMENT) {
    target.set(source, at);
    return;
  }
  const none = numberNull(source);
  const offset = (from.base - to.base) / to.scale;
  const factor = from.scale / to.scale;
  for (let row = 0; row < count; row += 1) {
    const value = source[row] ?? none;
    target[at + row] = value === none || Number.isNaN(value) ? to.nullValue : offset + value * factor;
  }
}

function writeBigs(from: Numbers, skip: number, count: number, target: BigInt64Array, at: number): void {
  const none = numberNull(from.values);
  for (let row = 0; row < count; row += 1) {
    const value = from.values[skip + row] ?? none;
    const isNull = value === none || Number.isNaN(value);
    target[at + row] = isNull ? BIG_NULL : BigInt(from.base + value * from.scale);
  }
}
