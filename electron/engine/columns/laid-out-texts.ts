import type { TextColumn } from './column.ts';

/** Bytes in front of what a column holds in the index; see `column-codec.ts`. */
export const HEADER_BYTES = 32;

/** Where the parts of a column of texts are in the index. */
export function placesOf(rows: number, hasNulls: boolean, textBytes: number) {
  const nullsAt = HEADER_BYTES + 4 * rows;
  const textsAt = nullsAt + (hasNulls ? rows : 0);
  return { nullsAt, textsAt, size: textsAt + textBytes };
}

/** A column of texts in one stretch of memory, laid out as in the index, so that nothing is copied for that. */
export interface LaidOutTexts extends TextColumn {
  readonly ends: Uint32Array<ArrayBuffer>;
  readonly nulls: Uint8Array<ArrayBuffer> | null;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Room for a column of texts; what it holds is undefined, but for nulls, of which there are none yet. */
export function roomForTexts(rows: number, hasNulls: boolean, textBytes: number): LaidOutTexts {
  const { nullsAt, textsAt, size } = placesOf(rows, hasNulls, textBytes);
  const memory = Buffer.allocUnsafeSlow(size).buffer;
  const nulls = hasNulls ? new Uint8Array(memory, nullsAt, rows).fill(0) : null;
  return {
    kind: 'text',
    ends: new Uint32Array(memory, HEADER_BYTES, rows),
    nulls,
    bytes: new Uint8Array(memory, textsAt),
  };
}

/** The same column in one stretch of memory. */
export function laidOut({ ends, nulls, bytes }: Omit<TextColumn, 'kind'>): LaidOutTexts {
  const column = roomForTexts(ends.length, nulls !== null, bytes.length);
  column.ends.set(ends);
  if (nulls !== null) column.nulls?.set(nulls);
  column.bytes.set(bytes);
  return column;
}

/** The memory of a column that is laid out so, of which the header is yet to be written; null for any other. */
export function memoryOf(column: TextColumn): Buffer | null {
  const { ends, nulls, bytes } = column;
  const { nullsAt, textsAt, size } = placesOf(ends.length, nulls !== null, bytes.length);
  const { buffer } = bytes;
  if (buffer.byteLength !== size || bytes.byteOffset !== textsAt) return null;
  if (ends.buffer !== buffer || ends.byteOffset !== HEADER_BYTES) return null;
  if (nulls !== null && (nulls.buffer !== buffer || nulls.byteOffset !== nullsAt)) return null;
  return Buffer.from(buffer);
}
