import { memo, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { ColumnInfo, Sort } from '../../shared/api/contract.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import { useLogTable } from '../app/log-on-screen.ts';
import { useServices } from '../app/services-context.ts';
import { useScope, useZone } from '../app/use-settings.ts';
import type { RowPages } from '../engine/row-pages.ts';
import { useLateness } from '../engine/use-lateness.ts';
import { useRows } from '../engine/use-log-query.ts';
import type { LogTable } from '../state/columns-store.ts';
import { ROW_HEIGHTS } from '../state/preferences-store.ts';
import { HEADINGS } from '../state/selection-store.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { cellId, headingId } from './cell-ids.ts';
import { layOutColumns } from './column-layout.ts';
import { moveColumn, resizeColumn } from './edit-columns.ts';
import { GridBody } from './GridBody.tsx';
import { GridHeader } from './GridHeader.tsx';
import { GridMenu } from './GridMenu.tsx';
import type { GridMenuPlace } from './grid-actions.ts';
import { frozenColumns, layOutTracks, revealColumn } from './grid-tracks.ts';
import { HoverActions } from './HoverActions.tsx';
import styles from './LogGrid.module.css';
import type { RowHeights } from './row-heights.ts';
import { useExpandedRows } from './use-expanded-rows.ts';
import { useGridActions } from './use-grid-actions.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useGridScroll } from './use-grid-scroll.ts';
import { usePointedCell } from './use-pointed-cell.ts';

const HEADER_HEIGHT = 30;

interface LogGridProps {
  readonly label: string;
  readonly filter: Filter;
  readonly sort: Sort;
  /** The answer to filter and order. */
  readonly pages: RowPages;
  readonly columns: readonly ColumnInfo[];
  /** What an event shows below the line of its row, when that is expanded. */
  readonly renderExpanded: (event: number) => ReactNode;
  /** Shown in place of the rows when nothing matches. */
  readonly empty: ReactNode;
  /** Below the rows. */
  readonly footer?: ReactNode;
}

/** The log: every event of a filter, newest first by default, however many there are. */
export const LogGrid = memo(function LogGrid(props: LogGridProps) {
  const { label, filter, sort, pages, columns: known, renderExpanded, empty, footer } = props;
  const { columns: choices, preferences, selection } = useServices();
  const scope = useScope();
  const logTable = useLogTable();
  const zone = useZone();
  const choice = useStore(choices, (state) => state.choices[logTable]);
  const { density, opening } = useStore(preferences);
  const rowHeight = ROW_HEIGHTS[density];
  const selected = useStore(selection);
  const scroller = useRef<HTMLDivElement | null>(null);
  const table = useRef<HTMLTableElement | null>(null);
  const [menu, setMenu] = useState<GridMenuPlace | null>(null);

  const columns = useMemo(() => layOutColumns(known, scope, choice), [known, scope, choice]);
  const state = useRows(pages);
  const total = state.total ?? 0;
  const expanded = useExpandedRows(pages, total, rowHeight, state.version);
  const scroll = useGridScroll({ scroller, heights: expanded.heights, headerHeight: HEADER_HEIGHT });
  const frozen = frozenColumns(columns, scroll.sightWidth);
  const tracks = useMemo(() => layOutTracks(columns, frozen, rowHeight), [columns, frozen, rowHeight]);
  const late = useLateness(state.stale || (state.pending && state.total === null));
  const rowAt = useCallback((index: number) => pages.row(index), [pages]);

  useShownRows(pages, scroll.rows);
  useResetOnNewQuestion(scroll.scrollToRow, JSON.stringify([filter, sort]));
  useFollowActiveRow(rowAt, state.version);
  useRevealExpanded(scroll.reveal, expanded.heights);
  useEffect(() => {
    selection.setState({ total: state.partial ? null : state.total });
    return () => selection.setState({ total: null });
  }, [selection, state.total, state.partial]);

  const actions = useGridActions({
    scroller,
    table,
    total,
    filter,
    sort,
    columns,
    rowAt,
    reveal: scroll.reveal,
    revealColumn: (column) => revealColumn(scroller.current, column, tracks),
    onMenu: setMenu,
  });
  const keys = useGridKeys({ total, columns: columns.length, rowsInSight: scroll.rowsInSight, actions });
  const pointer = usePointedCell({ total, columns, rowAt, onMenu: setMenu, actions });
  const order = columns.map((column) => column.ref);
  const activeColumn = Math.min(selected.column, columns.length - 1);

  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        className={styles.scroller}
        data-late={late}
        data-opening={opening}
        style={tracks.style}
      >
        {/* Drawn as blocks: a window of rows on a canvas as tall as all of them. */}
        <table
          ref={table}
          className={styles.table}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA's grid is a table one can move in
          role="grid"
          tabIndex={0}
          aria-label={label}
          aria-rowcount={total + 1}
          aria-colcount={columns.length}
          aria-multiselectable="true"
          aria-busy={state.pending}
          aria-activedescendant={activeId(logTable, selected.row, activeColumn)}
          onKeyDown={keys.onKeyDown}
          onFocus={keys.onFocus}
          {...pointer}
        >
          <thead className={styles.header}>
            <GridHeader
              columns={columns}
              lefts={tracks.lefts}
              zone={zone}
              sort={sort}
              active={selected.row === HEADINGS ? activeColumn : null}
              onSort={actions.sortBy}
              onResize={(ref, width) => choices.edit(logTable, (before) => resizeColumn(before, ref, width))}
              onFit={(ref) => actions.column('fit', ref)}
              onMove={(ref, before) => choices.edit(logTable, (now) => moveColumn(now, order, ref, before))}
              onMenu={(column, x, y) => setMenu({ event: null, row: HEADINGS, column, x, y })}
            />
          </thead>
          <GridBody
            scroll={scroll}
            expanded={expanded}
            rowAt={rowAt}
            columns={columns}
            lefts={tracks.lefts}
            zone={zone}
            activeColumn={activeColumn}
            renderExpanded={renderExpanded}
            onLeave={actions.focus}
          />
        </table>
        {total > 0 && !state.partial && <p className={styles.end}>End of results for this filter</p>}
      </div>
      <HoverActions scroller={scroller} columns={columns} rowAt={rowAt} />
      <GridMenu place={menu} columns={columns} actions={actions} onClose={() => setMenu(null)} />
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
});

function activeId(table: LogTable, row: number | null, column: number): string | undefined {
  if (row === null) return undefined;
  return row === HEADINGS ? headingId(table, column) : cellId(table, row, column);
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

/** While the detail pane is open it shows the active row, also when that row arrives later; else that is read ahead. */
function useFollowActiveRow(
  rowAt: (index: number) => { readonly id: number } | undefined,
  version: number,
): void {
  const { selection, readAhead } = useServices();
  const { row, openEvent } = useStore(selection);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version may hold the row
  useEffect(() => {
    const id = row === null ? undefined : rowAt(row)?.id;
    readAhead.rest(openEvent === null ? (id ?? null) : null);
    if (openEvent !== null && id !== undefined && id !== openEvent) selection.setState({ openEvent: id });
  }, [row, openEvent, rowAt, version, selection]);
}

/** So long after a row was expanded its event has been read and measured, ms. */
const MEASURED_WITHIN = 400;

/** Brings what a row shows into sight once it is expanded, as it grows to its height. */
function useRevealExpanded(reveal: (row: number, whole: boolean) => void, heights: RowHeights): void {
  const { selection } = useServices();
  const expanded = useStore(selection, (state) => state.expanded);
  const known = useRef<ReadonlySet<number>>(new Set());
  const fresh = useRef<{ readonly event: number; readonly at: number } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other heights may have put it out of sight again
  useEffect(() => {
    const opened = expanded.find(({ event }) => !known.current.has(event));
    if (opened !== undefined) fresh.current = { event: opened.event, at: performance.now() };
    known.current = new Set(expanded.map(({ event }) => event));
    const row = expanded.find(({ event }) => event === fresh.current?.event);
    if (row === undefined || performance.now() - (fresh.current?.at ?? 0) > MEASURED_WITHIN) return;
    reveal(row.row, true);
  }, [expanded, heights]);
}
