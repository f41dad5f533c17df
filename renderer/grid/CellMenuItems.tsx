import { Menu } from '@mantine/core';
import { ChevronsUpDown, Clock, Copy, Filter, FilterX, PanelRight } from 'lucide-react';
import { useStore } from 'zustand';
import type { EventRow } from '../../shared/domain/event.ts';
import { useServices } from '../app/services-context.ts';
import { useZone } from '../app/use-settings.ts';
import { AroundItems } from '../filters/AroundItems.tsx';
import { copyText } from '../ui/CopyButton.tsx';
import { formatCountOf } from '../ui/numbers.ts';
import { cellFilters } from './cell-filters.ts';
import { rowsOf } from './cell-range.ts';
import type { GridColumn } from './column-layout.ts';
import { copiedCell } from './copied-text.ts';
import { hasMore } from './expandable.ts';
import type { GridActions } from './grid-actions.ts';

interface CellMenuItemsProps {
  readonly event: EventRow;
  readonly row: number;
  readonly column: GridColumn;
  readonly columns: readonly GridColumn[];
  readonly actions: GridActions;
}

const ICON = { size: 14, 'aria-hidden': true } as const;

/** What one can do with a cell, its row and what is selected. */
export function CellMenuItems({ event, row, column, columns, actions }: CellMenuItemsProps) {
  const { filter, selection, notices } = useServices();
  const zone = useZone();
  const { range, expanded, openEvent } = useStore(selection);
  const filters = cellFilters(event, column.ref);
  const time = event.time;
  const isExpanded = expanded.some((shown) => shown.event === event.id);
  const canExpand = hasMore(event, new Set(columns.map(({ ref }) => ref)));
  const rows = range === null || rowsOf(range) === 1 ? 'row' : formatCountOf(rowsOf(range), 'row');
  return (
    <>
      {filters !== null && (
        <>
          <Menu.Item leftSection={<Filter {...ICON} />} onClick={() => filter.apply(filters.keep)}>
            Filter for this value
          </Menu.Item>
          <Menu.Item leftSection={<FilterX {...ICON} />} onClick={() => filter.apply(filters.leaveOut)}>
            Filter out this value
          </Menu.Item>
        </>
      )}
      {time !== null && (
        <Menu.Sub>
          <Menu.Sub.Target>
            <Menu.Sub.Item leftSection={<Clock {...ICON} />}>Time around this event</Menu.Sub.Item>
          </Menu.Sub.Target>
          <Menu.Sub.Dropdown>
            <AroundItems time={time} />
          </Menu.Sub.Dropdown>
        </Menu.Sub>
      )}
      <Menu.Item
        leftSection={<PanelRight {...ICON} />}
        onClick={() => selection.setState({ openEvent: openEvent === event.id ? null : event.id })}
      >
        {openEvent === event.id ? 'Close the details' : 'Open the details'}
      </Menu.Item>
      {(canExpand || isExpanded) && (
        <Menu.Item leftSection={<ChevronsUpDown {...ICON} />} onClick={() => actions.toggleExpansion(row)}>
          {isExpanded ? 'Collapse the row' : 'Expand the row'}
        </Menu.Item>
      )}
      <Menu.Divider />
      <Menu.Item
        leftSection={<Copy {...ICON} />}
        onClick={() => notices.watch('Nothing was copied.', copyText(copiedCell(event, column, zone)))}
      >
        Copy value
      </Menu.Item>
      <Menu.Item leftSection={<Copy {...ICON} />} onClick={() => actions.copy('table')}>
        Copy {rows}
      </Menu.Item>
      <Menu.Item leftSection={<Copy {...ICON} />} onClick={() => actions.copy('tableWithHeadings')}>
        Copy {rows} with headings
      </Menu.Item>
      <Menu.Item leftSection={<Copy {...ICON} />} onClick={() => actions.copy('json')}>
        Copy {rows} as JSON
      </Menu.Item>
    </>
  );
}
