import type { ChartTokens } from '../../charts/chart-tokens.ts';
import { formatShort } from '../../ui/numbers.ts';

/** About this far apart are the lines of the grid, px. */
const GRID_STEP = 40;

/** A mark of the lower scale. */
export interface ScaleTick {
  /** In slots from the start. */
  readonly at: number;
  /** Null where there is no room for it. */
  readonly text: string | null;
}

interface ChartScalesProps {
  /** Of the plot, px. */
  readonly width: number;
  readonly height: number;
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
  readonly ticks: readonly ScaleTick[];
  readonly tokens: ChartTokens;
}

/**
 * The lines behind a plot and the scales beside it. Those that come with nivo are moved by springs even where nothing
 * is animated: they follow two frames after the plot.
 */
export function ChartScales({ width, height, x, y, ticks, tokens }: ChartScalesProps) {
  const { line, lineStrong, muted, font } = tokens;
  const values = roundValues(y, Math.floor(height / GRID_STEP));
  return (
    <g fontSize={12} fontFamily={font} fill={muted}>
      {values.map((value) => (
        <g key={value} transform={`translate(0 ${y(value)})`}>
          <line x2={width} stroke={line} />
          <text x={-6} textAnchor="end" dominantBaseline="central">
            {formatShort(value)}
          </text>
        </g>
      ))}
      <path d={`M0 0V${height}H${width}`} fill="none" stroke={lineStrong} />
      {ticks.map(({ at, text }) => (
        <g key={at} transform={`translate(${x(at)} ${height})`}>
          <line y2={4} stroke={lineStrong} />
          <text x={3} y={14}>
            {text ?? ''}
          </text>
        </g>
      ))}
    </g>
  );
}

/** About so many round values of a scale. The scales of nivo know theirs, although their types do not tell. */
function roundValues(scale: unknown, count: number): readonly number[] {
  const isScale = (some: unknown): some is { ticks(count: number): number[] } =>
    typeof some === 'function' && 'ticks' in some && typeof some.ticks === 'function';
  return isScale(scale) ? scale.ticks(count) : [];
}
