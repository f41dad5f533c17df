import type { TextEncoding } from '../decode/text-encoding.ts';
import type { Units } from './found-records.ts';

/**
 * The bytes as units of the encoding, in which every separator is one unit, and which equals one only where it is one.
 * A byte that does not fill a unit at the end is left out.
 */
export function unitsOf(bytes: Buffer, encoding: TextEncoding): Units {
  if (encoding.marks !== null) return encoding.marks(bytes);
  if (encoding.unitBytes === 1) return bytes;
  const whole = bytes.length & ~1;
  const copy = Buffer.from(bytes.subarray(0, whole));
  if (encoding.name === 'utf-16be') copy.swap16();
  return new Uint16Array(copy.buffer, copy.byteOffset, whole / 2);
}

/** Inverse of {@link unitsOf}: the text of some units. */
export function textOfUnits(units: readonly number[], encoding: TextEncoding): string {
  if (encoding.unitBytes === 1) return encoding.decode(Buffer.from(units)); // the low byte of each, without its mark
  return Buffer.from(Uint16Array.from(units).buffer).toString('utf16le');
}
