import type { Codes } from '../../columns/column.ts';
import type { CellRoom } from './cell-room.ts';
import { rowKernels } from './row-kernels.ts';

/** Integers of 32 bits for rows, and what they span. */
export interface SpreadCells {
  readonly values: Int32Array<ArrayBuffer>;
  readonly nulls: number;
  /** Infinite when all are null. */
  readonly low: number;
  readonly high: number;
}

const OUT_BYTES = 64;

/**
 * Integers `base + value × scale`, the lowest value of 32 bits where the column has null.
 * @param base and `scale` are whole numbers of 32 bits
 * @param room where they go to
 * @returns low and high as they stand in the column, so that it can be told whether all fit
 */
export function spreadNumbers(
  values: Int8Array | Int16Array | Int32Array,
  base: number,
  scale: number,
  room: CellRoom,
): SpreadCells {
  return spread(values, room, (from, to, out) => {
    const width = values.BYTES_PER_ELEMENT;
    rowKernels().kernels.spreadNumbers(from, values.length, width, base, scale, to, out);
  });
}

/** The same as floats, NaN where the column has null, for numbers that take more than 32 bits. */
export function widenNumbers(
  values: Int8Array | Int16Array | Int32Array,
  base: number,
  scale: number,
  room: CellRoom,
): Float64Array<ArrayBuffer> {
  const memory = rowKernels();
  const { length, byteLength } = values;
  const from = memory.take(byteLength);
  const to = memory.take(length * 8);
  memory.bytes.set(new Uint8Array(values.buffer, values.byteOffset, byteLength), from);
  memory.kernels.widenNumbers(from, length, values.BYTES_PER_ELEMENT, base, scale, to);
  const wide = room.floats(length);
  wide.set(memory.floats.subarray(to / 8, to / 8 + length));
  memory.give(from, byteLength);
  memory.give(to, length * 8);
  return wide;
}

/** The ids of texts given by codes. @param ids id of each code, that of code 0 being null */
export function spreadCodes(codes: Codes, ids: Int32Array, room: CellRoom): SpreadCells {
  const memory = rowKernels();
  const at = memory.take(ids.byteLength);
  memory.ints.set(ids, at / 4);
  const spreads = spread(codes, room, (from, to, out) => {
    memory.kernels.spreadCodes(from, codes.length, codes.BYTES_PER_ELEMENT, at, to, out);
  });
  memory.give(at, ids.byteLength);
  return spreads;
}

function spread(
  column: Int8Array | Int16Array | Int32Array | Codes,
  room: CellRoom,
  work: (from: number, to: number, out: number) => void,
): SpreadCells {
  const memory = rowKernels();
  const { length, byteLength } = column;
  const from = memory.take(byteLength);
  const to = memory.take(length * 4);
  const out = memory.take(OUT_BYTES);
  memory.bytes.set(new Uint8Array(column.buffer, column.byteOffset, byteLength), from);
  work(from, to, out);
  const [low = 0, high = 0, nulls = 0] = memory.floats.subarray(out / 8, out / 8 + 3);
  const values = room.ints(length);
  values.set(memory.ints.subarray(to / 4, to / 4 + length));
  memory.give(from, byteLength);
  memory.give(to, length * 4);
  memory.give(out, OUT_BYTES);
  return { values, nulls, low, high };
}
