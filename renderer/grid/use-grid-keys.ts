import type { FocusEvent, KeyboardEvent } from 'react';
import type { EventRow } from '../../shared/domain/event.ts';
import { useServices } from '../app/services-context.ts';
import { useZone } from '../app/use-settings.ts';
import { copyText } from '../ui/CopyButton.tsx';
import type { CellMenuPlace } from './CellMenu.tsx';
import { cellText } from './cell-value.ts';
import type { GridColumn } from './column-layout.ts';
import { cellId } from './GridRow.tsx';
import { gridMove } from './grid-keys.ts';
import type { GridScroll } from './use-grid-scroll.ts';

interface GridKeysOptions {
  readonly total: number;
  readonly columns: readonly GridColumn[];
  readonly scroll: GridScroll;
  readonly rowAt: (index: number) => EventRow | undefined;
  readonly onMenu: (place: CellMenuPlace) => void;
}

interface GridKeys {
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
}

/** The keyboard in the grid; the keys themselves are in `grid-keys.ts`. */
export function useGridKeys({ total, columns, scroll, rowAt, onMenu }: GridKeysOptions): GridKeys {
  const { selection } = useServices();
  const zone = useZone();

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.target !== event.currentTarget) return;
    const { row, column, openEvent } = selection.getState();
    const bounds = { row, column, rows: total, columns: columns.length, page: scroll.rowsInSight };
    const move = gridMove(event, bounds);
    if (move === null || (move.kind === 'close' && openEvent === null)) return;
    if (move.kind === 'copy' && window.getSelection()?.isCollapsed === false) return;
    event.preventDefault();
    const active = row === null ? undefined : rowAt(row);
    const activeColumn = columns[column];
    if (move.kind === 'cell') {
      selection.setState({ row: move.row, column: move.column });
      scroll.reveal(move.row);
      revealColumn(event.currentTarget, move.column);
    } else if (move.kind === 'close') {
      selection.setState({ openEvent: null });
    } else if (active !== undefined && move.kind === 'open') {
      selection.setState({ openEvent: openEvent === active.id ? null : active.id });
    } else if (active !== undefined && activeColumn !== undefined && row !== null) {
      if (move.kind === 'copy') void copyText(cellText(active, activeColumn.ref, zone));
      else onMenu({ row: active, column: activeColumn, ...lowerCorner(cellId(row, column)) });
    }
  }

  function onFocus(event: FocusEvent<HTMLElement>): void {
    const byKeyboard = event.target === event.currentTarget && event.currentTarget.matches(':focus-visible');
    if (byKeyboard && selection.getState().row === null && total > 0) selection.setState({ row: 0 });
  }

  return { onKeyDown, onFocus };
}

function lowerCorner(id: string): { x: number; y: number } {
  const box = document.getElementById(id)?.getBoundingClientRect();
  return { x: (box?.left ?? 0) + 12, y: box?.bottom ?? 0 };
}

/** Scrolls sideways so far that a column is in sight. */
function revealColumn(table: HTMLElement, column: number): void {
  const grid = table.parentElement;
  if (grid === null) return;
  const heading = grid.querySelector<HTMLElement>(`th[aria-colindex="${column + 1}"]`);
  if (heading === null) return;
  const left = heading.offsetLeft;
  const right = left + heading.offsetWidth;
  if (left < grid.scrollLeft) grid.scrollLeft = left;
  else if (right > grid.scrollLeft + grid.clientWidth)
    grid.scrollLeft = Math.min(left, right - grid.clientWidth);
}
