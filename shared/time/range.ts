import { Temporal } from 'temporal-polyfill';
import { AppError } from '../errors.ts';
import { TIME_PRESETS, type TimePreset, type TimeRange } from '../filter/filter.ts';
import { type Moment, parseMoment } from './format.ts';
import { DAY, knownZone, MINUTE, startOfDay, zoned } from './zone.ts';

/** Presets whose bounds follow from "as of". */
export type RelativePreset = Exclude<TimePreset, 'custom'>;

/** Every preset but `custom`, in the order of menus. */
export const RELATIVE_PRESETS = (Object.keys(TIME_PRESETS) as TimePreset[]).filter(
  (preset): preset is RelativePreset => preset !== 'custom',
);

/** Whole local days, the day of "as of" being the last. */
const DAY_COUNT = { last7d: 7, last30d: 30, last90d: 90 } as const;

/**
 * The bounds of a preset, half-open, in µs UTC. Day presets are whole days of the zone ending with the day of
 * `asOf`, so that they hold every event up to it; months are calendar months of the zone; "last 24 hours" ends
 * with the minute of `asOf`.
 * @param asOf microseconds since the epoch, see `as-of.ts`
 * @throws BAD_ARGUMENT for an unknown zone
 */
export function resolvePreset(preset: RelativePreset, zone: string, asOf: number): TimeRange {
  knownZone(zone);
  if (preset === 'all') return { preset, zone, from: null, to: null };
  if (preset === 'last24h') {
    const to = (Math.floor(asOf / MINUTE) + 1) * MINUTE;
    return { preset, zone, from: to - DAY, to };
  }
  const today = zoned(asOf, zone).toPlainDate();
  if (preset === 'thisMonth') return { preset, zone, ...monthBounds(today, zone) };
  if (preset === 'lastMonth') return { preset, zone, ...monthBounds(today.subtract({ months: 1 }), zone) };
  const tomorrow = today.add({ days: 1 });
  const from = startOfDay(tomorrow.subtract({ days: DAY_COUNT[preset] }), zone);
  return { preset, zone, from, to: startOfDay(tomorrow, zone) };
}

function monthBounds(day: Temporal.PlainDate, zone: string): { from: number; to: number } {
  const first = day.with({ day: 1 });
  return { from: startOfDay(first, zone), to: startOfDay(first.add({ months: 1 }), zone) };
}

/**
 * Whole local days from one date to another, both included: the same date twice is that day. Null is open.
 * @param fromDate `YYYY-MM-DD`
 * @param toDate `YYYY-MM-DD`
 * @throws BAD_ARGUMENT for anything else, for an end before the start and for an unknown zone
 */
export function localDateRange(fromDate: string | null, toDate: string | null, zone: string): TimeRange {
  return customRange(
    fromDate === null ? null : localDay(fromDate, zone),
    toDate === null ? null : localDay(toDate, zone),
    zone,
  );
}

function localDay(text: string, zone: string): Moment {
  const moment = parseMoment(text, zone);
  if (moment.kind === 'day') return moment;
  throw new AppError('BAD_ARGUMENT', `"${text}" is not a date. Write it like 2026-10-30.`, { text });
}

/**
 * The range between two texts, each an ISO 8601 instant or a date meaning a whole local day: `from` starts
 * with it, `to` ends with it. An instant as `to` is not itself in the range. Null is open.
 * @throws BAD_ARGUMENT for anything else, for an end before the start and for an unknown zone
 */
export function timeRangeOf(from: string | null, to: string | null, zone: string): TimeRange {
  return customRange(
    from === null ? null : parseMoment(from, zone),
    to === null ? null : parseMoment(to, zone),
    zone,
  );
}

function customRange(from: Moment | null, to: Moment | null, zone: string): TimeRange {
  knownZone(zone);
  const start = from === null ? null : from.kind === 'day' ? from.from : from.at;
  const end = to === null ? null : to.kind === 'day' ? to.to : to.at;
  if (start === null && end === null) return { preset: 'all', zone, from: null, to: null };
  if (start !== null && end !== null && (end < start || (to?.kind === 'day' && end === start))) {
    throw new AppError('BAD_ARGUMENT', 'The end of the time range lies before its start. Swap the two.');
  }
  return { preset: 'custom', zone, from: start, to: end };
}

/** The dates a half-open range covers in its zone, `to` included, for two date inputs; null is open. */
export function localDatesOf(range: TimeRange): { from: string | null; to: string | null } {
  return {
    from: range.from === null ? null : localDateOf(range.from, range.zone),
    to: range.to === null ? null : localDateOf(range.to - 1, range.zone),
  };
}

/** The date of an instant in a zone, `YYYY-MM-DD`. */
export function localDateOf(micros: number, zone: string): string {
  return Temporal.PlainDate.from(zoned(micros, zone)).toString();
}
