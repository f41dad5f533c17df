import type { LoadedBigs, LoadedNumbers } from '../loaded-columns.ts';

/**
 * Numbers of the positions, as they are stored, into a dense array; absent ones as `none`. One loop for each width:
 * a loop that meets several kinds of typed arrays is compiled to tell them apart at every element.
 */
export function gatherNumbers(
  { values, nullValue }: LoadedNumbers,
  none: number,
  positions: Uint32Array,
  found: number,
  out: Float64Array,
): void {
  if (values instanceof Int8Array) gatherBytes(values, nullValue, none, positions, found, out);
  else if (values instanceof Int16Array) gatherShorts(values, nullValue, none, positions, found, out);
  else if (values instanceof Int32Array) gatherWords(values, nullValue, none, positions, found, out);
  else gatherFloats(values, positions, found, out);
}

function gatherBytes(
  values: Int8Array,
  nullValue: number,
  none: number,
  positions: Uint32Array,
  found: number,
  out: Float64Array,
): void {
  for (let i = 0; i < found; i += 1) {
    const value = values[positions[i] ?? 0] ?? 0;
    out[i] = value === nullValue ? none : value;
  }
}

function gatherShorts(
  values: Int16Array,
  nullValue: number,
  none: number,
  positions: Uint32Array,
  found: number,
  out: Float64Array,
): void {
  for (let i = 0; i < found; i += 1) {
    const value = values[positions[i] ?? 0] ?? 0;
    out[i] = value === nullValue ? none : value;
  }
}

function gatherWords(
  values: Int32Array,
  nullValue: number,
  none: number,
  positions: Uint32Array,
  found: number,
  out: Float64Array,
): void {
  for (let i = 0; i < found; i += 1) {
    const value = values[positions[i] ?? 0] ?? 0;
    out[i] = value === nullValue ? none : value;
  }
}

function gatherFloats(values: Float64Array, positions: Uint32Array, found: number, out: Float64Array): void {
  for (let i = 0; i < found; i += 1) out[i] = values[positions[i] ?? 0] ?? 0;
}

/**
 * Big integers of the positions as four dense arrays of 16 bits each, lowest first, the highest one signed. Where
 * there is none the first has `none`, the others 0.
 */
export function gatherQuarters(
  { values }: LoadedBigs,
  none: number,
  positions: Uint32Array,
  found: number,
  out: readonly Float64Array[],
): void {
  const [first, second, third, fourth] = out;
  if (first === undefined || second === undefined || third === undefined || fourth === undefined) return;
  // Halves are read as 32-bit numbers, since every big integer that is read is an allocation; little-endian, as is
  // every platform of Electron.
  const halves = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  for (let i = 0; i < found; i += 1) {
    const at = 2 * (positions[i] ?? 0);
    const low = halves[at] ?? 0;
    const high = halves[at + 1] ?? 0;
    const absent = high === NULL_HIGH && low === 0;
    first[i] = absent ? none : low & 0xffff;
    second[i] = absent ? 0 : low >>> 16;
    third[i] = absent ? 0 : high & 0xffff;
    fourth[i] = absent ? 0 : high >> 16;
  }
}

/** The upper half of `BIG_NULL`, the lowest number of 64 bits. */
const NULL_HIGH = -2_147_483_648;

/** Turns NaN into 0, and sets a bit of every other entry. */
export function takePresent(numbers: Float64Array, found: number, bit: number, present: Uint8Array): void {
  for (let i = 0; i < found; i += 1) {
    const value = numbers[i] ?? Number.NaN;
    const is = !Number.isNaN(value);
    numbers[i] = is ? value : 0;
    present[i] = (present[i] ?? 0) | (is ? bit : 0);
  }
}

/**
 * Whole numbers of the positions, absent ones as 0, and a bit for each that is there. Without a branch, which would
 * often be foreseen wrongly where values are missing here and there: `there` has all bits of a value, and none where
 * it is the marker of null.
 */
export function gatherPresent(
  { values, nullValue }: LoadedNumbers,
  bit: number,
  positions: Uint32Array,
  found: number,
  out: Float64Array,
  present: Uint8Array,
): void {
  if (values instanceof Int8Array) presentBytes(values, nullValue, bit, positions, found, out, present);
  else if (values instanceof Int16Array)
    presentShorts(values, nullValue, bit, positions, found, out, present);
  else if (values instanceof Int32Array) presentWords(values, nullValue, bit, positions, found, out, present);
  else {
    gatherFloats(values, positions, found, out);
    takePresent(out, found, bit, present);
  }
}

function presentBytes(
  values: Int8Array,
  nullValue: number,
  bit: number,
  positions: Uint32Array,
  found: number,
  out: Float64Array,
  present: Uint8Array,
): void {
  for (let i = 0; i < found; i += 1) {
    const value = values[positions[i] ?? 0] ?? 0;
    const distance = value ^ nullValue;
    const there = (distance | -distance) >> 31;
    out[i] = value & there;
    present[i] = (present[i] ?? 0) | (bit & there);
  }
}

function presentShorts(
  values: Int16Array,
  nullValue: number,
  bit: number,
  positions: Uint32Array,
  found: number,
  out: Float64Array,
  present: Uint8Array,
): void {
  for (let i = 0; i < found; i += 1) {
    const value = values[positions[i] ?? 0] ?? 0;
    const distance = value ^ nullValue;
    const there = (distance | -distance) >> 31;
    out[i] = value & there;
    present[i] = (present[i] ?? 0) | (bit & there);
  }
}

function presentWords(
  values: Int32Array,
  nullValue: number,
  bit: number,
  positions: Uint32Array,
  found: number,
  out: Float64Array,
  present: Uint8Array,
): void {
  for (let i = 0; i < found; i += 1) {
    const value = values[positions[i] ?? 0] ?? 0;
    const distance = value ^ nullValue;
    const there = (distance | -distance) >> 31;
    out[i] = value & there;
    present[i] = (present[i] ?? 0) | (bit & there);
  }
}
