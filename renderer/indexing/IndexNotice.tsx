import { Button } from '@mantine/core';
import { DatabaseZap } from 'lucide-react';
import { useStore } from 'zustand';
import { useServices } from '../app/services-context.ts';
import { isReindexing } from '../state/jobs-store.ts';
import { needsIndex } from '../state/workspace-store.ts';
import { LogText } from '../ui/LogText.tsx';
import styles from './Indexing.module.css';
import { runReindex } from './run-reindex.ts';

/** Says, above every view, that the column index cannot be used and what becomes of it. */
export function IndexNotice() {
  const services = useServices();
  const { workspace, jobs, view } = services;
  const needed = useStore(workspace, needsIndex);
  const reason = useStore(workspace, (state) => state.info?.index.reason ?? '');
  const rebuilding = useStore(jobs, (state) => isReindexing(state.jobs));
  if (!needed) return null;
  return (
    <section className={styles.notice} aria-label="Column index">
      <DatabaseZap className={styles.icon} size={16} aria-hidden="true" />
      <p role="status">
        <LogText text={reason} />{' '}
        {rebuilding
          ? 'It is being rebuilt; nothing of the evidence is affected. Answers are right meanwhile, and take longer.'
          : 'It was not rebuilt; nothing of the evidence is affected. Answers are right, and take longer.'}
      </p>
      {rebuilding ? (
        <Button onClick={() => view.setState({ jobsOpen: true })}>Show progress</Button>
      ) : (
        <Button onClick={() => void runReindex(services)}>Rebuild</Button>
      )}
    </section>
  );
}
