import { Clock } from 'lucide-react';
import { memo, type ReactNode, useEffect } from 'react';
import type { ColumnInfo } from '../../shared/api/contract.ts';
import { choiceOf } from '../../shared/filter/field-choice.ts';
import { type Filter, TIME_PRESETS } from '../../shared/filter/filter.ts';
import { useServices } from '../app/services-context.ts';
import { useFilter } from '../app/use-settings.ts';
import { FieldEditor } from './FieldEditor.tsx';
import { FilterButton } from './FilterButton.tsx';
import styles from './Filters.module.css';
import { FoldedFacets } from './FoldedFacets.tsx';
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
  /** Whether there are so many facets that those which no event has are left out. */
  readonly folded?: boolean;
  /** What stands left of the filters: the scope of the view. */
  readonly leading?: ReactNode;
  /** What stands at the right end: columns, export. */
  readonly trailing?: ReactNode;
}

/** Time, the facets of the view, any other field, and the actions on the result. */
export const FilterRow = memo(function FilterRow({
  facets,
  columns,
  folded = false,
  leading,
  trailing,
}: FilterRowProps) {
  const { view } = useServices();
  const filter = useFilter();
  // A menu belongs to the row it was opened in.
  useEffect(() => () => view.setState({ filterMenu: null }), [view]);
  const isThere = ({ field }: FacetButton): boolean =>
    !folded || columns.some(({ ref, filled }) => ref === field && filled > 0);
  const buttons = facets.filter(isThere).map(({ field, label }) => (
    <FilterButton
      key={field}
      menu={field}
      width={field === 'action' ? 440 : 340}
      label={label}
      chosen={chosenText(filter, field, label)}
    >
      {(close) => <FieldEditor field={field} label={label} onDone={close} />}
    </FilterButton>
  ));
  return (
    <div className={styles.row} role="toolbar" aria-label="Filters">
      {leading}
      <FilterButton
        menu="time"
        shortcut="t"
        label="Time"
        chosen={TIME_PRESETS[filter.time.preset]}
        restricts={filter.time.preset !== 'all'}
        icon={<Clock size={14} aria-hidden="true" />}
        width={420}
      >
        {(close) => <TimeEditor onDone={close} />}
      </FilterButton>
      <FoldedFacets>{buttons}</FoldedFacets>
      <MoreFilters columns={columns} facets={facets} />
      <div className={styles.trailing}>{trailing}</div>
    </div>
  );
});

/** What a button says of its field: the one value, or how many. Null where nothing is chosen. */
function chosenText(filter: Filter, field: string, label: string): string | null {
  const { include, patterns, exclude, excludedPatterns } = choiceOf(filter, field);
  const asked = [...patterns, ...include];
  const left = [...excludedPatterns, ...exclude];
  const [only] = asked.length > 0 ? asked : left;
  if (only === undefined) return null;
  const not = asked.length > 0 ? '' : 'not ';
  const count = asked.length > 0 ? asked.length : left.length;
  if (count > 1) return `${label} (${not}${count})`;
  return `${not}${only ?? `no ${label.toLowerCase()}`}`;
}
