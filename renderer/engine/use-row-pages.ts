import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { Sort } from '../../shared/api/contract.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import { useServices } from '../app/services-context.ts';
import { stateOfEvents } from '../state/workspace-store.ts';
import { RowPages, type RowPagesState } from './row-pages.ts';

/** The rows of a filter in an order, as a grid reads them. */
export function useRowPages(filter: Filter, sort: Sort): { pages: RowPages; state: RowPagesState } {
  const { engine, workspace } = useServices();
  const events = useStore(workspace, stateOfEvents);
  const [pages] = useState(() => new RowPages());
  const key = JSON.stringify([events, filter, sort]);

  // Asked before everything else a view wants to know: layout effects run first, and calls are answered in order.
  // The key stands for filter and sort.
  // biome-ignore lint/correctness/useExhaustiveDependencies: both are new objects whenever anything about them changes
  useLayoutEffect(() => {
    pages.ask(key, (offset, limit, signal) => engine.rows({ filter, sort, offset, limit }, { signal }));
  }, [pages, key, engine]);
  useEffect(() => () => pages.close(), [pages]);

  return { pages, state: useSyncExternalStore(pages.subscribe, pages.snapshot) };
}
