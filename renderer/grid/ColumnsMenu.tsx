import { Button, Checkbox, NativeSelect, Popover, SegmentedControl, TextInput } from '@mantine/core';
import { Columns3, Search } from 'lucide-react';
import { memo, useState } from 'react';
import { useStore } from 'zustand';
import type { ColumnInfo } from '../../shared/api/contract.ts';
import { useLogTable } from '../app/log-on-screen.ts';
import { useServices } from '../app/services-context.ts';
import { useScope } from '../app/use-settings.ts';
import { TABLE_COLUMNS } from '../state/columns-store.ts';
import { DENSITIES, OPENINGS } from '../state/preferences-store.ts';
import { LogText } from '../ui/LogText.tsx';
import { formatCount } from '../ui/numbers.ts';
import styles from './ColumnsMenu.module.css';
import { layOutColumns } from './column-layout.ts';
import { presetsOf } from './column-presets.ts';
import { choosePreset, toggleColumn } from './edit-columns.ts';
import { DENSITY_LABELS, OPENING_LABELS } from './grid-labels.ts';

/** Which columns the grid shows, how tall its rows are, and where an event opens. */
export const ColumnsMenu = memo(function ColumnsMenu({
  columns,
}: {
  readonly columns: readonly ColumnInfo[];
}) {
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={320} trapFocus shadow="md">
      <Popover.Target>
        <Button
          className={styles.button}
          aria-label="Columns"
          title="Columns"
          leftSection={<Columns3 size={14} aria-hidden="true" />}
          aria-expanded={open}
          onClick={() => setOpen((before) => !before)}
        >
          <span className={styles.buttonText}>Columns</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns">{open && <ColumnChoices columns={columns} />}</Popover.Dropdown>
    </Popover>
  );
});

function ColumnChoices({ columns }: { readonly columns: readonly ColumnInfo[] }) {
  const { columns: store, preferences } = useServices();
  const scope = useScope();
  const table = useLogTable();
  const choice = useStore(store, (state) => state.choices[table]);
  const { density, opening } = useStore(preferences);
  const [search, setSearch] = useState('');
  const shown = layOutColumns(columns, scope, choice).map(({ ref }) => ref);
  const found = columns.filter(({ label }) => label.toLowerCase().includes(search.trim().toLowerCase()));
  return (
    <div className={styles.menu}>
      <NativeSelect
        aria-label="Columns of a kind of log"
        data={[
          { value: '', label: 'Usual columns' },
          ...presetsOf(scope).map(({ id, title }) => ({ value: id, label: `Columns: ${title}` })),
        ]}
        value={choice.preset ?? ''}
        onChange={({ currentTarget: { value } }) =>
          store.edit(table, (before) => choosePreset(before, value === '' ? null : value))
        }
      />
      <TextInput
        data-autofocus
        aria-label="Search columns"
        placeholder="Search columns"
        leftSection={<Search size={14} aria-hidden="true" />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <ul className={styles.list}>
        {found.map(({ ref, label, filled }) => (
          <li key={ref} className={styles.item}>
            <Checkbox
              label={<LogText text={label} limit={80} />}
              checked={shown.includes(ref)}
              disabled={shown.length === 1 && shown.includes(ref)}
              onChange={() => store.edit(table, (before) => toggleColumn(before, shown, ref))}
            />
            <span className={styles.filled} title="Events with a value">
              {formatCount(filled)}
            </span>
          </li>
        ))}
      </ul>
      <SegmentedControl
        aria-label="Row height"
        data={DENSITIES.map((value) => ({ value, label: DENSITY_LABELS[value] }))}
        value={density}
        onChange={(value) => preferences.setState({ density: value })}
      />
      <p className={styles.label}>Open an event</p>
      <SegmentedControl
        aria-label="Open an event"
        data={OPENINGS.map((value) => ({ value, label: OPENING_LABELS[value] }))}
        value={opening}
        onChange={(value) => preferences.setState({ opening: value })}
      />
      <Button
        disabled={choice === TABLE_COLUMNS[table]}
        onClick={() => store.edit(table, () => TABLE_COLUMNS[table])}
      >
        Reset columns, widths and freezing
      </Button>
    </div>
  );
}
