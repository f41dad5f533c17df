import { bucketBounds } from '../time/buckets.ts';
import { DAY, MINUTE, startOfDay, zoned } from '../time/zone.ts';
import { exactSum } from './exact.ts';
import {
  type ComingDay,
  dailyModel,
  type ExpectedTotal,
  type ForecastMethod,
  MOST_DAYS,
  type PassedDay,
} from './forecast.ts';

/** A calendar month of a zone, as "as of" chooses it. µs UTC. */
export interface ForecastMonth {
  readonly from: number;
  readonly to: number;
  /** From where on days are needed, to learn what to expect. */
  readonly learnFrom: number;
  /** Where what is known ends and the forecast begins, within the month or before it. */
  readonly until: number;
}

/** One local day of a measure; µs UTC. */
export interface DayValue {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly events: number;
}

/** A coming day, or what is left of one; µs UTC. */
export interface ComingStretch extends ComingDay {
  readonly from: number;
  readonly to: number;
}

/** What the month will come to. */
export interface MonthForecast {
  readonly kind: 'forecast';
  readonly method: ForecastMethod;
  /** Whole days it was made from, and the first of them, µs UTC. */
  readonly days: number;
  readonly learnedFrom: number;
  readonly freedom: number;
  /** What the month has had so far, exact. */
  readonly soFar: number;
  readonly total: ExpectedTotal;
  /** The days from where the log ends to the end of the month. */
  readonly coming: readonly ComingStretch[];
  /** What is expected of the coming days from an instant to another, µs UTC; a part of a day is as large a part of it. */
  readonly expected: (from: number, to: number) => ExpectedTotal;
}

/** Why there is no forecast. */
export type NoForecast =
  /** The log ends before the month begins. */
  | { readonly kind: 'ended' }
  /** Fewer whole days than a week. */
  | { readonly kind: 'few'; readonly days: number };

/**
 * The month of "as of", and the time to look at for its forecast, up to the end of the minute of "as of".
 * @param asOf µs UTC
 * @param logEnd where the log ends, µs UTC, excluded; what lies behind it is not known
 * @throws BAD_ARGUMENT for an unknown zone
 */
export function forecastMonth(asOf: number, logEnd: number, zone: string): ForecastMonth {
  const first = zoned(asOf, zone).toPlainDate().with({ day: 1 });
  const until = Math.min((Math.floor(asOf / MINUTE) + 1) * MINUTE, logEnd);
  const learnFrom = zoned(until - 1, zone)
    .toPlainDate()
    .subtract({ days: MOST_DAYS });
  return {
    from: startOfDay(first, zone),
    to: startOfDay(first.add({ months: 1 }), zone),
    learnFrom: startOfDay(learnFrom, zone),
    until,
  };
}

/**
 * Forecasts the month from days of the log. Days before the first with an event do not count: the log, or what was
 * filtered for, had not begun.
 * @param days local days from `month.learnFrom` on, without gaps, with what was known at `month.until`
 * @throws BAD_ARGUMENT for an unknown zone
 */
export function monthForecast(
  month: ForecastMonth,
  days: readonly DayValue[],
  zone: string,
): MonthForecast | NoForecast {
  if (month.until <= month.from) return { kind: 'ended' };
  const begun = days.findIndex(({ events }) => events > 0);
  const whole = begun < 0 ? [] : days.slice(begun).filter(({ to }) => to <= month.until);
  const passed: PassedDay[] = whole.map(({ from, value }) => ({ weekday: weekdayOf(from, zone), value }));
  const model = dailyModel(passed);
  if (model === null) return { kind: 'few', days: passed.length };
  const { method, freedom } = model;
  const coming = comingDays(month, zone);
  const soFar = exactSum(days.filter(({ from }) => from >= month.from).map(({ value }) => value));
  const { expected, low, high } = model.total(coming);
  return {
    kind: 'forecast',
    ...{ method, days: model.days, freedom, soFar, coming },
    learnedFrom: whole.at(-model.days)?.from ?? month.learnFrom,
    total: { expected: soFar + expected, low: soFar + low, high: soFar + high },
    expected: (from, to) => model.total(coming.flatMap((day) => partOf(day, from, to))),
  };
}

/** What of a coming stretch lies between two instants: spread evenly over its hours, of which the model knows nothing. */
function partOf(stretch: ComingStretch, from: number, to: number): readonly ComingDay[] {
  const within = Math.min(stretch.to, to) - Math.max(stretch.from, from);
  if (within <= 0) return [];
  return [{ ...stretch, share: stretch.share * (within / (stretch.to - stretch.from)) }];
}

/** The local days from where the log ends to the end of the month; of the first, what is left of it. */
function comingDays({ until, to: end }: ForecastMonth, zone: string): readonly ComingStretch[] {
  if (until >= end) return [];
  const bounds = bucketBounds(until, end - 1, 'day', zone);
  return bounds.slice(0, -1).map((start, at) => {
    const to = bounds[at + 1] ?? start + DAY;
    const from = Math.max(start, until);
    return { from, to, weekday: weekdayOf(start, zone), share: (to - from) / (to - start) };
  });
}

function weekdayOf(at: number, zone: string): number {
  return zoned(at, zone).dayOfWeek;
}
