import { Menu } from '@mantine/core';
import { ArrowDown, ArrowUp, Clock, Copy, EyeOff, Filter, FilterX, MoveHorizontal } from 'lucide-react';
import type { EventRow } from '../../shared/domain/event.ts';
import { DAY, HOUR, MINUTE } from '../../shared/time/zone.ts';
import { useServices } from '../app/services-context.ts';
import { useScope, useZone } from '../app/use-settings.ts';
import { copyText } from '../ui/CopyButton.tsx';
import { cellFilters, windowAround } from './cell-filters.ts';
import { cellText } from './cell-value.ts';
import { type GridColumn, toggleColumn } from './column-layout.ts';
import styles from './LogGrid.module.css';

/** The cell a menu was asked for, and where on the screen. */
export interface CellMenuPlace {
  readonly row: EventRow;
  readonly column: GridColumn;
  readonly x: number;
  readonly y: number;
}

interface CellMenuProps {
  readonly place: CellMenuPlace | null;
  readonly columns: readonly GridColumn[];
  readonly onFit: (ref: string) => void;
  readonly onClose: () => void;
}

const WINDOWS = [
  { label: '± 15 minutes', reach: 15 * MINUTE },
  { label: '± 1 hour', reach: HOUR },
  { label: '± 2 hours', reach: 2 * HOUR },
  { label: '± 1 day', reach: DAY },
] as const;

const ICON = { size: 14, 'aria-hidden': true } as const;

/** Everything a cell offers; the same for the right mouse button and the menu key. */
export function CellMenu({ place, columns, onFit, onClose }: CellMenuProps) {
  return (
    <Menu
      opened={place !== null}
      onClose={onClose}
      position="bottom-start"
      returnFocus
      shadow="md"
      width={240}
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          className={styles.menuAnchor}
          aria-label="Menu of the cell"
          style={{ left: place?.x ?? 0, top: place?.y ?? 0 }}
        />
      </Menu.Target>
      <Menu.Dropdown aria-label="Cell">
        {place !== null && <CellMenuItems place={place} columns={columns} onFit={onFit} />}
      </Menu.Dropdown>
    </Menu>
  );
}

function CellMenuItems({
  place,
  columns,
  onFit,
}: { place: CellMenuPlace } & Pick<CellMenuProps, 'columns' | 'onFit'>) {
  const { filter, columns: choices } = useServices();
  const scope = useScope();
  const zone = useZone();
  const { row, column } = place;
  const filters = cellFilters(row, column.ref);
  const time = row.time;
  const shown = columns.map(({ ref }) => ref);
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
            {WINDOWS.map(({ label, reach }) => (
              <Menu.Item key={label} onClick={() => filter.apply(windowAround(time, reach, zone))}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Sub.Dropdown>
        </Menu.Sub>
      )}
      <Menu.Divider />
      <Menu.Item
        leftSection={<Copy {...ICON} />}
        onClick={() => void copyText(cellText(row, column.ref, zone))}
      >
        Copy value
      </Menu.Item>
      <Menu.Item leftSection={<Copy {...ICON} />} onClick={() => void copyText(rowText(row, columns, zone))}>
        Copy row with headings
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item
        leftSection={<ArrowUp {...ICON} />}
        onClick={() => choices.sortBy(scope, { field: column.ref, descending: false })}
      >
        Sort ascending
      </Menu.Item>
      <Menu.Item
        leftSection={<ArrowDown {...ICON} />}
        onClick={() => choices.sortBy(scope, { field: column.ref, descending: true })}
      >
        Sort descending
      </Menu.Item>
      <Menu.Item leftSection={<MoveHorizontal {...ICON} />} onClick={() => onFit(column.ref)}>
        Fit column to its content
      </Menu.Item>
      <Menu.Item
        leftSection={<EyeOff {...ICON} />}
        disabled={shown.length === 1}
        onClick={() => choices.edit(scope, (choice) => toggleColumn(choice, shown, column.ref))}
      >
        Hide column
      </Menu.Item>
    </>
  );
}

/** Headings and values, tab-separated: what a spreadsheet takes from the clipboard. */
function rowText(row: EventRow, columns: readonly GridColumn[], zone: string): string {
  const line = (cells: readonly string[]): string =>
    cells.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t');
  const heading = (column: GridColumn): string =>
    column.kind === 'instant' ? `${column.label} (${zone})` : column.label;
  return [line(columns.map(heading)), line(columns.map((column) => cellText(row, column.ref, zone)))].join(
    '\n',
  );
}
