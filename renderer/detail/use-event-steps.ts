import { useStore } from 'zustand';
import { useLogFilter, useLogTable } from '../app/log-on-screen.ts';
import { useServices } from '../app/services-context.ts';

/** The ways from the open event to the one above and the one below it in the log; null where there is none. */
export interface EventSteps {
  readonly previous: (() => void) | null;
  readonly next: (() => void) | null;
}

/**
 * Steps through the log from the open event. Where its place in the log is not known, because it was opened from
 * elsewhere, its neighbours in time are asked for, as long as the log is in the order of time.
 */
export function useEventSteps(): EventSteps {
  const { selection, columns, engine, grid, notices } = useServices();
  const table = useLogTable();
  const filter = useLogFilter();
  const row = useStore(selection, (state) => state.row);
  const total = useStore(selection, (state) => state.total);
  const sort = useStore(columns, (state) => state.sorts[table]);

  const byNeighbour = (down: boolean) => async (): Promise<void> => {
    const id = selection.getState().openEvent;
    if (id === null) return;
    const around = await engine.neighbours({ id, filter, same: null, count: 1, within: null });
    const later = down !== sort.descending;
    const neighbour = later ? around.after[0] : around.before[0];
    if (neighbour !== undefined && selection.getState().openEvent === id) {
      selection.setState({ openEvent: neighbour.id });
    }
  };
  const goTo = (to: number): void => {
    const { column } = selection.getState();
    grid.current?.perform({ kind: 'cell', row: to, column, extend: false });
  };
  const step = (by: 1 | -1): (() => void) | null => {
    if (row !== null && row >= 0) {
      const to = row + by;
      return to < 0 || (total !== null && to >= total) ? null : () => goTo(to);
    }
    if (sort.field !== 'time') return null;
    return () => notices.watch('The next event could not be read.', byNeighbour(by === 1)());
  };
  return { previous: step(-1), next: step(1) };
}
