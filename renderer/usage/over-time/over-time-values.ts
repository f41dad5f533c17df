import type { Histogram } from '../../../shared/api/contract.ts';
import { cumulative } from '../../../shared/usage/exact.ts';

/** What is drawn: the values of each series at each point, in the order of the series. */
export type SeriesValues = readonly (readonly number[])[];

/** The values of a histogram, or their running totals; one series of all where none is split off. */
export function seriesValues({ points, series }: Histogram, split: boolean, running: boolean): SeriesValues {
  const values = split
    ? series.map((_, at) => points.map((point) => point.values?.[at] ?? 0))
    : [points.map(({ value }) => value)];
  return running ? values.map(cumulative) : values;
}

/** A part of a stack: from where to where it reaches. */
export interface StackPart {
  readonly from: number;
  readonly to: number;
}

/**
 * Stacks series on each other, for each of them at each point. What is above zero is stacked upwards and what is below
 * it, as refunds are, downwards, so that neither hides the other.
 */
export function stacked(values: SeriesValues): readonly (readonly StackPart[])[] {
  const points = values[0]?.length ?? 0;
  const above = new Float64Array(points);
  const below = new Float64Array(points);
  return values.map((series) =>
    series.map((value, at) => {
      const sums = value < 0 ? below : above;
      const from = sums[at] ?? 0;
      sums[at] = from + value;
      return { from, to: from + value };
    }),
  );
}

/** The lowest and the highest of everything that is drawn; 0 is always in sight. */
export function extentOf(stack: readonly (readonly StackPart[])[], others: readonly number[]): StackPart {
  let from = 0;
  let to = 0;
  const take = (value: number): void => {
    if (value < from) from = value;
    if (value > to) to = value;
  };
  for (const series of stack) for (const part of series) take(part.to);
  for (const value of others) take(value);
  return { from, to: to === 0 && from === 0 ? 1 : to };
}

/** Whether anything is below zero, which no stacked area can show. */
export function hasNegative(values: SeriesValues): boolean {
  return values.some((series) => series.some((value) => value < 0));
}

/** Where things are on the drawing, px. */
export interface Places {
  /** The place of a number of whole points from the left edge; 1.5 is the middle of the second. */
  readonly x: (points: number) => number;
  readonly y: (value: number) => number;
}

/** A bar is no wider than this, so that a single one is no wall; px. */
const WIDEST = 56;

/** Left edge and width of the bar of a point. */
export function barOf(
  at: number,
  { x }: Pick<Places, 'x'>,
): { readonly left: number; readonly wide: number } {
  const step = x(1) - x(0);
  const wide = Math.min(WIDEST, step - (step > 4 ? 1 : step > 2 ? 0.5 : 0));
  return { left: x(at) + (step - wide) / 2, wide };
}

/** The bars of one series as a path. What is not nothing is at least a pixel tall. */
export function barsPath(series: readonly StackPart[], places: Places): string {
  let path = '';
  for (const [at, { from, to }] of series.entries()) {
    if (from === to) continue;
    const { left, wide } = barOf(at, places);
    const [start, end] = [places.y(from), places.y(to)];
    const tall = Math.abs(end - start) < 1 ? Math.sign(end - start || -1) : end - start;
    path += `M${round(left)} ${round(start)}v${round(tall)}h${round(wide)}v${round(-tall)}z`;
  }
  return path;
}

/**
 * The area of one series as a path: over the middles of its points, or, of running totals, from nothing at the left
 * edge over their ends.
 */
export function areaPath(series: readonly StackPart[], running: boolean, places: Places): string {
  if (series.length === 0) return '';
  const along = (at: number) => round(places.x(running ? at + 1 : at + 0.5));
  const edge = (value: (part: StackPart) => number) =>
    series.map((part, at) => `${along(at)} ${round(places.y(value(part)))}`);
  const corner = running ? [`${round(places.x(0))} ${round(places.y(0))}`] : [];
  const upper = [...corner, ...edge(({ to }) => to)];
  const lower = [...corner, ...edge(({ from }) => from)];
  return `M${[...upper, ...lower.toReversed()].join('L')}z`;
}

/** A line through values: as the areas are drawn, or as steps over the bars. */
export function linePath(
  values: readonly number[],
  shape: 'steps' | 'middles' | 'ends',
  { x, y }: Places,
): string {
  if (values.length === 0) return '';
  const at = (points: number, value: number) => `${round(x(points))} ${round(y(value))}`;
  if (shape === 'steps') {
    return values
      .map((value, place) => `${place === 0 ? 'M' : 'L'}${at(place, value)}H${round(x(place + 1))}`)
      .join('');
  }
  const corners = values.map((value, place) => at(shape === 'ends' ? place + 1 : place + 0.5, value));
  return `M${(shape === 'ends' ? [at(0, 0), ...corners] : corners).join('L')}`;
}

export function round(px: number): number {
  return Math.round(px * 100) / 100;
}
