import type { KeyboardEvent, MouseEvent } from 'react';
import type { Histogram, HistogramSeries } from '../../shared/api/contract.ts';
import { excludedValues, includedValues } from '../../shared/filter/edit.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { useServices } from '../app/services-context.ts';
import { useFilter } from '../app/use-settings.ts';
import { LogText } from '../ui/LogText.tsx';
import { formatCountOf } from '../ui/numbers.ts';
import { useHints } from '../ui/use-hints.tsx';
import { useRovingFocus } from '../ui/use-roving-focus.ts';
import styles from './HistogramLegend.module.css';
import { SeriesSwatch } from './SeriesSwatch.tsx';
import { keepSeries, leaveOutSeries } from './series-filter.ts';
import type { SeriesLook } from './series-looks.ts';
import { amountText, boundsText, shareText } from './strip-text.ts';

interface HistogramLegendProps {
  readonly histogram: Histogram;
  readonly looks: readonly SeriesLook[];
  /** How an amount is written, where the measure alone does not tell, as the currency of costs. */
  readonly amount?: (value: number) => string;
  /** Told which series is pointed at, by its place. */
  readonly onLight: (at: number | null) => void;
}

/** The series by name: a click keeps only this one, with Alt all but this one. */
export function HistogramLegend({ histogram, looks, amount, onLight }: HistogramLegendProps) {
  const written = amount ?? ((value: number) => amountText(value, histogram.measure));
  const { filter: store } = useServices();
  const filter = useFilter();
  const roving = useRovingFocus(looks.length);
  const { handlers, hint } = useHints();
  const { by, series } = histogram;
  if (by === null) return null;
  const included = includedValues(filter, by);
  const excluded = excludedValues(filter, by);
  const isKept = ({ kind, key }: HistogramSeries) => kind !== 'other' && included.includes(key);
  const use = (one: HistogramSeries, leaveOut: boolean): void => {
    const edit = leaveOut ? leaveOutSeries : keepSeries;
    store.apply((before) => edit(before, by, one, series));
  };
  return (
    <>
      <ul className={styles.legend} aria-label="Legend" onKeyDown={roving.onKeyDown} {...handlers}>
        {looks.map(({ series: one, colour }, at) => (
          <li key={`${one.kind} ${one.key}`}>
            <button
              type="button"
              className={styles.series}
              data-hint={aboutSeries(histogram, one, written)}
              tabIndex={roving.tabIndexOf(at)}
              aria-pressed={isKept(one)}
              data-excluded={one.kind !== 'other' && excluded.includes(one.key)}
              aria-label={`${nameOf(one)}: ${written(one.value)}`}
              aria-keyshortcuts="Alt+Enter"
              onClick={(event: MouseEvent) => use(one, event.altKey)}
              onKeyDown={(event: KeyboardEvent) => {
                if (!event.altKey || event.key !== 'Enter') return;
                event.preventDefault();
                use(one, true);
              }}
              onPointerEnter={() => onLight(at)}
              onPointerLeave={() => onLight(null)}
              onFocus={() => {
                roving.onFocusAt(at);
                onLight(at);
              }}
              onBlur={() => onLight(null)}
            >
              <SeriesSwatch colour={colour} />
              <span className={styles.name}>
                <LogText text={one.label} limit={60} />
                {one.kind === 'other' && ` (${one.groups})`}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {hint}
    </>
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
