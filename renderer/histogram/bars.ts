import type { HistogramPoint } from '../../shared/api/contract.ts';

/** A bar is no wider than this, so that a single one is no wall; px. */
const WIDEST = 56;

/** The bars of a histogram as one SVG path; every bar stands on the zero line. */
export function barsPath(points: readonly HistogramPoint[], width: number, height: number): string {
  const whole = points.map(({ value }) => ({ value, values: [value] }));
  return stackedPaths(whole, 1, width, height)[0] ?? '';
}

/**
 * The bars of a split histogram, one SVG path for each series: the first stands on the zero line, each further one on
 * the one before; what is below zero, as refunds are, hangs from it likewise. A bar that is not empty is at least one
 * pixel tall, whatever it consists of.
 */
export function stackedPaths(
  points: readonly Pick<HistogramPoint, 'value' | 'values'>[],
  series: number,
  width: number,
  height: number,
): readonly string[] {
  const paths = Array.from({ length: series }, () => '');
  const reach = reachOf(points);
  if (points.length === 0 || reach.to === reach.from || width <= 0) return paths;
  const zero = zeroOf(reach, height);
  const step = width / points.length;
  const wide = round(Math.min(WIDEST, step - (step > 4 ? 1 : step > 2 ? 0.5 : 0)));
  const inset = step > WIDEST + 1 ? (step - wide) / 2 : 0;
  for (const [at, { values = [] }] of points.entries()) {
    for (const side of [1, -1]) {
      const sum = sideOf(values, side);
      if (sum === 0) continue;
      const pixels = Math.max(1, (sum / (reach.to - reach.from)) * height) / sum;
      let before = 0;
      for (let one = 0; one < series; one += 1) {
        const part = (values[one] ?? 0) * side;
        if (part <= 0) continue;
        const start = round(zero - side * before * pixels);
        const end = round(zero - side * (before + part) * pixels);
        paths[one] += `M${round(at * step + inset)} ${start}V${end}h${wide}V${start}z`;
        before += part;
      }
    }
  }
  return paths;
}

/** How far bars reach: 0 is always in sight. */
export interface Reach {
  readonly from: number;
  readonly to: number;
}

/** From the lowest to the highest end of any bar. */
export function reachOf(points: readonly Pick<HistogramPoint, 'value' | 'values'>[]): Reach {
  let [from, to] = [0, 0];
  for (const { value, values = [value] } of points) {
    from = Math.min(from, -sideOf(values, -1));
    to = Math.max(to, sideOf(values, 1));
  }
  return { from, to };
}

/** Px of the zero line from the top. */
export function zeroOf({ from, to }: Reach, height: number): number {
  return to === from ? height : round((to / (to - from)) * height);
}

/** What values add up to above zero, or, for a side of -1, below it. */
function sideOf(values: readonly number[], side: number): number {
  return values.reduce((sum, value) => sum + Math.max(0, value * side), 0);
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
