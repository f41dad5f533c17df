import type { Services } from '../app/services.ts';
import { needsIndex } from '../state/workspace-store.ts';
import { runReindex } from './run-reindex.ts';

/**
 * Rebuilds the column index of a workspace that is opened without a usable one, or whose index turns out to be
 * damaged. Once for each opening, so that two pages on one workspace cannot drive each other; after that it is up to
 * the user.
 */
export function keepIndexReady(services: Pick<Services, 'engine' | 'jobs' | 'workspace'>): void {
  const { workspace } = services;
  let triedIn: number | null = null;
  const look = (): void => {
    const state = workspace.getState();
    if (!needsIndex(state) || triedIn === state.epoch) return;
    triedIn = state.epoch;
    void runReindex(services);
  };
  workspace.subscribe(look);
  look();
}
