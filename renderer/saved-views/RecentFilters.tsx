import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import { activeClauses, TIME_PRESETS } from '../../shared/filter/filter.ts';
import { printWritten } from '../../shared/filter/written.ts';
import type { RecentFilter, Scope } from '../../shared/views/saved-view.ts';
import { useServices } from '../app/services-context.ts';
import { LogText } from '../ui/LogText.tsx';
import { showFilter } from './apply-view.ts';
import styles from './SavedViews.module.css';

const SCOPE_LABELS: Readonly<Record<Scope, string>> = {
  audit: 'Audit events',
  usage: 'Usage',
  all: 'All events',
};

/** Filters that were in use lately; they lie in the workspace and can be forgotten. */
export function RecentFilters({ search }: { readonly search: string }) {
  const services = useServices();
  const { savedViews, engine, notices, workspace } = services;
  const recent = useStore(savedViews, (state) => state.recent);
  const wanted = search.trim().toLowerCase();
  const found = recent.filter((one) => writtenOf(one).toLowerCase().includes(wanted));
  if (found.length === 0) return null;
  const forget = (): void => {
    savedViews.setState({ recent: [] });
    if (workspace.getState().info?.canSave === true) {
      notices.watch('The recent filters were not forgotten.', engine.forgetFilters({}));
    }
  };
  return (
    <section aria-label="Recent filters">
      <header className={styles.sectionHead}>
        <h3>Recent filters</h3>
        <Button variant="subtle" title="They are kept in the workspace file" onClick={forget}>
          Clear
        </Button>
      </header>
      <ul>
        {found.map((one) => (
          <li key={one.at} className={styles.item}>
            <button
              type="button"
              data-view-entry
              className={styles.entry}
              onClick={() => {
                showFilter(services, one.filter, one.scope);
                savedViews.setState({ menu: null });
              }}
            >
              <span className={styles.written}>
                <LogText text={writtenOf(one)} limit={160} />
              </span>
              <span className={styles.about}>
                {SCOPE_LABELS[one.scope]} · {TIME_PRESETS[one.filter.time.preset]}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The chips of a recent filter that were on, in writing. */
export function writtenOf({ filter }: Pick<RecentFilter, 'filter'>): string {
  return printWritten(activeClauses(filter));
}
