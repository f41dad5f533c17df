import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { EventDetail, EventRow } from '../../shared/domain/event.ts';
import { useServices } from '../app/services-context.ts';
import { type EngineQuery, useEngineQuery } from '../engine/use-engine-query.ts';
import { stateOfEvents } from '../state/workspace-store.ts';

/** What is known of the event on screen. */
export interface ShownEvent extends Pick<EngineQuery<unknown>, 'error' | 'pending' | 'retry'> {
  /** Its fields; of the event before while nothing is known of this one, null where there was none. */
  readonly event: EventRow | null;
  /** Everything else, once it has been read. */
  readonly detail: EventDetail | null;
}

/** An event: its fields at once where the log on screen holds them, the rest as soon as it is read. */
export function useShownEvent(id: number): ShownEvent {
  const { readAhead, selection, grid, workspace } = useServices();
  const { data, error, pending, retry } = useEngineQuery('event', { id }, readAhead.event);
  const events = useStore(workspace, stateOfEvents);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was at hand may be of an older state of the events
  const atHand = useMemo(() => {
    const { row } = selection.getState();
    const event = row === null ? undefined : grid.current?.rowAt(row);
    return event?.id === id ? event : null;
  }, [id, events]);
  const detail = data?.event.id === id || atHand === null ? data : null;
  // The same fields stay the same object, so that nothing is drawn twice.
  const event = useMemo(
    () => (detail === null || (atHand !== null && isSame(atHand, detail.event)) ? atHand : detail.event),
    [atHand, detail],
  );
  return { event, detail, error, pending, retry };
}

function isSame(one: EventRow, other: EventRow): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
