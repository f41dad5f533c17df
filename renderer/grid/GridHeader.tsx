import { ArrowDown, ArrowUp, EllipsisVertical } from 'lucide-react';
import { type DragEvent, type PointerEvent, useRef } from 'react';
import type { Sort } from '../../shared/api/contract.ts';
import { FIELDS, isFieldName } from '../../shared/domain/fields.ts';
import { useLogTable } from '../app/log-on-screen.ts';
import { LogText } from '../ui/LogText.tsx';
import { headingId } from './cell-ids.ts';
import type { GridColumn } from './column-layout.ts';
import styles from './GridHeader.module.css';
import { frozenAt } from './grid-tracks.ts';

interface GridHeaderProps {
  readonly columns: readonly GridColumn[];
  readonly lefts: readonly (number | null)[];
  readonly zone: string;
  readonly sort: Sort;
  /** The column the keyboard is on; null when it is elsewhere. */
  readonly active: number | null;
  readonly onSort: (ref: string) => void;
  readonly onResize: (ref: string, width: number) => void;
  readonly onFit: (ref: string) => void;
  readonly onMove: (ref: string, before: string) => void;
  readonly onMenu: (column: GridColumn, x: number, y: number) => void;
}

/** Headings: a click sorts, dragging one moves the column, its edge resizes, a double click on the edge fits. */
export function GridHeader(props: GridHeaderProps) {
  const { columns, lefts, zone, sort, active, onSort, onResize, onFit, onMove, onMenu } = props;
  const table = useLogTable();
  const dragged = useRef<string | null>(null);
  const drop = (event: DragEvent, before: string): void => {
    event.preventDefault();
    if (dragged.current !== null) onMove(dragged.current, before);
    dragged.current = null;
  };
  return (
    // The grid holds the focus; its keys sort, move, resize and open the menu of the active heading.
    <tr className={styles.headerRow} aria-rowindex={1}>
      <td className={styles.gutter} aria-hidden="true" />
      {columns.map((column, at) => (
        <th
          key={column.ref}
          id={headingId(table, at)}
          className={styles.heading}
          scope="col"
          aria-colindex={at + 1}
          aria-sort={sort.field !== column.ref ? 'none' : sort.descending ? 'descending' : 'ascending'}
          data-kind={column.kind}
          data-active={active === at}
          {...frozenAt(lefts, at)}
          draggable
          onDragStart={(event) => {
            dragged.current = column.ref;
            event.dataTransfer.setData('text/x-trailglass-column', column.ref);
          }}
          onDragOver={(event) => dragged.current !== null && event.preventDefault()}
          onDrop={(event) => drop(event, column.ref)}
        >
          <button
            type="button"
            tabIndex={-1}
            className={styles.headingButton}
            title={headingTitle(column.ref)}
            onClick={() => onSort(column.ref)}
          >
            <LogText text={column.label} limit={80} />
            {column.kind === 'instant' && <span className={styles.headingZone}> ({zone})</span>}
            {sort.field === column.ref &&
              (sort.descending ? (
                <ArrowDown size={12} aria-hidden="true" />
              ) : (
                <ArrowUp size={12} aria-hidden="true" />
              ))}
          </button>
          <button
            type="button"
            tabIndex={-1}
            className={styles.menuButton}
            aria-label={`Menu of the column ${column.label}`}
            title="Sort, freeze, move, fit, hide"
            onClick={(event) => {
              const { left, bottom } = event.currentTarget.getBoundingClientRect();
              onMenu(column, left, bottom);
            }}
          >
            <EllipsisVertical size={14} aria-hidden="true" />
          </button>
          <ColumnEdge
            width={column.width}
            onResize={(width) => onResize(column.ref, width)}
            onFit={() => onFit(column.ref)}
          />
        </th>
      ))}
    </tr>
  );
}

function headingTitle(ref: string): string {
  return isFieldName(ref) ? `${FIELDS[ref].about}. Click to sort.` : 'Column of the file. Click to sort.';
}

interface ColumnEdgeProps {
  readonly width: number;
  readonly onResize: (width: number) => void;
  readonly onFit: () => void;
}

function ColumnEdge({ width, onResize, onFit }: ColumnEdgeProps) {
  const start = useRef<{ x: number; width: number } | null>(null);
  const onPointerDown = (event: PointerEvent<HTMLSpanElement>): void => {
    event.preventDefault(); // or the heading would be dragged
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, width };
  };
  const onPointerMove = (event: PointerEvent<HTMLSpanElement>): void => {
    if (start.current !== null) onResize(start.current.width + event.clientX - start.current.x);
  };
  const stop = (): void => {
    start.current = null;
  };
  return (
    <span
      className={styles.edge}
      aria-hidden="true"
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={stop}
      onPointerCancel={stop}
      onDoubleClick={onFit}
    />
  );
}
