import type {
  BigColumn,
  Codes,
  Column,
  DictionaryColumn,
  NumberColumn,
  NumberValues,
  TextColumn,
} from './column.ts';
import { narrowCodes } from './column-builder.ts';
import { HEADER_BYTES, laidOut, memoryOf } from './laid-out-texts.ts';
import { numberColumn } from './number-column.ts';
import { textBytes } from './text-bytes.ts';

/*
 * A column as a BLOB, little-endian. 32 bytes of header:
 *
 *   0  kind: 1 dictionary, 2 text, 3 number, 4 big
 *   1  bytes of one value: codes 1, 2, 4; numbers 1, 2, 4, 8
 *   2  1 when all values are the same and only the first is stored; in a text column 1 when it has nulls
 *   4  rows, uint32
 *   8  base, float64              16  scale, float64
 *   24 texts, uint32              28  bytes of text, uint32
 *
 * then   dictionary: ends of the texts uint32[], texts UTF-8, padding to 4, codes
 *        text:       ends uint32[], nulls uint8[] when there are any, texts UTF-8
 *        number, big: values
 */

/** Version of this format and of what the columns mean; an index of another version is rebuilt. */
export const INDEX_VERSION = 2;

const KINDS = { dictionary: 1, text: 2, number: 3, big: 4 } as const;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes of a column for the index. */
export function encodeColumn(column: Column): Buffer {
  switch (column.kind) {
    case 'dictionary':
      return encodeDictionary(column);
    case 'text':
      return encodeText(column);
    case 'number':
    case 'big':
      return encodeNumbers(column);
  }
}

function encodeDictionary({ codes, texts }: DictionaryColumn): Buffer {
  const { ends, bytes: inRow } = textBytes(texts);
  const textsAt = HEADER_BYTES + 4 * texts.length;
  const codesAt = padded(textsAt + inRow.length);
  const stored = isConstant(codes) ? codes.subarray(0, 1) : codes;
  const bytes = Buffer.alloc(codesAt + stored.byteLength);
  writeHeader(bytes, KINDS.dictionary, codes.BYTES_PER_ELEMENT, stored.length < codes.length, codes.length);
  bytes.writeUInt32LE(texts.length, 24);
  bytes.writeUInt32LE(inRow.length, 28);
  bytes.set(rawBytes(ends), HEADER_BYTES);
  bytes.set(inRow, textsAt);
  bytes.set(rawBytes(stored), codesAt);
  return bytes;
}

function encodeText(column: TextColumn): Buffer {
  const bytes = memoryOf(column) ?? Buffer.from(laidOut(column).bytes.buffer);
  bytes.fill(0, 0, HEADER_BYTES);
  writeHeader(bytes, KINDS.text, 1, column.nulls !== null, column.ends.length);
  bytes.writeUInt32LE(column.bytes.length, 28);
  return bytes;
}

function encodeNumbers(column: NumberColumn | BigColumn): Buffer {
  const { values } = column;
  const stored = isConstant(values) ? values.subarray(0, 1) : values;
  const bytes = Buffer.alloc(HEADER_BYTES + stored.byteLength);
  writeHeader(
    bytes,
    KINDS[column.kind],
    values.BYTES_PER_ELEMENT,
    stored.length < values.length,
    values.length,
  );
  if (column.kind === 'number') {
    bytes.writeDoubleLE(column.base, 8);
    bytes.writeDoubleLE(column.scale, 16);
  }
  bytes.set(rawBytes(stored), HEADER_BYTES);
  return bytes;
}

/** Whether all values are equal: then they are what they are one value further on, which needs no loop for each type. */
function isConstant(values: Codes | NumberValues | BigInt64Array): boolean {
  const bytes = rawBytes(values);
  const width = values.BYTES_PER_ELEMENT;
  return values.length > 1 && bytes.subarray(width).equals(bytes.subarray(0, bytes.length - width));
}

function writeHeader(bytes: Buffer, kind: number, width: number, flag: boolean, rows: number): void {
  bytes[0] = kind;
  bytes[1] = width;
  bytes[2] = flag ? 1 : 0;
  bytes.writeUInt32LE(rows, 4);
}

function rawBytes(values: ArrayBufferView): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

function padded(length: number): number {
  return (length + 3) & ~3;
}

/**
 * The column in the bytes of the index.
 * @param count rows it must have
 * @throws RangeError or TypeError when the bytes are not such a column
 */
