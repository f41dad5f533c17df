import type { MouseEvent } from 'react';
import type { EventRow } from '../../shared/domain/event.ts';
import { useServices } from '../app/services-context.ts';
import type { CellMenuPlace } from './CellMenu.tsx';
import type { GridColumn } from './column-layout.ts';

interface PointedCellOptions {
  readonly columns: readonly GridColumn[];
  readonly rowAt: (index: number) => EventRow | undefined;
  readonly onMenu: (place: CellMenuPlace) => void;
}

interface PointedCell {
  readonly onClick: (event: MouseEvent) => void;
  readonly onContextMenu: (event: MouseEvent) => void;
}

/** The mouse in the grid: a click opens the event, the right button its menu. */
export function usePointedCell({ columns, rowAt, onMenu }: PointedCellOptions): PointedCell {
  const { selection } = useServices();

  function select(event: MouseEvent): { row: EventRow; column: GridColumn } | null {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null;
    if (cell === null) return null;
    const at = Number(cell.dataset['row']);
    const columnAt = Number(cell.dataset['column']);
    const row = rowAt(at);
    const column = columns[columnAt];
    if (row === undefined || column === undefined) return null;
    selection.setState({ row: at, column: columnAt });
    return { row, column };
  }

  function onClick(event: MouseEvent): void {
    if (window.getSelection()?.isCollapsed === false) return; // text was selected, to be copied
    const pointed = select(event);
    if (pointed !== null) selection.setState({ openEvent: pointed.row.id });
  }

  function onContextMenu(event: MouseEvent): void {
    const pointed = select(event);
    if (pointed === null) return;
    event.preventDefault();
    onMenu({ ...pointed, x: event.clientX, y: event.clientY });
  }

  return { onClick, onContextMenu };
}
