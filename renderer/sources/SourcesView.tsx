import { useStore } from 'zustand';
import { useServices } from '../app/services-context.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import { ImportButton } from '../imports/ImportButton.tsx';
import { IndexMark } from '../indexing/IndexMark.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { formatCountOf } from '../ui/numbers.ts';
import { SourceDetail } from './SourceDetail.tsx';
import styles from './Sources.module.css';
import { SourcesTable } from './SourcesTable.tsx';

/** Every import of the workspace with its counts, on one shared time axis; the chosen one beside it. */
export function SourcesView() {
  const { view } = useServices();
  const chosenId = useStore(view, (state) => state.source);
  const sources = useEngineQuery('sources', {});
  const list = sources.data ?? [];
  const chosen = list.find((source) => source.id === chosenId) ?? null;
  return (
    <div className={styles.view}>
      <div className={styles.main}>
        <header className={styles.head}>
          <h1>Sources</h1>
          {sources.data !== null && (
            <span className="muted tabular">{formatCountOf(list.length, 'source')}</span>
          )}
          <IndexMark />
          <span className={styles.push} />
          <ImportButton primary />
        </header>
        {sources.error !== null && (
          <ErrorNotice what="The sources could not be read." error={sources.error} onRetry={sources.retry} />
        )}
        {sources.data?.length === 0 ? (
          <EmptyState title="Nothing has been imported yet.">
            <p>
              Each imported file appears here with its SHA-256, its counts (read = imported + duplicate +
              rejected), what was assumed to read it, and the records that could not be read.
            </p>
          </EmptyState>
        ) : (
          <SourcesTable
            sources={list}
            chosen={chosenId}
            onChoose={(source) => view.setState({ source: source === chosenId ? null : source })}
          />
        )}
      </div>
      {chosen !== null && (
        <SourceDetail key={chosen.id} source={chosen} onClose={() => view.setState({ source: null })} />
      )}
    </div>
  );
}
