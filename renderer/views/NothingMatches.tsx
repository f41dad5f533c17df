import { Button } from '@mantine/core';
import { CalendarRange, Clock, EyeOff, Layers } from 'lucide-react';
import type { FilterRelaxations } from '../../shared/api/contract.ts';
import { clearAll } from '../../shared/filter/edit.ts';
import { useServices } from '../app/services-context.ts';
import { useFilter, useScopedFilter, useZone } from '../app/use-settings.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import { useLateness } from '../engine/use-lateness.ts';
import { useSourceNames } from '../filters/use-source-names.ts';
import { useAppliedView } from '../saved-views/use-applied-view.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import styles from './Views.module.css';
import { type WayOut, waysOut, waysText } from './ways-out.ts';

/** No event passes the filter: what its conditions hold back, and the way to lift each. */
export function NothingMatches() {
  const { filter: store } = useServices();
  const scoped = useScopedFilter();
  const onView = useAppliedView();
  const isReview = onView?.applied.since === true && onView.differs.length === 0;
  const found = useEngineQuery('relaxations', isReview ? null : { filter: scoped });
  const late = useLateness(found.pending);
  const clear = <Button onClick={() => store.apply(clearAll)}>Clear the filter</Button>;
  if (isReview) {
    return (
      <EmptyState title="Nothing is new since the last review." actions={clear}>
        <p>
          Import newer logs to go on, or press “Since last review” once more for the view’s own time range.
        </p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No event matches this filter." actions={clear}>
      {found.pending && <p role="status">{late !== 'none' && 'Counting what each condition holds back…'}</p>}
      {!found.pending && found.data !== null && <Ways found={found.data} />}
    </EmptyState>
  );
}

const ICONS = { time: Clock, newest: CalendarRange, chip: EyeOff, scope: Layers } as const;

function Ways({ found }: { readonly found: FilterRelaxations }) {
  const { filter: store, view } = useServices();
  const filter = useFilter();
  const scoped = useScopedFilter();
  const zone = useZone();
  const nameValue = useSourceNames();
  const ways = waysOut({ filter, found, zone, nameValue });
  const take = ({ edit }: WayOut): void => {
    if (edit === null) view.setState({ view: 'audit', auditScope: 'all' });
    else store.apply(edit);
  };
  return (
    <>
      <p role="status">{waysText(scoped, found)}</p>
      <ul className={styles.ways} aria-label="Ways to events">
        {ways.map((way) => {
          const Icon = ICONS[way.kind];
          return (
            <li key={way.text}>
              <Button
                className={styles.way}
                leftSection={<Icon size={14} aria-hidden="true" />}
                onClick={() => take(way)}
              >
                {way.text}
              </Button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
