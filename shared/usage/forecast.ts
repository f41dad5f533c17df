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

/** What was learned from days that have passed. */
export interface DailyModel {
  readonly method: ForecastMethod;
  /** How many days it was learned from. */
  readonly days: number;
  /** Degrees of freedom of the intervals. */
  readonly freedom: number;
  /** What is expected of some coming days together. */
  readonly total: (coming: readonly ComingDay[]) => ExpectedTotal;
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
 * Learns what to expect of a day; null where fewer than {@link FEWEST_DAYS} days have passed.
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
export function dailyModel(passed: readonly PassedDay[]): DailyModel | null {
  const days = passed.slice(-MOST_DAYS);
  if (days.length < FEWEST_DAYS) return null;
  const method: ForecastMethod = days.length < WEEKDAYS_FROM ? 'mean' : 'weekday';
  const groupOf: GroupOf = ({ weekday }) => (method === 'mean' ? 0 : weekday);
  const means = meansOf(days, groupOf);
  const freedom = days.length - means.size;
  const sigmas = tQuantile90(freedom) * Math.sqrt(residuals(days, means, groupOf) / freedom);
  const floor = days.every(({ value }) => value >= 0) ? 0 : Number.NEGATIVE_INFINITY;

  const total = (coming: readonly ComingDay[]): ExpectedTotal => {
    const held = new Map<number, number>();
    for (const day of coming) held.set(groupOf(day), (held.get(groupOf(day)) ?? 0) + day.share);
    let expected = 0;
    let parts = 0;
    for (const [group, share] of held) {
      const { mean, count } = means.get(group) ?? NO_DAYS;
      expected += share * mean;
      parts += share + share ** 2 / count;
    }
    const reach = sigmas * Math.sqrt(parts);
    return { expected, low: Math.max(floor, expected - reach), high: expected + reach };
  };
  return { method, days: days.length, freedom, total };
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

/** RSS */
function residuals(
  days: readonly PassedDay[],
  means: ReadonlyMap<number, GroupMean>,
  groupOf: GroupOf,
): number {
  return days.reduce((sum, day) => sum + (day.value - (means.get(groupOf(day))?.mean ?? 0)) ** 2, 0);
}
