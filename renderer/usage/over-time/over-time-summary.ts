import type { Histogram, HistogramPoint, HistogramSeries } from '../../../shared/api/contract.ts';
import { MEASURES } from '../../../shared/domain/measures.ts';
import { visibleText } from '../../../shared/text/visible-text.ts';
import type { Unit } from '../../../shared/usage/group-value.ts';
import { boundsText, shareText } from '../../histogram/strip-text.ts';
import { formatCountOf } from '../../ui/numbers.ts';
import { amountOf } from './over-time-text.ts';

/* What usage over time shows, or why it shows nothing. */

/** Why there is nothing to draw; null when there is. */
export function nothingText({ points, undated, measure }: Histogram, has: boolean): string | null {
  if (!has) return `No event here has ${MEASURES[measure].label.toLowerCase()}. Choose another measure.`;
  if (points.length > 0) return null;
  return undated > 0 ? 'None of these events has a timestamp.' : 'No usage in this range.';
}

/** A series with its sum and share. */
export function seriesText(
  { kind, label, groups, value }: HistogramSeries,
  total: number,
  unit: Unit,
): string {
  const name = kind === 'other' ? `${label} (${groups})` : label;
  return `${visibleText(name)}: ${amountOf(value, unit)} (${shareText(value, total)})`;
}

/** What the chart shows, for those who cannot see it. */
export function summaryOf(
  { points, bucket, timezone, series }: Histogram,
  total: number,
  unit: Unit,
): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return 'No usage in this range.';
  const highest = points.reduce<HistogramPoint>(
    (most, point) => (point.value > most.value ? point : most),
    first,
  );
  const sentences = [
    `${amountOf(total, unit)} in ${formatCountOf(points.length, 'point')}, one per ${bucket} of ${timezone}, ${boundsText(first.from, last.to)}.`,
    `Most: ${amountOf(highest.value, unit)}, ${boundsText(highest.from, highest.to)}.`,
    ...(series.length === 0 ? [] : [`${series.map((one) => seriesText(one, total, unit)).join(', ')}.`]),
  ];
  return sentences.join(' ');
}
