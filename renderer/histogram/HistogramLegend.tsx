import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useLayoutEffect, useRef, useState } from 'react';
import type { Histogram } from '../../shared/api/contract.ts';
import { useHints } from '../ui/use-hints.tsx';
import { useRovingFocus } from '../ui/use-roving-focus.ts';
import styles from './HistogramLegend.module.css';
import { LegendRest } from './LegendRest.tsx';
import { SeriesButton, type SeriesButtonProps } from './SeriesButton.tsx';
import type { SeriesLook } from './series-looks.ts';
import { amountText } from './strip-text.ts';

interface HistogramLegendProps {
  readonly histogram: Histogram;
  readonly looks: readonly SeriesLook[];
  /** How an amount is written, where the measure alone does not tell, as the currency of costs. */
  readonly amount?: (value: number) => string;
  /** Told which series is pointed at, by its place. */
  readonly onLight: (at: number | null) => void;
}

/** The series by name, as many as fit beside each other; the others are one step away. */
export function HistogramLegend({ histogram, looks, amount, onLight }: HistogramLegendProps) {
  const { ref: measured, width } = useElementSize<HTMLUListElement>();
  const line = useRef<HTMLUListElement>(null);
  const [fitting, setFitting] = useState(looks.length);
  const roving = useRovingFocus(fitting);
  const { handlers, hint } = useHints();

  // What is on the first line fits, names cut short only where they are very long.
  // biome-ignore lint/correctness/useExhaustiveDependencies: other names, or another width, fill the line anew
  useLayoutEffect(() => {
    const entries = [...(line.current?.children ?? [])].filter((entry) => entry instanceof HTMLElement);
    const top = entries[0]?.offsetTop ?? 0;
    setFitting(entries.filter((entry) => entry.offsetTop === top).length);
  }, [looks, width]);

  const list = useMergedRef(measured, line);
  const written = amount ?? ((value: number) => amountText(value, histogram.measure));
  if (histogram.by === null) return null;
  const about = (look: SeriesLook, at: number): SeriesButtonProps => ({
    ...{ histogram, look, written },
    onLight: (lit) => onLight(lit ? at : null),
  });
  return (
    <>
      <ul ref={list} className={styles.legend} aria-label="Legend" onKeyDown={roving.onKeyDown} {...handlers}>
        {looks.map((look, at) => (
          <li key={`${look.series.kind} ${look.series.key}`} data-beyond={at >= fitting}>
            <SeriesButton
              {...about(look, at)}
              tabIndex={roving.tabIndexOf(at)}
              onFocus={() => roving.onFocusAt(at)}
            />
          </li>
        ))}
      </ul>
      {fitting < looks.length && (
        <LegendRest series={looks.slice(fitting).map((look, at) => about(look, fitting + at))} />
      )}
      {hint}
    </>
  );
}
