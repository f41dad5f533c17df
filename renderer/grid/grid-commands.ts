import type { Command } from '../app/commands.ts';
import type { Services } from '../app/services.ts';
import { ANYWHERE, IN_LOG, keysOf, SELECTING } from '../app/shortcuts.ts';
import { type LogTable, TABLE_COLUMNS } from '../state/columns-store.ts';
import { DENSITIES, OPENINGS } from '../state/preferences-store.ts';
import { scopeOf } from '../state/view-store.ts';
import { COLUMN_ACT_NAMES, COLUMN_ACTS } from './column-acts.ts';
import { presetsOf } from './column-presets.ts';
import { choosePreset } from './edit-columns.ts';
import type { CopyForm, GridActions } from './grid-actions.ts';
import type { GridMove } from './grid-keys.ts';
import { DENSITY_LABELS, OPENING_LABELS } from './grid-labels.ts';

const COPIES: Readonly<Record<CopyForm, { readonly title: string; readonly keys: string | null }>> = {
  table: { title: 'Copy the selected rows', keys: null },
  tableWithHeadings: {
    title: 'Copy the selection with headings',
    keys: keysOf(SELECTING, 'copyWithHeadings'),
  },
  json: { title: 'Copy the selected rows as JSON', keys: null },
};

/** Commands of the log on screen. */
export function gridCommands(services: Services): readonly Command[] {
  const { grid, columns, preferences, view, selection } = services;
  const scope = scopeOf(view.getState());
  // The log that is on screen when a command runs, not when it was listed.
  const table = (): LogTable => grid.current?.table ?? scopeOf(view.getState());
  const inGrid = (act: (actions: GridActions) => void) => () => {
    // After the palette has given the keyboard back.
    requestAnimationFrame(() => {
      if (grid.current === null) return;
      grid.current.focus();
      act(grid.current);
    });
  };
  const perform = (move: GridMove) => inGrid((actions) => actions.perform(move));
  return [
    {
      id: 'log.goTo',
      title: 'Go to row or time…',
      keys: keysOf(ANYWHERE, 'goTo'),
      run: () => view.setState({ goToOpen: true }),
    },
    ...EVENT_ACTS.map((act) => ({
      id: `log.${act}`,
      title: IN_LOG.find(({ id }) => id === act)?.about ?? act,
      keys: keysOf(IN_LOG, act),
      run: perform({ kind: 'event', act }),
    })),
    {
      id: 'log.collapseAll',
      title: 'Collapse all rows',
      keys: null,
      run: inGrid((actions) => actions.collapseAll()),
    },
    {
      id: 'log.selectAll',
      title: 'Select all rows of the result',
      keys: keysOf(SELECTING, 'selectAll'),
      run: perform({ kind: 'selection', act: 'selectAll' }),
    },
    {
      id: 'log.selectRows',
      title: 'Select the whole row',
      keys: keysOf(SELECTING, 'selectRows'),
      run: perform({ kind: 'selection', act: 'selectRows' }),
    },
    {
      id: 'log.selectNothing',
      title: 'Give up the selection',
      keys: null,
      run: inGrid(() => selection.setState({ range: null, anchor: null })),
    },
    {
      id: 'log.copy',
      title: 'Copy the cell or the selection',
      keys: keysOf(SELECTING, 'copy'),
      run: perform({ kind: 'selection', act: 'copy' }),
    },
    ...(Object.keys(COPIES) as CopyForm[]).map((form) => ({
      id: `log.copy.${form}`,
      ...COPIES[form],
      run: inGrid((actions) => actions.copy(form)),
    })),
    ...COLUMN_ACT_NAMES.map((act) => ({
      id: `column.${act}`,
      title: `Column: ${COLUMN_ACTS[act].label}`,
      keys: COLUMN_ACTS[act].keys,
      run: inGrid((actions) => actions.column(act, null)),
    })),
    ...presetsOf(scope).map(({ id, title }) => ({
      id: `columns.${id}`,
      title: `Columns: ${title}`,
      keys: null,
      run: () => columns.edit(table(), (choice) => choosePreset(choice, id)),
    })),
    {
      id: 'columns.usual',
      title: 'Columns: usual columns',
      keys: null,
      run: () => columns.edit(table(), (choice) => choosePreset(choice, null)),
    },
    {
      id: 'columns.reset',
      title: 'Columns: reset columns, widths and freezing',
      keys: null,
      run: () => columns.edit(table(), () => TABLE_COLUMNS[table()]),
    },
    ...DENSITIES.map((density) => ({
      id: `density.${density}`,
      title: `Row height: ${DENSITY_LABELS[density]}`,
      keys: null,
      run: () => preferences.setState({ density }),
    })),
    ...OPENINGS.map((opening) => ({
      id: `opening.${opening}`,
      title: `Open events: ${OPENING_LABELS[opening].toLowerCase()}`,
      keys: null,
      run: () => preferences.setState({ opening }),
    })),
  ];
}

/** Acts on the event the keyboard is on. */
const EVENT_ACTS = ['open', 'openOther', 'expand', 'collapse', 'keep', 'leaveOut', 'menu'] as const;
