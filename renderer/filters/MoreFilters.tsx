import { TextInput } from '@mantine/core';
import { ArrowLeft, ChevronRight, Plus, Search } from 'lucide-react';
import { memo, useState } from 'react';
import type { ColumnInfo } from '../../shared/api/contract.ts';
import { focusAtOnce } from '../ui/focus-at-once.ts';
import { LogText } from '../ui/LogText.tsx';
import { formatCount } from '../ui/numbers.ts';
import { FieldEditor } from './FieldEditor.tsx';
import { FilterButton } from './FilterButton.tsx';
import styles from './Filters.module.css';

/** Any other field or column to filter by. */
export const MoreFilters = memo(function MoreFilters({
  columns,
}: {
  readonly columns: readonly ColumnInfo[];
}) {
  return (
    <FilterButton
      menu="fields"
      shortcut="a"
      label="Filter"
      icon={<Plus size={14} aria-hidden="true" />}
      width={340}
    >
      {(close) => <FieldChoice columns={columns} onDone={close} />}
    </FilterButton>
  );
});

interface FieldChoiceProps {
  readonly columns: readonly ColumnInfo[];
  readonly onDone: () => void;
}

function FieldChoice({ columns, onDone }: FieldChoiceProps) {
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<ColumnInfo | null>(null);
  if (chosen !== null) {
    return (
      <div className={styles.values}>
        <button type="button" className={styles.back} onClick={() => setChosen(null)}>
          <ArrowLeft size={14} aria-hidden="true" />
          <LogText text={chosen.label} limit={60} />
        </button>
        <FieldEditor field={chosen.ref} label={chosen.label} onDone={onDone} />
      </div>
    );
  }
  const found = columns.filter(
    (column) => isFilterable(column) && column.label.toLowerCase().includes(search.trim().toLowerCase()),
  );
  return (
    <div className={styles.values}>
      <TextInput
        ref={focusAtOnce}
        data-autofocus
        aria-label="Search fields"
        placeholder="Search fields and columns"
        leftSection={<Search size={14} aria-hidden="true" />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <ul className={styles.valueScroll}>
        {found.map((column) => (
          <li key={column.ref}>
            <button type="button" className={styles.field} onClick={() => setChosen(column)}>
              <LogText text={column.label} limit={80} />
              {column.extra && <span className={styles.tag}>column of the file</span>}
              <span className={styles.count}>{formatCount(column.filled)}</span>
              <ChevronRight size={14} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className={styles.hint}>No field matches.</p>}
    </div>
  );
}

/** Everything with a value but the time, which has a menu of its own. */
function isFilterable({ ref, filled }: ColumnInfo): boolean {
  return filled > 0 && ref !== 'time';
}
