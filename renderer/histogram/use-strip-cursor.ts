import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { type BarSpan, barAt, spanOf } from './bars.ts';
import { type StripCursor, type StripMove, stripMove } from './strip-keys.ts';

/** Px the pointer moves before it selects rather than points. */
const DRAG = 4;

/** What happens to the strip, beyond pointing and selecting. */
interface StripActs {
  readonly onZoom: (span: BarSpan) => void;
  readonly onReset: () => void;
  readonly onTable: () => void;
}

/**
 * Where pointer or keyboard are on the bars, what they have selected, and the handlers for the strip.
 * @param bars stands for the bars: when it changes, what was pointed at is gone
 */
export function useStripCursor(
  bars: readonly unknown[],
  width: number,
  { onZoom, onReset, onTable }: StripActs,
) {
  const [cursor, setCursor] = useState<StripCursor | null>(null);
  /** Where the pointer went down, px; null while it is up. */
  const down = useRef<{ readonly x: number; moved: boolean } | null>(null);

  useEffect(() => {
    if (bars.length > 0) setCursor(null);
  }, [bars]);

  const span = cursor === null ? null : spanOf(cursor.anchor ?? cursor.at, cursor.at);
  const placeIn = (event: PointerEvent<HTMLElement>): number =>
    event.clientX - event.currentTarget.getBoundingClientRect().left;

  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    const x = placeIn(event);
    const at = barAt(x, width, bars.length);
    if (down.current !== null && Math.abs(x - down.current.x) >= DRAG) down.current.moved = true;
    const dragging = down.current?.moved === true;
    setCursor((before) => ({ at, anchor: dragging ? (before?.anchor ?? at) : null }));
  }

  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const x = placeIn(event);
    const at = barAt(x, width, bars.length);
    down.current = { x, moved: false };
    setCursor({ at, anchor: at });
  }

  function onPointerUp(): void {
    if (down.current?.moved) zoom();
    down.current = null;
    setCursor((before) => (before === null ? null : { ...before, anchor: null }));
  }

  function zoom(): void {
    if (span !== null) onZoom(span);
    setCursor(null);
  }

  function act(move: StripMove): void {
    if (move.kind === 'move') setCursor(move.cursor);
    else if (move.kind === 'zoom') zoom();
    else if (move.kind === 'reset') onReset();
    else if (move.kind === 'table') onTable();
    else setCursor(null);
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = stripMove(event, cursor ?? { at: 0, anchor: null }, bars.length);
    if (move === null || (move.kind === 'cancel' && cursor === null)) return;
    event.preventDefault();
    act(move);
  }

  return {
    cursor,
    /** The bars that are marked; null when none is. */
    span,
    handlers: {
      onPointerMove,
      onPointerDown,
      onPointerUp,
      onPointerCancel() {
        down.current = null;
        setCursor(null);
      },
      onPointerLeave: () => {
        if (down.current === null) setCursor(null);
      },
      onDoubleClick: onReset,
      onKeyDown,
      onBlur: () => setCursor(null),
    },
  };
}
