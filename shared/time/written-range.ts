import { AppError } from '../errors.ts';
import type { TimeRange } from '../filter/filter.ts';
import { parseDuration } from './duration.ts';
import { spanWindow } from './window.ts';
import { endOfSpan, parseWhen, type When } from './written-when.ts';
import { HOUR, knownZone, MINUTE } from './zone.ts';

/** How far a moment reaches on either side when nothing is said of it. */
export const USUAL_REACH = HOUR;

const AROUND = /^(?<middle>.+?)\s*(?:±|\+\/?-)\s*(?<reach>.+)$/;
const REACH_FIRST = /^(?:±|\+\/?-)?\s*(?<reach>.+?) (?:around|about) (?<middle>.+)$/i;
const LAST = /^(?:the )?last (.+)$/i;
const BETWEEN = /^(?:from |between )?(.+?)(?:\s+(?:-|to|until|and)\s+|\s*(?:–|—|\.\.)\s*)(.+)$/i;

/**
 * Reads a time range as people say it, in a zone and relative to "as of":
 *
 * - a moment and how far around it: `30 Oct 14:00 ± 2 h`, `yesterday afternoon ± a couple of hours`
 * - from one moment to another: `30 Oct 14:00 – 16:00`, `28 Oct to 30 Oct` (the last day included)
 * - a day or a part of it: `30 Oct`, `yesterday`, `Tuesday morning`; a moment alone reaches an hour around
 * - back from "as of": `last 3 hours`
 *
 * Days without a year are the latest such day that is not after "as of". Orders of day and month that can be
 * misread are refused, not guessed.
 * @param asOf µs UTC
 * @throws BAD_ARGUMENT that says what can be written, and for an unknown zone
 */
export function parseWrittenRange(text: string, zone: string, asOf: number): TimeRange {
  knownZone(zone);
  const written = text.trim().replace(/\s+/g, ' ');
  const last = LAST.exec(written)?.[1];
  if (last !== undefined) return backFrom(asOf, reachOf(last), zone);
  const { middle, reach } = (AROUND.exec(written) ?? REACH_FIRST.exec(written))?.groups ?? {};
  if (middle !== undefined && reach !== undefined) {
    return around(parseWhen(middle, zone, asOf), reachOf(reach), zone);
  }
  const between = BETWEEN.exec(written);
  if (between?.[1] !== undefined && between[2] !== undefined) {
    return fromTo(between[1], between[2], zone, asOf);
  }
  const when = parseWhen(written, zone, asOf);
  return when.kind === 'instant' ? around(when, USUAL_REACH, zone) : around(when, 0, zone);
}

function reachOf(text: string): number {
  const reach = parseDuration(text);
  if (reach !== null) return reach;
  throw new AppError('BAD_ARGUMENT', `"${text}" is not a length of time. Write it like 2 h or 15 min.`, {
    text,
  });
}

function around(when: When, reach: number, zone: string): TimeRange {
  return spanWindow(when.from - reach, endOfSpan(when) + reach, zone);
}

function backFrom(asOf: number, length: number, zone: string): TimeRange {
  const to = (Math.floor(asOf / MINUTE) + 1) * MINUTE;
  return spanWindow(to - length, to, zone);
}

function fromTo(first: string, second: string, zone: string, asOf: number): TimeRange {
  const from = parseWhen(first, zone, asOf);
  let to = parseWhen(second, zone, asOf, from.day);
  // "22:00 – 04:00" ends on the next day.
  if (endOfSpan(to) <= from.from && to.dayGiven === false) {
    to = parseWhen(second, zone, asOf, from.day.add({ days: 1 }));
  }
  if (endOfSpan(to) > from.from) return spanWindow(from.from, endOfSpan(to), zone);
  throw new AppError('BAD_ARGUMENT', 'The end of the time range lies before its start. Swap the two.', {
    text: `${first} – ${second}`,
  });
}
