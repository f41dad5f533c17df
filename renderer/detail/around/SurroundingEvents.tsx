import { Button, NativeSelect } from '@mantine/core';
import { useStore } from 'zustand';
import type { Neighbours } from '../../../shared/api/contract.ts';
import type { EventRow } from '../../../shared/domain/event.ts';
import { EMPTY_FILTER } from '../../../shared/filter/filter.ts';
import { useServices } from '../../app/services-context.ts';
import { useScopedFilter, useZone } from '../../app/use-settings.ts';
import { useEngineQuery } from '../../engine/use-engine-query.ts';
import { formatCellTime } from '../../grid/cell-value.ts';
import { type Surroundings, surroundingChoices } from '../../state/preferences-store.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { LogText } from '../../ui/LogText.tsx';
import { DetailSection } from '../DetailSection.tsx';
import { formatDistance } from './distance.ts';
import { REACHES, reachOf } from './reaches.ts';
import styles from './SurroundingEvents.module.css';
import { showInLog } from './show-in-log.ts';

const SAMES = [
  { value: 'any', label: 'All events' },
  { value: 'actor', label: 'Same actor' },
  { value: 'resource', label: 'Same resource' },
];
const SCOPES = [
  { value: 'all', label: 'in all sources' },
  { value: 'filter', label: 'in this filter' },
];

/** What happened just before and after an event. */
export function SurroundingEvents({ event }: { readonly event: EventRow }) {
  const services = useServices();
  const { preferences } = services;
  const chosen = useStore(preferences, (state) => state.surroundings);
  const scoped = useScopedFilter();
  const { count, within } = reachOf(chosen.reach);
  const around = useEngineQuery('neighbours', {
    id: event.id,
    filter: chosen.scope === 'all' ? EMPTY_FILTER : scoped,
    same: chosen.same === 'any' ? null : chosen.same,
    count,
    within,
  });
  const choose = (change: Partial<Surroundings>): void =>
    preferences.setState({ surroundings: { ...chosen, ...change } });
  return (
    <DetailSection
      title="Surrounding events"
      tools={
        around.data !== null && (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => around.data !== null && showInLog(services, event, around.data, chosen)}
          >
            Show these in the log
          </Button>
        )
      }
    >
      <div className={styles.choices}>
        <NativeSelect
          size="xs"
          aria-label="How many surrounding events"
          data={REACHES.map(({ id, label }) => ({ value: id, label }))}
          value={chosen.reach}
          onChange={(change) => choose({ reach: change.currentTarget.value })}
        />
        <NativeSelect
          size="xs"
          aria-label="Which surrounding events"
          data={SAMES}
          value={chosen.same}
          onChange={(change) => choose(surroundingChoices({ same: change.currentTarget.value }))}
        />
        <NativeSelect
          size="xs"
          aria-label="Surrounding events of"
          data={SCOPES}
          value={chosen.scope}
          onChange={(change) => choose(surroundingChoices({ scope: change.currentTarget.value }))}
        />
      </div>
      {around.error !== null && (
        <ErrorNotice
          what="The surrounding events could not be read."
          error={around.error}
          onRetry={around.retry}
        />
      )}
      {around.data !== null && around.error === null && <EventLine event={event} around={around.data} />}
    </DetailSection>
  );
}

interface EventLineProps {
  readonly event: EventRow;
  readonly around: Neighbours;
}

function EventLine({ event, around }: EventLineProps) {
  const { before, after, order, moreBefore, moreAfter } = around;
  return (
    <>
      {order === 'place' && (
        <p className="muted">No timestamp: these stand beside it in its source, dated or not.</p>
      )}
      <ol className={styles.line} data-earlier={moreBefore} data-later={moreAfter}>
        {before.map((row) => (
          <Neighbour key={row.id} row={row} from={event} />
        ))}
        <Neighbour row={event} from={event} />
        {after.map((row) => (
          <Neighbour key={row.id} row={row} from={event} />
        ))}
      </ol>
      {before.length + after.length === 0 && <p className="muted">No other event is that close.</p>}
    </>
  );
}

interface NeighbourProps {
  readonly row: EventRow;
  /** The event whose neighbours are shown. */
  readonly from: EventRow;
}

function Neighbour({ row, from }: NeighbourProps) {
  const { selection } = useServices();
  const zone = useZone();
  const isItself = row.id === from.id;
  // It may be anywhere in the log, or not in it at all.
  const open = (id: number): void => {
    selection.rowsMoved();
    selection.setState({ openEvent: id });
  };
  const distance = row.time === null || from.time === null ? '' : formatDistance(row.time - from.time);
  const what = row.action ?? row.reason ?? row.worker ?? row.model ?? `Event ${row.id}`;
  const about = row.resource ?? row.model;
  return (
    <li>
      <button
        type="button"
        className={styles.neighbour}
        aria-current={isItself}
        title={row.time === null ? 'No timestamp' : `${formatCellTime(row.time, zone).trim()} (${zone})`}
        onClick={() => isItself || open(row.id)}
      >
        <span className={styles.distance}>{isItself ? 'this' : distance}</span>
        <span className={styles.what}>
          <LogText text={what} limit={120} />
        </span>
        <span className={styles.about}>{about !== null && <LogText text={about} limit={120} />}</span>
        <span className={styles.who}>
          {row.actor !== null && <LogText text={row.actorName ?? row.actor} limit={120} />}
        </span>
      </button>
    </li>
  );
}
