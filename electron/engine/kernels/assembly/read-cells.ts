/*
 * Plain numbers from the bytes of cells. `doubtful` gets the rows whose cells are neither empty nor
 * plain, for the full reading; their value is NaN meanwhile, as that of empty cells.
 */

const SCALES: usize = memory.data<f64>([1e9, 1e8, 1e7, 1e6, 1e5, 1e4, 1e3, 1e2, 1e1, 1], 16);
const POINT: u32 = 46;
const MAX_SAFE: f64 = 9007199254740991;
const NOT_DIGITS: u64 = -1;

/** The number that up to eight digits make, the first in the lowest byte; not digits when there are others. */
// @ts-ignore: decorator
@inline
function numberOf(text: u64, length: u32): u64 {
  let digits = text;
  if (length < 8) digits = (text << ((8 - length) * 8)) | (0x3030303030303030 >> (length * 8));
  const high = digits & 0xf0f0f0f0f0f0f0f0;
  const carried = ((digits + 0x0606060606060606) & 0xf0f0f0f0f0f0f0f0) >> 4;
  if ((high | carried) !== 0x3333333333333333) return NOT_DIGITS;
  digits = ((digits & 0x0f0f0f0f0f0f0f0f) * 2561) >> 8;
  digits = ((digits & 0x00ff00ff00ff00ff) * 6553601) >> 16;
  return ((digits & 0x0000ffff0000ffff) * 42949672960001) >> 32;
}

function longWhole(at: usize, length: u32): f64 {
  let value: u64 = 0;
  for (let i: u32 = 0; i < length; i += 1) {
    const digit = (load<u8>(at + i) as u32) - 48;
    if (digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return value as f64;
}

/** Reads whole numbers. Returns how many rows are doubtful. */
export function readWholes(base: usize, cells: usize, rows: u32, values: usize, doubtful: usize): u32 {
  let count: u32 = 0;
  for (let row: u32 = 0; row < rows; row += 1) {
    const start = load<u32>(cells + row * 8);
    const length = load<u32>(cells + row * 8, 4) - start;
    let value: f64 = NaN;
    if (length - 1 < 8) {
      const number = numberOf(load<u64>(base + start), length);
      if (number !== NOT_DIGITS) value = number as f64;
    } else if (length - 1 < 15) value = longWhole(base + start, length);
    store<f64>(values + row * 8, value);
    if (value !== value && length !== 0) {
      store<u32>(doubtful + count * 4, row);
      count += 1;
    }
  }
  return count;
}

function scaled(digits: u64, fraction: u32): f64 {
  if (fraction > 9) return NaN;
  const value = (digits as f64) * load<f64>(SCALES + fraction * 8);
  return value <= MAX_SAFE ? value : NaN;
}

function shortDecimal(at: usize, length: u32): f64 {
  let text = load<u64>(at);
  if (length < 8) text &= ((1 as u64) << (length * 8)) - 1;
  const others = text ^ 0x2e2e2e2e2e2e2e2e;
  const points = (others - 0x0101010101010101) & ~others & 0x8080808080808080;
  let digits = length;
  let fraction: u32 = 0;
  if (points !== 0) {
    const point = (ctz<u64>(points) >> 3) as u32;
    if (point === 0 || point + 1 === length) return NaN;
    const before = ((1 as u64) << (point * 8)) - 1;
    text = (text & before) | ((text >> 8) & ~before);
    digits -= 1;
    fraction = length - point - 1;
  }
  const number = numberOf(text, digits);
  return number === NOT_DIGITS ? NaN : scaled(number, fraction);
}

function longDecimal(at: usize, length: u32): f64 {
  let digits: u64 = 0;
  let point: u32 = 0;
  for (let i: u32 = 0; i < length; i += 1) {
    const byte = load<u8>(at + i) as u32;
    if (byte - 48 <= 9) digits = digits * 10 + (byte - 48);
    else if (byte === POINT && point === 0 && i > 0 && i + 1 < length) point = i;
    else return NaN;
  }
  return scaled(digits, point === 0 ? 0 : length - point - 1);
}

/** Reads decimals, in units of 10⁻⁹. Returns how many rows are doubtful. */
export function readDecimals(base: usize, cells: usize, rows: u32, values: usize, doubtful: usize): u32 {
  let count: u32 = 0;
  for (let row: u32 = 0; row < rows; row += 1) {
    const start = load<u32>(cells + row * 8);
    const length = load<u32>(cells + row * 8, 4) - start;
    let value: f64 = NaN;
    // Fifteen digits are exact; their product is when it is a safe integer.
    if (length - 1 < 8) value = shortDecimal(base + start, length);
    else if (length - 1 < 15) value = longDecimal(base + start, length);
    store<f64>(values + row * 8, value);
    if (value !== value && length !== 0) {
      store<u32>(doubtful + count * 4, row);
      count += 1;
    }
  }
  return count;
}
