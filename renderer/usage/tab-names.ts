import type { UsageTab } from '../state/usage-store.ts';

/** The tabs of the usage view, in their order, with their names. */
export const TABS: readonly (readonly [UsageTab, string])[] = [
  ['overview', 'Overview'],
  ['details', 'Details'],
  ['user', 'User'],
  ['worker', 'AI worker'],
];
