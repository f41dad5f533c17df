import type { TextEncoding } from '../decode/text-encoding.ts';
import type { Units } from './found-records.ts';
import type { Stretch } from './score-dialects.ts';
import { unitsOf } from './units.ts';

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
  const units = unitsOf(sample, encoding);
  const size = encoding.unitBytes;
  const begins = (from + FIRST_BYTES) / size;
  const step = Math.floor((units.length - begins) / LATER_PLACES);
  let at = from / size;
  let inQuotes = false;
  for (let place = 0; place < LATER_PLACES; place += 1) {
    const wanted = Math.floor(begins) + place * step;
    if (quotesIn(units, at, wanted) % 2 === 1) inQuotes = !inQuotes;
    at = Math.max(at, wanted);
    const most = Math.min(units.length, at + LATER_BYTES / size);
    for (; at < most && (inQuotes || !isLineEnd(units[at] ?? 0)); at += 1) {
      if (units[at] === QUOTE) inQuotes = !inQuotes;
    }
    const begin = (at + 1) * size;
    if (at < most) stretches.push({ text: text(begin, begin + LATER_BYTES), whole: false });
  }
  return stretches;
}

function quotesIn(units: Units, from: number, to: number): number {
  let quotes = 0;
  for (let at = units.indexOf(QUOTE, from); at >= 0 && at < to; at = units.indexOf(QUOTE, at + 1))
    quotes += 1;
  return quotes;
}

function isLineEnd(unit: number): boolean {
  return unit === 10 || unit === 13;
}
