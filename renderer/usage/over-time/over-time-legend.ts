import { describeTimeRange } from '../../../shared/filter/describe.ts';
import { INTERVAL } from '../../../shared/usage/forecast.ts';
import type { Unit } from '../../../shared/usage/group-value.ts';
import type { LegendLine } from '../../charts/chart-picture.ts';
import { type ChartTokens, plainColour } from '../../charts/chart-tokens.ts';
import type { SeriesLook } from '../../histogram/series-looks.ts';
import { formatPercent } from '../../ui/numbers.ts';
import type { Drawing } from './over-time-drawing.ts';
import { seriesText } from './over-time-summary.ts';
import type { ComparisonState } from './use-comparison.ts';

/** The key to everything that is drawn, for a picture that is looked at by itself. */
export function legendLines(
  looks: readonly SeriesLook[],
  drawing: Drawing,
  comparison: ComparisonState,
  unit: Unit,
  tokens: ChartTokens,
): readonly LegendLine[] {
  const series = looks.map(({ series: one, colour }) => ({
    colour: colour === null ? null : plainColour(tokens, colour),
    text: seriesText(one, drawing.total, unit),
  }));
  const before =
    comparison.kind === 'compared'
      ? [
          {
            colour: tokens.text,
            text: `The period before, ${describeTimeRange(comparison.comparison.period.whole)}`,
            dashed: true,
          },
        ]
      : [];
  const forecast =
    drawing.slots.forecast === null ? [] : [{ colour: tokens.accent, text: forecastKey(drawing) }];
  return [...series, ...before, ...forecast];
}

function forecastKey({ slots }: Drawing): string {
  return slots.byHour ? 'Forecast' : `Forecast, with its ${formatPercent(INTERVAL)} interval`;
}
