/*
 * Records on the leaf pages of a table; `store/rows/table-pages.ts` and `record-bytes.ts` say what they are. Heads
 * and bodies are addresses: where the next serial type and the next value of each record go.
 */

const PAGE_BYTES: u32 = 32_768;
const LEAF: u8 = 0x0d;
const LEAF_HEADER: u32 = 8;
const MOST_LOCAL: u32 = PAGE_BYTES - 35;
const LEAST_LOCAL: u32 = ((PAGE_BYTES - 12) * 32) / 255 - 23;
const OVERFLOW_CONTENT: u32 = PAGE_BYTES - 4;
const NO_INTEGER: i32 = i32.MIN_VALUE;

// @ts-ignore: decorator
@inline
function varintSize(value: u64): u32 {
  let size: u32 = 1;
  for (let rest = value >> 7; rest !== 0; rest >>= 7) size += 1;
  return size;
}

function putVarint(at: usize, value: u64): usize {
  if (value < 128) {
    store<u8>(at, value as u8);
    return at + 1;
  }
  const size = varintSize(value);
  let rest = value;
  for (let i: i32 = size - 1; i >= 0; i -= 1) {
    store<u8>(at + i, ((rest & 127) as u8) | (i === (size as i32) - 1 ? 0 : 128));
    rest >>= 7;
  }
  return at + size;
}

// @ts-ignore: decorator
@inline
function localBytes(size: u32): u32 {
  if (size <= MOST_LOCAL) return size;
  const local = LEAST_LOCAL + ((size - LEAST_LOCAL) % OVERFLOW_CONTENT);
  return local <= MOST_LOCAL ? local : LEAST_LOCAL;
}

/**
 * Weighs records. `out` gets, as float64: pages that are enough for all, records that are cut, the bytes of those,
 * and the bytes that all take on a page.
 */
export function weighRecords(headSizes: usize, bodySizes: usize, count: u32, firstId: f64, out: usize): void {
  let used: u64 = 0;
  let overflow: u64 = 0;
  let spills: u32 = 0;
  let spilled: u64 = 0;
  let id = firstId as u64;
  for (let row: u32 = 0; row < count; row += 1, id += 1) {
    const head = load<u32>(headSizes + row * 4);
    const size = head + (head < 127 ? 1 : 2) + load<u32>(bodySizes + row * 4);
    const local = localBytes(size);
    used += 2 + varintSize(size) + varintSize(id) + local;
    if (local < size) {
      used += 4;
      spills += 1;
      spilled += size;
      overflow += (size - local) / OVERFLOW_CONTENT + 1;
    }
  }
  // Two neighbours hold more than a page would.
  const leaves = (2 * used) / (PAGE_BYTES - LEAF_HEADER) + 2;
  store<f64>(out, (leaves + overflow) as f64);
  store<f64>(out, spills as f64, 8);
  store<f64>(out, spilled as f64, 16);
  store<f64>(out, used as f64, 24);
}

function endLeaf(image: usize, page: u32, cells: u32, content: u32): void {
  const start = image + (page - 1) * PAGE_BYTES;
  store<u64>(start, 0);
  store<u8>(start, LEAF);
  store<u16>(start, bswap<u16>(cells as u16), 3);
  store<u16>(start, bswap<u16>(content as u16), 5);
}

/**
 * Gives every record its place on a page.
 * @param image address of page 1
 * @param pages pages there are
 * @param root page that takes all records; 0 when they need more than one
 * @param leaves gets the page and the last id of each leaf, two float64
 * @param spills gets of each record that is cut: its row, where its beginning goes, bytes of that, its size, and
 *   its first overflow page, five uint32; the places of such a record count from 0
 * @param out gets: leaves, spills, pages
 */
