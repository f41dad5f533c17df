import { Menu } from '@mantine/core';
import { AroundItems } from '../filters/AroundItems.tsx';
import { CellMenuItems } from './CellMenuItems.tsx';
import { ColumnMenuItems } from './ColumnMenuItems.tsx';
import { COLUMN_ACT_NAMES } from './column-acts.ts';
import type { GridColumn } from './column-layout.ts';
import type { GridActions, GridMenuPlace } from './grid-actions.ts';
import styles from './LogGrid.module.css';

/** The menu of the heading has the others too. */
const ACTS_OF_CELL = ['sortAscending', 'sortDescending', 'freeze', 'fit', 'hide'] as const;

interface GridMenuProps {
  readonly place: GridMenuPlace | null;
  readonly columns: readonly GridColumn[];
  readonly actions: GridActions;
  readonly onClose: () => void;
}

/** Everything a cell or a heading offers; the same for the right mouse button and the menu key. */
export function GridMenu({ place, columns, actions, onClose }: GridMenuProps) {
  const isCell = place?.event != null;
  return (
    <Menu
      opened={place !== null}
      onClose={onClose}
      position="bottom-start"
      returnFocus
      shadow="md"
      width={260}
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          className={styles.menuAnchor}
          aria-label={isCell ? 'Menu of the cell' : 'Menu of the column'}
          style={{ left: place?.x ?? 0, top: place?.y ?? 0 }}
        />
      </Menu.Target>
      <Menu.Dropdown className={styles.menu} aria-label={isCell ? 'Cell' : 'Column'}>
        {place?.onlyAround === true && <AroundOnly time={place.event?.time ?? null} />}
        {place?.event != null && place.onlyAround !== true && (
          <>
            <CellMenuItems
              event={place.event}
              row={place.row}
              column={place.column}
              columns={columns}
              actions={actions}
            />
            <Menu.Divider />
          </>
        )}
        {place !== null && place.onlyAround !== true && (
          <ColumnMenuItems
            acts={isCell ? ACTS_OF_CELL : COLUMN_ACT_NAMES}
            column={place.column}
            columns={columns}
            actions={actions}
          />
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function AroundOnly({ time }: { readonly time: number | null }) {
  if (time === null) return <Menu.Label>This event has no timestamp.</Menu.Label>;
  return <AroundItems time={time} />;
}
