import { Portal } from '@mantine/core';
import { type CSSProperties, memo, useId, useMemo, useRef } from 'react';
import type { Histogram } from '../../../shared/api/contract.ts';
import { MEASURES } from '../../../shared/domain/measures.ts';
import type { Unit } from '../../../shared/usage/group-value.ts';
import { useServices } from '../../app/services-context.ts';
import { useFilter } from '../../app/use-settings.ts';
import { HistogramTip } from '../../histogram/HistogramTip.tsx';
import type { SeriesLook } from '../../histogram/series-looks.ts';
import { cutBars, cutText } from '../../histogram/strip-text.ts';
import { useStripCursor } from '../../histogram/use-strip-cursor.ts';
import { zoomIn, zoomOut } from '../../histogram/zoom.ts';
import { formatCountOf } from '../../ui/numbers.ts';
import { type MarkedPeriod, markedPeriod, markedText } from './marked-period.ts';
import { CHART_HEIGHT, MARGIN } from './OverTimeChart.tsx';
import type { Drawing } from './over-time-drawing.ts';
import styles from './UsageOverTime.module.css';

interface OverTimeCursorProps {
  readonly histogram: Histogram;
  readonly drawing: Drawing;
  readonly before: Histogram | null;
  readonly looks: readonly SeriesLook[];
  readonly unit: Unit;
  readonly width: number;
  /** What the whole chart says, for those who cannot see it. */
  readonly summary: string;
}

/** What follows pointer and keyboard over the drawing: reading each point, and selecting a stretch to zoom into. */
export const OverTimeCursor = memo(function OverTimeCursor(props: OverTimeCursorProps) {
  const { histogram, drawing, before, looks, unit, width, summary } = props;
  const services = useServices();
  const { time } = useFilter();
  const about = useId();
  const plot = useRef<HTMLDivElement>(null);
  const { bounds, points } = drawing.slots;
  const slots = useMemo(() => bounds.slice(1), [bounds]);
  const cuts = useMemo(() => cutBars(bounds.slice(0, points + 1), time), [bounds, points, time]);
  const inner = width - MARGIN.left - MARGIN.right;
  const tall = CHART_HEIGHT - MARGIN.top - MARGIN.bottom;
  const step = inner / Math.max(1, slots.length);

  const { cursor, span, handlers } = useStripCursor(slots, inner, {
    onZoom(chosen) {
      // There is nothing to zoom into where only a forecast is.
      const [from, to] = [bounds[chosen.first], bounds[Math.min(chosen.last + 1, points)]];
      if (chosen.first < points && from !== undefined && to !== undefined) zoomIn(services, { from, to });
    },
    onReset: () => zoomOut(services),
    onTable: () => undefined,
  });
  const [first, last] = [span?.first ?? null, span?.last ?? null];
  const period = useMemo(
    () =>
      first === null || last === null
        ? null
        : markedPeriod(histogram, drawing, before, unit, { first, last }),
    [first, last, histogram, drawing, before, unit],
  );
  const cut = cursor === null ? null : cutText(cuts, cursor.at);
  const said = period === null ? null : [markedText(period), cut].filter((part) => part !== null).join('; ');
  return (
    <div
      ref={plot}
      className={styles.cursor}
      style={{ left: MARGIN.left, width: inner, height: CHART_HEIGHT }}
      role="slider"
      tabIndex={0}
      aria-label={`${MEASURES[histogram.measure].label} per ${histogram.bucket}. Arrows read, Shift and arrows select, Enter zooms in, Backspace goes back to the range before.`}
      aria-describedby={about}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, slots.length - 1)}
      aria-valuenow={cursor?.at ?? 0}
      aria-valuetext={said ?? formatCountOf(points, 'point')}
      {...handlers}
    >
      {cuts.map(({ at, about: why }) => (
        <div
          key={why}
          className={styles.cut}
          style={{ left: at * step, width: step, top: MARGIN.top, height: tall }}
        />
      ))}
      {span !== null && (
        <div
          className={styles.span}
          style={{
            left: span.first * step,
            width: Math.max(1, (span.last - span.first + 1) * step),
            top: MARGIN.top,
            height: tall,
          }}
        />
      )}
      {period !== null && (
        <Portal>
          <div className={styles.tip} style={tipPlace(plot.current, period)}>
            <HistogramTip
              marked={period.marked}
              more={period.more}
              looks={looks}
              partial={first === last ? cut : null}
              x={((cursor?.at ?? 0) + 0.5) * step}
              width={inner}
            />
          </div>
        </Portal>
      )}
      <p id={about} className={styles.unseen}>
        {summary}
      </p>
    </div>
  );
});

/** Px of the tip: what it has around it and without series, of a line of a series, and of what else is known. */
const TIP = { base: 64, series: 19, more: 43 } as const;

/** Over the plot; further up where the window ends, because the charts scroll and would cut it off. */
function tipPlace(plot: HTMLElement | null, { marked, more }: MarkedPeriod): CSSProperties {
  const { left = 0, top = 0, width = 0 } = plot?.getBoundingClientRect() ?? {};
  const tall = TIP.base + TIP.series * marked.series.length + TIP.more * more.length;
  return { left, width, top: Math.max(0, Math.min(top, window.innerHeight - tall)) };
}
