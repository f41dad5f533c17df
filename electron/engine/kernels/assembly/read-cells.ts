/*
 * Plain numbers and instants from the bytes of cells. `doubtful` gets the rows whose cells are neither empty nor
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

/** Two digits as a number; far more than 99 when they are none. */
// @ts-ignore: decorator
@inline
function two(at: usize): u32 {
  const tens = (load<u8>(at) as u32) - 48;
  const ones = (load<u8>(at, 1) as u32) - 48;
  return tens <= 9 && ones <= 9 ? tens * 10 + ones : 100_000;
}

/** Microseconds of the day; negative when the cell is in another form. */
function timeOfDay(at: usize, end: usize): i64 {
  const between = load<u8>(at, 10);
  if (
    load<u8>(end - 1) !== 90 ||
    load<u8>(at, 4) !== 45 ||
    load<u8>(at, 7) !== 45 ||
    (between !== 84 && between !== 32) ||
    load<u8>(at, 13) !== 58 ||
    load<u8>(at, 16) !== 58
  ) {
    return -1;
  }
  const hour = two(at + 11);
  const minute = two(at + 14);
  const second = two(at + 17);
  if (hour >= 24 || minute >= 60 || second >= 60) return -1;
  let micros: u32 = 0;
  if (end - at > 20) {
    if (load<u8>(at, 19) !== 46) return -1;
    let unit: u32 = 100_000;
    for (let i = at + 20; i < end - 1; i += 1) {
      const digit = (load<u8>(i) as u32) - 48;
      if (digit > 9) return -1;
      micros += digit * unit;
      unit /= 10;
    }
  }
  return ((hour * 3_600 + minute * 60 + second) as i64) * 1_000_000 + micros;
}

/** The date at the start of a cell as one number; negative when it is none. */
// @ts-ignore: decorator
@inline
function dateOf(at: usize): i32 {
  const century = two(at);
  const year = two(at + 2);
  const month = two(at + 5);
  const day = two(at + 8);
  return (century | year | month | day) >= 65_536 ? -1 : ((century * 100 + year) * 10_000 + month * 100 + day);
}

/**
 * Reads instants written `YYYY-MM-DD?hh:mm:ss[.f…]Z`, from the row `from` on.
 * @param day the date whose first microsecond is known: the date, int32, at 0; how many rows are doubtful, uint32,
 *   at 4; its first microsecond, float64, at 8, NaN when there is no such day
 * @returns the first row of another date, which is then at `day`; `rows` when all are done
 */
export function readTimes(
  base: usize,
  cells: usize,
  rows: u32,
  from: u32,
  values: usize,
  doubtful: usize,
  day: usize,
): u32 {
  const known = load<i32>(day);
  const dayMicros = load<f64>(day, 8);
  let count = load<u32>(day, 4);
  let row = from;
  for (; row < rows; row += 1) {
    const start = load<u32>(cells + row * 8);
    const length = load<u32>(cells + row * 8, 4) - start;
    let value: f64 = NaN;
    if (length >= 20 && length <= 27) {
      const at = base + start;
      const micros = timeOfDay(at, at + length);
      const date = dateOf(at);
      if (micros >= 0 && date >= 0) {
        if (date !== known) {
          store<i32>(day, date);
          break;
        }
        value = dayMicros + (micros as f64);
      }
    }
    store<f64>(values + row * 8, value);
    if (value !== value && length !== 0) {
      store<u32>(doubtful + count * 4, row);
      count += 1;
    }
  }
  store<u32>(day, count, 4);
  return row;
}
