import { Menu } from '@mantine/core';
import styles from './ColumnsMenu.module.css';
import { COLUMN_ACTS, type ColumnAct } from './column-acts.ts';
import type { GridColumn } from './column-layout.ts';
import type { GridActions } from './grid-actions.ts';

interface ColumnMenuItemsProps {
  /** Which of them, in this order. */
  readonly acts: readonly ColumnAct[];
  readonly column: GridColumn;
  readonly columns: readonly GridColumn[];
  readonly actions: GridActions;
}

/** What one can do with a column. */
export function ColumnMenuItems({ acts, column, columns, actions }: ColumnMenuItemsProps) {
  const at = columns.findIndex(({ ref }) => ref === column.ref);
  const isFrozen = columns.some(({ frozen }) => frozen);
  const isOff = (act: ColumnAct): boolean =>
    (act === 'hide' && columns.length === 1) ||
    (act === 'unfreeze' && !isFrozen) ||
    (act === 'moveLeft' && at === 0) ||
    (act === 'moveRight' && at === columns.length - 1);
  return acts.map((act) => {
    const { label, icon: Icon, keys } = COLUMN_ACTS[act];
    return (
      <Menu.Item
        key={act}
        disabled={isOff(act)}
        leftSection={
          Icon === null ? <span className={styles.noIcon} /> : <Icon size={14} aria-hidden="true" />
        }
        rightSection={keys === null ? undefined : <kbd className={styles.keys}>{keys}</kbd>}
        onClick={() => actions.column(act, column.ref)}
      >
        {label}
      </Menu.Item>
    );
  });
}
