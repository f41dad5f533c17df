import { Filter, FilterX } from 'lucide-react';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { EventRow } from '../../shared/domain/event.ts';
import { useServices } from '../app/services-context.ts';
import { cellFilters } from './cell-filters.ts';
import type { GridColumn } from './column-layout.ts';
import { type Edges, type HoverPlace, hoverPlace } from './hover-place.ts';
import styles from './LogGrid.module.css';

interface HoverActionsProps {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly columns: readonly GridColumn[];
  readonly rowAt: (index: number) => EventRow | undefined;
}

interface Hovered extends HoverPlace {
  readonly row: EventRow;
  readonly column: GridColumn;
}

/** Ms the pointer rests on a cell before buttons come or go that hide a part of its neighbours. */
const REST = 200;

/**
 * Filter for and filter out, at the cell under the pointer, where they hide nothing of it. One pair of buttons for the
 * whole grid: a pair in every cell would make scrolling slow. The keyboard has the same in the cell's menu.
 */
export function HoverActions({ scroller, columns, rowAt }: HoverActionsProps) {
  const { filter } = useServices();
  const [hovered, setHovered] = useState<Hovered | null>(null);
  const shown = useRef<Hovered | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const show = useCallback((next: Hovered | null): void => {
    clearTimeout(timer.current);
    shown.current = next;
    setHovered(next);
  }, []);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const onOver = (event: PointerEvent): void => {
      const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null;
      const next = cell === null ? null : hoveredCell(cell, element, columns, rowAt);
      clearTimeout(timer.current);
      const inPlace = (shown.current?.inside ?? true) && (next?.inside ?? true);
      if (inPlace) show(next);
      else timer.current = setTimeout(() => show(next), REST);
    };
    const onLeave = (event: PointerEvent): void => {
      const to = event.relatedTarget;
      if (to instanceof Element && to.closest('[data-hover-actions]') !== null) clearTimeout(timer.current);
      else show(null);
    };
    const clear = (): void => show(null);
    element.addEventListener('pointerover', onOver);
    element.addEventListener('pointerleave', onLeave);
    element.addEventListener('scroll', clear, { passive: true });
    return () => {
      clearTimeout(timer.current);
      element.removeEventListener('pointerover', onOver);
      element.removeEventListener('pointerleave', onLeave);
      element.removeEventListener('scroll', clear);
    };
  }, [scroller, columns, rowAt, show]);

  const filters = hovered === null ? null : cellFilters(hovered.row, hovered.column.ref);
  if (hovered === null || filters === null) return null;
  return (
    <div
      className={styles.hoverActions}
      data-hover-actions
      style={{ left: hovered.left, top: hovered.top }}
      onPointerLeave={() => show(null)}
    >
      <button
        type="button"
        tabIndex={-1}
        aria-label={`Filter for this ${hovered.column.label}`}
        title="Filter for this value"
        onClick={() => filter.apply(filters.keep)}
      >
        <Filter size={12} aria-hidden="true" />
      </button>
      <button
        type="button"
        tabIndex={-1}
        aria-label={`Filter out this ${hovered.column.label}`}
        title="Filter out this value"
        onClick={() => filter.apply(filters.leaveOut)}
      >
        <FilterX size={12} aria-hidden="true" />
      </button>
    </div>
  );
}

function hoveredCell(
  cell: HTMLElement,
  scroller: HTMLElement,
  columns: readonly GridColumn[],
  rowAt: (index: number) => EventRow | undefined,
): Hovered | null {
  const row = rowAt(Number(cell.dataset['row']));
  const column = columns[Number(cell.dataset['column'])];
  if (row === undefined || column === undefined) return null;
  const frame = scroller.getBoundingClientRect();
  const head = scroller.querySelector('thead')?.getBoundingClientRect();
  const box = cell.getBoundingClientRect();
  const inSight = { ...edgesOf(box), right: Math.min(box.right, frame.right) };
  const { left, top, inside } = hoverPlace(inSight, drawnIn(cell), head?.bottom ?? frame.top);
  return { row, column, left: left - frame.left, top: top - frame.top, inside };
}

/** What is drawn in a cell, also where it is cut off. */
function drawnIn(cell: HTMLElement): Edges {
  const content = document.createRange();
  content.selectNodeContents(cell);
  return edgesOf(content.getBoundingClientRect());
}

function edgesOf({ left, right, top, bottom }: DOMRect): Edges {
  return { left, right, top, bottom };
}
