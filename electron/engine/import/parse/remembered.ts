/** Beyond this many distinct texts of a column everything remembered of it is forgotten, so that memory stays bounded. */
export const MAX_REMEMBERED = 1 << 15;

/** Beyond this much memory as well: a few texts can be long. */
export const MAX_REMEMBERED_BYTES = 8 * 1024 * 1024;

/** What a text takes beside its characters: its own header, and its places in maps and lists. */
const TEXT_BYTES = 100;

/** About how much memory so many texts take. */
export function textsBytes(count: number, characters: number): number {
  return count * TEXT_BYTES + characters;
}
