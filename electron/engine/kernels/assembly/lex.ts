/** Why a stretch ended: see `CellTable.lex`, which knows the same numbers. */
const END: u32 = 0;
const FULL: u32 = 1;
const ODD: u32 = 2;

const CR: u32 = 13;

/** Bytes looked at together. */
const BLOCK: i32 = 64;

/** One bit for each of 64 bytes that separates cells or records. */
// @ts-ignore: decorator
@inline
function separators(at: usize, delimiter: v128, newline: v128): u64 {
  const a = v128.load(at);
  const b = v128.load(at, 16);
  const c = v128.load(at, 32);
  const d = v128.load(at, 48);
  return (
    (i8x16.bitmask(v128.or(i8x16.eq(a, delimiter), i8x16.eq(a, newline))) as u64) |
    ((i8x16.bitmask(v128.or(i8x16.eq(b, delimiter), i8x16.eq(b, newline))) as u64) << 16) |
    ((i8x16.bitmask(v128.or(i8x16.eq(c, delimiter), i8x16.eq(c, newline))) as u64) << 32) |
    ((i8x16.bitmask(v128.or(i8x16.eq(d, delimiter), i8x16.eq(d, newline))) as u64) << 48)
  );
}

/** Address of the next such byte; `end` when there is none before it. */
function find(from: usize, end: usize, byte: v128): usize {
  for (let at = from; at < end; at += 16) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(at), byte)) as u32;
    if (found !== 0) return min<usize>(end, at + ctz<u32>(found));
  }
  return end;
}

function occurrences(from: usize, end: usize, byte: v128): u32 {
  let count: u32 = 0;
  let at = from;
  for (; at + 16 <= end; at += 16) count += popcnt<u32>(i8x16.bitmask(i8x16.eq(v128.load(at), byte)) as u32);
  const rest = (1 << ((end - at) as u32)) - 1;
  return count + popcnt<u32>((i8x16.bitmask(i8x16.eq(v128.load(at), byte)) as u32) & rest);
}

/**
 * Finds the cells of whole records. Positions count from `base`, the address of position 0.
 * @param limit position of the last line end; -1 when there is none
 * @param cells start and end of cell `c` of record `r` are stored at `cells + c × stride + 8 r`
 * @param escaped a byte for each cell, in the same order
 * @param records start and end of each record
 * @param widths cells of each record, 16 bits
 * @param out gets: end, reason, whether cells are escaped, whether records are narrow; the line at `end`, float64
 * @returns records found
 */
export function lex(
  base: usize,
  from: i32,
  length: i32,
  limit: i32,
  line: f64,
  final: bool,
  delimiter: u32,
  quote: u32,
  newline: u32,
  mostQuoted: i32,
  mostRecord: i32,
  width: u32,
  maxRows: u32,
  stride: u32,
  cells: usize,
  escaped: usize,
  records: usize,
  widths: usize,
  lines: usize,
  out: usize,
): u32 {
  const delimiters = i8x16.splat(delimiter as i8);
  const newlines = i8x16.splat(newline as i8);
  const quotes = i8x16.splat(quote as i8);
  const hasCr = newline !== CR;
  let rows: u32 = 0;
  let recordStart = from;
  let recordLine = line;
  let currentLine = line;
  let why = END;
  let hasEscaped: u32 = 0;
  let isRagged: u32 = 0;
  let block = from;
  let mask = separators(base + block, delimiters, newlines);
  while (recordStart <= limit) {
    if (rows === maxRows) {
      why = FULL;
      break;
    }
    const first = cells + rows * 8;
    const last = first + width * stride;
    let cell = first;
    let at = recordStart;
    let unit = delimiter;
    let isWhole = true;
    while (unit !== newline) {
      let start = at;
      let end = at;
      if ((load<u8>(base + at) as u32) === quote) {
        start = at + 1;
        const stop = base + length;
        let close = find(base + start, stop, quotes);
        while (close < stop && (load<u8>(close + 1) as u32) === quote) {
          if (cell < last) store<u8>(escaped + ((cell - cells) >> 3), 1);
          hasEscaped = 1;
          close = find(close + 2, stop, quotes);
        }
        end = (close - base) as i32;
        if (close >= stop || end >= limit) {
          isWhole = false;
          break;
        }
        currentLine += occurrences(base + start, close, newlines) as f64;
        at = end + 1;
        if (hasCr && (load<u8>(base + at) as u32) === CR && (load<u8>(base + at + 1) as u32) === newline) at += 1;
        unit = load<u8>(base + at);
        if ((unit !== delimiter && unit !== newline) || end - start >= mostQuoted) {
          why = ODD;
          break;
        }
        if (at + 1 - block < BLOCK) mask &= (-1 as u64) << ((at + 1 - block) as u64);
        else {
          block = at + 1;
          mask = separators(base + block, delimiters, newlines);
        }
      } else {
        while (mask === 0) {
          block += BLOCK;
          mask = separators(base + block, delimiters, newlines);
        }
        at = block + (ctz<u64>(mask) as i32);
        mask &= mask - 1;
        unit = load<u8>(base + at);
        end = at;
        if (unit === newline && hasCr && end > start && (load<u8>(base + end - 1) as u32) === CR) end -= 1;
      }
      if (cell === last) {
        why = ODD;
        break;
      }
      store<u32>(cell, start);
      store<u32>(cell, end, 4);
      cell += stride;
      at += 1;
    }
    if (!isWhole || why === ODD) break;
    const lineEnd = at - 1;
    const isCrLf = hasCr && lineEnd > recordStart && (load<u8>(base + lineEnd - 1) as u32) === CR;
    const recordEnd = isCrLf ? lineEnd - 1 : lineEnd;
    if (recordEnd - recordStart > mostRecord) {
      why = ODD;
      break;
    }
    if (recordEnd > recordStart) {
      store<u16>(widths + rows * 2, ((cell - first) / stride) as u16);
      if (cell !== last) isRagged = 1;
      for (; cell < last; cell += stride) {
        store<u32>(cell, recordEnd);
        store<u32>(cell, recordEnd, 4);
      }
      store<u32>(records + rows * 8, recordStart);
      store<u32>(records + rows * 8, recordEnd, 4);
      store<f64>(lines + rows * 8, recordLine);
      rows += 1;
    }
    recordStart = at;
    currentLine += 1;
    recordLine = currentLine;
  }
  // A last record without a line end, or in open quotes, is for the full grammar.
  if (why === END && final && recordStart < length) why = ODD;
  store<u32>(out, recordStart);
  store<u32>(out, why, 4);
  store<u32>(out, hasEscaped, 8);
  store<u32>(out, isRagged, 12);
  store<f64>(out, recordLine, 16);
  return rows;
}
