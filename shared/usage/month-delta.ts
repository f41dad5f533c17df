import { differenceOf } from './exact.ts';

/** How a month differs from the one before, as a pill says it. */
export interface MonthDelta {
  /** `new`: there was nothing in the month before. `flat`: both are the same, also when both are nothing. */
  readonly kind: 'up' | 'down' | 'flat' | 'new';
  /** The change as a share of the month before, 0.25 for a quarter; null where there is nothing to divide by. */
  readonly share: number | null;
}

/**
 * The difference of this month from the last. A month without a figure is one of nothing. Where the month before came
 * to less than nothing, as after refunds, the direction is told without a share.
 */
export function monthDelta(current: number | null, previous: number | null): MonthDelta {
  const { kind, share } = differenceOf(current ?? 0, previous ?? 0);
  if (kind === 'none' || kind === 'flat') return { kind: 'flat', share: null };
  if (kind !== 'new') return { kind, share };
  // Less than nothing after nothing is a decrease, not something new.
  return (current ?? 0) < 0 ? { kind: 'down', share: null } : { kind: 'new', share: null };
}
