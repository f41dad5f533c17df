import { type CivilTime, setDate } from './civil-time.ts';
import { readClock } from './clock-time.ts';

/** `2026年11月1日(日) 10時05分11秒`, `2026년 11월 1일 오후 3:00`. */
const NAMED =
  /^(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]\s*(?:[(（]\p{L}{1,3}[)）]|星期\p{L}|\p{L}曜日)?\s*(.*)$/u;
/** `2026. 11. 1. 오후 3:00:00`: the Korean short form. */
const DOTTED = /^(\d{4})\.\s+(\d{1,2})\.\s+(\d{1,2})\.?\s*(.*)$/u;

const CLOCK_WORDS = /(\d{1,2})\s*[时時点點시]\s*(\d{1,2})\s*[分분](?:\s*(\d{1,2})\s*[秒초])?/u;

/** Reads dates as China, Japan and Korea write them: year, month, day. @returns false when the text is none */
export function readAsianTime(text: string, into: CivilTime): boolean {
  const match = NAMED.exec(text) ?? DOTTED.exec(text);
  if (match === null) return false;
  const [, year, month, day, rest = ''] = match;
  setDate(into, Number(year), Number(month), Number(day));
  const clock = rest.replace(CLOCK_WORDS, (_, hour: string, minute: string, second = '0') =>
    [hour, minute, second].map((part: string) => part.padStart(2, '0')).join(':'),
  );
  return readClock(clock.trim(), into);
}
