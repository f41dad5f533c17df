import { createContext, useContext } from 'react';
import type { Filter } from '../../shared/filter/filter.ts';
import type { LogTable } from '../state/columns-store.ts';
import { useScope, useScopedFilter } from './use-settings.ts';

/** A table of events that is not simply the log of the view. */
export interface LogOnScreen {
  readonly table: LogTable;
  /** What its events pass; null is the filter of the view. */
  readonly filter: Filter | null;
}

/** Set around such a table; null elsewhere. */
export const LogOnScreenContext = createContext<LogOnScreen | null>(null);

/** The table whose columns and order the log around here has. */
export function useLogTable(): LogTable {
  const scope = useScope();
  return useContext(LogOnScreenContext)?.table ?? scope;
}

/** The filter of the log around here. */
export function useLogFilter(): Filter {
  const scoped = useScopedFilter();
  return useContext(LogOnScreenContext)?.filter ?? scoped;
}
