import { zoned } from './zone.ts';

/** The "now" that presets and month cards are relative to, and why it is that. */
export interface AsOf {
  /** Microseconds since the epoch, UTC. */
  readonly at: number;
  /**
   * `set`: chosen by the user; `newest`: the time of the newest event. The real clock otherwise, as the newest event is
   * of this month (`month`) or of the future (`future`), or there is none (`none`).
   */
  readonly reason: 'set' | 'newest' | 'month' | 'future' | 'none';
}

/**
 * Offline, "this month" needs a "now". A setting wins; else the real clock when the newest event lies in the
 * current calendar month of the zone (or there is no event), else the time of the newest event. A newest event of the
 * future is a wrong clock or a wrong zone, and says nothing of now.
 * @param now the real clock, µs UTC
 * @throws BAD_ARGUMENT for an unknown zone
 */
export function resolveAsOf(setting: number | null, newest: number | null, now: number, zone: string): AsOf {
  if (setting !== null) return { at: setting, reason: 'set' };
  if (newest === null) return { at: now, reason: 'none' };
  if (monthOf(newest, zone) === monthOf(now, zone)) return { at: now, reason: 'month' };
  if (newest > now) return { at: now, reason: 'future' };
  return { at: newest, reason: 'newest' };
}

function monthOf(micros: number, zone: string): string {
  return zoned(micros, zone).toPlainDate().toPlainYearMonth().toString();
}
