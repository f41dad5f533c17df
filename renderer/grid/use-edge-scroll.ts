import { useCallback, useEffect, useRef } from 'react';

/** So close to an edge of the rows, px, dragging goes on beyond it. */
const EDGE = 20;
/** Rows go by at this pace, ms. */
const PACE = 40;

/** Goes on selecting beyond the edge of what is in sight for as long as the pointer is held there. */
export function useEdgeScroll(onStep: (rows: -1 | 1) => void): {
  /** Says where a drag is, and how far the rows reach on the screen. */
  readonly drag: (y: number, rows: { readonly top: number; readonly bottom: number }) => void;
  readonly stop: () => void;
} {
  const step = useRef(onStep);
  step.current = onStep;
  const timer = useRef<ReturnType<typeof setInterval> | null>(null);
  const direction = useRef<-1 | 1>(1);

  const stop = useCallback(() => {
    if (timer.current !== null) clearInterval(timer.current);
    timer.current = null;
  }, []);

  useEffect(() => {
    // The button may be let go anywhere.
    window.addEventListener('pointerup', stop);
    return () => {
      window.removeEventListener('pointerup', stop);
      stop();
    };
  }, [stop]);

  return {
    stop,
    drag(y, { top, bottom }) {
      if (y >= top + EDGE && y <= bottom - EDGE) {
        stop();
        return;
      }
      direction.current = y < top + EDGE ? -1 : 1;
      timer.current ??= setInterval(() => step.current(direction.current), PACE);
    },
  };
}
