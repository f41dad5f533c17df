import { Fragment, type ReactNode, useMemo } from 'react';
import { useStore } from 'zustand';
import type { EventRow } from '../../shared/domain/event.ts';
import { useLogTable } from '../app/log-on-screen.ts';
import { useServices } from '../app/services-context.ts';
import { HEADINGS } from '../state/selection-store.ts';
import { columnsIn } from './cell-range.ts';
import type { GridColumn } from './column-layout.ts';
import { ExpandedRow } from './ExpandedRow.tsx';
import { hasMore } from './expandable.ts';
import { GridRow } from './GridRow.tsx';
import styles from './LogGrid.module.css';
import type { ExpandedRows } from './use-expanded-rows.ts';
import type { GridScroll } from './use-grid-scroll.ts';

interface GridBodyProps {
  readonly scroll: GridScroll;
  readonly expanded: ExpandedRows;
  readonly rowAt: (index: number) => EventRow | undefined;
  readonly columns: readonly GridColumn[];
  readonly lefts: readonly (number | null)[];
  readonly zone: string;
  readonly activeColumn: number;
  readonly renderExpanded: (event: number) => ReactNode;
  /** Gives the keyboard back to the grid. */
  readonly onLeave: () => void;
}

/** The rows in sight, those that are expanded with what they show, and the row the keyboard is on, in sight or not. */
export function GridBody(props: GridBodyProps) {
  const { scroll, expanded, rowAt, columns, lefts, zone, activeColumn, renderExpanded, onLeave } = props;
  const { selection } = useServices();
  const table = useLogTable();
  const { row: active, range, openEvent } = useStore(selection);
  const shown = useMemo(() => new Set(columns.map(({ ref }) => ref)), [columns]);
  const isActiveDrawn = scroll.rows.some(({ index }) => index === active);

  const drawLine = (index: number, top: number, parked = false): ReactNode => {
    const row = rowAt(index);
    const selected = columnsIn(range, index);
    const isOpen = row !== undefined && expanded.isExpanded(row.id);
    return (
      <GridRow
        table={table}
        row={row}
        index={index}
        top={top}
        columns={columns}
        lefts={lefts}
        zone={zone}
        activeColumn={active === index ? activeColumn : null}
        selectedFrom={selected?.left ?? null}
        selectedTo={selected?.right ?? null}
        open={openEvent !== null && row?.id === openEvent}
        expansion={isOpen ? 'expanded' : row !== undefined && hasMore(row, shown) ? 'collapsed' : 'none'}
        parked={parked}
      />
    );
  };

  return (
    <tbody className={styles.canvas} style={{ height: scroll.canvasHeight }}>
      {scroll.rows.map(({ index, top, slot }) => {
        const row = rowAt(index);
        return (
          <Fragment key={slot}>
            {drawLine(index, top)}
            {row !== undefined && expanded.isExpanded(row.id) && (
              <ExpandedRow
                key={row.id}
                index={index}
                event={row.id}
                top={top + expanded.heights.line}
                columns={columns.length}
                height={expanded.heightOf(row.id)}
                onHeight={expanded.onHeight}
                onLeave={onLeave}
              >
                {renderExpanded(row.id)}
              </ExpandedRow>
            )}
          </Fragment>
        );
      })}
      {active !== null && active !== HEADINGS && !isActiveDrawn && active < expanded.heights.total && (
        <Fragment key="active">{drawLine(active, scroll.topOf(active), true)}</Fragment>
      )}
    </tbody>
  );
}
