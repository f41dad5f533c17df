import { useElementSize } from '@mantine/hooks';
import { memo, useId, useMemo } from 'react';
import type { Histogram } from '../../shared/api/contract.ts';
import { MEASURES } from '../../shared/domain/measures.ts';
import { formatInstant } from '../../shared/time/format.ts';
import { useServices } from '../app/services-context.ts';
import { useFilter } from '../app/use-settings.ts';
import type { RowPages } from '../engine/row-pages.ts';
import { formatShort } from '../ui/numbers.ts';
import { axisTicks, placeOf } from './axis-ticks.ts';
import { reachOf, zeroOf } from './bars.ts';
import { HistogramBars } from './HistogramBars.tsx';
import styles from './HistogramStrip.module.css';
import { HistogramTip } from './HistogramTip.tsx';
import type { SeriesLook } from './series-looks.ts';
import {
  barsLine,
  boundsOf,
  cutBars,
  cutText,
  describeBars,
  type MarkedBars,
  summaryText,
} from './strip-text.ts';
import { useOpenTime } from './use-open-time.ts';
import { useStripCursor } from './use-strip-cursor.ts';
import { zoomIn, zoomOut } from './zoom.ts';

interface HistogramStripProps {
  readonly histogram: Histogram;
  readonly looks: readonly SeriesLook[];
  /** The series that is pointed at in the legend. */
  readonly lit: number | null;
  /** Whether it belongs to an older filter, and the new one takes its time. */
  readonly late: boolean;
  /** The rows of the log, which tell the time of the open event; null where that is not marked. */
  readonly pages: RowPages | null;
}

const BAR_HEIGHT = 44;

/** Events over time. Dragging over it, or Shift and the arrow keys with Enter, zooms in. */
export const HistogramStrip = memo(function HistogramStrip({
  histogram,
  looks,
  lit,
  late,
  pages,
}: HistogramStripProps) {
  const services = useServices();
  const openTime = useOpenTime(pages);
  const { time } = useFilter();
  const { points, timezone, measure, bucket } = histogram;
  const { ref, width } = useElementSize<HTMLDivElement>();
  const about = useId();
  const bounds = useMemo(() => boundsOf(points), [points]);
  const ticks = useMemo(() => axisTicks(bounds, timezone, width), [bounds, timezone, width]);
  const cuts = useMemo(() => (late ? [] : cutBars(bounds, time)), [late, bounds, time]);
  const summary = useMemo(() => summaryText(histogram), [histogram]);

  const { cursor, span, handlers } = useStripCursor(points, width, {
    onZoom({ first, last }) {
      const [from, to] = [bounds[first], bounds[last + 1]];
      if (from !== undefined && to !== undefined) zoomIn(services, { from, to });
    },
    onReset: () => zoomOut(services),
    onTable: () => services.histogram.setState(({ tableOpen }) => ({ tableOpen: !tableOpen })),
  });
  const marked = span === null ? null : describeBars(histogram, span);
  const step = points.length === 0 ? 0 : width / points.length;
  const reach = useMemo(() => reachOf(points), [points]);
  const zero = Math.min(zeroOf(reach, BAR_HEIGHT), BAR_HEIGHT - 0.5);

  return (
    <div className={styles.frame} data-late={late}>
      <div className={styles.scale} aria-hidden="true">
        <span title={`The tallest bar: ${reach.to.toLocaleString('en-US')}`}>
          {reach.to > 0 ? formatShort(reach.to) : reach.from < 0 ? '0' : ''}
        </span>
        {reach.from < 0 ? (
          <span title={`The lowest bar: ${reach.from.toLocaleString('en-US')}`}>
            {formatShort(reach.from)}
          </span>
        ) : (
          <span>0</span>
        )}
      </div>
      <div
        ref={ref}
        className={styles.strip}
        role="slider"
        tabIndex={0}
        aria-label={`${MEASURES[measure].label} per ${bucket}. Shift and arrows select, Enter zooms in, Backspace goes back to the range before, T shows the table.`}
        aria-describedby={about}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, points.length - 1)}
        aria-valuenow={cursor?.at ?? 0}
        aria-valuetext={
          marked === null ? `${points.length} bars` : lineOf(marked, cutText(cuts, cursor?.at ?? 0))
        }
        {...handlers}
      >
        <svg width={width} height={BAR_HEIGHT} aria-hidden="true">
          {cuts.map(({ at, about: why }) => (
            <rect
              key={why}
              className={styles.partial}
              data-partial
              x={at * step}
              width={step}
              height={BAR_HEIGHT}
            />
          ))}
          <line className={styles.ground} x1={0} x2={width} y1={zero} y2={zero} />
          <HistogramBars points={points} looks={looks} width={width} height={BAR_HEIGHT} lit={lit} />
          {span !== null && (
            <rect
              className={styles.span}
              x={span.first * step}
              width={Math.max(1, (span.last - span.first + 1) * step)}
              y={0}
              height={BAR_HEIGHT}
            />
          )}
          {openTime !== null && <OpenMark time={openTime} bounds={bounds} width={width} />}
        </svg>
        <div className={styles.axis} aria-hidden="true">
          {ticks.map(({ x, label }) => (
            <span key={x} style={{ left: x }}>
              {label}
            </span>
          ))}
        </div>
        {points.length === 0 && (
          <p className={styles.nothing} aria-hidden="true">
            {histogram.undated > 0 ? 'None of these events has a timestamp.' : 'No events.'}
          </p>
        )}
        {marked !== null && span !== null && (
          <HistogramTip
            marked={marked}
            looks={looks}
            partial={span.first === span.last ? cutText(cuts, span.first) : null}
            x={((cursor?.at ?? 0) + 0.5) * step}
            width={width}
          />
        )}
      </div>
      <p id={about} className={styles.unseen}>
        {summary}
        {openTime !== null && ` The open event is at ${formatInstant(openTime, 'UTC')}.`}
      </p>
    </div>
  );
});

function lineOf(marked: MarkedBars, cut: string | null): string {
  return cut === null ? barsLine(marked) : `${barsLine(marked)}; ${cut}`;
}

interface OpenMarkProps {
  readonly time: number;
  readonly bounds: readonly number[];
  readonly width: number;
}

/** Where the open event is; nothing when that is not on the axis. */
function OpenMark({ time, bounds, width }: OpenMarkProps) {
  const [from, to] = [bounds[0], bounds.at(-1)];
  if (from === undefined || to === undefined || time < from || time >= to) return null;
  const x = Math.round(placeOf(time, bounds, width)) + 0.5;
  return (
    <g className={styles.open} data-open-event>
      <line x1={x} x2={x} y1={0} y2={BAR_HEIGHT} />
      <path d={`M${x - 4} 0h8l-4 5z`} />
    </g>
  );
}
