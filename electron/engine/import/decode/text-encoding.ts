import { isUtf8 } from 'node:buffer';
import { AppError } from '../../../../shared/errors.ts';
import { MARKS, type MarkBytes } from './character-marks.ts';
import { refuseBinary, refuseForeignFormat } from './foreign-format.ts';
import { guessEncoding } from './guess-encoding.ts';

/** WHATWG name of an encoding: `utf-8`, `utf-16le`, `utf-16be`, `windows-1252`, `shift_jis` … */
export type EncodingName = string;

/** How the bytes of a source are text. */
export interface TextEncoding {
  readonly name: EncodingName;
  /** Bytes of the byte-order mark at the start of the content. */
  readonly bomBytes: number;
  /** Bytes per unit in which separators, quotes and brackets are found. */
  readonly unitBytes: 1 | 2;
  /** Marks bytes that look like separators and are none; null where every byte of ASCII is that character. */
  readonly marks: MarkBytes | null;
  /** Why the encoding is a guess; null when it was chosen, when the content declares it or can be nothing else. */
  readonly guess: string | null;
  decode(bytes: Buffer): string;
  /** The text of the bytes `[from, to)`. */
  decodeRange(bytes: Buffer, from: number, to: number): string;
}

/**
 * Decides the encoding from the first bytes of the content, or takes the one that was chosen.
 * @param whole whether the sample is all of the content, so that its end splits no character
 * @param chosen WHATWG label; null to decide
 * @throws FILE_BINARY when it is not text, BAD_MAPPING when there is no encoding of that label
 */
export function detectEncoding(
  sample: Buffer,
  whole: boolean,
  name: string,
  chosen: string | null = null,
): TextEncoding {
  refuseForeignFormat(sample, name);
  if (chosen !== null) return chosenEncoding(sample, chosen);
  const declared = fromByteOrderMark(sample);
  if (declared !== null) return declared;
  const wide = wideWithoutMark(sample);
  if (wide !== null) return wide;
  refuseBinary(sample, name);
  if (sample.includes(JAPANESE_ESCAPE, 0, 'latin1')) {
    return encoding('iso-2022-jp', 0, 'it has the escape sequences of ISO-2022-JP');
  }
  if (isUtf8(whole ? sample : withoutPartialCharacter(sample))) return encoding('utf-8', 0, null);
  return encoding(guessEncoding(sample), 0, 'it is not valid UTF-8 and has no byte-order mark');
}

/** Begins characters of JIS X 0208. */
const JAPANESE_ESCAPE = '\x1b$B';

function chosenEncoding(sample: Buffer, label: string): TextEncoding {
  const known = encodingName(label);
  if (known === null) {
    throw new AppError(
      'BAD_MAPPING',
      `There is no encoding ${JSON.stringify(label)}. Use a WHATWG label such as utf-8, utf-16le, windows-1252, windows-1251, shift_jis, gb18030, big5 or euc-kr.`,
      { encoding: label },
    );
  }
  const declared = fromByteOrderMark(sample);
  return declared?.name === known ? declared : encoding(known, 0, null);
}

/** Name of the encoding with a WHATWG label; null when there is none. */
export function encodingName(label: string): EncodingName | null {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
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
  const marks = MARKS.get(name) ?? null;
  if (name === 'utf-8') {
    const decodeRange = (bytes: Buffer, from: number, to: number): string => bytes.toString('utf8', from, to);
    return {
      name,
      bomBytes,
      unitBytes,
      marks,
      guess,
      decode: (bytes) => bytes.toString('utf8'),
      decodeRange,
    };
  }
  const decoder = new TextDecoder(name, { ignoreBOM: true });
  const decode = (bytes: Buffer): string => decoder.decode(bytes);
  const decodeRange = (bytes: Buffer, from: number, to: number): string => decode(bytes.subarray(from, to));
  return { name, bomBytes, unitBytes, marks, guess, decode, decodeRange };
}
