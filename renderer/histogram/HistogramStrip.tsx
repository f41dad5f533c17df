import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, type PointerEvent, useEffect, useState } from 'react';
import type { Histogram, HistogramPoint } from '../../shared/api/contract.ts';
import { MEASURES, type Measure } from '../../shared/domain/measures.ts';
import { setTime } from '../../shared/filter/edit.ts';
import { EMPTY_FILTER } from '../../shared/filter/filter.ts';
import { formatInstant, parseInstant } from '../../shared/time/format.ts';
import { useServices } from '../app/services-context.ts';
import { formatCountOf, formatDecimal } from '../ui/numbers.ts';
import { barAt, barsPath, labelledBars, spanOf } from './bars.ts';
import styles from './HistogramStrip.module.css';
import { type StripCursor, stripMove } from './strip-keys.ts';

interface HistogramStripProps {
  readonly histogram: Histogram;
  readonly late: boolean;
}

const BAR_HEIGHT = 44;
const LABEL_WIDTH = 84;

/** Events over time. Dragging over it, or Shift and the arrow keys with Enter, zooms in. */
export function HistogramStrip({ histogram, late }: HistogramStripProps) {
  const { filter: store } = useServices();
  const { points, timezone, measure } = histogram;
  const { ref, width } = useElementSize<HTMLDivElement>();
  const [cursor, setCursor] = useState<StripCursor | null>(null);
  const [dragging, setDragging] = useState(false);

  // The bars are others now: what was pointed at is gone.
  useEffect(() => {
    if (points.length > 0) setCursor(null);
  }, [points]);

  const active = cursor === null ? undefined : points[cursor.at];
  const span = cursor === null ? null : spanOf(cursor.anchor ?? cursor.at, cursor.at);
  const step = points.length === 0 ? 0 : width / points.length;

  function zoom(): void {
    const from = points[span?.first ?? -1];
    const to = points[span?.last ?? -1];
    if (from === undefined || to === undefined) return;
    const range = { preset: 'custom', zone: timezone, from: micros(from.from), to: micros(to.to) } as const;
    store.apply((filter) => setTime(filter, range));
    setCursor(null);
  }
  const reset = (): void =>
    store.apply((filter) => setTime(filter, { ...EMPTY_FILTER.time, zone: filter.time.zone }));
  const barUnder = (event: PointerEvent<HTMLElement>): number =>
    barAt(event.clientX - event.currentTarget.getBoundingClientRect().left, width, points.length);

  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    const at = barUnder(event);
    setCursor((before) => ({ at, anchor: dragging ? (before?.anchor ?? at) : null }));
  }
  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setDragging(true);
    const at = barUnder(event);
    setCursor({ at, anchor: at });
  }
  function onPointerUp(): void {
    if (dragging && span !== null && span.first !== span.last) zoom();
    setDragging(false);
    setCursor((before) => (before === null ? null : { ...before, anchor: null }));
  }
  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const move = stripMove(event, cursor ?? { at: 0, anchor: null }, points.length);
    if (move === null || (move.kind === 'cancel' && cursor === null)) return;
    event.preventDefault();
    if (move.kind === 'move') setCursor(move.cursor);
    else if (move.kind === 'zoom') zoom();
    else if (move.kind === 'reset') reset();
    else setCursor(null);
  }

  return (
    <div
      ref={ref}
      className={styles.strip}
      data-late={late}
      role="slider"
      tabIndex={0}
      aria-label={`${MEASURES[measure].label} per ${histogram.bucket}. Shift and arrows select, Enter zooms in, Backspace shows all time.`}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, points.length - 1)}
      aria-valuenow={cursor?.at ?? 0}
      aria-valuetext={active === undefined ? `${points.length} bars` : describeBars(histogram, span)}
      onPointerMove={onPointerMove}
      onPointerDown={onPointerDown}
      onPointerUp={onPointerUp}
      onPointerLeave={() => !dragging && setCursor(null)}
      onDoubleClick={reset}
      onKeyDown={onKeyDown}
      onBlur={() => setCursor(null)}
    >
      <svg width={width} height={BAR_HEIGHT} aria-hidden="true">
        <line className={styles.ground} x1={0} x2={width} y1={BAR_HEIGHT - 0.5} y2={BAR_HEIGHT - 0.5} />
        <path className={styles.bars} d={barsPath(points, width, BAR_HEIGHT)} />
        {span !== null && (
          <rect
            className={styles.span}
            x={span.first * step}
            width={Math.max(1, (span.last - span.first + 1) * step)}
            y={0}
            height={BAR_HEIGHT}
          />
        )}
      </svg>
      <div className={styles.axis} aria-hidden="true">
        {labelledBars(points.length, width, LABEL_WIDTH).map((at) => (
          <span key={at} style={{ left: at * step }}>
            {axisLabel(histogram, points[at])}
          </span>
        ))}
      </div>
      {active !== undefined && (
        <div className={styles.tip} aria-hidden="true" style={tipStyle((cursor?.at ?? 0) * step, width)}>
          {describeBars(histogram, span)}
        </div>
      )}
    </div>
  );
}

/** What the marked bars hold, exactly, and their bounds in UTC. */
function describeBars({ points, measure }: Histogram, span: { first: number; last: number } | null): string {
  const marked = span === null ? [] : points.slice(span.first, span.last + 1);
  const first = marked[0];
  const last = marked.at(-1);
  if (first === undefined || last === undefined) return '';
  const bounds = `${bound(first.from).replace(/ UTC$/, '')} – ${bound(last.to)}`;
  return `${amount(marked, measure)} · ${bounds}`;
}

function amount(points: readonly HistogramPoint[], measure: Measure): string {
  const events = points.reduce((sum, point) => sum + point.events, 0);
  if (measure === 'events') return formatCountOf(events, 'event');
  const value = points.reduce((sum, point) => sum + point.value, 0);
  return `${formatDecimal(Number(value.toFixed(9)))} ${MEASURES[measure].label.toLowerCase()} in ${formatCountOf(events, 'event')}`;
}

function bound(iso: string): string {
  return formatInstant(micros(iso), 'UTC', { precision: 'minute' });
}

function micros(iso: string): number {
  return parseInstant(iso, 'UTC');
}

function axisLabel({ bucket, timezone }: Histogram, point: HistogramPoint | undefined): string {
  if (point === undefined) return '';
  const text = formatInstant(micros(point.from), timezone, { precision: 'minute' });
  const [day = '', month = '', year = '', clock = ''] = text.split(' ');
  if (bucket === 'minute' || bucket === 'hour') return `${day} ${month} ${clock}`;
  return bucket === 'month' ? `${month} ${year}` : `${day} ${month}`;
}

/** Keeps the tip inside the strip: it hangs to the left of a bar in the right half. */
function tipStyle(x: number, width: number): { left?: number; right?: number } {
  return x < width / 2 ? { left: x + 8 } : { right: width - x + 8 };
}
