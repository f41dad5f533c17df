import { Temporal } from 'temporal-polyfill';

/** How often a saved view is to be reviewed. */
export const REVIEW_CADENCES = ['none', 'weekly', 'monthly', 'quarterly'] as const;
export type ReviewCadence = (typeof REVIEW_CADENCES)[number];

const STEPS: Readonly<Record<Exclude<ReviewCadence, 'none'>, Temporal.DurationLike>> = {
  weekly: { days: 7 },
  monthly: { months: 1 },
  quarterly: { months: 3 },
};

/** How a review stands, in whole days. */
export type ReviewState =
  | { readonly name: 'none' }
  | { readonly name: 'never' }
  | { readonly name: 'due'; readonly days: number }
  | { readonly name: 'ahead'; readonly days: number };

/**
 * Whether a review is due: a week, a calendar month or three after the day of the last one.
 * @param last instant of the last review, ISO 8601; null when there was none
 * @param now µs since the epoch, by the clock of the machine: a review is work of people, not of the log
 * @param zone in which days are counted
 */
export function reviewState(
  cadence: ReviewCadence,
  last: string | null,
  now: number,
  zone: string,
): ReviewState {
  if (cadence === 'none') return { name: 'none' };
  if (last === null) return { name: 'never' };
  const due = Temporal.Instant.from(last).toZonedDateTimeISO(zone).toPlainDate().add(STEPS[cadence]);
  const today = Temporal.Instant.fromEpochMilliseconds(Math.floor(now / 1_000))
    .toZonedDateTimeISO(zone)
    .toPlainDate();
  const { days } = today.since(due, { largestUnit: 'days' });
  return days >= 0 ? { name: 'due', days } : { name: 'ahead', days: -days };
}

/** The state in words; empty for a view that is no review. */
export function describeReviewState(state: ReviewState): string {
  switch (state.name) {
    case 'none':
      return '';
    case 'never':
      return 'never reviewed';
    case 'due':
      return state.days === 0 ? 'due today' : `due since ${state.days} ${state.days === 1 ? 'day' : 'days'}`;
    case 'ahead':
      return state.days === 1 ? 'due tomorrow' : `due in ${state.days} days`;
  }
}
