import { createStore, type StoreApi } from 'zustand/vanilla';
import { type CellPlace, type CellRange, isWholeRows, rangeBetween, wholeRows } from '../grid/cell-range.ts';

/** A row that shows its event below its line. */
export interface ExpandedRow {
  readonly row: number;
  readonly event: number;
}

/** Row of the headings, as a place of the keyboard. */
export const HEADINGS = -1;

/** Where the keyboard is in the grid, what is selected, and which events are open. */
export interface SelectionState {
  /** Place of the active row in the current order, or {@link HEADINGS}; null before the grid was entered. */
  readonly row: number | null;
  /** Place of the active cell among the visible columns. */
  readonly column: number;
  /** Where the selected range began; its other end is the active cell. */
  readonly anchor: CellPlace | null;
  /** Cells selected beyond the active one. */
  readonly range: CellRange | null;
  /** Rows expanded in place, in their order. */
  readonly expanded: readonly ExpandedRow[];
  /** The event shown in the detail pane; null when it is closed. */
  readonly openEvent: number | null;
  /** Rows of the result on screen; null while no log is shown. */
  readonly total: number | null;
}

const NOWHERE = { row: null, anchor: null, range: null };
const NOTHING = { ...NOWHERE, column: 0, expanded: [], openEvent: null };

export interface SelectionStore extends StoreApi<SelectionState> {
  /** Makes a cell the active one; nothing else is selected any more. */
  readonly go: (to: CellPlace) => void;
  /** Selects from where the selection began, else from the active cell, to a cell, which becomes the active one. */
  readonly extend: (to: CellPlace) => void;
  /** Selects the rows that are selected in part, else the active one. */
  readonly selectRows: () => void;
  /** Selects all rows of the result; the active cell stays. */
  readonly selectAll: () => void;
  readonly expand: (row: ExpandedRow) => void;
  readonly collapse: (event: number) => void;
  /** Forgets places, because the rows have moved. What is open stays open. */
  readonly rowsMoved: () => void;
  /** Forgets everything: what was selected is not in the new result, or not at that place. */
  readonly reset: () => void;
}

export function createSelectionStore(): SelectionStore {
  const store = createStore<SelectionState>(() => ({ ...NOTHING, total: null }));
  const { setState, getState } = store;

  function extend(to: CellPlace): void {
    const { row, column, anchor: before, range } = getState();
    const anchor = before ?? { row: Math.max(0, row ?? to.row), column };
    const cells = rangeBetween(anchor, to);
    setState({ ...to, anchor, range: range !== null && isWholeRows(range) ? wholeRows(cells) : cells });
  }

  function selectRows(): void {
    const { row, column, anchor, range } = getState();
    if (row === null || row === HEADINGS) return;
    setState({
      anchor: anchor ?? { row, column },
      range: wholeRows(range ?? { top: row, bottom: row }),
    });
  }

  function selectAll(): void {
    const { total, column } = getState();
    if (total === null || total === 0) return;
    setState({ anchor: { row: 0, column }, range: wholeRows({ top: 0, bottom: total - 1 }) });
  }

  function expand(opened: ExpandedRow): void {
    setState(({ expanded }) => ({
      expanded: [...expanded.filter(({ event }) => event !== opened.event), opened].sort(
        (a, b) => a.row - b.row,
      ),
    }));
  }

  return Object.assign(store, {
    go: ({ row, column }: CellPlace): void => setState({ row, column, anchor: null, range: null }),
    extend,
    selectRows,
    selectAll,
    expand,
    collapse: (closed: number): void =>
      setState(({ expanded }) => ({ expanded: expanded.filter(({ event }) => event !== closed) })),
    rowsMoved: (): void => setState(NOWHERE),
    reset: (): void => setState(NOTHING),
  });
}
