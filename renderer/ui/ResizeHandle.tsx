import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import styles from './ResizeHandle.module.css';

interface ResizeHandleProps {
  readonly label: string;
  /** Current size in px of the panel to the right of the handle, or, of a horizontal one, above it. */
  readonly size: number;
  readonly min: number;
  readonly max: number;
  /** Whether the edge lies between panels above and below it. */
  readonly horizontal?: boolean;
  readonly onResize: (size: number) => void;
}

const STEP = 16;

/** The edge between two panels; drag it, or focus it and use the arrow keys. */
export function ResizeHandle({ label, size, min, max, horizontal = false, onResize }: ResizeHandleProps) {
  const start = useRef<{ at: number; size: number } | null>(null);
  const clamp = (value: number): number => Math.min(max, Math.max(min, Math.round(value)));
  /** Where the pointer is, in the direction in which the panel grows. */
  const placeOf = ({ clientX, clientY }: PointerEvent<HTMLDivElement>): number =>
    horizontal ? clientY : -clientX;
  const [larger, smaller] = horizontal ? ['ArrowDown', 'ArrowUp'] : ['ArrowLeft', 'ArrowRight'];

  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { at: placeOf(event), size };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (start.current !== null) onResize(clamp(start.current.size + placeOf(event) - start.current.at));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = event.key === larger ? STEP : event.key === smaller ? -STEP : 0;
    if (step === 0) return;
    event.preventDefault();
    onResize(clamp(size + step));
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
      aria-orientation={horizontal ? 'horizontal' : 'vertical'}
      aria-label={label}
      aria-valuenow={clamp(size)}
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
