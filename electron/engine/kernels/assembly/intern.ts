/*
 * Numbers for equal things. A table of them, of which `InternTable` knows the same layout:
 *
 *   0 slots, uint32[]: entry number + 1, 0 when free    4 slots - 1
 *   8 entries, of 32 bytes each                         12 entries there is room for    16 entries
 *   20 bytes of long cells                              24 their size                   28 of it used
 *   32 stamp of the block                               36 entries met in the block so far
 *
 * An entry: the first 16 bytes of a cell, zeros behind its end; twice its length, plus 1 for doubled quotes;
 * its hash; where the rest of its bytes is; the stamp of the block in which it was met last.
 */
const SLOTS: usize = 0;
const MASK: usize = 4;
const ENTRIES: usize = 8;
const CAPACITY: usize = 12;
const COUNT: usize = 16;
const LONG: usize = 20;
const LONG_SIZE: usize = 24;
const LONG_USED: usize = 28;
const STAMP: usize = 32;
const MET: usize = 36;

const ENTRY: u32 = 32;
const SIZE_AT: usize = 16;
const HASH_AT: usize = 20;
const LONG_AT: usize = 24;
const STAMP_AT: usize = 28;

/** Sixteen bytes from here, less n, keep the first n bytes of what they are put over. */
const KEEP_END: usize =
  memory.data<u8>([
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0,
  ]) + 16;

// @ts-ignore: decorator
@inline
function firstBytes(at: usize, length: u32): v128 {
  return v128.and(v128.load(at), v128.load(KEEP_END - min<u32>(length, 16)));
}

// @ts-ignore: decorator
@inline
function mixed(state: u64, key: v128): u64 {
  let hash = (state ^ i64x2.extract_lane(key, 0)) * 0x9e3779b97f4a7c15;
  hash = (hash ^ (hash >> 32) ^ i64x2.extract_lane(key, 1)) * 0xd6e8feb86659fd93;
  return hash ^ (hash >> 32);
}

function hashOfRest(state: u64, at: usize, length: u32): u64 {
  let hash = state;
  for (let done: u32 = 16; done < length; done += 16) hash = mixed(hash, firstBytes(at + done, length - done));
  return hash;
}

function isSameRest(own: usize, at: usize, length: u32): bool {
  for (let done: u32 = 16; done < length; done += 16) {
    const other = firstBytes(at + done, length - done);
    if (v128.any_true(v128.xor(v128.load(own + done - 16), other))) return false;
  }
  return true;
}

/** Bytes of {@link LONG} that a cell takes. */
// @ts-ignore: decorator
@inline
function restOf(length: u32): u32 {
  return length <= 16 ? 0 : (length - 1) & ~15;
}

/** The slot of an entry, or the free one for it. */
// @ts-ignore: decorator
@inline
function slotOf(
  slots: usize,
  mask: u32,
  entries: usize,
  long: usize,
  key: v128,
  size: u32,
  hash: u32,
  at: usize,
): usize {
  let slot = hash & mask;
  let place = slots + slot * 4;
  for (let number = load<u32>(place); number !== 0; number = load<u32>(place)) {
    const entry = entries + (number - 1) * ENTRY;
    if (
      load<u32>(entry, SIZE_AT) === size &&
      !v128.any_true(v128.xor(v128.load(entry), key)) &&
      (size < 34 ||
        (load<u32>(entry, HASH_AT) === hash && isSameRest(long + load<u32>(entry, LONG_AT), at, size >> 1)))
    ) {
      break;
    }
    slot = (slot + 1) & mask;
    place = slots + slot * 4;
  }
  return place;
}

/**
 * Writes the number of the cell of each row to `ids`, from the row `from` on.
 * @param escaped flags of the cells; 0 when none has any
 * @param fresh gets the row of each new entry
 * @param met gets the entries of the block in the order in which they are met first
 * @returns the row before which the table needs more room; `rows` when all are done
 */
