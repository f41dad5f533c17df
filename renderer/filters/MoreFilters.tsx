import { TextInput } from '@mantine/core';
import { ArrowLeft, ChevronRight, Plus, Search } from 'lucide-react';
import { memo, useState } from 'react';
import type { ColumnInfo } from '../../shared/api/contract.ts';
import { focusAtOnce } from '../ui/focus-at-once.ts';
import { LogText } from '../ui/LogText.tsx';
import { formatCount } from '../ui/numbers.ts';
import { FieldEditor } from './FieldEditor.tsx';
import { FilterButton } from './FilterButton.tsx';
import type { FacetButton } from './FilterRow.tsx';
import styles from './Filters.module.css';

interface MoreFiltersProps {
  readonly columns: readonly ColumnInfo[];
  /** Facets of the view, whose buttons may have no room: they come first, under the names they have there. */
  readonly facets: readonly FacetButton[];
}

/** Any field or column to filter by. */
export const MoreFilters = memo(function MoreFilters({ columns, facets }: MoreFiltersProps) {
  return (
    <FilterButton
      menu="fields"
      shortcut="a"
      label="Filter"
      icon={<Plus size={14} aria-hidden="true" />}
      width={340}
    >
      {(close) => <FieldChoice columns={inOrder(columns, facets)} onDone={close} />}
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

function inOrder(columns: readonly ColumnInfo[], facets: readonly FacetButton[]): readonly ColumnInfo[] {
  const first = facets.flatMap(({ field, label }) => {
    const column = columns.find(({ ref }) => ref === field);
    return column === undefined ? [] : [{ ...column, label }];
  });
  const refs = new Set(first.map(({ ref }) => ref));
  return [...first, ...columns.filter(({ ref }) => !refs.has(ref))];
}

/** Everything with a value but the time, which has a menu of its own. */
function isFilterable({ ref, filled }: ColumnInfo): boolean {
  return filled > 0 && ref !== 'time';
}
