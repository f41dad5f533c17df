import { countAgain, idOf, mix, NAMES_AT, NONE } from './json-names';

/** Kinds of values on the tape: see `json-tape.ts`, which knows the same numbers. */
const NULL: u32 = 0;
const STRING: u32 = 1;
const SCALAR: u32 = 2;
const OBJECT: u32 = 3;
const ARRAY: u32 = 4;
/** Of a string: it has escapes. */
const ESCAPED: u32 = 8;

/** Of a record: it has blanks between its tokens, or bytes that are not ASCII. */
const SPACED: u32 = 1;
const WIDE: u32 = 2;

const QUOTE: u32 = 34;
const COMMA: u32 = 44;
const MINUS: u32 = 45;
const POINT: u32 = 46;
const ZERO: u32 = 48;
const COLON: u32 = 58;
const BACKSLASH: u32 = 92;

const TRUE: u32 = 0x65757274;
const FALS: u32 = 0x736c6166;
const NULL_TEXT: u32 = 0x6c6c756e;

/** Bytes of a value on the tape, and of a record. */
const ENTRY: usize = 12;
/** Most values inside a container. */
const MAX_INSIDE: usize = 0xffff;
const RECORD: usize = 24;

/** Deeper nesting is for the full grammar. */
const MAX_DEPTH: u32 = 64;
/** Numbers of more characters may not be exact as a double. */
const MAX_NUMBER: usize = 15;

/** For each container that is open: its place on the tape, and its number. */
const open: usize = memory.data(64 * 8);

let lineFeeds: u32 = 0;
let traits: u32 = 0;
/** Whether the string passed last has escapes. */
let escaped: u32 = 0;

// @ts-ignore: decorator
@inline
function passBlanks(from: usize): usize {
  let at = from;
  let unit: u32 = load<u8>(at);
  while (unit === 32 || unit === 10 || unit === 13 || unit === 9) {
    if (unit === 10) lineFeeds += 1;
    traits |= SPACED;
    at += 1;
    unit = load<u8>(at);
  }
  return at;
}

/** The quote that ends a string; 0 where it is not plain: control characters, and escapes that other text may mean. */
// @ts-ignore: decorator
@inline
function endOfString(from: usize): usize {
  const quotes = i8x16.splat(QUOTE as i8);
  const slashes = i8x16.splat(BACKSLASH as i8);
  const controls = i8x16.splat(32);
  escaped = 0;
  let at = from;
  while (true) {
    const bytes = v128.load(at);
    const odd = v128.or(v128.or(i8x16.eq(bytes, quotes), i8x16.eq(bytes, slashes)), i8x16.lt_u(bytes, controls));
    const found: u32 = i8x16.bitmask(odd);
    const wide: u32 = i8x16.bitmask(bytes);
    if (found === 0) {
      if (wide !== 0) traits |= WIDE;
      at += 16;
      continue;
    }
    const passed = ctz<u32>(found);
    if ((wide & ((1 << passed) - 1)) !== 0) traits |= WIDE;
    at += passed;
    const unit: u32 = load<u8>(at);
    if (unit === QUOTE) return at;
    if (unit !== BACKSLASH) return 0;
    const next: u32 = load<u8>(at, 1);
    // " \ b f n r t
    if (next !== 34 && next !== 92 && next !== 98 && next !== 102 && next !== 110 && next !== 114 && next !== 116) return 0;
    escaped = ESCAPED;
    at += 2;
  }
}

/** Of the start and the end of a text: a hint which other one it may equal. 16 bits. */
// @ts-ignore: decorator
@inline
function hint(from: usize, end: usize): u32 {
  const size = end - from;
  let hash: u64;
  if (size >= 8) hash = mix(mix(mix(size, load<u64>(from)), load<u64>(from + (size >> 1) - 4)), load<u64>(end - 8));
  else hash = mix(size, load<u64>(from) & (((1 as u64) << ((size as u64) * 8)) - 1));
  return (hash as u32) & 0xffff;
}

