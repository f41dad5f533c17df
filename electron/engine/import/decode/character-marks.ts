/**
 * Marks the bytes of legacy encodings that are not a character of their own. In Shift_JIS, GBK or Big5 the second byte of
 * a character may be that of a backslash, a bar or a bracket; marked, it is none of these to whoever looks for them.
 * The encodings are those of https://encoding.spec.whatwg.org, whose decoders let an ASCII byte that cannot be a second
 * one stand for itself; so does this.
 */
export type MarkBytes = (bytes: Uint8Array) => Uint16Array;

/** Above every byte: a unit with it equals no separator. */
const MARK = 0x100;

/** Bytes of the character that begins at `at`; 1 when it is a character by itself or none at all. */
type LengthAt = (bytes: Uint8Array, at: number) => number;

const isIn = (byte: number | undefined, from: number, to: number): boolean =>
  byte !== undefined && byte >= from && byte <= to;

const shiftJis: LengthAt = (bytes, at) => {
  const lead = bytes[at];
  const trail = bytes[at + 1];
  const isLead = isIn(lead, 0x81, 0x9f) || isIn(lead, 0xe0, 0xfc);
  return isLead && (isIn(trail, 0x40, 0x7e) || isIn(trail, 0x80, 0xfc)) ? 2 : 1;
};

const gb18030: LengthAt = (bytes, at) => {
  if (!isIn(bytes[at], 0x81, 0xfe)) return 1;
  const second = bytes[at + 1];
  if (isIn(second, 0x40, 0x7e) || isIn(second, 0x80, 0xfe)) return 2;
  const isFour =
    isIn(second, 0x30, 0x39) && isIn(bytes[at + 2], 0x81, 0xfe) && isIn(bytes[at + 3], 0x30, 0x39);
  return isFour ? 4 : 1;
};

const big5: LengthAt = (bytes, at) =>
  isIn(bytes[at], 0x81, 0xfe) && (isIn(bytes[at + 1], 0x40, 0x7e) || isIn(bytes[at + 1], 0xa1, 0xfe)) ? 2 : 1;

/** Second bytes of the syllables that CP949 adds are letters, which separate nothing; Node decodes none of these. */
const eucKr: LengthAt = (bytes, at) => {
  const trail = bytes[at + 1];
  const isTrail = isIn(trail, 0x41, 0x5a) || isIn(trail, 0x61, 0x7a) || isIn(trail, 0x81, 0xfe);
  return isIn(bytes[at], 0x81, 0xfe) && isTrail ? 2 : 1;
};

function marking(lengthAt: LengthAt): MarkBytes {
  return (bytes) => {
    const units = Uint16Array.from(bytes);
    for (let at = 0; at < bytes.length; ) {
      const length = (bytes[at] ?? 0) < 0x80 ? 1 : lengthAt(bytes, at);
      for (let next = at + 1; next < at + length; next += 1) units[next] = (bytes[next] ?? 0) | MARK;
      at += length;
    }
    return units;
  };
}

const ESCAPE = 0x1b;

/** Characters of two bytes between `ESC $ B` and `ESC ( B`, all of them bytes of ASCII; lines end outside of them. */
const markIso2022Jp: MarkBytes = (bytes) => {
  const units = Uint16Array.from(bytes);
  let isWide = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === ESCAPE) {
      isWide = bytes[at + 1] === 0x24;
      const length = 3;
      for (let next = at; next < Math.min(at + length, bytes.length); next += 1)
        units[next] = (bytes[next] ?? 0) | MARK;
      at += length - 1;
    } else if (byte === 0x0a || byte === 0x0d) isWide = false;
    else if (isWide) units[at] = byte | MARK;
  }
  return units;
};

/** By WHATWG name; encodings in which every ASCII byte is that character are missing. */
export const MARKS: ReadonlyMap<string, MarkBytes> = new Map([
  ['shift_jis', marking(shiftJis)],
  ['gbk', marking(gb18030)],
  ['gb18030', marking(gb18030)],
  ['big5', marking(big5)],
  ['euc-kr', marking(eucKr)],
  ['iso-2022-jp', markIso2022Jp],
]);
