import type { Histogram } from '../../../shared/api/contract.ts';
import { MEASURES } from '../../../shared/domain/measures.ts';
import { describeTimeRange } from '../../../shared/filter/describe.ts';
import { formatInstant } from '../../../shared/time/format.ts';
import type { Difference } from '../../../shared/usage/exact.ts';
import { type ExpectedTotal, FEWEST_DAYS, INTERVAL } from '../../../shared/usage/forecast.ts';
import { isCost, type Unit } from '../../../shared/usage/group-value.ts';
import type { MonthForecast, NoForecast } from '../../../shared/usage/month-forecast.ts';
import { formatCount, formatCountOf, formatDecimal, formatMoney, formatPercent } from '../../ui/numbers.ts';
import { type CurrencyAmount, currencyName } from '../currencies.ts';
import type { Comparison } from './comparison.ts';

/* What usage over time says in words. */

/** An amount with every digit: `1,204 tokens`, `0.3 credits`, `$12.50`, `12.50 EUR BYOK`. */
export function amountOf(value: number, { measure, currency }: Unit): string {
  switch (measure) {
    case 'credits':
      return `${formatDecimal(value)} credits`;
    case 'cost':
      return formatMoney(value, currency);
    case 'byokCost':
      return `${formatMoney(value, currency)} BYOK`;
    case 'tokens':
    case 'inputTokens':
    case 'outputTokens':
      return formatCountOf(value, MEASURES[measure].label.toLowerCase().replace(/s$/, ''));
    default:
      return formatCountOf(value, measure.replace(/s$/, ''));
  }
}

/** An estimate in as many digits as its interval leaves meaning to. */
export function estimateOf(value: number, interval: Interval, unit: Unit): string {
  return amountOf(roundedEstimate(value, interval), unit);
}

/** `1,120 to 1,360`; costs with their currency. */
export function intervalText(interval: Interval, { measure, currency }: Unit): string {
  const bounds = [interval.low, interval.high].map((bound) => roundedEstimate(bound, interval));
  const isWhole = MEASURES[measure].kind === 'integer';
  const text = (bound: number) =>
    isCost(measure) ? formatMoney(bound, currency) : isWhole ? formatCount(bound) : formatDecimal(bound);
  return bounds.map(text).join(' to ');
}

type Interval = Pick<ExpectedTotal, 'low' | 'high'>;

/** Rounded to a hundredth of the order of its interval. */
export function roundedEstimate(value: number, { low, high }: Interval): number {
  const width = high - low;
  if (width <= 0) return Number(value.toFixed(9));
  const order = Math.max(-9, Math.floor(Math.log10(width)) - 2);
  const rounded = Math.round(value / 10 ** order) * 10 ** order;
  return Number(rounded.toFixed(Math.max(0, -order)));
}

/** What the chart shows: `Credits per day, UTC`. */
export function aboutText(
  { measure, bucket, timezone }: Pick<Histogram, 'measure' | 'bucket' | 'timezone'>,
  unit: Unit,
  running: boolean,
): string {
  const { label } = MEASURES[measure];
  const what =
    isCost(measure) && unit.currency !== null ? `${label} in ${currencyName(unit.currency)}` : label;
  return `${what}${running ? ', running total,' : ''} per ${bucket}, ${timezone}`;
}

/** Where costs are in several currencies: what the others come to. Empty where there are no others. */
export function othersText(currencies: readonly CurrencyAmount[], { currency: shown }: Unit): string {
  const others = currencies.filter(({ currency }) => currency !== shown);
  if (others.length === 0) return '';
  const amounts = others.map(({ currency, amount }) =>
    currency === null ? `${formatMoney(amount, null)} with no currency named` : formatMoney(amount, currency),
  );
  return `Only costs in ${currencyName(shown)} are drawn; currencies are never added. Others: ${amounts.join(', ')}.`;
}

/** `+134.5 credits (+12.2%)`; the share only where there is one. */
export function differenceText({ kind, by, share }: Difference, unit: Unit): string {
  if (kind === 'none') return 'nothing in either';
  if (kind === 'flat') return 'no difference';
  const value = Number(by);
  const sign = value > 0 ? '+' : '−';
  const amount = `${sign}${amountOf(Math.abs(value), unit)}`;
  if (kind === 'new') return `${amount}, new: nothing before`;
  return share === null ? amount : `${amount} (${signedShare(share)})`;
}

function signedShare(share: number): string {
  const text = formatPercent(Math.abs(share));
  return share < 0 ? `−${text}` : `+${text}`;
}

/** The comparison as one sentence. */
export function comparisonText(
  { period, now, before, difference, logBegin }: Comparison,
  unit: Unit,
): string {
  const which = period.isRunning ? 'the same part of the period before' : 'the period before';
  const range = describeTimeRange(period.same);
  return `${amountOf(now, unit)} against ${amountOf(before, unit)} in ${which}, ${range}: ${differenceText(difference, unit)}.${partText(logBegin)}`;
}

function partText(logBegin: number | null): string {
  return logBegin === null ? '' : ` The usage log begins within it, on ${minuteOf(logBegin)}.`;
}

/** Why there is nothing to compare with where the log begins after what would be compared. */
export function unknownText(logBegin: number): string {
  return `Nothing to compare with: the usage log begins only on ${minuteOf(logBegin)}.`;
}

function minuteOf(at: number): string {
  return formatInstant(at, 'UTC', { precision: 'minute' });
}

/** What the forecast says, apart from how it was made. */
export function forecastText({ soFar, total, coming }: MonthForecast, month: string, unit: Unit): string {
  const until = coming[0]?.from;
  if (until === undefined) return `${month} has passed: ${amountOf(soFar, unit)}.`;
  const known = formatInstant(until, 'UTC', { precision: 'minute' });
  return `${month}: about ${estimateOf(total.expected, total, unit)} by its end, ${formatPercent(INTERVAL)} interval ${intervalText(total, unit)}. So far ${amountOf(soFar, unit)}, until ${known}.`;
}

/** How the forecast was made. */
export function methodText({ method, days, freedom, learnedFrom }: MonthForecast, zone: string): string {
  const from = formatInstant(learnedFrom, zone, { precision: 'day' }).replace(/ UTC.*$/, '');
  const means =
    method === 'weekday'
      ? `the mean of each weekday over ${formatCountOf(days, 'whole day')} from ${from}`
      : `the mean of only ${formatCountOf(days, 'whole day')} from ${from}, too few to tell weekdays apart`;
  return `Method: so far, plus ${means}, for every day to come. Interval: prediction interval of that sum (least squares, Student’s t with ${formatCountOf(freedom, 'degree')} of freedom), which takes days as independent and without a trend. An estimate, not a record. The month follows “as of”, not the time range; all other filters apply.`;
}

/** Why there is no forecast. */
export function noForecastText(reason: NoForecast, month: string, logEnd: number): string {
  if (reason.kind === 'ended') {
    return `No forecast for ${month}: the usage log ends before it, on ${formatInstant(logEnd - 1, 'UTC', { precision: 'minute' })}.`;
  }
  return `No forecast for ${month}: it takes ${FEWEST_DAYS} whole days of usage, and the log has ${formatCountOf(reason.days, 'whole day')} up to then.`;
}
