import { type ReactNode, useCallback, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Summary, WorkspaceInfo } from '../../shared/api/contract.ts';
import { activeClauses, type Filter } from '../../shared/filter/filter.ts';
import type { Scope } from '../../shared/views/saved-view.ts';
import { useLogTable } from '../app/log-on-screen.ts';
import { useServices } from '../app/services-context.ts';
import { useFilter, useScope, useScopedFilter, useZone } from '../app/use-settings.ts';
import { SummaryCards } from '../cards/SummaryCards.tsx';
import { TOP_ACTIONS, TopActions } from '../cards/TopActions.tsx';
import { DetailPane } from '../detail/DetailPane.tsx';
import { InlineDetail } from '../detail/InlineDetail.tsx';
import type { LogQuery } from '../engine/log-query.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import { useLateness } from '../engine/use-lateness.ts';
import { useFigures, useLogQuery } from '../engine/use-log-query.ts';
import { ExportMenu } from '../exports/ExportMenu.tsx';
import { ChipsRow } from '../filters/ChipsRow.tsx';
import { type FacetButton, FilterRow } from '../filters/FilterRow.tsx';
import { ColumnsMenu } from '../grid/ColumnsMenu.tsx';
import { UNKNOWN_COLUMNS } from '../grid/column-layout.ts';
import { KnownNamesProvider } from '../grid/known-names.tsx';
import { LogGrid } from '../grid/LogGrid.tsx';
import { RangeStrip } from '../histogram/RangeStrip.tsx';
import { MOST_BARS } from '../histogram/StripToolbar.tsx';
import { useStripChoice } from '../histogram/use-strip-choice.ts';
import { SaveViewButton } from '../saved-views/SaveViewButton.tsx';
import { ViewBar } from '../saved-views/ViewBar.tsx';
import { ViewsMenu } from '../saved-views/ViewsMenu.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { LogFailure } from './LogFailure.tsx';
import { NothingMatches } from './NothingMatches.tsx';
import { SearchLine } from './SearchLine.tsx';
import { useOpenTime } from './use-open-time.ts';
import styles from './Views.module.css';

interface LogViewProps {
  readonly label: string;
  readonly facets: readonly FacetButton[];
  readonly leading?: ReactNode;
  /** A strip of figures between the filters and the histogram. */
  readonly figures?: (summary: Summary | null, late: boolean) => ReactNode;
  /** Whether the most frequent actions stand above the log. */
  readonly topActions?: boolean;
  /** Shown when the scope itself holds nothing, whatever the filter. */
  readonly nothingInScope: ReactNode;
}

/** A log: filters, figures, histogram, grid and the open event, all from one question about one filter. */
export function LogView({
  label,
  facets,
  leading,
  figures,
  topActions = false,
  nothingInScope,
}: LogViewProps) {
  const { columns: choices, workspace } = useServices();
  const scoped = useScopedFilter();
  const scope = useScope();
  const table = useLogTable();
  const zone = useZone();
  const sort = useStore(choices, (state) => state.sorts[table]);
  const columns = useEngineQuery('columns', {});
  const { by, bucket } = useStripChoice(scope, columns.data);
  const query = useLogQuery({
    filter: scoped,
    sort,
    histogram: {
      ...{ bucket, measure: 'events', timezone: zone, by },
      ...{ maxPoints: MOST_BARS, wholeRange: true },
    },
    breakdowns: topActions ? [TOP_ACTIONS] : [],
  });
  const { data, error, stale } = useFigures(query);
  const late = useLateness(stale) !== 'none';
  const summary = data?.summary ?? null;
  const known = columns.data ?? UNKNOWN_COLUMNS;
  const filtered = useIsFiltered();
  const scopeIsEmpty = useStore(workspace, ({ info }) => info !== null && eventsIn(info, scope) === 0);

  // Kept from render to render, so that what they are given to is drawn again only when they change.
  const only = figures === undefined ? undefined : 'events';
  const cards = useMemo(
    () => <SummaryCards summary={summary} late={late} only={only} />,
    [summary, late, only],
  );
  const renderExpanded = useCallback((id: number) => <InlineDetail id={id} known={known} />, [known]);
  const isEmpty = scopeIsEmpty || !filtered;
  const empty = useMemo(() => (isEmpty ? nothingInScope : <NothingMatches />), [isEmpty, nothingInScope]);
  const footer = useMemo(() => <SearchLine query={query} />, [query]);
  const trailing = useMemo(
    () => (
      <>
        <ViewsMenu />
        <SaveViewButton />
        <ColumnsMenu columns={known} />
        <LogExport query={query} filter={scoped} />
      </>
    ),
    [known, query, scoped],
  );
  return (
    <>
      <h1 className={styles.unseen}>{label}</h1>
      <FilterRow facets={facets} columns={known} leading={leading} trailing={trailing} />
      <ChipsRow />
      <ViewBar columns={columns.data} />
      {figures?.(summary, late)}
      <RangeStrip
        histogram={data?.histogram ?? null}
        columns={known}
        late={late}
        openTime={useOpenTime(query.pages)}
        cards={cards}
      />
      {topActions && (
        <TopActions
          actions={data?.breakdowns[0] ?? null}
          late={late}
          coloured={data?.histogram?.by === 'action'}
        />
      )}
      {error !== null && <LogFailure error={error} onRetry={() => query.retry()} />}
      {columns.error !== null && error === null && (
        <ErrorNotice what="The columns could not be read." error={columns.error} onRetry={columns.retry} />
      )}
      <div className={styles.split}>
        <KnownNamesProvider>
          <LogGrid
            label={label}
            filter={scoped}
            sort={sort}
            pages={query.pages}
            columns={known}
            renderExpanded={renderExpanded}
            empty={empty}
            footer={footer}
          />
        </KnownNamesProvider>
        <DetailPane />
      </div>
    </>
  );
}

interface LogExportProps {
  readonly query: LogQuery;
  readonly filter: Filter;
}

/** The export of what is shown; while an answer is awaited its count is not known. */
function LogExport({ query, filter }: LogExportProps) {
  const { data, stale } = useFigures(query);
  return <ExportMenu filter={filter} summary={stale ? null : (data?.summary ?? null)} />;
}

function useIsFiltered(): boolean {
  const filter = useFilter();
  return filter.time.preset !== 'all' || activeClauses(filter).length > 0;
}

function eventsIn({ events, auditEvents, usageEvents }: WorkspaceInfo, scope: Scope): number {
  return { all: events, audit: auditEvents, usage: usageEvents }[scope];
}