export function placeRecords(
  headSizes: usize,
  bodySizes: usize,
  count: u32,
  firstId: f64,
  image: usize,
  pages: u32,
  root: u32,
  heads: usize,
  bodies: usize,
  leaves: usize,
  spills: usize,
  out: usize,
): void {
  let total = pages;
  let page = root;
  if (root === 0) {
    total += 1;
    page = total;
  }
  let start = image + (page - 1) * PAGE_BYTES;
  let cells: u32 = 0;
  let content = PAGE_BYTES;
  let leaf = leaves;
  let spill = spills;
  let id = firstId as u64;
  for (let row: u32 = 0; row < count; row += 1, id += 1) {
    const headSize = load<u32>(headSizes + row * 4);
    const lead: u32 = headSize < 127 ? 1 : 2;
    const size = headSize + lead + load<u32>(bodySizes + row * 4);
    const local = localBytes(size);
    const cell = varintSize(size) + varintSize(id) + local + (local < size ? 4 : 0);
    if (content < LEAF_HEADER + 2 * (cells + 1) + cell) {
      endLeaf(image, page, cells, content);
      store<f64>(leaf, page as f64);
      store<f64>(leaf, (id - 1) as f64, 8);
      leaf += 16;
      total += 1;
      page = total;
      start = image + (page - 1) * PAGE_BYTES;
      cells = 0;
      content = PAGE_BYTES;
    }
    content -= cell;
    store<u16>(start + LEAF_HEADER + 2 * cells, bswap<u16>(content as u16));
    cells += 1;
    let at = putVarint(putVarint(start + content, size), id);
    if (local < size) {
      store<u32>(at + local, bswap<u32>(total + 1));
      store<u32>(spill, row);
      store<u32>(spill, at, 4);
      store<u32>(spill, local, 8);
      store<u32>(spill, size, 12);
      store<u32>(spill, total + 1, 16);
      spill += 20;
      total += (size - local + OVERFLOW_CONTENT - 1) / OVERFLOW_CONTENT;
      at = 0;
    } else putVarint(at, headSize + lead);
    store<u32>(heads + row * 4, at + lead);
    store<u32>(bodies + row * 4, at + lead + headSize);
  }
  endLeaf(image, page, cells, content);
  store<f64>(leaf, page as f64);
  store<f64>(leaf, (firstId + (count as f64)) - 1, 8);
  store<u32>(out, ((leaf - leaves) >> 4) + 1);
  store<u32>(out, (spill - spills) / 20, 4);
  store<u32>(out, total, 8);
}

/** Writes a null to each record. */
export function putNulls(rows: u32, heads: usize): void {
  for (let row: u32 = 0; row < rows; row += 1) {
    const head = load<u32>(heads + row * 4);
    store<u8>(head, 0);
    store<u32>(heads + row * 4, head + 1);
  }
}

/** Writes an integer of 32 bits to each record, in `size` bytes. */
export function putShorts(values: usize, rows: u32, type: u32, size: u32, heads: usize, bodies: usize): void {
  for (let row: u32 = 0; row < rows; row += 1) {
    const value = load<i32>(values + row * 4);
    const head = load<u32>(heads + row * 4);
    store<u32>(heads + row * 4, head + 1);
    if (value === NO_INTEGER) {
      store<u8>(head, 0);
      continue;
    }
    store<u8>(head, type);
    const at = load<u32>(bodies + row * 4);
    store<u32>(bodies + row * 4, at + size);
    if (size === 1) store<u8>(at, value);
    else if (size === 2) store<u16>(at, bswap<u16>(value as u16));
    else if (size === 3) {
      store<u8>(at, value >> 16);
      store<u16>(at, bswap<u16>(value as u16), 1);
    } else if (size === 4) store<u32>(at, bswap<u32>(value as u32));
  }
}

/** Writes a whole float to each record, in 6 or 8 bytes. */
export function putFloats(values: usize, rows: u32, type: u32, size: u32, heads: usize, bodies: usize): void {
  for (let row: u32 = 0; row < rows; row += 1) {
    const value = load<f64>(values + row * 8);
    const head = load<u32>(heads + row * 4);
    store<u32>(heads + row * 4, head + 1);
    if (value !== value) {
      store<u8>(head, 0);
      continue;
    }
    store<u8>(head, type);
    const at = load<u32>(bodies + row * 4);
    store<u32>(bodies + row * 4, at + size);
    const whole = value as i64;
    if (size === 8) store<u64>(at, bswap<u64>(whole as u64));
    else {
      store<u16>(at, bswap<u16>((whole >> 32) as u16));
      store<u32>(at, bswap<u32>(whole as u32), 2);
    }
  }
}
