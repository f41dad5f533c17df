import type { DayCount } from '../../../shared/api/contract.ts';
import { DAY, offsetSpanAt } from '../../../shared/time/zone.ts';

/** Number of the local day an instant lies in, counted from 1970-01-01. */
export function localDay(micros: number, zone: string): number {
  return Math.floor((micros + offsetSpanAt(micros, zone).offset) / DAY);
}

/** `2026-10-30`. */
export function dayText(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** 0 is Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7; // 1970-01-01 was a Thursday
}

/** Events per local day, ascending. */
export function countDays(times: Float64Array, zone: string): Map<number, number> {
  const days = new Map<number, number>();
  for (const time of times) {
    const day = localDay(time, zone);
    days.set(day, (days.get(day) ?? 0) + 1);
  }
  return new Map([...days].sort(([a], [b]) => a - b));
}

/** Days with events as they are sent to views. */
export function dayCounts(days: ReadonlyMap<number, number>): DayCount[] {
  return [...days].map(([day, events]) => ({ day: dayText(day), events }));
}

/** Which days of a log are expected to have events. */
export class ExpectedDays {
  /** Days with events. */
  readonly #days: ReadonlyMap<number, number>;
  /** From the first to the last day. */
  readonly #span: number;
  /** Days with events, and days that some export covers, of each weekday. */
  readonly #busy = new Array<number>(7).fill(0);
  readonly #all = new Array<number>(7).fill(0);

  /**
   * @param days events per day, ascending
   * @param covered first and last day of each stretch that exports cover, ascending, without overlaps
   */
  constructor(
    days: ReadonlyMap<number, number>,
    covered: readonly { readonly first: number; readonly last: number }[],
  ) {
    this.#days = days;
    const [first, last] = [covered[0]?.first ?? 0, covered.at(-1)?.last ?? -1];
    this.#span = last - first + 1;
    let counted = first - 1;
    for (const stretch of covered) {
      const from = Math.max(stretch.first, counted + 1);
      for (let weekday = 0; weekday < 7; weekday += 1) {
        this.#all[weekday] = (this.#all[weekday] ?? 0) + weekdaysIn(from, stretch.last, weekday);
      }
      counted = Math.max(counted, stretch.last);
    }
    for (const day of days.keys()) this.#busy[weekdayOf(day)] = (this.#busy[weekdayOf(day)] ?? 0) + 1;
  }

  /**
   * Whether a day without events is unusual. From two weeks on: at least nine of ten other days of its weekday have
   * events. In shorter logs: at least nine of ten other days have; Saturdays and Sundays count only when the log
   * has events on one.
   */
  expects(day: number): boolean {
    if (this.#days.has(day)) return true;
    const weekday = weekdayOf(day);
    if (this.#span >= 14)
      return share(this.#busy[weekday] ?? 0, (this.#all[weekday] ?? 0) - 1) >= USUAL_SHARE;
    if (this.#isFreeWeekend(weekday)) return false;
    const counted = [0, 1, 2, 3, 4, 5, 6].filter((other) => !this.#isFreeWeekend(other));
    const sum = (of: readonly number[]): number =>
      counted.reduce((total, other) => total + (of[other] ?? 0), 0);
    return share(sum(this.#busy), sum(this.#all) - 1) >= USUAL_SHARE;
  }

  /**
   * Whether the log rests on a day of the week. From two weeks on: most of these days are empty and other weekdays are
   * not. In shorter logs: Saturdays and Sundays, when the log has no events on either.
   */
  rests(day: number): boolean {
    if (this.#span < 14) return this.#isFreeWeekend(weekdayOf(day));
    const shares = this.#all.map((all, weekday) => share(this.#busy[weekday] ?? 0, all));
    return (shares[weekdayOf(day)] ?? 0) < 0.5 && shares.some((other) => other >= USUAL_SHARE);
  }

  #isFreeWeekend(weekday: number): boolean {
    return (
      (weekday === WEEKEND[0] || weekday === WEEKEND[1]) &&
      WEEKEND.every((other) => (this.#busy[other] ?? 0) === 0)
    );
  }
}

/** Sunday and Saturday. */
const WEEKEND = [0, 6] as const;

const USUAL_SHARE = 0.9;

/** How many days of a weekday lie between two days, both included. */
function weekdaysIn(first: number, last: number, weekday: number): number {
  const next = first + ((weekday - weekdayOf(first) + 7) % 7);
  return next > last ? 0 : Math.floor((last - next) / 7) + 1;
}

function share(part: number, all: number): number {
  return all <= 0 ? 0 : part / all;
}
