import { setTime } from '../../shared/filter/edit.ts';
import type { TimeRange } from '../../shared/filter/filter.ts';
import { currentAsOf, type Services } from '../app/services.ts';
import { retime } from '../filters/time-frame.ts';
import type { HistogramState } from '../state/histogram-store.ts';

/** A range in µs UTC, `to` excluded. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Whether a range is the one that was zoomed into, so that there is a way back. */
export function isZoomed(time: TimeRange, zoom: HistogramState['zoom']): boolean {
  return zoom !== null && time.from === zoom.to.from && time.to === zoom.to.to;
}

/** Zooms into a part of what is shown; never beyond the range of the filter. The first zoom notes where it began. */
export function zoomIn({ filter, histogram }: Pick<Services, 'filter' | 'histogram'>, span: Span): void {
  const { time } = filter.getState().filter;
  const { zoom } = histogram.getState();
  const to: TimeRange = {
    preset: 'custom',
    zone: time.zone,
    from: Math.max(span.from, time.from ?? span.from),
    to: Math.min(span.to, time.to ?? span.to),
  };
  histogram.setState({ zoom: { before: zoom !== null && isZoomed(time, zoom) ? zoom.before : time, to } });
  filter.apply((before) => setTime(before, to));
}

/** Goes back to the range before the first zoom. Presets are resolved anew; without a zoom nothing happens. */
export function zoomOut(services: Services): void {
  const { filter, histogram, preferences } = services;
  const { zoom } = histogram.getState();
  if (zoom === null || !isZoomed(filter.getState().filter.time, zoom)) return;
  histogram.setState({ zoom: null });
  filter.apply((before) =>
    retime(setTime(before, zoom.before), preferences.getState().zone, currentAsOf(services).at),
  );
}
