import { Search, X } from 'lucide-react';
import { type RefObject, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { replaceWritten } from '../../shared/filter/edit.ts';
import { activeClauses } from '../../shared/filter/filter.ts';
import { printWritten } from '../../shared/filter/written.ts';
import type { RecentFilter } from '../../shared/views/saved-view.ts';
import { useServices } from '../app/services-context.ts';
import { useFilter } from '../app/use-settings.ts';
import { writtenOf } from '../saved-views/RecentFilters.tsx';
import styles from './QueryBox.module.css';
import { QueryField } from './QueryField.tsx';
import type { RecentQuery } from './query-offers.ts';

/** The filter in writing. Enter applies it; the chips show the same value. */
export function QueryBox({ input }: { readonly input: RefObject<HTMLInputElement | null> }) {
  const { filter: store, grid, savedViews } = useServices();
  const filters = useStore(savedViews, (state) => state.recent);
  const recent = useMemo(() => recentQueries(filters), [filters]);
  const printed = printWritten(activeClauses(useFilter()));
  const [text, setText] = useState(printed);
  const [focused, setFocused] = useState(false);
  const [cleared, setCleared] = useState(0);
  const clear = (): void => {
    store.apply((before) => replaceWritten(before, []));
    setCleared((count) => count + 1);
    requestAnimationFrame(() => input.current?.focus());
  };
  return (
    <div className={styles.box} data-focused={focused}>
      <Search size={14} aria-hidden="true" className={styles.icon} />
      <QueryField
        // What was written and not applied is no part of the filter: only a new field forgets it.
        key={cleared}
        input={input}
        label="Search or query"
        printed={printed}
        placeholder="Search or query, such as action:api_key.* -actor:System"
        recent={recent}
        onLeave={() => grid.current?.focus()}
        onText={setText}
        onFocus={setFocused}
        onApply={(clauses) => store.apply((before) => replaceWritten(before, clauses))}
      />
      {text === '' && !focused && <kbd className={styles.key}>/</kbd>}
      {text !== '' && (
        <button
          type="button"
          className={styles.clear}
          aria-label="Clear the query"
          title="Clear the query"
          onClick={clear}
        >
          <X size={14} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}

/** Each query once, the newest first. */
function recentQueries(filters: readonly RecentFilter[]): readonly RecentQuery[] {
  const texts = new Set(filters.map(writtenOf).filter((text) => text !== ''));
  return [...texts].map((text) => ({ text, about: 'Used lately' }));
}
