import { MINUTE } from '../../../shared/time/zone.ts';

/** How far one looks around an event: so many events, or so much time, in which at most so many are listed. */
export interface Reach {
  readonly id: string;
  readonly label: string;
  readonly count: number;
  /** µs; null is without limit. */
  readonly within: number | null;
}

const MOST = 100;
const byCount = (count: number): Reach => ({
  id: `${count}`,
  label: `± ${count} events`,
  count,
  within: null,
});
const byMinutes = (minutes: number, label: string): Reach => ({
  id: `${minutes}min`,
  label,
  count: MOST,
  within: minutes * MINUTE,
});

const FIVE = byCount(5);
export const REACHES: readonly Reach[] = [
  FIVE,
  byCount(10),
  byCount(25),
  byCount(100),
  byMinutes(1, '± 1 minute'),
  byMinutes(5, '± 5 minutes'),
  byMinutes(30, '± 30 minutes'),
  byMinutes(120, '± 2 hours'),
];

/** The reach of an id; the smallest for one that there is not. */
export function reachOf(id: string): Reach {
  return REACHES.find((reach) => reach.id === id) ?? FIVE;
}
