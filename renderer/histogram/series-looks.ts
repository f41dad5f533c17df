import { useId, useMemo } from 'react';
import type { Histogram, HistogramSeries } from '../../shared/api/contract.ts';
import { useServices } from '../app/services-context.ts';
import type { ValueColours } from '../state/value-colours.ts';

/** A series and how it is drawn. */
export interface SeriesLook {
  readonly series: HistogramSeries;
  /** Its colour; null for events without a value, which are hatched. */
  readonly colour: string | null;
}

/**
 * How the series of a histogram are drawn; empty where nothing is split, or there is nothing to tell apart because no
 * event has a value.
 */
export function seriesLooks(
  { by, series }: Pick<Histogram, 'by' | 'series'>,
  colours: ValueColours,
): readonly SeriesLook[] {
  if (by === null || series.every(({ kind }) => kind === 'none')) return [];
  const keys = series.flatMap(({ kind, key }) => (kind === 'value' && key !== null ? [key] : []));
  const given = new Map(colours.together(by, keys).map((colour, at) => [keys[at], colour]));
  return series.map((one) => {
    if (one.kind === 'none') return { series: one, colour: null };
    const colour = one.key === null ? 'other' : (given.get(one.key) ?? 'other');
    return { series: one, colour: `var(--chart-${colour})` };
  });
}

export function useSeriesLooks(histogram: Histogram): readonly SeriesLook[] {
  const { colours } = useServices();
  return useMemo(() => seriesLooks(histogram, colours), [histogram, colours]);
}

/** The id of the hatching of one drawing, as a paint. */
export function useHatching(): { readonly id: string; readonly paint: string } {
  const id = `hatching${useId().replaceAll(/[^A-Za-z0-9]/g, '')}`;
  return { id, paint: `url(#${id})` };
}