export function internCells(
  table: usize,
  base: usize,
  cells: usize,
  escaped: usize,
  rows: u32,
  from: u32,
  ids: usize,
  fresh: usize,
  met: usize,
): u32 {
  const slots = load<u32>(table, SLOTS) as usize;
  const mask = load<u32>(table, MASK);
  const entries = load<u32>(table, ENTRIES) as usize;
  const capacity = load<u32>(table, CAPACITY);
  const long = load<u32>(table, LONG) as usize;
  const longSize = load<u32>(table, LONG_SIZE);
  const stamp = load<u32>(table, STAMP);
  let count = load<u32>(table, COUNT);
  let longUsed = load<u32>(table, LONG_USED);
  let metCount = load<u32>(table, MET);
  let freshAt = fresh;
  let row = from;
  for (; row < rows; row += 1) {
    const start = load<u32>(cells + row * 8);
    const length = load<u32>(cells + row * 8, 4) - start;
    const flag: u32 = escaped === 0 ? 0 : load<u8>(escaped + row);
    const size = length * 2 + flag;
    const at = base + start;
    const key = firstBytes(at, length);
    let state = mixed(size, key);
    if (length > 16) state = hashOfRest(state, at, length);
    const hash = state as u32;
    const place = slotOf(slots, mask, entries, long, key, size, hash, at);
    let id = load<u32>(place) - 1;
    if (id === (-1 as u32)) {
      const rest = restOf(length);
      if (count === capacity || longUsed + rest > longSize) break;
      id = count;
      count += 1;
      store<u32>(place, count);
      const entry = entries + id * ENTRY;
      v128.store(entry, key);
      store<u32>(entry, size, SIZE_AT);
      store<u32>(entry, hash, HASH_AT);
      store<u32>(entry, longUsed, LONG_AT);
      store<u32>(entry, 0, STAMP_AT);
      for (let done: u32 = 0; done < rest; done += 16) {
        v128.store(long + longUsed + done, firstBytes(at + 16 + done, length - 16 - done));
      }
      longUsed += rest;
      store<u32>(freshAt, row);
      freshAt += 4;
    }
    store<u32>(ids + row * 4, id);
    const entry = entries + id * ENTRY;
    if (load<u32>(entry, STAMP_AT) !== stamp) {
      store<u32>(entry, stamp, STAMP_AT);
      store<u32>(met + metCount * 4, id);
      metCount += 1;
    }
  }
  store<u32>(table, count, COUNT);
  store<u32>(table, longUsed, LONG_USED);
  store<u32>(table, metCount, MET);
  return row;
}

/** The same for pairs of numbers, which are `a` and `b` of each row. `ids` may be `a`. */
export function internPairs(
  table: usize,
  a: usize,
  b: usize,
  rows: u32,
  from: u32,
  ids: usize,
  fresh: usize,
  met: usize,
): u32 {
  const slots = load<u32>(table, SLOTS) as usize;
  const mask = load<u32>(table, MASK);
  const entries = load<u32>(table, ENTRIES) as usize;
  const capacity = load<u32>(table, CAPACITY);
  const stamp = load<u32>(table, STAMP);
  let count = load<u32>(table, COUNT);
  let metCount = load<u32>(table, MET);
  let freshAt = fresh;
  let row = from;
  for (; row < rows; row += 1) {
    const pair = (load<u32>(a + row * 4) as u64) | ((load<u32>(b + row * 4) as u64) << 32);
    const key = i64x2.replace_lane(i64x2.splat(0), 0, pair as i64);
    const hash = mixed(0, key) as u32;
    const place = slotOf(slots, mask, entries, 0, key, 0, hash, 0);
    let id = load<u32>(place) - 1;
    if (id === (-1 as u32)) {
      if (count === capacity) break;
      id = count;
      count += 1;
      store<u32>(place, count);
      const entry = entries + id * ENTRY;
      v128.store(entry, key);
      store<u32>(entry, 0, SIZE_AT);
      store<u32>(entry, hash, HASH_AT);
      store<u32>(entry, 0, STAMP_AT);
      store<u32>(freshAt, row);
      freshAt += 4;
    }
    store<u32>(ids + row * 4, id);
    const entry = entries + id * ENTRY;
    if (load<u32>(entry, STAMP_AT) !== stamp) {
      store<u32>(entry, stamp, STAMP_AT);
      store<u32>(met + metCount * 4, id);
      metCount += 1;
    }
  }
  store<u32>(table, count, COUNT);
  store<u32>(table, metCount, MET);
  return row;
}

/** Puts all entries into the slots, which are free. */
export function rehash(table: usize): void {
  const slots = load<u32>(table, SLOTS) as usize;
  const mask = load<u32>(table, MASK);
  const entries = load<u32>(table, ENTRIES) as usize;
  const count = load<u32>(table, COUNT);
  for (let id: u32 = 0; id < count; id += 1) {
    let slot = load<u32>(entries + id * ENTRY, HASH_AT) & mask;
    while (load<u32>(slots + slot * 4) !== 0) slot = (slot + 1) & mask;
    store<u32>(slots + slot * 4, id + 1);
  }
}
