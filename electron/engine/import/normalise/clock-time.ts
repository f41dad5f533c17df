import type { CivilTime } from './civil-time.ts';
import { readFraction } from './iso-time.ts';
import { readZone } from './named-zone.ts';

const MORNING = 'am|a\\.\\s?m\\.|上午|午前|오전';
const AFTERNOON = 'pm|p\\.\\s?m\\.|下午|午後|오후';

/** `14:05:11.250 +02:00`, `2:05 PM`, `下午 02:05`, `10.00.00.000000`, `10h30`. */
const CLOCK = new RegExp(
  `^(?:(${MORNING})|(${AFTERNOON}))?\\s*(\\d{1,2})([:.h])(\\d{2})(?:\\4(\\d{2})([.,]\\d+)?)?\\s*(?:(${MORNING})|(${AFTERNOON}))?\\s*(.*)$`,
  'iu',
);

/** Between a date and a clock that are written out: `November 1, 2026 at 2:05 PM`, `1. November 2026 um 14:05 Uhr`. */
const AT = /^(?:at|um|à|a\s+las?|alle\s+ore|alle|às|kl\.?|om)\s+(?=\d)/i;
const UHR = /\s+uhr$/i;

/** Reads a time of day, and the zone behind it; empty text is midnight. @returns false when it is neither */
export function readClock(text: string, into: CivilTime): boolean {
  if (text === '') return true;
  const match = CLOCK.exec(text) ?? CLOCK.exec(text.replace(AT, '').replace(UHR, ''));
  if (match === null) return false;
  const [, before, beforeLate, hour = '', , minute = '', second = '0', fraction = ''] = match;
  const early = before ?? match[8];
  const late = beforeLate ?? match[9];
  into.hour =
    early === undefined && late === undefined ? Number(hour) : twelveHour(Number(hour), late !== undefined);
  into.minute = Number(minute);
  into.second = Number(second);
  if (fraction !== '') readFraction(fraction, 1, into);
  const zone = match[10] ?? '';
  return zone === '' || readZone(zone, 0, into);
}

/** Whether a text is a time of day and nothing else. */
export function isClock(text: string, probe: CivilTime): boolean {
  return text !== '' && text.length <= 40 && readClock(text.trim(), probe) && probe.hour <= 24;
}

/** 12 AM is midnight, 12 PM is noon. An hour that no clock shows becomes 99, which no time has. */
function twelveHour(hour: number, late: boolean): number {
  if (hour < 1 || hour > 12) return 99;
  return (hour % 12) + (late ? 12 : 0);
}
