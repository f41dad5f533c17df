/*
 * Texts put together from parts, one for each row, as they stand in JSON text. A part is described in 32 bytes:
 *
 *   0  kind                          4  address
 *   of SAME       the same bytes in all rows: their address, and 8 their number
 *   of NUMBERED   bytes by the number of the row: address of the numbers, and 8 that of address and size of each; a size of
 *                 NONE has no bytes
 *   of CELL       the cell of a column: address of start and end of each, 8 fewest and 12 most bytes, 16 whether it must not
 *                 begin like JSON
 */

const PART: usize = 32;
const SAME: u32 = 0;
const NUMBERED: u32 = 1;
const NONE: u32 = 0xffffffff;
const TAIL: u16 = 0x5d22; // "]
const STEP: usize = 16;

/** Whether all bytes are characters that stand for themselves in JSON text. */
function arePlain(from: usize, size: u32): bool {
  for (let at: u32 = 0; at < size; at += 16) {
    const bytes = v128.load(from + at);
    // Bytes beyond 0x7f are negative.
    const odd = v128.or(
      v128.or(i8x16.lt_s(bytes, i8x16.splat(0x20)), i8x16.eq(bytes, i8x16.splat(0x7f))),
      v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x5c))),
    );
    const left = size - at;
    const mask: u32 = left >= 16 ? 0xffff : (1 << left) - 1;
    if ((i8x16.bitmask(odd) & mask) !== 0) return false;
  }
  return true;
}

/** Copies whole steps: what it writes behind the bytes is written over, and room for it is there. */
// @ts-ignore: decorator
@inline
function copy(to: usize, from: usize, size: u32): void {
  for (let at: usize = 0; at < size; at += STEP) v128.store(to + at, v128.load(from + at));
}

// @ts-ignore: decorator
@inline
function isMark(byte: u8): bool {
  return byte > 0x20 && byte < 0x7f;
}

/** Bytes a part comes to in a row; NONE where that is for the caller to say. */
function sizeOf(part: usize, row: u32): u32 {
  const kind = load<u32>(part);
  const at = load<u32>(part, 4) as usize;
  if (kind === SAME) return load<u32>(part, 8);
  if (kind === NUMBERED) {
    return load<u32>((load<u32>(part, 8) as usize) + load<u32>(at + row * 4) * 8, 4);
  }
  const size = load<u32>(at + row * 8, 4) - load<u32>(at + row * 8);
  return size < load<u32>(part, 8) || size > load<u32>(part, 12) ? NONE : size;
}

/** Where the bytes of a part of a row are; 0 where that is for the caller to say. */
function bytesOf(part: usize, row: u32, base: usize, size: u32): usize {
  const kind = load<u32>(part);
  const at = load<u32>(part, 4) as usize;
  if (kind === SAME) return at;
  if (kind === NUMBERED) return load<u32>((load<u32>(part, 8) as usize) + load<u32>(at + row * 4) * 8);
  const from = base + load<u32>(at + row * 8);
  if (!arePlain(from, size)) return 0;
  const first = load<u8>(from);
  return load<u32>(part, 16) !== 0 && (first === 0x7b || first === 0x5b) ? 0 : from;
}

/**
 * Joins the parts of each row and a tail, `"]`. What the parts behind the first come to has to begin and end with a mark.
 * @param base address of position 0 of the cells
 * @param to behind the last row
 * @param out room for the texts, up to `end`
 * @param places start and end of each text, from the first row on; both 0 where it is for the caller to make
 * @param odd rows of which that holds
 * @param counts gets the number of these
 * @returns the row for which there is no room
 */
export function joinIds(
  base: usize,
  parts: usize,
  count: u32,
  from: u32,
  to: u32,
  out: usize,
  end: usize,
  places: usize,
  odd: usize,
  counts: usize,
): u32 {
  const behind = parts + count * PART;
  let start = out;
  let odds: u32 = 0;
  let row = from;
  for (; row < to; row += 1) {
    let size: u64 = 0;
    for (let part = parts; part < behind; part += PART) size += sizeOf(part, row);
    let at = start;
    if (size < NONE) {
      if (start + (size as usize) + 2 * STEP > end) {
        if (start !== out) break;
        size = NONE;
      } else {
        let inner: usize = 0;
        for (let part = parts; part < behind; part += PART) {
          const length = sizeOf(part, row);
          const bytes = bytesOf(part, row, base, length);
          if (bytes === 0) {
            size = NONE;
            break;
          }
          copy(at, bytes, length);
          at += length;
          if (inner === 0) inner = at;
        }
        if (at === inner || !isMark(load<u8>(inner)) || !isMark(load<u8>(at - 1))) size = NONE;
      }
    }
    const place = places + (row - from) * 8;
    if (size >= NONE) {
      store<u64>(place, 0);
      store<u32>(odd + odds * 4, row);
      odds += 1;
      continue;
    }
    store<u16>(at, TAIL);
    store<u32>(place, (start - out) as u32);
    start = at + 2;
    store<u32>(place, (start - out) as u32, 4);
  }
  store<u32>(counts, odds);
  return row;
}
