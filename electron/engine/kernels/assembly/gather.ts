/*
 * What a stretch of events has at the positions that match, as dense arrays. Columns are given by the address that
 * position 0 would have, so that only the stretch itself has to be in this memory.
 */

/** The positions from `first` on whose mark is 1, others being 0. Returns how many. */
export function markedPositions(marks: usize, first: u32, count: u32, out: usize): u32 {
  let found: u32 = 0;
  // Without a branch: every position is written, and kept when its mark is 1.
  for (let at: u32 = 0; at < count; at += 1) {
    store<u32>(out + found * 4, first + at);
    found += load<u8>(marks + at);
  }
  return found;
}

// @ts-ignore: AssemblyScript knows types of any size.
function numbers<T>(values: usize, none: i32, absent: f64, positions: usize, found: u32, out: usize): void {
  for (let i: u32 = 0; i < found; i += 1) {
    const value = load<T>(values + load<u32>(positions + i * 4) * sizeof<T>()) as i32;
    store<f64>(out + i * 8, value === none ? absent : (value as f64));
  }
}

/**
 * Numbers of positions as floats.
 * @param width bytes of a number: 1, 2 or 4
 * @param none the number that stands for an absent one, of which `absent` is written
 */
export function gatherNumbers(
  values: usize,
  width: u32,
  none: i32,
  absent: f64,
  positions: usize,
  found: u32,
  out: usize,
): void {
  if (width === 1) numbers<i8>(values, none, absent, positions, found, out);
  else if (width === 2) numbers<i16>(values, none, absent, positions, found, out);
  else numbers<i32>(values, none, absent, positions, found, out);
}

/** The same of floats, which have NaN where there is none. */
export function gatherFloats(values: usize, positions: usize, found: u32, out: usize): void {
  for (let i: u32 = 0; i < found; i += 1) {
    store<f64>(out + i * 8, load<f64>(values + load<u32>(positions + i * 4) * 8));
  }
}

// @ts-ignore: AssemblyScript knows types of any size.
function presentNumbers<T>(
  values: usize,
  none: i32,
  bit: i32,
  positions: usize,
  found: u32,
  out: usize,
  present: usize,
): void {
  for (let i: u32 = 0; i < found; i += 1) {
    const value = load<T>(values + load<u32>(positions + i * 4) * sizeof<T>()) as i32;
    // All bits where there is a number, else none.
    const there = -((value !== none) as i32);
    store<f64>(out + i * 8, (value & there) as f64);
    store<u8>(present + i, load<u8>(present + i) | (bit & there));
  }
}

/** {@link gatherNumbers} with 0 for absent numbers, and a bit set in `present` for those that are there. */
export function gatherPresent(
  values: usize,
  width: u32,
  none: i32,
  bit: i32,
  positions: usize,
  found: u32,
  out: usize,
  present: usize,
): void {
  if (width === 1) presentNumbers<i8>(values, none, bit, positions, found, out, present);
  else if (width === 2) presentNumbers<i16>(values, none, bit, positions, found, out, present);
  else presentNumbers<i32>(values, none, bit, positions, found, out, present);
}

// @ts-ignore: AssemblyScript knows types of any size.
function codesAdded<T>(codes: usize, step: i32, positions: usize, found: u32, cells: usize): void {
  for (let i: u32 = 0; i < found; i += 1) {
    const code = load<T>(codes + load<u32>(positions + i * 4) * sizeof<T>()) as i32;
    store<i32>(cells + i * 4, load<i32>(cells + i * 4) + code * step);
  }
}

/** Adds `code × step` of positions to their cells. `width` is of a code: 1, 2 or 4 bytes. */
export function addCodes(
  codes: usize,
  width: u32,
  step: i32,
  positions: usize,
  found: u32,
  cells: usize,
): void {
  if (width === 1) codesAdded<u8>(codes, step, positions, found, cells);
  else if (width === 2) codesAdded<u16>(codes, step, positions, found, cells);
  else codesAdded<u32>(codes, step, positions, found, cells);
}

// @ts-ignore: AssemblyScript knows types of any size.
function codesMarked<T>(codes: usize, positions: usize, found: u32, marks: usize): void {
  for (let i: u32 = 0; i < found; i += 1) {
    store<u8>(marks + (load<T>(codes + load<u32>(positions + i * 4) * sizeof<T>()) as u32), 1);
  }
}

/** Writes 1 at the codes of positions. */
export function markCodes(codes: usize, width: u32, positions: usize, found: u32, marks: usize): void {
  if (width === 1) codesMarked<u8>(codes, positions, found, marks);
  else if (width === 2) codesMarked<u16>(codes, positions, found, marks);
  else codesMarked<u32>(codes, positions, found, marks);
}
