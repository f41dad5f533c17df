import type { Services } from '../app/services.ts';
import { needsIndex } from '../state/workspace-store.ts';
import { runReindex } from './run-reindex.ts';

/**
 * Rebuilds the column index of a workspace that is opened without a usable one, or whose index turns out to be
 * damaged. Once: when that fails or is cancelled, it is up to the user.
 */
export function keepIndexReady(services: Pick<Services, 'engine' | 'jobs' | 'workspace'>): void {
  const { workspace } = services;
  let triedIn: number | null = null;
  const look = (): void => {
    const state = workspace.getState();
    if (state.info?.index.ready === true) triedIn = null;
    if (!needsIndex(state) || triedIn === state.epoch) return;
    triedIn = state.epoch;
    void runReindex(services);
  };
  workspace.subscribe(look);
  look();
}
