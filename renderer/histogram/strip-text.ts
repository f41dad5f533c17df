import type { Histogram, HistogramPoint } from '../../shared/api/contract.ts';
import { MEASURES, type Measure } from '../../shared/domain/measures.ts';
import type { TimeRange } from '../../shared/filter/filter.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { formatInstant, parseInstant } from '../../shared/time/format.ts';
import { fieldLabel } from '../filters/field-label.ts';
import { formatCountOf, formatDecimal, formatPercent } from '../ui/numbers.ts';
import type { BarSpan } from './bars.ts';

/* What the histogram says in words. */

/** µs UTC of a bound of a point. */
export function micros(iso: string): number {
  return parseInstant(iso, 'UTC');
}

/** The bounds of all bars, µs UTC, one more than there are bars. */
export function boundsOf(points: readonly HistogramPoint[]): readonly number[] {
  const last = points.at(-1);
  return last === undefined ? [] : [...points.map(({ from }) => micros(from)), micros(last.to)];
}

/** `12 Oct 2026 00:00 – 13 Oct 2026 00:00 UTC` */
export function boundsText(from: string, to: string): string {
  return `${instantText(from).replace(/ UTC$/, '')} – ${instantText(to)}`;
}

function instantText(iso: string): string {
  return formatInstant(micros(iso), 'UTC', { precision: 'minute' });
}

/** An amount of a measure: `412 events`, `0.3 credits`. */
export function amountText(value: number, measure: Measure): string {
  if (measure === 'events') return formatCountOf(value, 'event');
  return `${formatDecimal(Number(value.toFixed(9)))} ${MEASURES[measure].label.toLowerCase()}`;
}

/** A series of the marked bars. */
export interface MarkedSeries {
  /** Its place among the series. */
  readonly at: number;
  readonly label: string;
  readonly amount: string;
  /** Of the marked bars. */
  readonly share: string;
}

/** What marked bars hold, exactly. */
export interface MarkedBars {
  readonly amount: string;
  /** Of all bars. */
  readonly share: string;
  readonly bounds: string;
  /** Series that have a part in it, the upper ones first, as they are drawn. */
  readonly series: readonly MarkedSeries[];
}

/** Describes bars; null when there are none. */
export function describeBars(histogram: Histogram, span: BarSpan): MarkedBars | null {
  const { points, measure, series } = histogram;
  const marked = points.slice(span.first, span.last + 1);
  const [first, last] = [marked[0], marked.at(-1)];
  if (first === undefined || last === undefined) return null;
  const value = sumOf(marked);
  const parts = series.map(({ label }, at) => {
    const part = marked.reduce((sum, { values = [] }) => sum + (values[at] ?? 0), 0);
    return {
      part,
      told: { at, label, amount: amountText(part, measure), share: shareText(part, value) },
    };
  });
  return {
    amount: amountText(value, measure),
    share: shareText(value, sumOf(points)),
    bounds: boundsText(first.from, last.to),
    series: parts.flatMap(({ part, told }) => (part === 0 ? [] : [told])).reverse(),
  };
}

/** The same as one line, for those who hear it. */
export function barsLine({ amount, share, bounds, series }: MarkedBars): string {
  const parts = series.map((one) => `${visibleText(one.label)} ${one.amount}`);
  return [`${amount}, ${share} of all, ${bounds}`, ...parts].join('; ');
}

function sumOf(points: readonly HistogramPoint[]): number {
  return points.reduce((sum, { value }) => sum + value, 0);
}

/** A share of a whole; `–` of nothing. */
export function shareText(part: number, whole: number): string {
  return whole === 0 ? '–' : formatPercent(part / whole);
}

/** What the whole histogram shows, for those who cannot see it. */
export function summaryText(histogram: Histogram): string {
  const { points, measure, bucket, timezone, by, series, undated } = histogram;
  const [first, last] = [points[0], points.at(-1)];
  const undatedText =
    undated === 0 ? '' : ` ${formatCountOf(undated, 'event')} without a timestamp not shown.`;
  if (first === undefined || last === undefined) return `No dated events.${undatedText}`;
  const highest = points.reduce((most, point) => (point.value > most.value ? point : most));
  const total = sumOf(points);
  const sentences = [
    `${amountText(total, measure)} in ${formatCountOf(points.length, 'bar')}, one per ${bucket} of ${timezone}, ${boundsText(first.from, last.to)}.`,
    `Most: ${amountText(highest.value, measure)}, ${boundsText(highest.from, highest.to)}.`,
  ];
  if (by !== null) {
    const parts = series.map(({ label, value }) => `${visibleText(label)} ${shareText(value, total)}`);
    sentences.push(`By ${fieldLabel(by).toLowerCase()}: ${parts.join(', ')}.`);
  }
  return sentences.join(' ') + undatedText;
}

/** A bar of which the range of the filter leaves out a part. */
export interface CutBar {
  /** Its place among the bars. */
  readonly at: number;
  readonly about: string;
}

/** The bars inside which the range begins or ends: they hold less than their length suggests. */
export function cutBars(bounds: readonly number[], { from, to }: TimeRange): readonly CutBar[] {
  const holding = (instant: number | null): number =>
    instant === null ? -1 : bounds.findLastIndex((bound) => bound < instant);
  const says = (word: string, at: number, instant: number | null): CutBar[] => {
    const isInside = instant !== null && at >= 0 && at < bounds.length - 1 && (bounds[at + 1] ?? 0) > instant;
    if (!isInside) return [];
    return [{ at, about: `the range ${word} ${formatInstant(instant, 'UTC', { precision: 'minute' })}` }];
  };
  return [...says('begins', holding(from), from), ...says('ends', holding(to), to)];
}

/** What is to be said of a bar that is cut; null of a whole one. */
export function cutText(cuts: readonly CutBar[], at: number): string | null {
  const abouts = cuts.filter((cut) => cut.at === at).map(({ about }) => about);
  return abouts.length === 0 ? null : `Part of a bar: ${abouts.join(', ')}`;
}