/** End of a number that prints as it is written, of true or of false; 0 where it is neither. */
function endOfScalar(from: usize): usize {
  let at = from;
  let unit: u32 = load<u8>(at);
  if (unit === 116) return load<u32>(at) === TRUE ? at + 4 : 0;
  if (unit === 102) return load<u32>(at) === FALS && load<u8>(at, 4) === 101 ? at + 5 : 0;
  const isNegative = unit === MINUS;
  if (isNegative) unit = load<u8>(++at);
  const whole = at;
  if (unit - ZERO > 9) return 0;
  const isZero = unit === ZERO;
  unit = load<u8>(++at);
  if (!isZero) while (unit - ZERO <= 9) unit = load<u8>(++at);
  if (unit === POINT) {
    const fraction = at + 1;
    let last = unit;
    let zeros: usize = 0;
    let isLeading = isZero;
    unit = load<u8>(++at);
    while (unit - ZERO <= 9) {
      if (isLeading && unit === ZERO) zeros += 1;
      else isLeading = false;
      last = unit;
      unit = load<u8>(++at);
    }
    // 1.0 and 1.50 print shorter, 0.0000001 with an exponent.
    if (at === fraction || last === ZERO || zeros >= 6) return 0;
  } else if (isZero && isNegative) return 0;
  if ((unit | 32) === 101 || at - whole > MAX_NUMBER) return 0;
  return at;
}

/** Whether the members of an object so far have a name. */
function hasName(object: usize, end: usize, name: u32): bool {
  let at = object + ENTRY;
  while (at < end) {
    const value = load<u32>(at);
    if (((value >> 4) & NONE) === name) return true;
    const inside: usize = (value & 7) >= OBJECT ? value >> 16 : 0;
    at += (inside + 1) * ENTRY;
  }
  return false;
}

/** Puts one object on the tape. Returns the address behind it; 0 where it is not plain, or the tape or table is full. */
function readObject(base: usize, from: usize, table: usize, tape: usize, tapeEnd: usize): usize {
  let at = from;
  let entry = tape;
  let depth: u32 = 0;
  let objects = load<u32>(table, 8);
  let key = NONE;
  let inObject = false;
  let closer: u32 = 0;
  let current: u32 = 0;
  let isFirst = false;
  let unit: u32 = load<u8>(at);
  let ended: usize = 0;
  while (true) {
    if (!(isFirst && unit === closer)) {
      if (inObject) {
        if (unit !== QUOTE) break;
        const start = at + 1;
        const wide = traits & WIDE;
        traits &= ~WIDE;
        const end = endOfString(start);
        const first: u32 = load<u8>(start);
        // Names like those of list elements change their order.
        if (end === 0 || escaped !== 0 || (traits & WIDE) !== 0 || first - ZERO <= 9) break;
        traits |= wide;
        key = idOf(table, start, end);
        if (key === NONE) break;
        const met = table + NAMES_AT + (key as usize) * 16 + 12;
        const last = load<u32>(met);
        // An object inside this one may have had the name since.
        if (last === current) break;
        if (last > current && hasName(load<u32>(open + (depth - 1) * 8), entry, key)) break;
        store<u32>(met, current);
        at = passBlanks(end + 1);
        if ((load<u8>(at) as u32) !== COLON) break;
        at = passBlanks(at + 1);
        unit = load<u8>(at);
      } else key = NONE;
      if (entry + ENTRY > tapeEnd) break;
      const named = key << 4;
      if (unit === QUOTE) {
        const start = at + 1;
        const end = endOfString(start);
        if (end === 0) break;
        store<u32>(entry, STRING | escaped | named | (hint(start, end) << 16));
        store<u32>(entry, (start - base) as u32, 4);
        store<u32>(entry, (end - base) as u32, 8);
        at = end + 1;
      } else if (unit === 123 || unit === 91) {
        if (depth === MAX_DEPTH) break;
        inObject = unit === 123;
        closer = unit + 2;
        if (inObject) objects += 1;
        current = objects;
        store<u32>(open + depth * 8, entry as u32);
        store<u32>(open + depth * 8, current, 4);
        depth += 1;
        store<u32>(entry, (inObject ? OBJECT : ARRAY) | named);
        store<u32>(entry, (at - base) as u32, 4);
        entry += ENTRY;
        at = passBlanks(at + 1);
        unit = load<u8>(at);
        isFirst = true;
        continue;
      } else {
        const isNull = load<u32>(at) === NULL_TEXT;
        const end = isNull ? at + 4 : endOfScalar(at);
        if (end === 0) break;
        store<u32>(entry, (isNull ? NULL : SCALAR) | named);
        store<u32>(entry, (at - base) as u32, 4);
        store<u32>(entry, (end - base) as u32, 8);
        at = end;
      }
      entry += ENTRY;
    }
    at = passBlanks(at);
    unit = load<u8>(at);
    while (unit === closer) {
      at += 1;
      depth -= 1;
      const container: usize = load<u32>(open + depth * 8);
      const inside = (entry - container) / ENTRY - 1;
      if (inside > MAX_INSIDE) break;
      store<u32>(container, load<u32>(container) | ((inside as u32) << 16));
      store<u32>(container, (at - base) as u32, 8);
      if (depth === 0) {
        ended = at;
        break;
      }
      const outer: usize = load<u32>(open + (depth - 1) * 8);
      current = load<u32>(open + (depth - 1) * 8, 4);
      inObject = (load<u32>(outer) & 7) === OBJECT;
      closer = inObject ? 125 : 93;
      at = passBlanks(at);
      unit = load<u8>(at);
    }
    if (ended !== 0) break;
    if (unit !== COMMA) break;
    isFirst = false;
    at = passBlanks(at + 1);
    unit = load<u8>(at);
  }
  store<u32>(table, objects, 8);
  tapeUsed = entry;
  return ended;
}

