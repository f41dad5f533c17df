import { tQuantile90 } from './student-t.ts';

/* What the coming days will bring, by the days that have passed. */

/** A day that has passed whole. `weekday` 1 is Monday, 7 Sunday. */
export interface PassedDay {
  readonly weekday: number;
  readonly value: number;
}

/** A day to come; `share` is the part of it that is still to come, 1 for all of it. */
export interface ComingDay {
  readonly weekday: number;
  readonly share: number;
}

/** How the mean of a day was found: over days of its weekday, or over all days while there are few of each. */
export type ForecastMethod = 'weekday' | 'mean';

/** What is expected of the coming days, from the first of them on. */
export interface ExpectedTotal {
  readonly expected: number;
  /** Bounds of the prediction interval. */
  readonly low: number;
  readonly high: number;
}

/** A forecast over coming days. */
export interface Forecast {
  readonly method: ForecastMethod;
  /** How many days it is made from. */
  readonly days: number;
  /** Degrees of freedom of the interval. */
  readonly freedom: number;
  /** For each coming day: that day alone. */
  readonly single: readonly ExpectedTotal[];
  /** For each coming day: the days up to and with it together. */
  readonly running: readonly ExpectedTotal[];
}

/** Fewest whole days that a forecast is made from: a week. */
export const FEWEST_DAYS = 7;

/** Most whole days that it looks back on: eight weeks. */
export const MOST_DAYS = 56;

/** Days from which on every weekday has a mean of its own, of at least three days. */
const WEEKDAYS_FROM = 21;

/** How likely the total is to lie within the interval. */
export const INTERVAL = 0.8;

/**
 * Forecasts a sum over coming days; null where fewer than {@link FEWEST_DAYS} days have passed.
 *
 * The model is ordinary least squares on the weekday (dummy variables), that is the mean of each weekday, or one mean
 * for all days while there are less than three weeks. With `n` days, `p` means, residual variance
 * `s² = RSS / (n − p)`, `f` the share of a coming day, `h_w = Σ f` over coming days of a weekday and `n_w` its passed
 * days, the sum over the coming days is expected to be `Σ_w h_w · mean_w`, and its 80 % prediction interval is
 * `± t(0.9, n − p) · s · √(Σ f + Σ_w h_w² / n_w)`: what the days will vary, and what the means may be wrong by.
 * Means rather than medians, because the sum of medians is not the median of a sum and falls short where some days are
 * large. No trend, no holidays; days are taken to be independent. Where no passed day was below zero, no bound is.
 *
 * Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., 5.5 (mean method), 7.4 (seasonal
 * dummy variables) and 7.6 (prediction intervals of regression), for a sum of days instead of one.
 * @param passed without gaps, oldest first; the last {@link MOST_DAYS} count
 */
export function forecast(passed: readonly PassedDay[], coming: readonly ComingDay[]): Forecast | null {
  const days = passed.slice(-MOST_DAYS);
  if (days.length < FEWEST_DAYS) return null;
  const method: ForecastMethod = days.length < WEEKDAYS_FROM ? 'mean' : 'weekday';
  const groupOf = ({ weekday }: { readonly weekday: number }) => (method === 'mean' ? 0 : weekday);
  const means = meansOf(days, groupOf);
  const freedom = days.length - means.size;
  const variance = residuals(days, means, groupOf) / freedom;
  const spread = (parts: number, over: number) => tQuantile90(freedom) * Math.sqrt(variance * (parts + over));
  const floor = days.every(({ value }) => value >= 0) ? 0 : Number.NEGATIVE_INFINITY;
  const total = (expected: number, reach: number): ExpectedTotal => ({
    expected,
    low: Math.max(floor, expected - reach),
    high: expected + reach,
  });

  const held = new Map<number, number>();
  let shares = 0;
  let sum = 0;
  const both = coming.map((day) => {
    const group = groupOf(day);
    const { mean, count } = means.get(group) ?? NO_DAYS;
    const expected = mean * day.share;
    held.set(group, (held.get(group) ?? 0) + day.share);
    shares += day.share;
    sum += expected;
    return {
      single: total(expected, spread(day.share, day.share ** 2 / count)),
      running: total(sum, spread(shares, uncertainty(held, means))),
    };
  });
  return {
    method,
    days: days.length,
    freedom,
    single: both.map(({ single }) => single),
    running: both.map(({ running }) => running),
  };
}

interface GroupMean {
  readonly mean: number;
  readonly count: number;
}

/** From three weeks on every weekday has days; this is for none. */
const NO_DAYS: GroupMean = { mean: 0, count: 1 };

type GroupOf = (day: { readonly weekday: number }) => number;

function meansOf(days: readonly PassedDay[], groupOf: GroupOf): ReadonlyMap<number, GroupMean> {
  const sums = new Map<number, { sum: number; count: number }>();
  for (const day of days) {
    const group = sums.get(groupOf(day)) ?? { sum: 0, count: 0 };
    sums.set(groupOf(day), { sum: group.sum + day.value, count: group.count + 1 });
  }
  return new Map([...sums].map(([group, { sum, count }]) => [group, { mean: sum / count, count }]));
}

function residuals(
  days: readonly PassedDay[],
  means: ReadonlyMap<number, GroupMean>,
  groupOf: GroupOf,
): number {
  return days.reduce((sum, day) => sum + (day.value - (means.get(groupOf(day))?.mean ?? 0)) ** 2, 0);
}

/** `Σ_w h_w² / n_w` */
function uncertainty(held: ReadonlyMap<number, number>, means: ReadonlyMap<number, GroupMean>): number {
  return [...held].reduce((sum, [group, share]) => sum + share ** 2 / (means.get(group)?.count ?? 1), 0);
}
