import { memo } from 'react';
import type { EventRow } from '../../shared/domain/event.ts';
import type { LogTable } from '../state/columns-store.ts';
import { CellContent } from './CellContent.tsx';
import { cellId } from './cell-ids.ts';
import type { GridColumn } from './column-layout.ts';
import { frozenAt } from './grid-tracks.ts';
import styles from './LogGrid.module.css';

interface GridRowProps {
  readonly table: LogTable;
  /** Undefined while the row is being read. */
  readonly row: EventRow | undefined;
  readonly index: number;
  readonly top: number;
  readonly columns: readonly GridColumn[];
  /** Distances of frozen columns; see `grid-tracks.ts`. */
  readonly lefts: readonly (number | null)[];
  readonly zone: string;
  /** Active column when this is the active row, else null. */
  readonly activeColumn: number | null;
  /** Selected columns, both ends included; null where the row is not selected. */
  readonly selectedFrom: number | null;
  readonly selectedTo: number | null;
  readonly open: boolean;
  /** Whether there is more to show, and whether it is shown. */
  readonly expansion: 'none' | 'collapsed' | 'expanded';
  /** Held in the page out of sight, because the keyboard is on it. */
  readonly parked?: boolean;
}

/** One row of the grid. Clicks are handled by the grid, from the data attributes. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const {
    table,
    row,
    index,
    top,
    columns,
    lefts,
    zone,
    activeColumn,
    open,
    expansion,
    parked = false,
  } = props;
  if (row === undefined) return <LoadingRow {...props} />;
  const { selectedFrom, selectedTo } = props;
  const isSelected = (at: number): boolean =>
    selectedFrom !== null && selectedTo !== null && at >= selectedFrom && at <= selectedTo;
  const tellsExpansion = (at: number): boolean => at === (activeColumn ?? 0) && expansion !== 'none';
  return (
    // The grid holds the focus and names the active cell (aria-activedescendant).
    <tr
      className={styles.row}
      aria-rowindex={index + 2}
      aria-selected={activeColumn !== null || open || selectedTo === Number.POSITIVE_INFINITY}
      data-open={open}
      data-active={activeColumn !== null}
      data-expansion={expansion}
      data-parked={parked}
      style={{ transform: `translateY(${top}px)` }}
    >
      <td className={styles.gutter} aria-hidden="true" data-row={index} data-gutter={expansion} />
      {columns.map((column, at) => (
        // biome-ignore lint/a11y/useAriaPropsSupportedByRole: in a grid, a td is a gridcell
        <td
          key={column.ref}
          id={cellId(table, index, at)}
          className={styles.cell}
          aria-colindex={at + 1}
          aria-selected={isSelected(at) ? true : undefined}
          aria-expanded={tellsExpansion(at) ? expansion === 'expanded' : undefined}
          data-row={index}
          data-column={at}
          data-kind={column.kind}
          data-active={activeColumn === at}
          {...frozenAt(lefts, at)}
        >
          <CellContent row={row} column={column} zone={zone} />
        </td>
      ))}
    </tr>
  );
});

/** Holds the place of a row: one cell, because dragging the scrollbar draws hundreds of them. */
function LoadingRow({ table, index, top, columns, activeColumn, parked }: GridRowProps) {
  return (
    <tr
      className={styles.row}
      aria-rowindex={index + 2}
      data-active={activeColumn !== null}
      data-parked={parked}
      style={{ transform: `translateY(${top}px)` }}
    >
      <td
        id={activeColumn === null ? undefined : cellId(table, index, activeColumn)}
        className={styles.loading}
        aria-colindex={1}
        colSpan={columns.length + 1}
        data-row={index}
        aria-label="Loading"
      />
    </tr>
  );
}
