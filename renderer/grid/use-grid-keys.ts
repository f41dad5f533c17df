import type { FocusEvent, KeyboardEvent } from 'react';
import { useServices } from '../app/services-context.ts';
import type { GridActions } from './grid-actions.ts';
import { gridMove } from './grid-keys.ts';
import { wayOut } from './way-out.ts';

interface GridKeysOptions {
  readonly total: number;
  readonly columns: number;
  readonly rowsInSight: number;
  readonly actions: GridActions;
}

interface GridKeys {
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
}

/** The keyboard in the grid; the keys themselves are in `app/shortcuts.ts`. */
export function useGridKeys({ total, columns, rowsInSight, actions }: GridKeysOptions): GridKeys {
  const services = useServices();
  const { selection } = services;

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.target !== event.currentTarget) return;
    const { row, column } = selection.getState();
    const move = gridMove(event, { row, column, rows: total, columns, page: rowsInSight });
    if (move === null) return;
    if (move.kind === 'event' && move.act === 'close' && wayOut(services) === null) return;
    const copies = move.kind === 'selection' && move.act === 'copy';
    if (copies && window.getSelection()?.isCollapsed === false) return; // text was selected with the mouse
    event.preventDefault();
    actions.perform(move);
  }

  function onFocus(event: FocusEvent<HTMLElement>): void {
    const byKeyboard = event.target === event.currentTarget && event.currentTarget.matches(':focus-visible');
    if (byKeyboard && selection.getState().row === null && total > 0) selection.setState({ row: 0 });
  }

  return { onKeyDown, onFocus };
}
