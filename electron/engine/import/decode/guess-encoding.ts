import { analyse } from 'chardet';

/** How much text the guess is made by. */
const LOOKED_AT = 64 * 1024;

/** Confidence of the detector from which a guess is taken, of 100: with two bytes per character it is soon sure. */
const SURE_MULTI_BYTE = 50;
const SURE_SINGLE_BYTE = 25;
/** Names of a few people are too little to tell Polish from French by. */
const ENOUGH_BYTES = 12;

const MULTI_BYTE: ReadonlySet<string> = new Set(['shift_jis', 'gb18030', 'gbk', 'big5', 'euc-kr', 'euc-jp']);

/** What most files are that are neither UTF-8 nor anything that can be told. */
const FALLBACK = 'windows-1252';

/**
 * WHATWG name of the legacy encoding that text is probably in. A log is mostly ASCII, which looks like English in every
 * one of them, so only what is around other bytes is judged.
 */
export function guessEncoding(sample: Buffer): string {
  const foreign = aroundHighBytes(sample);
  if (foreign.length < ENOUGH_BYTES) return FALLBACK;
  for (const { name, confidence } of analyse(foreign)) {
    const label = whatwgName(name);
    if (label === null || label.startsWith('utf-')) continue;
    if (confidence < (MULTI_BYTE.has(label) ? SURE_MULTI_BYTE : SURE_SINGLE_BYTE)) continue;
    if (!MULTI_BYTE.has(label) || isValid(foreign, label)) return label;
  }
  return FALLBACK;
}

/** Words with bytes beyond ASCII, a line each; letters between them may be second bytes. */
function aroundHighBytes(sample: Buffer): Buffer {
  const words = Buffer.alloc(LOOKED_AT);
  let length = 0;
  let from = 0;
  let isForeign = false;
  for (let at = 0; at <= sample.length && length < LOOKED_AT; at += 1) {
    const byte = sample[at] ?? 0x0a;
    if (byte >= 0x40 || byte === 0x20) {
      isForeign ||= byte >= 0x80;
      continue;
    }
    if (isForeign) {
      length += sample.copy(words, length, from, at);
      if (length < LOOKED_AT) length += words.write('\n', length, 'latin1');
    }
    isForeign = false;
    from = at + 1;
  }
  return words.subarray(0, length);
}

/** WHATWG calls ISO-8859-1 `windows-1252`, because that is what it is in practice; null for what it does not know. */
function whatwgName(name: string): string | null {
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return null; // The detector knows encodings that nobody can read, such as ISO-2022-CN.
  }
}

/** Words may be cut where they touch digits, so a few faults are allowed. */
function isValid(words: Buffer, label: string): boolean {
  const text = new TextDecoder(label).decode(words);
  const faults = text.split('\u{fffd}').length - 1;
  return faults * 50 <= text.length;
}
