import { useStore } from 'zustand';
import { useServices } from '../app/services-context.ts';
import type { RowPages } from '../engine/row-pages.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import type { SelectionState } from '../state/selection-store.ts';

/** The time of the open event, µs UTC; null when none is open, or it is undated, or without pages. The row on screen mostly tells it. */
export function useOpenTime(pages: RowPages | null): number | null {
  const { selection } = useServices();
  // Moving from row to row, with no event open, draws nothing.
  const known = useStore(selection, (state) => (pages === null ? null : timeInRow(pages, state)));
  const toAsk = useStore(selection, ({ openEvent }) => (known === undefined ? openEvent : null));
  const asked = useEngineQuery('event', toAsk === null ? null : { id: toAsk });
  if (known !== undefined) return known;
  return asked.data?.event.id === toAsk ? asked.data.event.time : null;
}

/** Undefined where the row does not tell it. */
function timeInRow(pages: RowPages, { openEvent, row: place }: SelectionState): number | null | undefined {
  if (openEvent === null) return null;
  const row = place === null ? undefined : pages.row(place);
  return row?.id === openEvent ? row.time : undefined;
}
