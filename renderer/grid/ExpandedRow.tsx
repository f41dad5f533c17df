import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import styles from './LogGrid.module.css';

interface ExpandedRowProps {
  readonly index: number;
  readonly event: number;
  readonly top: number;
  readonly columns: number;
  /** Height last measured, px; null before the first time. */
  readonly height: number | null;
  readonly onHeight: (event: number, height: number) => void;
  /** Gives the keyboard back to the grid. */
  readonly onLeave: () => void;
  readonly children: ReactNode;
}

/** What comes back into sight keeps the height it had until it has read its event again, ms. */
const HOLD = 400;

/** An event below the line of its row, as wide as the grid on screen. Its height is measured. */
export function ExpandedRow(props: ExpandedRowProps) {
  const { index, event, top, columns, height, onHeight, onLeave, children } = props;
  const body = useRef<HTMLDivElement | null>(null);
  const [held, setHeld] = useState(height);

  useLayoutEffect(() => {
    const element = body.current;
    if (element === null) return;
    const measure = (): void => onHeight(event, Math.ceil(element.getBoundingClientRect().height));
    const observer = new ResizeObserver(measure);
    measure();
    observer.observe(element);
    return () => observer.disconnect();
  }, [event, onHeight]);

  useEffect(() => {
    const timer = setTimeout(() => setHeld(null), HOLD);
    return () => clearTimeout(timer);
  }, []);

  // The focus must not be lost with an element that is scrolled out of the page.
  const leave = useRef(onLeave);
  leave.current = onLeave;
  useLayoutEffect(() => {
    const element = body.current;
    return () => {
      if (element?.contains(document.activeElement)) leave.current();
    };
  }, []);

  function onKeyDown(key: KeyboardEvent): void {
    if (key.key !== 'Escape' || key.defaultPrevented) return;
    key.preventDefault();
    key.stopPropagation();
    onLeave();
  }

  return (
    <tr
      className={styles.expandedRow}
      aria-rowindex={index + 2}
      style={{ transform: `translateY(${top}px)` }}
      onKeyDown={onKeyDown}
    >
      <td className={styles.expandedCell} colSpan={columns + 1} aria-colindex={1}>
        <div
          ref={body}
          className={styles.expandedBody}
          style={held === null ? undefined : { minHeight: held }}
        >
          <h2 className={styles.unseen}>Event of row {index + 1}</h2>
          {children}
        </div>
      </td>
    </tr>
  );
}
