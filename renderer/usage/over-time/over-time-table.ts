import type { Histogram } from '../../../shared/api/contract.ts';
import { MEASURES } from '../../../shared/domain/measures.ts';
import { toIso } from '../../../shared/time/format.ts';
import type { CellKind, ChartTable } from '../../charts/chart-table.ts';
import type { Drawing } from './over-time-drawing.ts';
import { expectedBySlot } from './over-time-slots.ts';
import { roundedEstimate } from './over-time-text.ts';

/**
 * The chart as a table: each point with its series, its running total, the period before and what is expected. Times
 * are ISO 8601, UTC.
 */
export function overTimeTable(
  histogram: Histogram,
  drawing: Drawing,
  before: Histogram | null,
  caption: string,
): ChartTable {
  const { points, measure, series } = histogram;
  const { kind } = MEASURES[measure];
  const number = (title: string) => ({ title, kind: kind as CellKind });
  const text = (title: string) => ({ title, kind: 'text' as const });
  const expected = expectedBySlot(drawing.slots);
  const isForecast = drawing.slots.forecast !== null;
  const columns = [
    ...[text('From'), text('To'), number(MEASURES[measure].label)],
    ...series.map(({ kind: of, label, groups }) => number(of === 'other' ? `${label} (${groups})` : label)),
    number('Running total'),
    ...(before === null ? [] : [text('Period before, from'), number('Period before')]),
    ...(isForecast
      ? ['Still expected', ...(drawing.slots.byHour ? [] : ['Expected from', 'Expected to'])].map(
          (title) => ({
            title,
            kind: 'decimal' as const,
          }),
        )
      : []),
  ];
  const rows = drawing.slots.bounds.slice(0, -1).map((from, at) => {
    // What lies outside the log is not known to be nothing.
    const point = at >= drawing.known.first && at < drawing.known.last ? points[at] : undefined;
    const earlier = before?.points[at];
    const coming = expected[at] ?? null;
    return [
      ...[toIso(from), toIso(drawing.slots.bounds[at + 1] ?? from), point?.value ?? null],
      ...series.map((_, place) => (point === undefined ? null : (point.values?.[place] ?? 0))),
      point === undefined ? null : (drawing.runningTotals[at] ?? null),
      ...(before === null ? [] : [earlier?.from ?? null, earlier?.value ?? null]),
      ...(isForecast
        ? [coming?.expected, ...(drawing.slots.byHour ? [] : [coming?.low, coming?.high])].map((value) =>
            value === undefined || coming === null ? null : roundedEstimate(value, coming),
          )
        : []),
    ];
  });
  return { caption, columns, rows };
}
