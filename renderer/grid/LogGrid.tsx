import { type CSSProperties, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { ColumnInfo, Sort } from '../../shared/api/contract.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import { useServices } from '../app/services-context.ts';
import { useScope, useZone } from '../app/use-settings.ts';
import { useLateness } from '../engine/use-lateness.ts';
import type { LogOnScreen } from '../engine/use-log-query.ts';
import { nextSort } from '../state/columns-store.ts';
import { ROW_HEIGHTS } from '../state/preferences-store.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { CellMenu, type CellMenuPlace } from './CellMenu.tsx';
import { layOutColumns, moveColumn, resizeColumn } from './column-layout.ts';
import { fittingWidth } from './fitting-width.ts';
import { GridHeader } from './GridHeader.tsx';
import { cellId, GridRow } from './GridRow.tsx';
import { HoverActions } from './HoverActions.tsx';
import styles from './LogGrid.module.css';
import { useGridKeys } from './use-grid-keys.ts';
import { useGridScroll } from './use-grid-scroll.ts';
import { usePointedCell } from './use-pointed-cell.ts';

const HEADER_HEIGHT = 30;

interface LogGridProps {
  readonly label: string;
  readonly filter: Filter;
  readonly sort: Sort;
  /** The answer to filter and order. */
  readonly log: Pick<LogOnScreen, 'pages' | 'rows'>;
  readonly columns: readonly ColumnInfo[];
  /** Shown in place of the rows when nothing matches. */
  readonly empty: ReactNode;
  /** Below the rows. */
  readonly footer?: ReactNode;
}

/** The log: every event of a filter, newest first by default, however many there are. */
export function LogGrid({ label, filter, sort, log, columns: known, empty, footer }: LogGridProps) {
  const { columns: choices, preferences, selection } = useServices();
  const scope = useScope();
  const zone = useZone();
  const choice = useStore(choices, (state) => state.choices[scope]);
  const rowHeight = ROW_HEIGHTS[useStore(preferences, (state) => state.density)];
  const selected = useStore(selection);
  const scroller = useRef<HTMLDivElement | null>(null);
  const [menu, setMenu] = useState<CellMenuPlace | null>(null);

  const columns = useMemo(() => layOutColumns(known, scope, choice), [known, scope, choice]);
  const { pages, rows: state } = log;
  const total = state.total ?? 0;
  const scroll = useGridScroll({ scroller, total, rowHeight, headerHeight: HEADER_HEIGHT });
  const late = useLateness(state.stale || (state.pending && state.total === null));
  const rowAt = useCallback((index: number) => pages.row(index), [pages]);

  useShownRows(pages, scroll.rows);
  useResetOnNewQuestion(scroll.scrollToRow, JSON.stringify([filter, sort]));
  useFollowActiveRow(rowAt, state.version);
  useEffect(() => {
    selection.setState({ total: state.partial ? null : state.total });
    return () => selection.setState({ total: null });
  }, [selection, state.total, state.partial]);

  const keys = useGridKeys({ total, columns, scroll, rowAt, onMenu: setMenu });
  const pointer = usePointedCell({ columns, rowAt, onMenu: setMenu });
  const fitColumn = (ref: string, at: number): void =>
    choices.edit(scope, (before) => resizeColumn(before, ref, fittingWidth(scroller.current, at)));
  const order = columns.map((column) => column.ref);
  const style = gridStyle(
    columns.map((column) => column.width),
    rowHeight,
  );
  const activeIsDrawn = scroll.rows.some(({ index }) => index === selected.row);

  return (
    <div className={styles.frame}>
      <div ref={scroller} className={styles.scroller} data-late={late} style={style}>
        {/* Drawn as blocks: a window of rows on a canvas as tall as all of them. */}
        <table
          className={styles.table}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA's grid is a table one can move in
          role="grid"
          tabIndex={0}
          aria-label={label}
          aria-rowcount={total + 1}
          aria-colcount={columns.length}
          aria-busy={state.pending}
          aria-activedescendant={
            selected.row !== null && activeIsDrawn ? cellId(selected.row, selected.column) : undefined
          }
          onKeyDown={keys.onKeyDown}
          onFocus={keys.onFocus}
          onClick={pointer.onClick}
          onContextMenu={pointer.onContextMenu}
        >
          <thead className={styles.header}>
            <GridHeader
              columns={columns}
              zone={zone}
              sort={sort}
              onSort={(ref) => choices.sortBy(scope, nextSort(sort, ref))}
              onResize={(ref, width) => choices.edit(scope, (before) => resizeColumn(before, ref, width))}
              onFit={fitColumn}
              onMove={(ref, before) => choices.edit(scope, (now) => moveColumn(now, order, ref, before))}
            />
          </thead>
          <tbody className={styles.canvas} style={{ height: scroll.canvasHeight }}>
            {scroll.rows.map(({ index, top, slot }) => (
              <GridRow
                key={slot}
                row={pages.row(index)}
                index={index}
                top={top}
                columns={columns}
                zone={zone}
                activeColumn={selected.row === index ? selected.column : null}
                open={selected.openEvent !== null && pages.row(index)?.id === selected.openEvent}
              />
            ))}
          </tbody>
        </table>
        {total > 0 && !state.partial && <p className={styles.end}>End of results for this filter</p>}
      </div>
      <HoverActions scroller={scroller} columns={columns} rowAt={rowAt} />
      <CellMenu
        place={menu}
        columns={columns}
        onFit={(ref) => fitColumn(ref, order.indexOf(ref))}
        onClose={() => setMenu(null)}
      />
      {state.total === 0 && !state.stale && <div className={styles.overlay}>{empty}</div>}
      {state.error !== null && (
        <div className={styles.notice}>
          <ErrorNotice
            what="The events could not be read."
            error={state.error}
            onRetry={() => pages.retry()}
          />
        </div>
      )}
      {footer}
    </div>
  );
}

function gridStyle(widths: readonly number[], rowHeight: number): CSSProperties {
  const sum = widths.reduce((total, width) => total + width, 0);
  const last = widths.length - 1;
  const tracks = widths.map((width, at) => (at === last ? `minmax(${width}px, 1fr)` : `${width}px`));
  return {
    '--columns': tracks.join(' '),
    '--grid-width': `${sum}px`,
    '--row-height': `${rowHeight}px`,
  } as CSSProperties;
}

/** Tells the page cache what is in sight. */
function useShownRows(
  pages: { show(first: number, last: number): void },
  rows: readonly { index: number }[],
): void {
  const first = rows[0]?.index ?? 0;
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => pages.show(first, last), [pages, first, last]);
}

/** Another filter or order starts at the top. */
function useResetOnNewQuestion(scrollToRow: (row: number) => void, question: string): void {
  const asked = useRef(question);
  useEffect(() => {
    if (asked.current === question) return;
    asked.current = question;
    scrollToRow(0);
  }, [question, scrollToRow]);
}

/** While the detail pane is open it shows the active row, also when that row arrives later. */
function useFollowActiveRow(
  rowAt: (index: number) => { readonly id: number } | undefined,
  version: number,
): void {
  const { selection } = useServices();
  const { row, openEvent } = useStore(selection);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version may hold the row
  useEffect(() => {
    const id = row === null ? undefined : rowAt(row)?.id;
    if (openEvent !== null && id !== undefined && id !== openEvent) selection.setState({ openEvent: id });
  }, [row, openEvent, rowAt, version, selection]);
}
