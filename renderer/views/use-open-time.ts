import { useStore } from 'zustand';
import { useServices } from '../app/services-context.ts';
import type { RowPages } from '../engine/row-pages.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';

/** The time of the open event, µs UTC; null when none is open, or it is undated. The row on screen mostly tells it. */
export function useOpenTime(pages: RowPages): number | null {
  const { selection } = useServices();
  const open = useStore(selection, (state) => state.openEvent);
  const place = useStore(selection, (state) => state.row);
  const row = place === null ? undefined : pages.row(place);
  const inRow = open !== null && row?.id === open ? row : null;
  const asked = useEngineQuery('event', open === null || inRow !== null ? null : { id: open });
  if (open === null) return null;
  if (inRow !== null) return inRow.time;
  return asked.data?.event.id === open ? asked.data.event.time : null;
}
