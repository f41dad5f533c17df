/**
 * Table of names: how many there are, bytes taken by them, objects met; then slots (id + 1), then for each id its
 * hash, address and length and the last object that had it; then the bytes.
 */
const NAMES: usize = 4095;
const SLOTS: usize = 8192;
const NAME_BYTES: u32 = 131072;
const SLOTS_AT: usize = 64;
export const NAMES_AT: usize = SLOTS_AT + SLOTS * 4;
const BYTES_AT: usize = NAMES_AT + NAMES * 16;
export const NONE: u32 = 4095;

// @ts-ignore: decorator
@inline
export function mix(hash: u64, word: u64): u64 {
  const product = (hash ^ word) * 0x9e3779b97f4a7c15;
  return product ^ (product >> 32);
}

/** Id of a name; {@link NONE} where the table is full. */
export function idOf(table: usize, from: usize, end: usize): u32 {
  const size = (end - from) as u32;
  let hash: u64 = size;
  let at = from;
  for (; at + 8 <= end; at += 8) hash = mix(hash, load<u64>(at));
  hash = mix(hash, load<u64>(at) & (((1 as u64) << (((end - at) as u64) * 8)) - 1));
  let slot: usize = (hash as usize) & (SLOTS - 1);
  while (true) {
    const known = load<u32>(table + SLOTS_AT + slot * 4);
    if (known === 0) break;
    const name = table + NAMES_AT + ((known - 1) as usize) * 16;
    if (load<u32>(name) === (hash as u32) && load<u32>(name, 8) === size) {
      if (memory.compare(load<u32>(name, 4), from, size) === 0) return known - 1;
    }
    slot = (slot + 1) & (SLOTS - 1);
  }
  const id = load<u32>(table);
  const taken = load<u32>(table, 4);
  if (id >= (NAMES as u32) || taken + size > NAME_BYTES) return NONE;
  const place = table + BYTES_AT + taken;
  memory.copy(place, from, size);
  const name = table + NAMES_AT + (id as usize) * 16;
  store<u32>(name, hash as u32);
  store<u32>(name, place as u32, 4);
  store<u32>(name, size, 8);
  store<u32>(name, 0, 12);
  store<u32>(table + SLOTS_AT + slot * 4, id + 1);
  store<u32>(table, id + 1);
  store<u32>(table, taken + size, 4);
  return id;
}

/** Objects met are counted up to a number that fits; from then on as if none had been. */
export function countAgain(table: usize): void {
  if (load<u32>(table, 8) <= 0x7fffffff) return;
  store<u32>(table, 0, 8);
  for (let id: usize = 0; id < NAMES; id += 1) store<u32>(table + NAMES_AT + id * 16, 0, 12);
}
