/*
 * Distances of values from the lowest, most significant byte first, as `store/rows/cells-digest.ts` hashes them.
 * Up to eight bytes are written behind the last one.
 */
const NO_INTEGER: i32 = i32.MIN_VALUE;

/** Of integers of 32 bits. */
export function shortDistances(values: usize, rows: u32, zero: f64, width: u32, out: usize): void {
  const from = zero as i64;
  const shift = (64 - 8 * width) as u64;
  let to = out;
  for (let row: u32 = 0; row < rows; row += 1, to += width) {
    const value = load<i32>(values + row * 4);
    const distance: u64 = value === NO_INTEGER ? 0 : (((value as i64) - from) as u64);
    if (width === 1) store<u8>(to, distance as u8);
    else if (width === 2) store<u16>(to, bswap<u16>(distance as u16));
    else store<u64>(to, bswap<u64>(distance << shift));
  }
}

/** Of whole floats; NaN is null. */
export function floatDistances(values: usize, rows: u32, zero: f64, width: u32, out: usize): void {
  const shift = (64 - 8 * width) as u64;
  let to = out;
  for (let row: u32 = 0; row < rows; row += 1, to += width) {
    const value = load<f64>(values + row * 8);
    const distance: u64 = value !== value ? 0 : ((value - zero) as u64);
    store<u64>(to, bswap<u64>(distance << shift));
  }
}
