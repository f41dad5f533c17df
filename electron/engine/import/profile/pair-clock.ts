import { newCivilTime } from '../normalise/civil-time.ts';
import { isClock } from '../normalise/clock-time.ts';
import { writtenNumber } from '../normalise/epoch-time.ts';
import { isLikelyDay, looksLikeTime } from '../normalise/time-text.ts';
import type { Binding } from './bind-columns.ts';
import type { SampleColumn, SampleColumns } from './sample-columns.ts';

const JUDGED_VALUES = 200;

const CLOCK_WORDS = /time|clock|hour|uhrzeit|zeit|heure|hora|ora\b|tijd|时间|時刻|시간/i;
const DATE_WORDS = /date|day|datum|fecha|data\b|jour|tag\b|日期|日付|날짜/i;

const probe = newCivilTime();

/**
 * Joins the date of a record with a time of day that stands in a column of its own: the first column without
 * another use whose name speaks of time and whose values are times of day.
 * @param guess whether a column of days may be taken where no time is bound
 */
export function pairClock(
  bindings: readonly Binding[],
  sample: SampleColumns,
  guess: boolean,
): readonly Binding[] {
  if (bindings.some((binding) => binding.input === 'clock')) return bindings;
  const taken = new Set(bindings.map(({ column }) => column));
  const free = sample.columns.filter((column) => column.holds === 'text' && !taken.has(column));
  const time = bindings.find((binding) => binding.input === 'time');
  if (time === undefined) {
    const day = guess ? dayIn(free) : undefined;
    return day === undefined ? bindings : withClock([...bindings, bound('time', day)], free);
  }
  if (time.path.length > 0) return bindings;
  if (mostly(time.column, isDay)) return withClock(bindings, free);
  // A profile may have taken the column called "time", which holds the time of day only.
  const date = mostly(time.column, isTimeOfDay) ? dayIn(free) : undefined;
  if (date === undefined) return bindings;
  const rest = bindings.filter((binding) => binding !== time);
  return [...rest, { ...time, column: date }, bound('clock', time.column)];
}

function withClock(bindings: readonly Binding[], free: readonly SampleColumn[]): readonly Binding[] {
  const clock = free.find((column) => CLOCK_WORDS.test(column.name) && mostly(column, isTimeOfDay));
  return clock === undefined ? bindings : [...bindings, bound('clock', clock)];
}

function dayIn(columns: readonly SampleColumn[]): SampleColumn | undefined {
  return columns.find((column) => DATE_WORDS.test(column.name) && mostly(column, isDay));
}

function bound(input: 'time' | 'clock', column: SampleColumn): Binding {
  return { input, column, path: [], rank: 0 };
}

/** Whether a text is a date without a time of day. */
function isDay(text: string): boolean {
  if (text.includes(':') || text.length > 40) return false;
  const trimmed = text.trim();
  return isLikelyDay(trimmed) || (writtenNumber(trimmed) === null && looksLikeTime(trimmed));
}

function isTimeOfDay(text: string): boolean {
  return text.includes(':') && isClock(text, probe);
}

function mostly(column: SampleColumn, holds: (text: string) => boolean): boolean {
  const values = column.values.slice(0, JUDGED_VALUES);
  return values.length > 0 && values.filter(holds).length * 10 >= values.length * 9;
}
