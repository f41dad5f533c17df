/** Bits of the flags of a gzip header: https://www.rfc-editor.org/rfc/rfc1952 §2.3.1 */
const HAS_CHECKSUM = 0x02;
const HAS_EXTRA = 0x04;
const HAS_NAME = 0x08;
const HAS_COMMENT = 0x10;

const FIXED_BYTES = 10;
const FLAGS_AT = 3;

/** Whether bytes begin like a gzip member that is deflated, as all are. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 0x08;
}

/** What is left behind zeros, with which archives are filled up to the end of a block. */
export function withoutPadding(bytes: Buffer): Buffer {
  const at = bytes.findIndex((byte) => byte !== 0);
  return at < 0 ? bytes.subarray(bytes.length) : bytes.subarray(at);
}

/** Bytes of the header that bytes begin with; null where it is not whole, or none. */
export function gzipHeaderLength(bytes: Buffer): number | null {
  if (!isGzip(bytes) || bytes.length < FIXED_BYTES) return null;
  const flags = bytes[FLAGS_AT] ?? 0;
  let at = FIXED_BYTES;
  if ((flags & HAS_EXTRA) !== 0) {
    if (bytes.length < at + 2) return null;
    at += 2 + bytes.readUInt16LE(at);
  }
  for (const text of [HAS_NAME, HAS_COMMENT]) {
    if ((flags & text) === 0) continue;
    const end = bytes.indexOf(0, at);
    if (end < 0) return null;
    at = end + 1;
  }
  if ((flags & HAS_CHECKSUM) !== 0) at += 2;
  return at <= bytes.length ? at : null;
}
