import { Line, type LineCustomSvgLayerProps, type LineSeries } from '@nivo/line';
import { createContext, memo, useContext, useMemo } from 'react';
import { type ChartTokens, plainColour, useChartTokens } from '../../charts/chart-tokens.ts';
import { axisTicks } from '../../histogram/axis-ticks.ts';
import type { SeriesLook } from '../../histogram/series-looks.ts';
import { ChartScales, type ScaleTick } from './ChartScales.tsx';
import { ForecastLayer } from './ForecastLayer.tsx';
import type { Drawing } from './over-time-drawing.ts';
import { areaPath, barsPath, linePath, type Places } from './over-time-values.ts';

/** Px around the plot. */
export const MARGIN = { top: 8, right: 10, bottom: 20, left: 52 } as const;
export const CHART_HEIGHT = 190;

interface OverTimeChartProps {
  readonly drawing: Drawing;
  /** Empty where nothing is split. */
  readonly looks: readonly SeriesLook[];
  readonly timezone: string;
  readonly width: number;
  /** The series that is pointed at in the legend: the others step back. */
  readonly lit: number | null;
  /** What it shows, for those who cannot see it. */
  readonly label: string;
}

/** The drawing itself, without anything that follows the pointer. Paints are plain, so that it can be saved. */
export const OverTimeChart = memo(function OverTimeChart(props: OverTimeChartProps) {
  const { drawing, looks, timezone, width, lit, label } = props;
  const tokens = useChartTokens();
  const { bounds } = drawing.slots;
  const slots = bounds.length - 1;
  const inner = width - MARGIN.left - MARGIN.right;
  const ticks = useMemo(
    () => axisTicks(bounds, timezone, inner).map(({ x, label: text }) => ({ at: (x / inner) * slots, text })),
    [bounds, timezone, inner, slots],
  );
  const plot = useMemo(() => ({ drawing, looks, lit, ticks, tokens }), [drawing, looks, lit, ticks, tokens]);
  return (
    <Plot value={plot}>
      <Line
        width={width}
        height={CHART_HEIGHT}
        margin={MARGIN}
        data={NO_POINTS}
        xScale={{ type: 'linear', min: 0, max: slots, nice: false }}
        yScale={{ type: 'linear', min: drawing.extent.from, max: drawing.extent.to, nice: 4 }}
        layers={LAYERS}
        isInteractive={false}
        animate={false}
        enablePoints={false}
        role="img"
        ariaLabel={label}
      />
    </Plot>
  );
});

/** Everything is drawn by the layer; the scales are given. */
const NO_POINTS: LineSeries[] = [{ id: 'none', data: [] }];

/** What the layer of the plot draws; nivo hands it the scales. */
interface PlotData {
  readonly drawing: Drawing;
  readonly looks: readonly SeriesLook[];
  readonly lit: number | null;
  readonly ticks: readonly ScaleTick[];
  readonly tokens: ChartTokens;
}

const Plot = createContext<PlotData | null>(null);

const HATCHING = 'usage-over-time-hatching';

/** Bars or areas, the period before as a line, and the forecast. */
function PlotLayer({ xScale, yScale }: LineCustomSvgLayerProps<LineSeries>) {
  const plot = useContext(Plot);
  if (plot === null) return null;
  const { drawing, looks, lit, tokens } = plot;
  const places: Places = { x: (points) => xScale(points), y: (value) => yScale(value) };
  const { stack, shape, running, before } = drawing;
  const zero = places.y(0);
  return (
    <g>
      <defs>
        <pattern
          id={HATCHING}
          width="4"
          height="4"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="4" height="4" fill={tokens.ground} />
          <rect width="1.6" height="4" fill={tokens.other} />
        </pattern>
      </defs>
      {stack.map((series, at) => (
        <path
          // The series of one drawing never change places.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={at}
          data-series={at}
          d={shape === 'area' ? areaPath(series, running, places) : barsPath(series, places)}
          fill={paintOf(looks[at], tokens)}
          fillOpacity={lit !== null && lit !== at ? 0.25 : 1}
        />
      ))}
      <line
        x1={places.x(0)}
        x2={places.x(drawing.slots.bounds.length - 1)}
        y1={zero}
        y2={zero}
        stroke={tokens.lineStrong}
      />
      <ForecastLayer drawing={drawing} tokens={tokens} places={places} />
      {before !== null && (
        <path
          data-line="before"
          d={linePath(before, shape === 'bars' ? 'steps' : running ? 'ends' : 'middles', places)}
          fill="none"
          stroke={tokens.text}
          strokeWidth={1.5}
          strokeDasharray="4 3"
        />
      )}
    </g>
  );
}

/** The grid and the scales, as part of the same drawing. */
function ScalesLayer({ innerWidth, innerHeight, xScale, yScale }: LineCustomSvgLayerProps<LineSeries>) {
  const plot = useContext(Plot);
  if (plot === null) return null;
  return (
    <ChartScales
      width={innerWidth}
      height={innerHeight}
      x={(points) => xScale(points)}
      y={yScale}
      ticks={plot.ticks}
      tokens={plot.tokens}
    />
  );
}

const LAYERS = [ScalesLayer, PlotLayer] as const;

function paintOf(look: SeriesLook | undefined, tokens: ChartTokens): string {
  if (look === undefined) return tokens.palette[0] ?? tokens.accent;
  return look.colour === null ? `url(#${HATCHING})` : plainColour(tokens, look.colour);
}
