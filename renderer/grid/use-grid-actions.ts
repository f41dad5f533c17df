import { type RefObject, useEffect } from 'react';
import type { Sort } from '../../shared/api/contract.ts';
import type { EventRow } from '../../shared/domain/event.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import { useLogTable } from '../app/log-on-screen.ts';
import { useServices } from '../app/services-context.ts';
import { useZone } from '../app/use-settings.ts';
import { nextSort } from '../state/columns-store.ts';
import { HEADINGS } from '../state/selection-store.ts';
import { type CellFilters, cellFilters } from './cell-filters.ts';
import { cellId, headingId } from './cell-ids.ts';
import { wholeRows } from './cell-range.ts';
import type { GridColumn } from './column-layout.ts';
import { copyCell, copyRange } from './copy-selection.ts';
import { hasMore } from './expandable.ts';
import type { CopyForm, GridActions, GridMenuPlace } from './grid-actions.ts';
import type { GridMove } from './grid-keys.ts';
import { useColumnActs } from './use-column-acts.ts';
import { wayOut } from './way-out.ts';

interface GridActionsOptions {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly table: RefObject<HTMLTableElement | null>;
  readonly total: number;
  readonly filter: Filter;
  readonly sort: Sort;
  readonly columns: readonly GridColumn[];
  readonly rowAt: (index: number) => EventRow | undefined;
  readonly reveal: (row: number, whole?: boolean) => void;
  readonly revealColumn: (column: number) => void;
  readonly onMenu: (place: GridMenuPlace) => void;
}

/** The actions of the grid; also offered to the command palette for as long as the grid is on screen. */
export function useGridActions(options: GridActionsOptions): GridActions {
  const services = useServices();
  const zone = useZone();
  const table = useLogTable();
  const { selection, preferences, columns: choices, filter: filters, announcements } = services;
  const { columns, rowAt, total, reveal, onMenu } = options;
  const column = useColumnActs(options.scroller, columns);
  const copying = {
    engine: services.engine,
    filter: options.filter,
    sort: options.sort,
    rowAt,
    columns,
    zone,
  };

  const activeColumn = (): GridColumn | undefined => columns[selection.getState().column];
  const isExpanded = (event: number): boolean =>
    selection.getState().expanded.some((expanded) => expanded.event === event);

  function goTo(row: number, at: number, extend: boolean): void {
    if (extend) selection.extend({ row, column: at });
    else selection.go({ row, column: at });
    if (row !== HEADINGS) reveal(row);
    options.revealColumn(at);
  }

  function setExpansion(row: number, expanded: boolean): void {
    const event = rowAt(row);
    if (event === undefined || isExpanded(event.id) === expanded) return;
    if (!expanded) selection.collapse(event.id);
    else if (hasMore(event, new Set(columns.map(({ ref }) => ref))))
      selection.expand({ row, event: event.id });
  }

  function toggleExpansion(row: number): void {
    const event = rowAt(row);
    if (event !== undefined) setExpansion(row, !isExpanded(event.id));
  }

  function open(row: number, other = false): void {
    const event = rowAt(row);
    if (event === undefined) return;
    if ((preferences.getState().opening === 'row') !== other) toggleExpansion(row);
    else {
      const { openEvent } = selection.getState();
      selection.setState({ openEvent: openEvent === event.id ? null : event.id });
    }
  }

  function copy(form: CopyForm): void {
    const { range, row } = selection.getState();
    const copied = range ?? (row === null || row === HEADINGS ? null : wholeRows({ top: row, bottom: row }));
    if (copied !== null) copyRange(services, copying, copied, form);
  }

  function filterBy(row: number, side: keyof CellFilters): void {
    const [event, at] = [rowAt(row), activeColumn()];
    const found = event === undefined || at === undefined ? null : cellFilters(event, at.ref);
    if (found !== null) filters.apply(found[side]);
    else announcements.say('This cell has no value to filter by');
  }

  function performEvent(act: Extract<GridMove, { kind: 'event' }>['act']): void {
    const { row } = selection.getState();
    if (act === 'close') wayOut(services)?.();
    else if (row === null) return;
    else if (act === 'open' || act === 'openOther') open(row, act === 'openOther');
    else if (act === 'expand' || act === 'collapse') setExpansion(row, act === 'expand');
    else if (act === 'menu' || act === 'around') openMenu(row, act === 'around');
    else filterBy(row, act);
  }

  function performSelection(act: Extract<GridMove, { kind: 'selection' }>['act']): void {
    const { range, row, column: at } = selection.getState();
    if (act === 'selectRows') selection.selectRows();
    else if (act === 'selectAll') selection.selectAll();
    else if (act === 'copyWithHeadings') copy('tableWithHeadings');
    else if (range !== null) copy('table');
    else if (row !== null) copyCell(services, copying, row, at);
  }

  function performHeading(act: Extract<GridMove, { kind: 'heading' }>['act']): void {
    const ref = activeColumn()?.ref;
    if (ref === undefined) return;
    const place = selection.getState().column;
    if (act === 'menu') openMenu(HEADINGS);
    else if (act === 'sort') {
      sortBy(ref);
      selection.setState({ row: HEADINGS, column: place });
    } else column(act, ref);
  }

  function openMenu(row: number, onlyAround = false): void {
    const { column: at } = selection.getState();
    const shown = columns[at];
    const event = row === HEADINGS ? null : rowAt(row);
    const box = document.getElementById(row === HEADINGS ? headingId(table, at) : cellId(table, row, at));
    if (shown === undefined || event === undefined || box === null) return;
    const { left, bottom } = box.getBoundingClientRect();
    onMenu({ event, row, column: shown, x: left + 12, y: bottom, onlyAround });
  }

  function sortBy(ref: string): void {
    choices.sortBy(table, nextSort(options.sort, ref));
  }

  const actions: GridActions = {
    table,
    rowAt,
    perform(move) {
      if (move.kind === 'cell') goTo(move.row, move.column, move.extend);
      else if (move.kind === 'event') performEvent(move.act);
      else if (move.kind === 'selection') performSelection(move.act);
      else performHeading(move.act);
    },
    goToRow(row) {
      if (total > 0) goTo(Math.max(0, Math.min(total - 1, row)), selection.getState().column, false);
      options.table.current?.focus();
    },
    open,
    toggleExpansion,
    collapseAll: () => selection.setState({ expanded: [] }),
    copy,
    column: (act, ref) => column(act, ref ?? activeColumn()?.ref ?? ''),
    sortBy,
    focus: () => options.table.current?.focus(),
  };

  const { grid } = services;
  useEffect(() => {
    grid.current = actions;
    return () => {
      grid.current = null;
    };
  });
  return actions;
}
