import type { Services } from '../app/services.ts';

/**
 * What Escape gives up, one thing at a time: what is being copied, the selection, the event beside the log, the one in
 * the row. Null when there is nothing, so that Escape is left to others.
 */
export function wayOut({
  selection,
  announcements,
}: Pick<Services, 'selection' | 'announcements'>): (() => void) | null {
  const { range, openEvent, row, expanded } = selection.getState();
  const cancel = announcements.getState().said?.cancel ?? null;
  if (cancel !== null) return cancel;
  if (range !== null) return () => selection.setState({ range: null, anchor: null });
  if (openEvent !== null) return () => selection.setState({ openEvent: null });
  const here = expanded.find((shown) => shown.row === row);
  return here === undefined ? null : () => selection.collapse(here.event);
}
