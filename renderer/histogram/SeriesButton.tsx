import type { KeyboardEvent, MouseEvent } from 'react';
import type { Histogram, HistogramSeries } from '../../shared/api/contract.ts';
import { excludedValues, includedValues } from '../../shared/filter/edit.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { useServices } from '../app/services-context.ts';
import { useFilter } from '../app/use-settings.ts';
import { LogText } from '../ui/LogText.tsx';
import { formatCountOf } from '../ui/numbers.ts';
import styles from './HistogramLegend.module.css';
import { SeriesSwatch } from './SeriesSwatch.tsx';
import { keepSeries, leaveOutSeries } from './series-filter.ts';
import type { SeriesLook } from './series-looks.ts';
import { boundsText, shareText } from './strip-text.ts';

export interface SeriesButtonProps {
  readonly histogram: Histogram;
  readonly look: SeriesLook;
  /** How an amount is written. */
  readonly written: (value: number) => string;
  /** Told when it is pointed at, and when no longer. */
  readonly onLight: (lit: boolean) => void;
  readonly onFocus?: () => void;
  readonly tabIndex?: 0 | -1;
  /** Whether its amount stands beside its name. */
  readonly withAmount?: boolean;
}

/** A series of the legend: a click keeps only this one, with Alt all but this one. */
export function SeriesButton(props: SeriesButtonProps) {
  const { histogram, look, written, onLight, onFocus, tabIndex, withAmount = false } = props;
  const { filter: store } = useServices();
  const filter = useFilter();
  const { by, series } = histogram;
  const { series: one, colour } = look;
  if (by === null) return null;
  const isFilteredBy = (values: readonly (string | null)[]): boolean =>
    one.kind !== 'other' && values.includes(one.key);
  const use = (leaveOut: boolean): void => {
    const edit = leaveOut ? leaveOutSeries : keepSeries;
    store.apply((before) => edit(before, by, one, series));
  };
  return (
    <button
      type="button"
      className={styles.series}
      data-hint={aboutSeries(histogram, one, written)}
      tabIndex={tabIndex}
      aria-pressed={isFilteredBy(includedValues(filter, by))}
      data-excluded={isFilteredBy(excludedValues(filter, by))}
      aria-label={`${nameOf(one)}: ${written(one.value)}`}
      aria-keyshortcuts="Alt+Enter"
      onClick={(event: MouseEvent) => use(event.altKey)}
      onKeyDown={(event: KeyboardEvent) => {
        if (!event.altKey || event.key !== 'Enter') return;
        event.preventDefault();
        use(true);
      }}
      onPointerEnter={() => onLight(true)}
      onPointerLeave={() => onLight(false)}
      onFocus={() => {
        onFocus?.();
        onLight(true);
      }}
      onBlur={() => onLight(false)}
    >
      <SeriesSwatch colour={colour} />
      <span className={styles.name}>
        <LogText text={one.label} limit={60} />
        {one.kind === 'other' && ` (${one.groups})`}
      </span>
      {withAmount && <span className={styles.amount}>{written(one.value)}</span>}
    </button>
  );
}

function nameOf({ kind, label, groups }: HistogramSeries): string {
  return kind === 'other' ? formatCountOf(groups, 'other value') : visibleText(label);
}

/** Name, amount, share and bounds, and what a click does. */
function aboutSeries(
  { points }: Histogram,
  one: HistogramSeries,
  written: (value: number) => string,
): string {
  const total = points.reduce((sum, { value }) => sum + value, 0);
  const [first, last] = [points[0], points.at(-1)];
  const bounds = first === undefined || last === undefined ? [] : [boundsText(first.from, last.to)];
  const amount = `${written(one.value)} (${shareText(one.value, total)})`;
  const acts = 'Click: only these. Alt-click or Alt Enter: without these.';
  return `${[`${nameOf(one)}: ${amount}`, ...bounds].join(', ')}. ${acts}`;
}
