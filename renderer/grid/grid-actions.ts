import type { EventRow } from '../../shared/domain/event.ts';
import type { LogTable } from '../state/columns-store.ts';
import type { ColumnAct } from './column-acts.ts';
import type { GridColumn } from './column-layout.ts';
import type { GridMove } from './grid-keys.ts';

/** In which form rows are copied. */
export type CopyForm = 'table' | 'tableWithHeadings' | 'json';

/** What a menu was asked for, a cell or a heading, and where on the screen. */
export interface GridMenuPlace {
  /** The event of the cell; null for a heading. */
  readonly event: EventRow | null;
  readonly row: number;
  readonly column: GridColumn;
  readonly x: number;
  readonly y: number;
  /** Shows the windows of time around the event and nothing else. */
  readonly onlyAround?: boolean;
}

/** What can be done in the grid on screen, by key, pointer, menu or command. */
export interface GridActions {
  /** Whose columns and order it has. */
  readonly table: LogTable;
  readonly perform: (move: GridMove) => void;
  /** The event of a row, where it has been read. */
  readonly rowAt: (row: number) => EventRow | undefined;
  /** Goes to a row of the result and brings it into sight. */
  readonly goToRow: (row: number) => void;
  /** Opens the event of a row where events are opened, or closes it there; with `other` in the other place. */
  readonly open: (row: number, other?: boolean) => void;
  readonly toggleExpansion: (row: number) => void;
  readonly collapseAll: () => void;
  /** Copies the selection, else the active row. */
  readonly copy: (form: CopyForm) => void;
  /** Does something with a column; null is the active one. */
  readonly column: (act: ColumnAct, ref: string | null) => void;
  readonly sortBy: (ref: string) => void;
  readonly focus: () => void;
}
