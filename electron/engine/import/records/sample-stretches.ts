import type { TextEncoding } from '../decode/text-encoding.ts';
import type { Stretch } from './score-dialects.ts';

/** What is looked at of the start of a sample, and at places further on, in bytes. */
const FIRST_BYTES = 96 * 1024;
const LATER_BYTES = 16 * 1024;
const LATER_PLACES = 4;

const QUOTE = 34;

/**
 * Stretches of text that stand for a sample: its start and some from all over the rest, each from the beginning of
 * a line that is outside of quotes, as far as counting them tells.
 * @param skipped characters at the start that are not judged
 */
export function sampleStretches(
  sample: Buffer,
  whole: boolean,
  encoding: TextEncoding,
  skipped: number,
): Stretch[] {
  const from = encoding.bomBytes + skipped * encoding.unitBytes;
  const text = (at: number, to: number): string => encoding.decode(sample.subarray(at, to));
  const all = sample.length - from <= FIRST_BYTES + LATER_PLACES * LATER_BYTES;
  if (all) return [{ text: text(from, sample.length), whole }];
  const head = text(from, from + FIRST_BYTES);
  // A record so long that it does not end in the first stretch has to be seen.
  if (!/[\r\n]/.test(head)) return [{ text: text(from, sample.length), whole }];
  const stretches: Stretch[] = [{ text: head, whole: false }];
  const step = Math.floor((sample.length - from - FIRST_BYTES) / LATER_PLACES);
  const unit = encoding.unitBytes;
  let inQuotes = false;
  let at = from;
  for (let place = 0; place < LATER_PLACES; place += 1) {
    const wanted = from + FIRST_BYTES + place * step;
    for (; at < wanted; at += unit) if (unitAt(sample, at, encoding) === QUOTE) inQuotes = !inQuotes;
    const most = Math.min(sample.length, at + LATER_BYTES);
    while (at < most && (inQuotes || !isLineEnd(unitAt(sample, at, encoding)))) {
      if (unitAt(sample, at, encoding) === QUOTE) inQuotes = !inQuotes;
      at += unit;
    }
    const begin = at + unit;
    if (begin < most) stretches.push({ text: text(begin, begin + LATER_BYTES), whole: false });
  }
  return stretches;
}

function unitAt(sample: Buffer, at: number, { unitBytes, name }: TextEncoding): number {
  if (unitBytes === 1) return sample[at] ?? 0;
  if (at + 1 >= sample.length) return 0;
  return name === 'utf-16be' ? sample.readUInt16BE(at) : sample.readUInt16LE(at);
}

function isLineEnd(unit: number): boolean {
  return unit === 10 || unit === 13;
}
