import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import styles from './ResizeHandle.module.css';

interface ResizeHandleProps {
  readonly label: string;
  /** Current width in px of the panel to the right of the handle. */
  readonly width: number;
  readonly min: number;
  readonly max: number;
  readonly onResize: (width: number) => void;
}

const STEP = 16;

/** The edge between two panels; drag it, or focus it and use the arrow keys. */
export function ResizeHandle({ label, width, min, max, onResize }: ResizeHandleProps) {
  const start = useRef<{ x: number; width: number } | null>(null);
  const clamp = (value: number): number => Math.min(max, Math.max(min, Math.round(value)));

  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, width };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (start.current !== null) onResize(clamp(start.current.width + start.current.x - event.clientX));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = event.key === 'ArrowLeft' ? STEP : event.key === 'ArrowRight' ? -STEP : 0;
    if (step === 0) return;
    event.preventDefault();
    onResize(clamp(width + step));
  };
  const stop = (): void => {
    start.current = null;
  };

  return (
    // A separator that can be moved is a widget: the role has no HTML element of its own.
    // biome-ignore lint/a11y/useSemanticElements: see above
    <div
      className={styles.handle}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={clamp(width)}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={stop}
      onPointerCancel={stop}
      onKeyDown={onKeyDown}
    />
  );
}
