import { type MouseEvent, type PointerEvent, useRef } from 'react';
import type { EventRow } from '../../shared/domain/event.ts';
import { useServices } from '../app/services-context.ts';
import { HEADINGS } from '../state/selection-store.ts';
import type { CellPlace } from './cell-range.ts';
import type { GridColumn } from './column-layout.ts';
import type { GridActions, GridMenuPlace } from './grid-actions.ts';
import { useEdgeScroll } from './use-edge-scroll.ts';

interface PointedCellOptions {
  readonly total: number;
  readonly columns: readonly GridColumn[];
  readonly rowAt: (index: number) => EventRow | undefined;
  readonly onMenu: (place: GridMenuPlace) => void;
  readonly actions: GridActions;
}

interface PointedCell {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: () => void;
  readonly onMouseDown: (event: MouseEvent<HTMLElement>) => void;
  readonly onClick: (event: MouseEvent) => void;
  readonly onContextMenu: (event: MouseEvent) => void;
}

/** A place under the pointer; the strip with the chevrons stands for the whole row. */
interface Pointed extends CellPlace {
  readonly gutter: string | null;
}

/**
 * The mouse in the grid: a click opens the event, dragging over cells or a click with Shift selects them, the right
 * button opens the menu. Inside one cell, dragging selects its text.
 */
export function usePointedCell({ total, columns, rowAt, onMenu, actions }: PointedCellOptions): PointedCell {
  const { selection } = useServices();
  const from = useRef<Pointed | null>(null);
  const dragged = useRef(false);
  const edge = useEdgeScroll((rows) => {
    const { row, column } = selection.getState();
    if (row === null || !dragged.current) return;
    const to = Math.max(0, Math.min(total - 1, row + rows));
    actions.perform({ kind: 'cell', row: to, column, extend: true });
  });

  function selectTo(to: Pointed): void {
    selection.extend(to);
    if (to.gutter !== null || from.current?.gutter != null) selection.selectRows();
    window.getSelection()?.removeAllRanges();
  }

  function onPointerDown(event: PointerEvent): void {
    dragged.current = false;
    from.current = event.button === 0 && event.pointerType === 'mouse' ? pointedAt(event.target) : null;
  }

  /** With Shift the browser would select text up to here. */
  function onMouseDown(event: MouseEvent<HTMLElement>): void {
    if (!event.shiftKey || pointedAt(event.target) === null) return;
    event.preventDefault();
    event.currentTarget.focus();
  }

  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    const start = from.current;
    if (start === null || (event.buttons & 1) === 0) return;
    if (dragged.current) edge.drag(event.clientY, rowsOnScreen(event.currentTarget));
    const to = pointedAt(event.target);
    if (to === null || (!dragged.current && to.row === start.row && to.column === start.column)) return;
    if (!dragged.current) selection.go(start);
    dragged.current = true;
    selectTo(to);
  }

  function onClick(event: MouseEvent): void {
    if (dragged.current) return;
    const pointed = pointedAt(event.target);
    if (pointed === null || rowAt(pointed.row) === undefined) return;
    if (event.shiftKey) {
      selectTo(pointed);
      return;
    }
    if (window.getSelection()?.isCollapsed === false) return; // text was selected, to be copied
    selection.go(pointed);
    if (pointed.gutter === null) openPointed(pointed.row);
    else if (pointed.gutter !== 'none') actions.toggleExpansion(pointed.row);
  }

  /** A click shows what it points at; only in the row does a second one hide it again. */
  function openPointed(row: number): void {
    const event = rowAt(row);
    if (event?.id !== selection.getState().openEvent) actions.open(row);
  }

  function onContextMenu(event: MouseEvent): void {
    const heading = event.target instanceof Element ? event.target.closest('th') : null;
    const pointed = pointedAt(event.target);
    const at = heading === null ? pointed?.column : Number(heading.getAttribute('aria-colindex')) - 1;
    const column = at === undefined ? undefined : columns[at];
    const row = heading === null ? pointed?.row : HEADINGS;
    const shown = row === undefined || row === HEADINGS ? null : rowAt(row);
    if (at === undefined || column === undefined || row === undefined || shown === undefined) return;
    event.preventDefault();
    const { range } = selection.getState();
    const inRange = range !== null && row >= range.top && row <= range.bottom;
    if (!inRange && row !== HEADINGS) selection.go({ row, column: at });
    onMenu({ event: shown, row, column, x: event.clientX, y: event.clientY });
  }

  return {
    onPointerDown,
    onPointerMove,
    onMouseDown,
    onPointerUp: () => {
      edge.stop();
      from.current = null;
    },
    onClick,
    onContextMenu,
  };
}

/** What is in sight of the rows of a table, below its headings. */
function rowsOnScreen(table: HTMLElement): { top: number; bottom: number } {
  const frame = (table.parentElement ?? table).getBoundingClientRect();
  const head = table.querySelector('thead')?.getBoundingClientRect();
  return { top: head?.bottom ?? frame.top, bottom: frame.bottom };
}

function pointedAt(target: EventTarget | null): Pointed | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null;
  if (cell === null) return null;
  return {
    row: Number(cell.dataset['row']),
    column: Number(cell.dataset['column'] ?? 0),
    gutter: cell.dataset['gutter'] ?? null,
  };
}
