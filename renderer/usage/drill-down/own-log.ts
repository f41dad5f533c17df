import { useEffect, useMemo, useState } from 'react';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { LogOnScreen } from '../../app/log-on-screen.ts';
import type { Services } from '../../app/services.ts';
import { useServices } from '../../app/services-context.ts';
import { createSelectionStore } from '../../state/selection-store.ts';

/** A log that stands beside that of the view: what is selected and open in one says nothing about the other. */
export interface OwnLog {
  readonly services: Services;
  readonly log: LogOnScreen;
}

/** Sets up the log of calls of a drill-down. What was open in it is closed when it is about other events. */
export function useOwnLog(filter: Filter): OwnLog {
  const services = useServices();
  const [own] = useState(() => ({ selection: createSelectionStore(), grid: { current: null } }));
  const all = useMemo<Services>(() => ({ ...services, ...own }), [services, own]);
  const key = JSON.stringify(filter);
  // The key stands for the filter.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `filter` is a new object on every render
  const log = useMemo<LogOnScreen>(() => ({ table: 'calls', filter }), [key]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other events were asked for
  useEffect(() => own.selection.reset(), [own, key]);
  return { services: all, log };
}
