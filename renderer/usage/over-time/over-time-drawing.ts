import type { Histogram } from '../../../shared/api/contract.ts';
import { cumulative, exactSum } from '../../../shared/usage/exact.ts';
import type { ExpectedTotal } from '../../../shared/usage/forecast.ts';
import type { MonthForecast } from '../../../shared/usage/month-forecast.ts';
import type { Shape } from '../../state/over-time-store.ts';
import { expectedBySlot, expectedRunning, type Slots, slotsOf } from './over-time-slots.ts';
import {
  extentOf,
  hasNegative,
  type SeriesValues,
  type StackPart,
  seriesValues,
  stacked,
} from './over-time-values.ts';
import type { LogSpan } from './use-log-span.ts';

/** What is to be drawn. */
export interface Drawing {
  readonly slots: Slots;
  readonly shape: Shape;
  /** Why it cannot be an area; null when it can. */
  readonly noArea: string | null;
  readonly running: boolean;
  /** Of each series, at each point. */
  readonly stack: readonly (readonly StackPart[])[];
  /** Each point by itself, all series together. */
  readonly totals: readonly number[];
  /** The points that the log has anything to say about: from the first of them to the last, which is excluded. */
  readonly known: { readonly first: number; readonly last: number };
  /** The running totals, up to where the log ends: beyond it they are not known. */
  readonly runningTotals: readonly number[];
  /** The whole sum. */
  readonly total: number;
  /** The period before, at the same points; null when it is not shown. */
  readonly before: readonly number[] | null;
  readonly extent: StackPart;
}

interface DrawingChoices {
  readonly histogram: Histogram;
  readonly isSplit: boolean;
  readonly shape: Shape;
  readonly running: boolean;
  readonly before: Histogram | null;
  readonly forecast: MonthForecast | null;
  /** The time the log is about; null while that is not known. */
  readonly log: LogSpan | null;
}

/** Works out what is drawn of a histogram, the period before it, and the forecast. */
export function drawingOf(choices: DrawingChoices): Drawing {
  const { histogram, isSplit, shape, running, before, forecast, log } = choices;
  const { points, timezone } = histogram;
  const slots = slotsOf(histogram, forecast, timezone);
  const known = knownPoints(slots, log);
  const values = seriesValues(histogram, isSplit, running).map((series) =>
    running ? series.slice(0, known.last) : series,
  );
  const stack = stacked(values);
  const totals = points.map(({ value }) => value);
  const total = exactSum(totals);
  const earlier = before === null ? null : earlierValues(before, running, slots.bounds.length - 1);
  const expected = running
    ? expectedRunning(slots, total).flatMap(({ low, high }) => [low, high])
    : expectedBySlot(slots).flatMap((one, at) =>
        one === null ? [] : drawnOf(one, slots).map((value) => (totals[at] ?? 0) + value),
      );
  const noArea = noAreaText(values);
  return {
    ...{ slots, running, stack, totals, total, known },
    runningTotals: cumulative(totals.slice(0, known.last)),
    noArea,
    shape: noArea === null ? shape : 'bars',
    before: earlier,
    extent: extentOf(stack, [...(earlier ?? []), ...expected]),
  };
}

/** How far what is expected of a slot reaches on the drawing. */
function drawnOf({ expected, low, high }: ExpectedTotal, { byHour }: Slots): readonly number[] {
  return byHour ? [expected] : [low, high];
}

function knownPoints({ bounds, points }: Slots, log: LogSpan | null): Drawing['known'] {
  if (log === null) return { first: 0, last: points };
  const begun = bounds.findIndex((to, at) => at > 0 && to > log.begin);
  const last = bounds.slice(0, points).filter((from) => from < log.end).length;
  return { first: begun < 0 ? last : Math.min(last, begun - 1), last };
}

function noAreaText(values: SeriesValues): string | null {
  if ((values[0]?.length ?? 0) < 2) return 'A single point has no area.';
  return hasNegative(values) ? 'Refunds below zero cannot be stacked as areas.' : null;
}

function earlierValues({ points }: Histogram, running: boolean, slots: number): readonly number[] {
  const values = points.slice(0, slots).map(({ value }) => value);
  return running ? cumulative(values) : values;
}
