/*
 * JSON that cells hold: its text without doubled quotes, for the kernel that puts it on a tape, and the values at some
 * keys of what is there.
 */
const STRING: u32 = 1;
const OBJECT: u32 = 3;
/** Bytes of a value on the tape. */
const ENTRY: usize = 12;
const NAME: u32 = 0xfff;

const OPEN_OBJECT: u32 = 123;
const CLOSE_OBJECT: u32 = 125;
const OPEN_LIST: u32 = 91;
const CLOSE_LIST: u32 = 93;
const LINE_END: u8 = 10;
const COMMA: u8 = 44;

/** `{"l":`, by which a list becomes a member of an object, as these are what is read. */
const IN_OBJECT: u32 = 0x226c227b;
const IN_OBJECT_END: u8 = 58;

/** Bytes before the first text. */
const BEFORE_TEXT: usize = 2;

/** What may be JSON, but is for others to say. */
const ASK: u32 = 1;

// @ts-ignore: decorator
@inline
function isBlank(unit: u32): bool {
  return unit === 32 || unit === 10 || unit === 13 || unit === 9;
}

/** Whether bytes may be a blank of any kind that is taken away around a text. */
// @ts-ignore: decorator
@inline
function mayBeBlank(unit: u32): bool {
  return unit <= 32 || unit >= 127;
}

/** Whether an object or list may go on so. */
function mayFollow(first: u32, second: u32): bool {
  if (first === OPEN_OBJECT) return second === 34 || second === CLOSE_OBJECT;
  return (
    second === 34 ||
    second === OPEN_OBJECT ||
    second === OPEN_LIST ||
    second === CLOSE_LIST ||
    second === 45 ||
    second - 48 <= 9 ||
    second === 116 ||
    second === 102 ||
    second === 110
  );
}

/** Copies bytes in which quotes are doubled, with one of each. May write 16 bytes too many. Returns the end. */
// @ts-ignore: decorator
@inline
function copyWithoutDoubles(from: usize, end: usize, quote: u8, to: usize): usize {
  const quotes = i8x16.splat(quote as i8);
  let at = from;
  let out = to;
  while (at < end) {
    const bytes = v128.load(at);
    v128.store(out, bytes);
    const found: u32 = i8x16.bitmask(i8x16.eq(bytes, quotes));
    if (found === 0) {
      const left = end - at;
      const size: usize = left < 16 ? left : 16;
      at += size;
      out += size;
      continue;
    }
    const passed: usize = ctz<u32>(found) + 1;
    // What is found behind the cell is no part of it.
    if (at + passed > end) {
      out += end - at;
      break;
    }
    at += passed + 1;
    out += passed;
  }
  return out;
}

/**
 * Writes the JSON that the cells of some rows may hold, a line each, so that none begins at 0 or 1.
 * @param escaped flags of the cells; 0 when none has any
 * @param list rows, so many as `count`
 * @param spans gets start and end of each in `out`, without what was put around a list; 0 and 0 where there is none, 1 and
 *   0 where it is for others to say
 * @returns bytes written
 */
export function writeHeld(
  base: usize,
  cells: usize,
  escaped: usize,
  quote: u32,
  list: usize,
  count: u32,
  out: usize,
  spans: usize,
): u32 {
  store<u8>(out, LINE_END);
  store<u8>(out, LINE_END, 1);
  let at = out + BEFORE_TEXT;
  for (let index: u32 = 0; index < count; index += 1) {
    const row = load<u32>(list + index * 4);
    const start = load<u32>(cells + row * 8);
    const end = load<u32>(cells + row * 8, 4);
    const span = spans + index * 8;
    store<u64>(span, 0);
    if (start >= end) continue;
    const first: u32 = load<u8>(base + start);
    if (first !== OPEN_OBJECT && first !== OPEN_LIST) {
      if (mayBeBlank(first)) store<u32>(span, ASK);
      continue;
    }
    let second = base + start + 1;
    while (second < base + end && isBlank(load<u8>(second))) second += 1;
    if (second >= base + end || !mayFollow(first, load<u8>(second))) continue;
    const last: u32 = load<u8>(base + end - 1);
    if (last !== CLOSE_OBJECT && last !== CLOSE_LIST) {
      if (mayBeBlank(last)) store<u32>(span, ASK);
      continue;
    }
    if (first === OPEN_LIST) {
      store<u32>(at, IN_OBJECT);
      store<u8>(at, IN_OBJECT_END, 4);
      at += 5;
    }
    store<u32>(span, (at - out) as u32);
    if (escaped !== 0 && load<u8>(escaped + row) !== 0) {
      at = copyWithoutDoubles(base + start, base + end, quote as u8, at);
    } else {
      memory.copy(at, base + start, end - start);
      at += end - start;
    }
    store<u32>(span, (at - out) as u32, 4);
    if (first === OPEN_LIST) store<u8>(at++, CLOSE_OBJECT as u8);
    store<u8>(at++, LINE_END);
  }
  return (at - out) as u32;
}

/** Follows a key from a value: where it leads, 0 for nowhere, {@link ASK} where others have to look. */
// @ts-ignore: decorator
@inline
function placeBehind(from: usize, name: u32, position: u32): usize {
  const info = load<u32>(from);
  const kind = info & 7;
  if (kind === STRING) return ASK;
  if (kind < OBJECT) return 0;
  const end = from + ENTRY * (1 + (info >>> 16));
  let at = from + ENTRY;
  if (kind === OBJECT) {
    while (at < end) {
      const member = load<u32>(at);
      if (((member >>> 4) & NAME) === name) return at;
      at += ENTRY * (1 + ((member & 7) >= OBJECT ? member >>> 16 : 0));
    }
    return 0;
  }
  if (position === (-1 as u32)) return ASK;
  for (let left = position; left > 0 && at < end; left -= 1) {
    const element = load<u32>(at);
    at += ENTRY * (1 + ((element & 7) >= OBJECT ? element >>> 16 : 0));
  }
  return at < end ? at : 0;
}

