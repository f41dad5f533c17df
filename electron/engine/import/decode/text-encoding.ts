import { isUtf8 } from 'node:buffer';
import { AppError } from '../../../../shared/errors.ts';

/** Encodings of the content that can be read. */
export type EncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** How the bytes of a source are text. */
export interface TextEncoding {
  readonly name: EncodingName;
  /** Bytes of the byte-order mark at the start of the content. */
  readonly bomBytes: number;
  /** Bytes per unit in which separators, quotes and brackets are found. */
  readonly unitBytes: 1 | 2;
  /** Why the encoding is a guess; null when the content declares it or can be nothing else. */
  readonly guess: string | null;
  decode(bytes: Buffer): string;
  /** The text of the bytes `[from, to)`. */
  decodeRange(bytes: Buffer, from: number, to: number): string;
}

/** Formats that people take for logs, by their first bytes. */
const FOREIGN_FORMATS: readonly (readonly [magic: string, what: string])[] = [
  ['PK\x03\x04', 'a zip archive or an Excel workbook. Unpack it, or save the sheet as CSV'],
  ['SQLite format 3\0', 'a SQLite database. Open it as a workspace, or export its tables as CSV'],
  ['PAR1', 'a Parquet file. Export it as CSV or JSON'],
  ['%PDF', 'a PDF document. Export the log as CSV or JSON'],
  ['\x1f\x8b', 'compressed twice. Unpack it once'],
  ['BZh', 'a bzip2 archive. Unpack it'],
  ['\xfd7zXZ', 'an xz archive. Unpack it'],
  ['\x28\xb5\x2f\xfd', 'a zstd archive. Unpack it'],
  ['ElfFile\0', 'a Windows event log. Export it as CSV or JSON'],
];

/**
 * Decides the encoding from the first bytes of the content.
 * @param whole whether the sample is all of the content, so that its end splits no character
 * @throws FILE_BINARY when it is not text
 */
export function detectEncoding(sample: Buffer, whole: boolean, name: string): TextEncoding {
  refuseForeignFormat(sample, name);
  const declared = fromByteOrderMark(sample);
  if (declared !== null) return declared;
  const wide = wideWithoutMark(sample);
  if (wide !== null) return wide;
  refuseBinary(sample, name);
  if (isUtf8(whole ? sample : withoutPartialCharacter(sample))) return encoding('utf-8', 0, null);
  return encoding('windows-1252', 0, 'it is not valid UTF-8 and has no byte-order mark');
}

function fromByteOrderMark(sample: Buffer): TextEncoding | null {
  if (sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf) return encoding('utf-8', 3, null);
  if (sample[0] === 0xff && sample[1] === 0xfe) return encoding('utf-16le', 2, null);
  if (sample[0] === 0xfe && sample[1] === 0xff) return encoding('utf-16be', 2, null);
  return null;
}

/** UTF-16 of mostly Latin text shows as a zero in every other byte. */
function wideWithoutMark(sample: Buffer): TextEncoding | null {
  const looked = Math.min(sample.length, 4096) & ~1;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < looked; i += 2) {
    if (sample[i] === 0) even += 1;
    if (sample[i + 1] === 0) odd += 1;
  }
  const most = looked * 0.35;
  const why = 'every other byte is zero and there is no byte-order mark';
  if (odd > most && even === 0) return encoding('utf-16le', 0, why);
  if (even > most && odd === 0) return encoding('utf-16be', 0, why);
  return null;
}

function refuseForeignFormat(sample: Buffer, name: string): void {
  const head = sample.toString('latin1', 0, 32);
  const foreign = FOREIGN_FORMATS.find(([magic]) => head.startsWith(magic));
  if (foreign !== undefined) throw new AppError('FILE_BINARY', `${name} is ${foreign[1]}.`);
}

/** Text has next to no control characters. */
function refuseBinary(sample: Buffer, name: string): void {
  const looked = Math.min(sample.length, 64 * 1024);
  let zeros = 0;
  let controls = 0;
  for (let i = 0; i < looked; i += 1) {
    const byte = sample[i] ?? 0;
    if (byte === 0) zeros += 1;
    else if (byte < 0x20 && (byte < 0x09 || byte > 0x0d) && byte !== 0x1b && byte !== 0x1e) controls += 1;
  }
  if (zeros * 200 <= looked && controls * 50 <= looked) return;
  throw new AppError('FILE_BINARY', `${name} is not text. Choose a CSV, TSV, JSON or JSON Lines export.`);
}

/** Cuts a character that the end of the sample split. */
function withoutPartialCharacter(sample: Buffer): Buffer {
  for (let back = 1; back <= Math.min(3, sample.length); back += 1) {
    const byte = sample[sample.length - back] ?? 0;
    if (byte >= 0xc0) return sample.subarray(0, sample.length - back);
    if (byte < 0x80) break;
  }
  return sample;
}

function encoding(name: EncodingName, bomBytes: number, guess: string | null): TextEncoding {
  const unitBytes = name === 'utf-16le' || name === 'utf-16be' ? 2 : 1;
  const decode = DECODERS[name];
  const decodeRange =
    name === 'utf-8'
      ? (bytes: Buffer, from: number, to: number) => bytes.toString('utf8', from, to)
      : (bytes: Buffer, from: number, to: number) => decode(bytes.subarray(from, to));
  return { name, bomBytes, unitBytes, guess, decode, decodeRange };
}

const wide = {
  'utf-16le': new TextDecoder('utf-16le', { ignoreBOM: true }),
  'utf-16be': new TextDecoder('utf-16be', { ignoreBOM: true }),
};
const windows1252 = new TextDecoder('windows-1252');

const DECODERS: Readonly<Record<EncodingName, (bytes: Buffer) => string>> = {
  'utf-8': (bytes) => bytes.toString('utf8'),
  'utf-16le': (bytes) => wide['utf-16le'].decode(bytes),
  'utf-16be': (bytes) => wide['utf-16be'].decode(bytes),
  'windows-1252': (bytes) => windows1252.decode(bytes),
};