let tapeUsed: usize = 0;

/**
 * Reads JSON texts, an object or list each, as {@link readObjects} does. Lists are members of an object, of which `before`
 * bytes stand in front of them.
 * @param spans start and end of each; starts of 0 and 1 are handed on
 * @param tape gets the values of all
 * @param places gets the address of each on the tape; 1 where it is not plain
 * @param spaced gets whether each has blanks between its tokens
 * @param takesWide whether those that are not ASCII are read as well
 * @returns whether all are plain objects, or nothing
 */
export function readHeld(
  base: usize,
  spans: usize,
  count: u32,
  before: usize,
  table: usize,
  tape: usize,
  tapeEnd: usize,
  places: usize,
  spaced: usize,
  takesWide: bool,
): bool {
  let entry = tape;
  let areObjects = true;
  countAgain(table);
  for (let index: u32 = 0; index < count; index += 1) {
    const start: usize = load<u32>(spans + index * 8);
    const place = places + index * 4;
    store<u32>(place, start as u32);
    if (start <= 1) {
      if (start === 1) areObjects = false;
      continue;
    }
    const isList = (load<u8>(base + start) as u32) !== 123;
    if (isList) areObjects = false;
    traits = 0;
    const end = base + load<u32>(spans + index * 8, 4);
    const behind = readObject(base, base + start - (isList ? before : 0), table, entry, tapeEnd);
    const value = isList ? entry + ENTRY : entry;
    // Text behind a list may have made other members.
    const isPlain =
      behind === (isList ? end + 1 : end) &&
      base + load<u32>(value, 8) === end &&
      (takesWide || (traits & WIDE) === 0);
    store<u32>(place, isPlain ? (value as u32) : 1);
    store<u8>(spaced + index, (traits & SPACED) !== 0 ? 1 : 0);
    if (isPlain) entry = tapeUsed;
    else areObjects = false;
  }
  return areObjects;
}

/**
 * Reads JSON objects that follow each other, blanks and at most one comma between them, as long as they are plain:
 * valid, no name twice in an object, numbers and escapes as JSON is printed, names of ASCII that begin with no digit.
 * Bytes of 0 follow the content. Positions count from `base`.
 * @param tape values in the order of the text: kind, name from bit 4, values inside or a hint from bit 16; start; end
 * @param records start and end of each, line ends inside, its values on the tape, how many, and what it is like
 * @param out gets the end of the tape
 * @returns records read
 */
export function readObjects(
  base: usize,
  from: i32,
  table: usize,
  tape: usize,
  tapeFrom: usize,
  tapeEnd: usize,
  records: usize,
  most: u32,
  out: usize,
): u32 {
  let at = base + from;
  let entry = tapeFrom;
  countAgain(table);
  let count: u32 = 0;
  while (count < most) {
    at = passBlanks(at);
    if (count > 0 && (load<u8>(at) as u32) === COMMA) at = passBlanks(at + 1);
    if ((load<u8>(at) as u32) !== 123) break;
    lineFeeds = 0;
    traits = 0;
    const end = readObject(base, at, table, entry, tapeEnd);
    if (end === 0) break;
    const record = records + count * RECORD;
    store<u32>(record, (at - base) as u32);
    store<u32>(record, (end - base) as u32, 4);
    store<u32>(record, lineFeeds, 8);
    store<u32>(record, ((entry - tape) / ENTRY) as u32, 12);
    store<u32>(record, ((tapeUsed - entry) / ENTRY) as u32, 16);
    store<u32>(record, traits, 20);
    count += 1;
    entry = tapeUsed;
    at = end;
  }
  store<u32>(out, entry as u32);
  return count;
}
