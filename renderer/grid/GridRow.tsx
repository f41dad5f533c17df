import { memo } from 'react';
import type { EventRow } from '../../shared/domain/event.ts';
import { CellContent } from './CellContent.tsx';
import type { GridColumn } from './column-layout.ts';
import styles from './LogGrid.module.css';

interface GridRowProps {
  /** Undefined while the row is being read. */
  readonly row: EventRow | undefined;
  readonly index: number;
  readonly top: number;
  readonly columns: readonly GridColumn[];
  readonly zone: string;
  /** Active column when this is the active row, else null. */
  readonly activeColumn: number | null;
  readonly open: boolean;
}

/** Id of a cell's element, for `aria-activedescendant`. */
export function cellId(row: number, column: number): string {
  return `cell-${row}-${column}`;
}

/** One row of the grid. Clicks are handled by the grid, from the data attributes. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, index, top, columns, zone, activeColumn, open } = props;
  if (row === undefined) return <LoadingRow index={index} top={top} columns={columns.length} />;
  return (
    // The grid holds the focus and names the active cell (aria-activedescendant).
    <tr
      className={styles.row}
      aria-rowindex={index + 2}
      aria-selected={activeColumn !== null || open}
      data-open={open}
      data-active={activeColumn !== null}
      style={{ transform: `translateY(${top}px)` }}
    >
      {columns.map((column, at) => (
        <td
          key={column.ref}
          id={cellId(index, at)}
          className={styles.cell}
          aria-colindex={at + 1}
          data-row={index}
          data-column={at}
          data-kind={column.kind}
          data-active={activeColumn === at}
        >
          <CellContent row={row} column={column} zone={zone} />
        </td>
      ))}
    </tr>
  );
});

interface LoadingRowProps {
  readonly index: number;
  readonly top: number;
  readonly columns: number;
}

/** Holds the place of a row: one cell, because dragging the scrollbar draws hundreds of them. */
function LoadingRow({ index, top, columns }: LoadingRowProps) {
  return (
    <tr className={styles.row} aria-rowindex={index + 2} style={{ transform: `translateY(${top}px)` }}>
      <td className={styles.loading} colSpan={columns} data-row={index} aria-label="Loading" />
    </tr>
  );
}
