import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { Dashboard } from '../../shared/api/contract.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import { useServices } from '../app/services-context.ts';
import { stateOfEvents } from '../state/workspace-store.ts';
import type { QueryState } from './latest-query.ts';
import { LogQuery, type LogQuestion } from './log-query.ts';
import type { RowPages, RowPagesState } from './row-pages.ts';

/**
 * Asks for everything of a log view in one question: again when it changes, again when stored events change.
 * @param ofFilter what it becomes when the filter changes: asked at once, so that the engine works while the page is
 *   still drawing the change
 */
export function useLogQuery(question: LogQuestion, ofFilter?: (filter: Filter) => LogQuestion): LogQuery {
  const { engine, workspace, filter: filters } = useServices();
  const events = useStore(workspace, stateOfEvents);
  // Asked while the view is being drawn for the first time, which takes as long as the answer.
  const [query] = useState(() => {
    const first = new LogQuery(engine);
    first.ask(question, events);
    return first;
  });
  const key = JSON.stringify(question);

  // The key stands for the question.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `question` is a new object on every render
  useLayoutEffect(() => query.ask(question, events), [query, key, events]);
  useEffect(() => () => query.close(), [query]);
  const ahead = useRef(ofFilter);
  ahead.current = ofFilter;
  useEffect(
    () =>
      filters.subscribe(({ filter }, { filter: before }) => {
        if (filter !== before && ahead.current) query.ask(ahead.current(filter), events);
      }),
    [query, filters, events],
  );

  // What was begun without the column index takes its time; once that is rebuilt there is a faster way.
  const indexReady = useStore(workspace, (state) => state.info?.index.ready ?? true);
  const wasReady = useRef(indexReady);
  useEffect(() => {
    if (indexReady && !wasReady.current) query.hurry();
    wasReady.current = indexReady;
  }, [query, indexReady]);

  return query;
}

/** The figures of a log, and how their question stands. */
export function useFigures({ figures }: LogQuery): QueryState<Dashboard> {
  return useSyncExternalStore(figures.subscribe, figures.snapshot);
}

/** How the rows of a log stand; the rows themselves are read from the pages. */
export function useRows(pages: RowPages): RowPagesState {
  return useSyncExternalStore(pages.subscribe, pages.snapshot);
}
