import { useCallback } from 'react';
import { useStore } from 'zustand';
import type { ColumnInfo, Sort } from '../../../shared/api/contract.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { LogOnScreenContext } from '../../app/log-on-screen.ts';
import { ServicesContext } from '../../app/services-context.ts';
import { EventPane } from '../../detail/DetailPane.tsx';
import { InlineDetail } from '../../detail/InlineDetail.tsx';
import type { LogQuery } from '../../engine/log-query.ts';
import { ColumnsMenu } from '../../grid/ColumnsMenu.tsx';
import { KnownNamesProvider } from '../../grid/known-names.tsx';
import { LogGrid } from '../../grid/LogGrid.tsx';
import type { SelectionStore } from '../../state/selection-store.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatCountOf } from '../../ui/numbers.ts';
import styles from './DrillDownPane.module.css';
import { useOwnLog } from './own-log.ts';

interface DrillDownCallsProps {
  readonly filter: Filter;
  readonly sort: Sort;
  readonly query: LogQuery;
  readonly columns: readonly ColumnInfo[];
  /** How many there are; null while that is not known. */
  readonly calls: number | null;
}

const NOTHING = <EmptyState title="There is no call of it in this filter." />;

/** The calls themselves, in a log of their own. An event that is opened takes its place. */
export function DrillDownCalls({ filter, sort, query, columns, calls }: DrillDownCallsProps) {
  const { services, log } = useOwnLog(filter);
  const renderExpanded = useCallback((id: number) => <InlineDetail id={id} known={columns} />, [columns]);
  return (
    <ServicesContext value={services}>
      <LogOnScreenContext value={log}>
        <KnownNamesProvider>
          <section className={styles.calls} aria-label="Calls of the drill-down">
            <header className={styles.callsHead}>
              <h3>{calls === null ? 'Calls' : formatCountOf(calls, 'call')}</h3>
              <ColumnsMenu columns={columns} />
            </header>
            <LogGrid
              label="Calls"
              filter={log.filter ?? filter}
              sort={sort}
              pages={query.pages}
              columns={columns}
              renderExpanded={renderExpanded}
              empty={NOTHING}
            />
            <OpenCall selection={services.selection} />
          </section>
        </KnownNamesProvider>
      </LogOnScreenContext>
    </ServicesContext>
  );
}

/** The call that is open, over the figures and the calls. */
function OpenCall({ selection }: { readonly selection: SelectionStore }) {
  const id = useStore(selection, (state) => state.openEvent);
  if (id === null) return null;
  return (
    <div className={styles.openCall}>
      <EventPane id={id} />
    </div>
  );
}
