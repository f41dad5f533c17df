/*
 * Instants from the bytes of cells, in microseconds since 1970. `doubtful` gets the rows whose cells are neither empty nor
 * in these forms, for the full reading; their value is NaN meanwhile, as that of empty cells.
 */

import { two } from './digits';

const DASH: u32 = 45;
const POINT: u32 = 46;
const SLASH: u32 = 47;
const COLON: u32 = 58;
const NONE: i64 = i64.MIN_VALUE;
const MICROS_PER_MINUTE: i64 = 60_000_000;
/** Is added to the time of a day whose zone is not written; no time with its offset comes near. */
const ZONELESS: i64 = 1 << 50;

/** Minutes east of UTC of `±hh:mm` or `±hhmm`, as microseconds; none in any other form. */
function offsetOf(at: usize, end: usize): i64 {
  const sign = load<u8>(at) as u32;
  const length = end - at;
  const isLong = length === 6 && load<u8>(at, 3) === COLON;
  if ((sign !== 43 && sign !== DASH) || (length !== 5 && !isLong)) return NONE;
  const hours = two(at + 1);
  const minutes = two(isLong ? at + 4 : at + 3);
  if (hours >= 18 || minutes >= 60) return NONE;
  const micros = ((hours * 60 + minutes) as i64) * MICROS_PER_MINUTE;
  return sign === DASH ? -micros : micros;
}

/** Microseconds since the day written began in UTC, with {@link ZONELESS} where no zone is written; none in other forms. */
function timeOfDay(at: usize, end: usize): i64 {
  const dash = load<u8>(at, 4) as u32;
  const between = load<u8>(at, 10) as u32;
  if (
    (dash !== DASH && dash !== SLASH) ||
    load<u8>(at, 7) !== dash ||
    (between !== 84 && between !== 32) ||
    load<u8>(at, 13) !== COLON ||
    load<u8>(at, 16) !== COLON
  ) {
    return NONE;
  }
  const hour = two(at + 11);
  const minute = two(at + 14);
  const second = two(at + 17);
  if (hour >= 24 || minute >= 60 || second >= 60) return NONE;
  let micros: u32 = 0;
  let zone = at + 19;
  if (zone < end && load<u8>(zone) === POINT) {
    // Digits beyond microseconds are cut.
    let unit: u32 = 100_000;
    for (zone += 1; zone < end; zone += 1) {
      const digit = (load<u8>(zone) as u32) - 48;
      if (digit > 9) break;
      micros += digit * unit;
      unit /= 10;
    }
  }
  const time = ((hour * 3_600 + minute * 60 + second) as i64) * 1_000_000 + micros;
  if (zone === end) return time + ZONELESS;
  if (zone + 1 === end) return load<u8>(zone) === 90 ? time : NONE;
  const offset = offsetOf(zone, end);
  return offset === NONE ? NONE : time - offset;
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
 * Reads instants written `YYYY-MM-DD?hh:mm:ss[.f…][Z|±hh:mm]`, from the row `from` on.
 * @param day what is known of one date: the date, int32, at 0; its first microsecond in UTC, float64, at 8, and in the
 *   zone of times that name none, at 16, each NaN where it cannot be said. Also how many rows are doubtful, uint32, at 4,
 *   and how many named no zone, uint32, at 24
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
  const utc = load<f64>(day, 8);
  const local = load<f64>(day, 16);
  let count = load<u32>(day, 4);
  let zoneless = load<u32>(day, 24);
  let row = from;
  for (; row < rows; row += 1) {
    const start = load<u32>(cells + row * 8);
    const length = load<u32>(cells + row * 8, 4) - start;
    let value: f64 = NaN;
    if (length >= 19 && length <= 40) {
      const at = base + start;
      const micros = timeOfDay(at, at + length);
      const date = dateOf(at);
      if (micros !== NONE && date >= 0) {
        if (date !== known) {
          store<i32>(day, date);
          break;
        }
        if (micros < ZONELESS / 2) value = utc + (micros as f64);
        else {
          value = local + ((micros - ZONELESS) as f64);
          if (value === value) zoneless += 1;
        }
      }
    }
    store<f64>(values + row * 8, value);
    if (value !== value && length !== 0) {
      store<u32>(doubtful + count * 4, row);
      count += 1;
    }
  }
  store<u32>(day, count, 4);
  store<u32>(day, zoneless, 24);
  return row;
}

/** Times before 1970 and from 2100 on are left to the full reading. */
const END_MICROS: i64 = 4_102_444_800_000_000;
const MOST_DIGITS: u32 = 19;
const MOST_DECIMALS: u32 = 20;

/**
 * Reads instants written as numbers that count from a fixed start: digits, and some more behind a point.
 * @param multiplier microseconds of a unit: a power of ten; 1 where a unit is shorter
 * @param divisor units of a microsecond; 1 where a unit is not shorter
 * @param before microseconds between the start and 1970
 * @returns how many rows are doubtful
 */
export function readEpochs(
  base: usize,
  cells: usize,
  rows: u32,
  values: usize,
  doubtful: usize,
  multiplier: u32,
  divisor: u32,
  before: f64,
): u32 {
  let count: u32 = 0;
  for (let row: u32 = 0; row < rows; row += 1) {
    const start = load<u32>(cells + row * 8);
    const end = load<u32>(cells + row * 8, 4);
    let value: f64 = NaN;
    if (start !== end) {
      const micros = countedMicros(base + start, base + end, multiplier, divisor) - (before as i64);
      if (micros >= 0 && micros < END_MICROS) value = micros as f64;
      else {
        store<u32>(doubtful + count * 4, row);
        count += 1;
      }
    }
    store<f64>(values + row * 8, value);
  }
  return count;
}

/** Microseconds since the start; negative in other forms, and where there are more than 63 bits hold. */
function countedMicros(from: usize, end: usize, multiplier: u32, divisor: u32): i64 {
  let whole: u64 = 0;
  let at = from;
  for (; at < end; at += 1) {
    const digit = (load<u8>(at) as u32) - 48;
    if (digit > 9) break;
    whole = whole * 10 + digit;
  }
  const digits = (at - from) as u32;
  // A product of so many digits may be beyond what 63 bits hold.
  if (digits === 0 || digits > MOST_DIGITS || whole >= (i64.MAX_VALUE as u64) / multiplier) return -1;
  let micros = whole * multiplier;
  if (at < end) {
    if (load<u8>(at) !== POINT) return -1;
    const decimals = (end - at - 1) as u32;
    if (decimals === 0 || decimals > MOST_DECIMALS) return -1;
    let unit = multiplier / 10;
    for (at += 1; at < end; at += 1) {
      const digit = (load<u8>(at) as u32) - 48;
      if (digit > 9) return -1;
      micros += digit * unit;
      unit /= 10;
    }
  }
  return (micros / divisor) as i64;
}
