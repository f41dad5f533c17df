/*
 * Cells apart from the minutes and seconds of the clock in them. A mark stands where those were, which says how to put
 * others there.
 */

import { isDigit, two } from './digits';

/** Minutes were there; minutes and seconds; minutes, seconds and a fraction, whose sign follows. */
const MINUTES: u32 = 1;
const SECONDS: u32 = 2;
const FRACTION: u32 = 3;
const COLON: u32 = 58;
const LONGEST: u32 = 64;

/** Whether `:dd` is at a place, and no digit behind it. */
// @ts-ignore: decorator
@inline
function isPart(at: usize, end: usize): bool {
  return at + 3 <= end && load<u8>(at) === COLON && isDigit(at + 1) && isDigit(at + 2) && (at + 3 === end || !isDigit(at + 3));
}

/** Where the colon behind the hour of the first clock is; `end` when there is none. */
function clockIn(start: usize, end: usize): usize {
  for (let at = start + 1; at < end; at += 1) {
    if (!isPart(at, end) || !isDigit(at - 1)) continue;
    // Of `2026:14:05:11` the clock is what comes last.
    if (isPart(at + 3, end) && isPart(at + 6, end)) continue;
    return at;
  }
  return end;
}

/** Behind how many digits that follow one another from a place. */
function behindDigits(from: usize, end: usize): usize {
  let at = from;
  while (at < end && isDigit(at)) at += 1;
  return at;
}

function micros(from: usize, end: usize): u32 {
  let sum: u32 = 0;
  let unit: u32 = 100_000;
  for (let at = from; at < end; at += 1) {
    sum += ((load<u8>(at) as u32) - 48) * unit;
    unit /= 10;
  }
  return sum;
}

/**
 * Writes cells without the minutes and seconds of their clocks, one behind the other.
 * @param escaped flag of each row whose cell has doubled quotes; 0 when there are none
 * @param list the rows
 * @param out room for 64 bytes of each; `places` gets start and end of each there, alike for what has to be looked at as
 *   it is
 * @param parts get what was left out, in µs; NaN where a cell has to be looked at as it is
 */
export function withoutMinutes(
  base: usize,
  cells: usize,
  escaped: usize,
  list: usize,
  count: u32,
  out: usize,
  places: usize,
  parts: usize,
): void {
  let to = out;
  for (let index: u32 = 0; index < count; index += 1) {
    const row = load<u32>(list + index * 4);
    const start = base + load<u32>(cells + row * 8);
    const end = base + load<u32>(cells + row * 8, 4);
    const begin = to;
    let part: f64 = NaN;
    if (end - start < LONGEST && (escaped === 0 || load<u8>(escaped + row) === 0)) {
      const colon = clockIn(start, end);
      let behind = colon;
      let mark: u32 = 0;
      let minute: u32 = 0;
      let second: u32 = 0;
      let fraction: u32 = 0;
      if (colon < end) {
        minute = two(colon + 1);
        behind = colon + 3;
        mark = MINUTES;
        if (isPart(behind, end)) {
          second = two(behind + 1);
          behind += 3;
          mark = SECONDS;
          const sign = behind + 1 < end ? (load<u8>(behind) as u32) : 0;
          if ((sign === 46 || sign === 44) && isDigit(behind + 1)) {
            const digits = behindDigits(behind + 1, end);
            fraction = micros(behind + 1, digits);
            mark = FRACTION | (sign << 8);
            behind = digits;
          }
        }
      }
      let isPlain = minute < 60 && second < 60;
      for (let at = start; at < end; at += 1) {
        const byte = load<u8>(at) as u32;
        if (byte <= FRACTION) isPlain = false;
        if (at === colon) {
          store<u16>(to, mark as u16);
          to += mark > FRACTION ? 2 : 1;
          at = behind - 1;
        } else {
          store<u8>(to, byte);
          to += 1;
        }
      }
      if (isPlain) part = ((minute * 60 + second) as f64) * 1_000_000 + (fraction as f64);
      else to = begin;
    }
    store<u32>(places + index * 8, (begin - out) as u32);
    store<u32>(places + index * 8, (to - out) as u32, 4);
    store<f64>(parts + index * 8, part);
  }
}
