import type { Random } from './random.ts';

/** Milliseconds since the epoch, UTC. */
export type Moment = number;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The two months the logs cover, half-open. */
export const PERIOD = { from: at('2026-09-01T00:00:00Z'), to: at('2026-11-01T00:00:00Z') } as const;

/** Share of a working day's activity per hour of the day, UTC: offices in Europe, a tail from America. */
const WORKING_HOURS = [
  1, 1, 1, 1, 2, 6, 24, 62, 96, 104, 98, 72, 60, 94, 102, 92, 70, 44, 26, 18, 12, 8, 4, 2,
];
const WEEKEND_HOURS = [1, 1, 1, 1, 1, 2, 4, 8, 12, 14, 14, 12, 10, 10, 12, 12, 10, 8, 8, 6, 6, 4, 2, 1];

/** An instant written as ISO 8601. */
export function at(text: string): Moment {
  return Date.parse(text);
}

/** Moments over a stretch of days, with a daily and a weekly rhythm; in order. */
export function workingMoments(
  random: Random,
  days: { from: Moment; to: Moment },
  perDay: { weekday: number; weekend: number },
): Moment[] {
  const moments: Moment[] = [];
  for (let day = days.from; day < days.to; day += DAY) {
    const weekend = [0, 6].includes(new Date(day).getUTCDay());
    const usual = weekend ? perDay.weekend : perDay.weekday;
    const count = random.integer(Math.floor(usual * 0.85), Math.ceil(usual * 1.15));
    const hours = (weekend ? WEEKEND_HOURS : WORKING_HOURS).map((weight, hour) => [hour, weight] as const);
    for (let index = 0; index < count; index += 1) {
      moments.push(day + random.weighted(hours) * HOUR + random.integer(0, HOUR - 1));
    }
  }
  return moments.sort((a, b) => a - b);
}

/** Moments one after the other, with a pause between two bounds. */
export function steadyMoments(
  random: Random,
  stretch: { from: Moment; to: Moment },
  pause: { min: number; max: number },
): Moment[] {
  const moments: Moment[] = [];
  for (let moment = stretch.from; moment < stretch.to; moment += random.integer(pause.min, pause.max)) {
    moments.push(moment);
  }
  return moments;
}

/** Whether a moment lies in a half-open stretch. */
export function within(moment: Moment, stretch: { from: Moment; to: Moment }): boolean {
  return moment >= stretch.from && moment < stretch.to;
}
