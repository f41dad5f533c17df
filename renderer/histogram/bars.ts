import type { HistogramPoint } from '../../shared/api/contract.ts';

/** The bars of a histogram as one SVG path; every bar stands on the zero line. */
export function barsPath(points: readonly HistogramPoint[], width: number, height: number): string {
  const whole = points.map(({ value }) => ({ value, values: [value] }));
  return stackedPaths(whole, 1, width, height)[0] ?? '';
}

/**
 * The bars of a split histogram, one SVG path for each series: the first stands on the zero line, each further one on
 * the one before. A bar that is not empty is at least one pixel tall, whatever it consists of.
 */
export function stackedPaths(
  points: readonly Pick<HistogramPoint, 'value' | 'values'>[],
  series: number,
  width: number,
  height: number,
): readonly string[] {
  const paths = Array.from({ length: series }, () => '');
  const highest = highestOf(points);
  if (points.length === 0 || highest <= 0 || width <= 0) return paths;
  const step = width / points.length;
  const wide = round(step - (step > 4 ? 1 : step > 2 ? 0.5 : 0));
  for (const [at, { value, values = [] }] of points.entries()) {
    if (value <= 0) continue;
    const pixels = Math.max(1, (value / highest) * height) / value;
    let below = 0;
    for (let one = 0; one < series; one += 1) {
      const part = values[one] ?? 0;
      if (part <= 0) continue;
      const bottom = round(height - below * pixels);
      const top = round(height - (below + part) * pixels);
      paths[one] += `M${round(at * step)} ${bottom}V${top}h${wide}V${bottom}z`;
      below += part;
    }
  }
  return paths;
}

/** The value that fills the height. */
export function highestOf(points: readonly Pick<HistogramPoint, 'value'>[]): number {
  return points.reduce((most, { value }) => Math.max(most, value), 0);
}

/** The bar at a place, 0 at the left edge; clamped to the bars there are. */
export function barAt(x: number, width: number, count: number): number {
  if (width <= 0 || count === 0) return 0;
  return Math.max(0, Math.min(count - 1, Math.floor((x / width) * count)));
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

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
