import { Button, Progress } from '@mantine/core';
import { useCallback, useEffect } from 'react';
import type { LogQuery } from '../engine/log-query.ts';
import { useLateness } from '../engine/use-lateness.ts';
import { useFigures, useRows } from '../engine/use-log-query.ts';
import { progressShare } from '../jobs/job-text.ts';
import { LogText } from '../ui/LogText.tsx';
import styles from './SearchLine.module.css';
import { searchText } from './search-text.ts';

interface SearchLineProps {
  readonly query: LogQuery;
}

/** How far a question is that takes its time, and the way to stop it; after that, what is still on screen. */
export function SearchLine({ query }: SearchLineProps) {
  const figures = useFigures(query);
  const rows = useRows(query.pages);
  const cancel = useCallback(() => query.cancel(), [query]);
  const slow = useLateness(figures.pending) === 'spin';
  useEscape(slow ? cancel : null);
  if (slow) {
    const share = progressShare(figures.progress);
    return (
      <section className={styles.line} aria-label="Search">
        <Progress
          className={styles.bar}
          value={share === null ? 100 : share * 100}
          animated={share === null}
          aria-label="Progress"
        />
        <p className={styles.text} aria-live="off">
          <LogText text={searchText(figures.progress, rows.partial ? rows.total : null)} limit={160} />
        </p>
        <Button onClick={cancel}>
          Cancel <kbd>Esc</kbd>
        </Button>
      </section>
    );
  }
  if (figures.error?.code !== 'CANCELLED') return null;
  return (
    <section className={styles.line} aria-label="Search">
      <p className={styles.text} role="status">
        {rows.partial
          ? 'Cancelled. These are the first rows that were found; the totals are those of the filter before.'
          : 'Cancelled. Rows and totals are those of the filter before.'}
      </p>
      <Button onClick={() => query.retry()}>Search again</Button>
    </section>
  );
}

/** Escape, wherever the focus is, unless something there takes it. */
function useEscape(act: (() => void) | null): void {
  useEffect(() => {
    if (act === null) return;
    function onKeyDown(event: KeyboardEvent): void {
      const inDialog = event.target instanceof Element && event.target.closest('[role="dialog"]') !== null;
      if (event.key === 'Escape' && !event.defaultPrevented && !inDialog) act?.();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [act]);
}
