import type { HistogramPoint } from '../../shared/api/contract.ts';

/** The bars of a histogram as one SVG path; every bar stands on the zero line. */
export function barsPath(points: readonly HistogramPoint[], width: number, height: number): string {
  const highest = Math.max(0, ...points.map((point) => point.value));
  if (points.length === 0 || highest <= 0 || width <= 0) return '';
  const step = width / points.length;
  const gap = step > 4 ? 1 : step > 2 ? 0.5 : 0;
  return points
    .map(({ value }, at) => {
      if (value <= 0) return '';
      const tall = Math.max(1, (value / highest) * height);
      return `M${round(at * step)} ${height}v${round(-tall)}h${round(step - gap)}V${height}z`;
    })
    .join('');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The bar at a place, 0 at the left edge; clamped to the bars there are. */
export function barAt(x: number, width: number, count: number): number {
  if (width <= 0 || count === 0) return 0;
  return Math.max(0, Math.min(count - 1, Math.floor((x / width) * count)));
}

/** Bars that get a label, so that labels of the given width do not touch; the first one always does. */
export function labelledBars(count: number, width: number, labelWidth: number): readonly number[] {
  if (count === 0 || width <= 0) return [];
  const every = Math.max(1, Math.ceil((labelWidth * count) / width));
  const last = count - Math.ceil((labelWidth * count) / width);
  const bars: number[] = [];
  for (let at = 0; at === 0 || at <= last; at += every) bars.push(at);
  return bars;
}

/** A stretch of bars, both ends included. */
export interface BarSpan {
  readonly first: number;
  readonly last: number;
}

/** The stretch between two bars in whichever order they were chosen. */
export function spanOf(a: number, b: number): BarSpan {
  return { first: Math.min(a, b), last: Math.max(a, b) };
}
