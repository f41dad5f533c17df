import { setTime } from '../../shared/filter/edit.ts';
import { windowAround } from '../../shared/time/window.ts';
import { DAY, HOUR, MINUTE } from '../../shared/time/zone.ts';
import type { Services } from '../app/services.ts';

/** How far a window reaches on either side of an event; µs. */
export const REACHES = [
  { label: '± 5 minutes', reach: 5 * MINUTE },
  { label: '± 15 minutes', reach: 15 * MINUTE },
  { label: '± 1 hour', reach: HOUR },
  { label: '± 2 hours', reach: 2 * HOUR },
  { label: '± 1 day', reach: DAY },
] as const;

/** Shows what else happened around a moment. The event that was open stays open. µs. */
export function showAroundMoment(
  { filter, preferences, selection }: Pick<Services, 'filter' | 'preferences' | 'selection'>,
  time: number,
  reach: number,
): void {
  const { openEvent } = selection.getState();
  const { zone } = preferences.getState();
  filter.apply((before) => setTime(before, windowAround(time, reach, zone)));
  selection.setState({ openEvent });
}
