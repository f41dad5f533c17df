import { Clock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ColumnInfo } from '../../shared/api/contract.ts';
import { includedValues } from '../../shared/filter/edit.ts';
import { type Filter, TIME_PRESETS } from '../../shared/filter/filter.ts';
import { useFilter } from '../app/use-settings.ts';
import { FieldEditor } from './FieldEditor.tsx';
import { FilterButton } from './FilterButton.tsx';
import styles from './Filters.module.css';
import { MoreFilters } from './MoreFilters.tsx';
import { TimeEditor } from './TimeEditor.tsx';

/** A facet with a button of its own. */
export interface FacetButton {
  readonly field: string;
  readonly label: string;
}

interface FilterRowProps {
  readonly facets: readonly FacetButton[];
  readonly columns: readonly ColumnInfo[];
  /** What stands left of the filters: the scope of the view. */
  readonly leading?: ReactNode;
  /** What stands at the right end: columns, export. */
  readonly trailing?: ReactNode;
}

/** Time, the facets of the view, any other field, and the actions on the result. */
export function FilterRow({ facets, columns, leading, trailing }: FilterRowProps) {
  const filter = useFilter();
  return (
    <div className={styles.row} role="toolbar" aria-label="Filters">
      {leading}
      <FilterButton
        label="Time"
        chosen={TIME_PRESETS[filter.time.preset]}
        restricts={filter.time.preset !== 'all'}
        icon={<Clock size={14} aria-hidden="true" />}
        width={420}
      >
        {(close) => <TimeEditor onDone={close} />}
      </FilterButton>
      {facets.map(({ field, label }) => (
        <FilterButton key={field} label={label} chosen={chosenText(filter, field, label)}>
          {(close) => <FieldEditor field={field} label={label} onDone={close} />}
        </FilterButton>
      ))}
      <MoreFilters columns={columns} />
      <div className={styles.trailing}>{trailing}</div>
    </div>
  );
}

function chosenText(filter: Filter, field: string, label: string): string | null {
  const included = includedValues(filter, field);
  const [only] = included;
  if (only === undefined) return null;
  return included.length === 1 ? (only ?? `No ${label.toLowerCase()}`) : `${label} (${included.length})`;
}
