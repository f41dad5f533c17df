import { Filter, FilterX } from 'lucide-react';
import { type RefObject, useEffect, useState } from 'react';
import type { EventRow } from '../../shared/domain/event.ts';
import { useServices } from '../app/services-context.ts';
import { cellFilters } from './cell-filters.ts';
import type { GridColumn } from './column-layout.ts';
import styles from './LogGrid.module.css';

interface HoverActionsProps {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly columns: readonly GridColumn[];
  readonly rowAt: (index: number) => EventRow | undefined;
}

interface Hovered {
  readonly row: EventRow;
  readonly column: GridColumn;
  /** Right edge and upper edge of the cell inside the grid's frame, px. */
  readonly right: number;
  readonly top: number;
}

/**
 * Filter for and filter out, over the cell under the pointer. One pair of buttons for the whole grid: a pair in
 * every cell would make scrolling slow. The keyboard has the same in the cell's menu.
 */
export function HoverActions({ scroller, columns, rowAt }: HoverActionsProps) {
  const { filter } = useServices();
  const [hovered, setHovered] = useState<Hovered | null>(null);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const clear = (): void => setHovered(null);
    const onOver = (event: PointerEvent): void => {
      const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null;
      setHovered(cell === null ? null : hoveredCell(cell, element, columns, rowAt));
    };
    const onLeave = (event: PointerEvent): void => {
      const to = event.relatedTarget;
      if (!(to instanceof Element && to.closest('[data-hover-actions]') !== null)) clear();
    };
    element.addEventListener('pointerover', onOver);
    element.addEventListener('pointerleave', onLeave);
    element.addEventListener('scroll', clear, { passive: true });
    return () => {
      element.removeEventListener('pointerover', onOver);
      element.removeEventListener('pointerleave', onLeave);
      element.removeEventListener('scroll', clear);
    };
  }, [scroller, columns, rowAt]);

  const filters = hovered === null ? null : cellFilters(hovered.row, hovered.column.ref);
  if (hovered === null || filters === null) return null;
  return (
    <div
      className={styles.hoverActions}
      data-hover-actions
      style={{ left: hovered.right, top: hovered.top }}
      onPointerLeave={() => setHovered(null)}
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
  const box = cell.getBoundingClientRect();
  return { row, column, right: Math.min(box.right, frame.right) - frame.left, top: box.top - frame.top };
}
