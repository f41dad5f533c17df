import type { ChartTokens } from '../../charts/chart-tokens.ts';
import { placeOf } from '../../histogram/axis-ticks.ts';
import type { Drawing } from './over-time-drawing.ts';
import { expectedBySlot, expectedRunning } from './over-time-slots.ts';
import { barOf, type Places, round } from './over-time-values.ts';

interface ForecastLayerProps {
  readonly drawing: Drawing;
  readonly tokens: ChartTokens;
  readonly places: Places;
}

/**
 * The forecast: of running totals a line in a band, else a hollow bar for each slot to come, with its
 * interval where it is of whole days.
 */
export function ForecastLayer({ drawing, tokens, places }: ForecastLayerProps) {
  if (drawing.slots.forecast === null) return null;
  return drawing.running ? (
    <Band drawing={drawing} tokens={tokens} places={places} />
  ) : (
    <HollowBars drawing={drawing} tokens={tokens} places={places} />
  );
}

function Band({ drawing: { slots, total }, tokens, places }: ForecastLayerProps) {
  const { bounds } = slots;
  const along = expectedRunning(slots, total);
  const width = bounds.length - 1;
  const corner = (at: number, value: number) =>
    `${round(places.x(placeOf(at, bounds, width)))} ${round(places.y(value))}`;
  const upper = along.map(({ at, high }) => corner(at, high));
  const lower = along.map(({ at, low }) => corner(at, low)).toReversed();
  return (
    <g data-forecast="band">
      <path d={`M${[...upper, ...lower].join('L')}z`} fill={tokens.accent} fillOpacity={0.2} />
      <path
        d={`M${along.map(({ at, expected }) => corner(at, expected)).join('L')}`}
        fill="none"
        stroke={tokens.accent}
        strokeWidth={1.5}
      />
    </g>
  );
}

function HollowBars({ drawing: { slots, totals }, tokens, places }: ForecastLayerProps) {
  const { y } = places;
  return (
    <g data-forecast="bars" stroke={tokens.accent} fill="none">
      {expectedBySlot(slots).map((total, at) => {
        if (total === null) return null;
        const base = totals[at] ?? 0;
        const { left, wide } = barOf(at, places);
        const middle = round(left + wide / 2);
        const [top, bottom] = [y(base + Math.max(0, total.expected)), y(base + Math.min(0, total.expected))];
        return (
          <g key={slots.bounds[at]}>
            <rect
              x={round(left)}
              y={round(top)}
              width={round(Math.max(1, wide))}
              height={round(Math.max(1, bottom - top))}
              fill={tokens.accent}
              fillOpacity={0.14}
              strokeDasharray="2 2"
            />
            {!slots.byHour && (
              <path d={`M${middle} ${round(y(base + total.low))}V${round(y(base + total.high))}`} />
            )}
          </g>
        );
      })}
    </g>
  );
}
