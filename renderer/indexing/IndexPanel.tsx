import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import { useServices } from '../app/services-context.ts';
import { isReindexing } from '../state/jobs-store.ts';
import styles from './Indexing.module.css';
import { IndexMark } from './IndexMark.tsx';
import { runReindex } from './run-reindex.ts';

/** What the column index is, how it stands, and the way to write it anew. */
export function IndexPanel() {
  const services = useServices();
  const rebuilding = useStore(services.jobs, (state) => isReindexing(state.jobs));
  const empty = useStore(services.workspace, (state) => (state.info?.events ?? 0) === 0);
  if (empty) return null;
  return (
    <section className={styles.panel} aria-label="Column index">
      <h2>Column index</h2>
      <p className="muted">
        Derived from the events to answer filters at once. It is no evidence: it can be written anew at any
        time, and no answer depends on it.
      </p>
      <p className={styles.panelLine}>
        <Button disabled={rebuilding} onClick={() => void runReindex(services)}>
          Rebuild
        </Button>
        <IndexMark />
      </p>
    </section>
  );
}