/**
 * Follows a key into objects and lists on a tape.
 * @param places address of each on the tape; 0 where there is none, 1 where others have to look
 * @param name id of the key as a name; -1 where the tape has none of it
 * @param position of the key in a list; -1 where it is none
 * @param out gets the places where it leads, which may be those it is followed from
 * @returns whether some of them are no objects
 */
export function followKey(places: usize, count: u32, name: u32, position: u32, out: usize): bool {
  let isOdd = false;
  for (let index: u32 = 0; index < count; index += 1) {
    let at: usize = load<u32>(places + index * 4);
    if (at > (ASK as usize)) {
      at = placeBehind(at, name, position);
      if (at > (ASK as usize) && (load<u32>(at) & 7) !== OBJECT) isOdd = true;
    }
    if (at === (ASK as usize)) isOdd = true;
    store<u32>(out + index * 4, at as u32);
  }
  return isOdd;
}

/**
 * Finds the values at a key inside objects and lists on a tape; the parameters are those of {@link followKey}.
 * @param ranges gets start and end of each value that was found, as it stands in the text, with its quotes
 * @param whose gets the index of each that was found
 * @param odd gets the indexes of those for which others have to look
 * @param out gets how many of these there are
 * @returns values found
 */
export function findValues(
  places: usize,
  count: u32,
  name: u32,
  position: u32,
  ranges: usize,
  whose: usize,
  odd: usize,
  out: usize,
): u32 {
  let found: usize = 0;
  let oddCount: u32 = 0;
  for (let index: u32 = 0; index < count; index += 1) {
    let at: usize = load<u32>(places + index * 4);
    if (at > (ASK as usize)) at = placeBehind(at, name, position);
    if (at === 0) continue;
    if (at === (ASK as usize)) {
      store<u32>(odd + oddCount * 4, index);
      oddCount += 1;
      continue;
    }
    const quote: u32 = (load<u32>(at) & 7) === STRING ? 1 : 0;
    store<u32>(ranges + found * 8, load<u32>(at, 4) - quote);
    store<u32>(ranges + found * 8, load<u32>(at, 8) + quote, 4);
    store<u32>(whose + found * 4, index);
    found += 1;
  }
  store<u32>(out, oddCount);
  return found as u32;
}

/**
 * Writes where strings without their quotes are, by the cell that has them; both 0 for cells without, or with another value.
 * @param ranges start and end of each value, counted from `base`
 * @param whose index of the cell of each
 * @param shift added to start and end
 * @param spans gets start and end for each of so many `cells`
 */
export function placeStrings(
  base: usize,
  ranges: usize,
  whose: usize,
  count: u32,
  cells: u32,
  shift: u32,
  spans: usize,
): void {
  memory.fill(spans, 0, cells * 8);
  for (let index: u32 = 0; index < count; index += 1) {
    const start = load<u32>(ranges + index * 8);
    if (load<u8>(base + start) !== 34) continue;
    const span = spans + load<u32>(whose + index * 4) * 8;
    store<u32>(span, start + 1 + shift);
    store<u32>(span, load<u32>(ranges + index * 8, 4) - 1 + shift, 4);
  }
}

/** Words of a part: addresses of the ids of rows, of start and end of the text of each id, and of its key, which has a length. */
const PART: usize = 16;

/**
 * Joins what parts come to in each row.
 * @param parts of which an id has no text where its end is 0
 * @param isObject whether they are members of an object
 * @param out room for all of it and 16 bytes more; 0 where it is only weighed
 * @param ends gets where that of each row ends, counted from `out`
 * @param nulls gets 1 for each row in which no part has a text
 * @param empty gets how many of these there are
 * @returns bytes of all
 */
export function joinParts(
  parts: usize,
  count: u32,
  isObject: bool,
  rows: u32,
  out: usize,
  ends: usize,
  nulls: usize,
  empty: usize,
): u32 {
  const behind = parts + count * PART;
  const mark: usize = isObject ? 1 : 0;
  let at = out;
  let without: u32 = 0;
  for (let row: u32 = 0; row < rows; row += 1) {
    const begin = at;
    for (let part = parts; part < behind; part += PART) {
      const id = load<u32>((load<u32>(part) as usize) + row * 4);
      const span = (load<u32>(part, 4) as usize) + id * 8;
      const start = load<u32>(span);
      const end = load<u32>(span, 4);
      if (end === 0) continue;
      const size = load<u32>(part, 12);
      if (out !== 0) {
        if (isObject) store<u8>(at, at === begin ? (OPEN_OBJECT as u8) : COMMA);
        memory.copy(at + mark, load<u32>(part, 8), size);
        memory.copy(at + mark + size, start, end - start);
      }
      at += mark + size + (end - start);
    }
    if (at === begin) without += 1;
    else if (isObject) {
      if (out !== 0) store<u8>(at, CLOSE_OBJECT as u8);
      at += 1;
    }
    if (out !== 0) {
      store<u32>(ends + row * 4, (at - out) as u32);
      store<u8>(nulls + row, at === begin ? 1 : 0);
    }
  }
  store<u32>(empty, without);
  return (at - out) as u32;
}
