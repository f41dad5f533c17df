import { type ReactNode, useCallback, useMemo } from 'react';
import { useStore } from 'zustand';
import type { BreakdownArg, ColumnInfo, Dashboard, WorkspaceInfo } from '../../shared/api/contract.ts';
import type { Measure } from '../../shared/domain/measures.ts';
import { activeClauses, type Filter } from '../../shared/filter/filter.ts';
import { scopedFilter } from '../../shared/filter/scoped-filter.ts';
import type { Scope } from '../../shared/views/saved-view.ts';
import { useLogTable } from '../app/log-on-screen.ts';
import { useServices } from '../app/services-context.ts';
import { useFilter, useScope, useScopedFilter, useZone } from '../app/use-settings.ts';
import { SummaryCards } from '../cards/SummaryCards.tsx';
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
import { stateOfEvents } from '../state/workspace-store.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { LogFailure } from './LogFailure.tsx';
import { NothingMatches } from './NothingMatches.tsx';
import { SearchLine } from './SearchLine.tsx';
import styles from './Views.module.css';

/** A breakdown that is asked for with everything else. */
export type AskedBreakdown = Omit<BreakdownArg, 'filter'>;

/** What a view asks besides the log itself. */
export interface LogAsks {
  /** Asked for in the one question, in this order. */
  readonly breakdowns: readonly AskedBreakdown[];
  /** What the histogram adds up. */
  readonly measure: Measure;
  /** Which currency costs are told in where there are several; undefined leaves it to the engine. */
  readonly currency?: string | null | undefined;
}

/** What a log view puts together. */
export interface LogParts {
  /** Figures, histogram and breakdowns; null before the first answer. */
  readonly data: Dashboard | null;
  /**
   * The filter they are about, for what else is asked about them; null without them, and where stored events have
   * changed since.
   */
  readonly shownFilter: Filter | null;
  /** Whether they are of an older filter, and the new ones take their time. */
  readonly late: boolean;
  readonly columns: readonly ColumnInfo[];
  /** Whether the scope itself holds nothing, whatever the filter. */
  readonly scopeIsEmpty: boolean;
  /** The histogram with the figures beside it. */
  readonly strip: ReactNode;
  /** Why there is no answer; nothing when there is one. */
  readonly failure: ReactNode;
  /** What is shown where nothing matches. */
  readonly empty: ReactNode;
  /** The grid, with the open event beside it. */
  readonly log: ReactNode;
}

interface LogViewProps {
  readonly label: string;
  readonly facets: readonly FacetButton[];
  /** Whether there are too many facets for one line. */
  readonly folded?: boolean;
  readonly leading?: ReactNode;
  /** Buttons of the view's own, before those that every log has. */
  readonly actions?: ReactNode;
  /** What is asked besides, by the columns there are. */
  readonly asks: (columns: readonly ColumnInfo[]) => LogAsks;
  /** The figures beside the histogram: all of them, or only how many events there are. */
  readonly only?: 'events';
  /** What stands under the filters. */
  readonly arrange: (parts: LogParts) => ReactNode;
  /** Shown when the scope itself holds nothing, whatever the filter. */
  readonly nothingInScope: ReactNode;
}

/** A log: filters, figures, histogram, grid and the open event, all from one question about one filter. */
export function LogView({
  label,
  facets,
  folded = false,
  leading,
  actions,
  asks,
  only,
  arrange,
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
  const { breakdowns, measure, currency } = asks(columns.data ?? UNKNOWN_COLUMNS);
  const question = {
    filter: scoped,
    sort,
    histogram: {
      ...{ bucket, measure, timezone: zone, by },
      ...{ maxPoints: MOST_BARS, wholeRange: true },
    },
    breakdowns: [...breakdowns],
    currency,
  };
  const query = useLogQuery(question, (filter) => ({ ...question, filter: scopedFilter(filter, scope) }));
  const { data, error, stale } = useFigures(query);
  const late = useLateness(stale) !== 'none';
  const events = useStore(workspace, stateOfEvents);
  const shownFilter = data === null ? null : query.filterOf(data, events);
  const summary = data?.summary ?? null;
  const known = columns.data ?? UNKNOWN_COLUMNS;
  const filtered = useIsFiltered();
  const scopeIsEmpty = useStore(workspace, ({ info }) => info !== null && eventsIn(info, scope) === 0);

  // Kept from render to render, so that what they are given to is drawn again only when they change.
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
        {actions}
        <ViewsMenu />
        <SaveViewButton />
        <ColumnsMenu columns={known} />
        <LogExport query={query} filter={scoped} />
      </>
    ),
    [actions, known, query, scoped],
  );
  const strip = (
    <RangeStrip
      histogram={data?.histogram ?? null}
      columns={known}
      late={late}
      pages={query.pages}
      cards={cards}
    />
  );
  const failure = (
    <>
      {error !== null && <LogFailure error={error} onRetry={() => query.retry()} />}
      {columns.error !== null && error === null && (
        <ErrorNotice what="The columns could not be read." error={columns.error} onRetry={columns.retry} />
      )}
    </>
  );
  const log = (
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
  );
  return (
    <>
      <h1 className={styles.unseen}>{label}</h1>
      <FilterRow facets={facets} columns={known} folded={folded} leading={leading} trailing={trailing} />
      <ChipsRow />
      <ViewBar columns={columns.data} />
      {arrange({ data, shownFilter, late, columns: known, scopeIsEmpty, strip, failure, empty, log })}
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
