/** Texts that are encoded at a time have about so many characters: what is put together for it stays in the cache. */
const AT_ONCE = 32 * 1024;
/** More room is not kept for the next texts. */
const MOST_ROOM = 8 * 1024 * 1024;
const FIRST_ROOM = 256 * 1024;

const encoder = new TextEncoder();
let room = new Uint8Array(FIRST_ROOM);

/** Texts as UTF-8, one after the other. */
export interface TextBytes {
  /** Where each ends. */
  readonly ends: Uint32Array;
  /** In memory that the next call may use again. */
  readonly bytes: Uint8Array;
}

/** Encodes texts. Plain ASCII, of which each character is a byte, is encoded some texts at a time. */
export function textBytes(texts: readonly string[]): TextBytes {
  const ends = new Uint32Array(texts.length);
  let end = 0;
  for (let from = 0; from < texts.length; ) {
    let to = from;
    let characters = 0;
    for (; to < texts.length && characters < AT_ONCE; to += 1) characters += texts[to]?.length ?? 0;
    if (end + characters * 3 > room.length) room = grown(room, end, characters * 3);
    const { written } = encoder.encodeInto(texts.slice(from, to).join(''), room.subarray(end));
    const isAscii = written === characters;
    for (; from < to; from += 1) {
      const text = texts[from] ?? '';
      // Halves of a surrogate pair in neighbouring texts must not become one character.
      end += isAscii ? text.length : encoder.encodeInto(text, room.subarray(end)).written;
      ends[from] = end;
    }
  }
  const bytes = room.subarray(0, end);
  if (room.length > MOST_ROOM) room = new Uint8Array(FIRST_ROOM);
  return { ends, bytes };
}

function grown(bytes: Uint8Array, used: number, by: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(bytes.length * 2, used + by));
  larger.set(bytes.subarray(0, used));
  return larger;
}
