import type { RefObject } from 'react';
import { useLogTable } from '../app/log-on-screen.ts';
import { useServices } from '../app/services-context.ts';
import type { ColumnAct } from './column-acts.ts';
import type { ColumnChoice, GridColumn } from './column-layout.ts';
import { freezeUpTo, resizeColumn, shiftColumn, toggleColumn, unfreeze } from './edit-columns.ts';
import { fittingWidth } from './fitting-width.ts';

/** Px by which a key makes a column wider or narrower. */
const STEP = 16;

/** Does something with a column; see `column-acts.ts`. */
export function useColumnActs(
  scroller: RefObject<HTMLDivElement | null>,
  columns: readonly GridColumn[],
): (act: ColumnAct, ref: string) => void {
  const { columns: choices, selection, announcements } = useServices();
  const table = useLogTable();
  const order = columns.map((column) => column.ref);

  const edit = (change: (choice: ColumnChoice) => ColumnChoice): void => choices.edit(table, change);
  const fitted = (choice: ColumnChoice, ref: string): ColumnChoice =>
    resizeColumn(choice, ref, fittingWidth(scroller.current, order.indexOf(ref)));

  return (act, ref) => {
    const at = order.indexOf(ref);
    const column = columns[at];
    if (column === undefined) return;
    switch (act) {
      case 'sortAscending':
      case 'sortDescending':
        choices.sortBy(table, { field: ref, descending: act === 'sortDescending' });
        break;
      case 'freeze':
        edit((choice) => freezeUpTo(choice, order, ref));
        announcements.say(`Frozen up to ${column.label}`);
        break;
      case 'unfreeze':
        edit((choice) => unfreeze(choice, order));
        announcements.say('No column is frozen');
        break;
      case 'moveLeft':
      case 'moveRight':
        move(act === 'moveLeft' ? -1 : 1);
        break;
      case 'narrower':
        edit((choice) => resizeColumn(choice, ref, column.width - STEP));
        break;
      case 'wider':
        edit((choice) => resizeColumn(choice, ref, column.width + STEP));
        break;
      case 'fit':
        edit((choice) => fitted(choice, ref));
        break;
      case 'fitAll':
        edit((choice) => order.reduce(fitted, choice));
        break;
      case 'hide':
        if (order.length > 1) edit((choice) => toggleColumn(choice, order, ref));
        break;
    }

    function move(places: -1 | 1): void {
      const to = at + places;
      if (to < 0 || to >= order.length) return;
      edit((choice) => shiftColumn(choice, order, ref, places));
      // The keyboard goes along with the column.
      selection.setState({ column: to, anchor: null, range: null });
      announcements.say(`${column?.label ?? ref} is column ${to + 1} of ${order.length}`);
    }
  };
}