export function decodeColumn(bytes: Uint8Array, count: number): Column {
  if (bytes.length < HEADER_BYTES) throw new RangeError('The column is cut short.');
  // A copy of its own, so that arrays may be laid over it whatever its place in memory.
  const own = Buffer.from(new Uint8Array(bytes).buffer);
  if (own.readUInt32LE(4) !== count) throw new RangeError('The column has another number of rows.');
  switch (own[0]) {
    case KINDS.dictionary:
      return decodeDictionary(own, count);
    case KINDS.text:
      return decodeText(own, count);
    case KINDS.number:
      return decodeNumbers(own, count);
    case KINDS.big:
      return {
        kind: 'big',
        values: spread(laid(BigInt64Array, own, HEADER_BYTES, stored(own, count)), count),
      };
    default:
      throw new RangeError('The column is of an unknown kind.');
  }
}

function decodeDictionary(bytes: Buffer, count: number): DictionaryColumn {
  const size = bytes.readUInt32LE(24);
  const textBytes = bytes.readUInt32LE(28);
  const ends = laid(Uint32Array, bytes, HEADER_BYTES, size);
  const textsAt = HEADER_BYTES + 4 * size;
  const texts: string[] = [];
  let from = 0;
  for (const end of ends) {
    if (end < from || end > textBytes) throw new RangeError('The texts of the column overlap.');
    texts.push(decoder.decode(bytes.subarray(textsAt + from, textsAt + end)));
    from = end;
  }
  const codesAt = padded(textsAt + textBytes);
  const type = codesOf(bytes[1]);
  const codes = spread(laid(type, bytes, codesAt, stored(bytes, count)), count);
  for (let row = 0; row < codes.length; row += 1) {
    if ((codes[row] ?? 0) > size) throw new RangeError('A code of the column has no text.');
  }
  return {
    kind: 'dictionary',
    codes: codes.BYTES_PER_ELEMENT === bytes[1] ? codes : narrowCodes(codes, size),
    texts,
  };
}

function decodeText(bytes: Buffer, count: number): TextColumn {
  const ends = laid(Uint32Array, bytes, HEADER_BYTES, count);
  const nullsAt = HEADER_BYTES + 4 * count;
  const nulls = bytes[2] === 1 ? laid(Uint8Array, bytes, nullsAt, count) : null;
  const texts = laid(Uint8Array, bytes, nullsAt + (nulls?.length ?? 0), bytes.readUInt32LE(28));
  for (let row = 1; row < count; row += 1) {
    if ((ends[row] ?? 0) < (ends[row - 1] ?? 0)) throw new RangeError('The texts of the column overlap.');
  }
  if (count > 0 && ends[count - 1] !== texts.length) throw new RangeError('The column is cut short.');
  return { kind: 'text', ends, nulls, bytes: texts };
}

function decodeNumbers(bytes: Buffer, count: number): NumberColumn {
  const base = bytes.readDoubleLE(8);
  const scale = bytes.readDoubleLE(16);
  if (!(Number.isSafeInteger(base) && Number.isSafeInteger(scale) && scale > 0)) {
    throw new RangeError('The column has no scale.');
  }
  const values: NumberValues = spread(
    laid(numbersOf(bytes[1]), bytes, HEADER_BYTES, stored(bytes, count)),
    count,
  );
  if (values instanceof Float64Array) checkSafe(values);
  return numberColumn(values, base, scale);
}

function checkSafe(values: Float64Array): void {
  for (const value of values) {
    if (!(Number.isNaN(value) || Number.isSafeInteger(value))) throw new RangeError('A number is not whole.');
  }
}

/** Values in the BLOB: one when all are the same. */
function stored(bytes: Buffer, count: number): number {
  return bytes[2] === 1 ? Math.min(1, count) : count;
}

interface ArrayType<A> {
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): A;
  readonly BYTES_PER_ELEMENT: number;
}

function laid<A>(type: ArrayType<A>, bytes: Buffer, at: number, length: number): A {
  if (at + length * type.BYTES_PER_ELEMENT > bytes.length) throw new RangeError('The column is cut short.');
  return new type(bytes.buffer, bytes.byteOffset + at, length);
}

function spread<A extends Uint8Array | Uint16Array | Uint32Array | NumberValues | BigInt64Array>(
  values: A,
  count: number,
): A {
  if (values.length === count) return values;
  const type = values.constructor as new (length: number) => A;
  const full = new type(count);
  const [first] = values;
  if (first !== undefined) (full as { fill(value: number | bigint): void }).fill(first);
  return full;
}

function codesOf(width: number | undefined): ArrayType<Uint8Array | Uint16Array | Uint32Array> {
  if (width === 1) return Uint8Array;
  if (width === 2) return Uint16Array;
  if (width === 4) return Uint32Array;
  throw new RangeError('The codes of the column have an unknown width.');
}

function numbersOf(width: number | undefined): ArrayType<NumberValues> {
  if (width === 1) return Int8Array;
  if (width === 2) return Int16Array;
  if (width === 4) return Int32Array;
  if (width === 8) return Float64Array;
  throw new RangeError('The numbers of the column have an unknown width.');
}
