/**
 * Keeps positions whose code is `wanted`, four at a time: of a word of codes, the bytes that equal it become 1.
 * @param mask marks of the positions from `from` on; like `from`, it begins on a word of its memory
 */
export function narrowToOneByte(mask: Uint8Array, codes: Uint8Array, from: number, wanted: number): void {
  const whole = mask.length & ~3;
  const marks = new Int32Array(mask.buffer, mask.byteOffset, whole >> 2);
  const words = new Int32Array(codes.buffer, codes.byteOffset + from, whole >> 2);
  const pattern = Math.imul(wanted, 0x01010101);
  for (let i = 0; i < words.length; i += 1) {
    const differing = (words[i] as number) ^ pattern;
    // The high bit of a byte is set where it is not zero: by itself, or by a carry out of the bits below.
    const unequal = differing | ((differing & 0x7f7f7f7f) + 0x7f7f7f7f);
    marks[i] = (marks[i] as number) & ((~unequal >>> 7) & 0x01010101);
  }
  for (let i = whole; i < mask.length; i += 1) if (codes[from + i] !== wanted) mask[i] = 0;
}

/** Whether both may be read a word at a time from `from` on. */
export function isWordwise(mask: Uint8Array, codes: Uint8Array, from: number): boolean {
  return mask.byteOffset % 4 === 0 && (codes.byteOffset + from) % 4 === 0;
}
