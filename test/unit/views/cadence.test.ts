import { describe, expect, it } from 'vitest';
import { describeReviewState, type ReviewCadence, reviewState } from '../../../shared/views/cadence.ts';

const words = (cadence: ReviewCadence, last: string | null, now: string, zone = 'UTC') =>
  describeReviewState(reviewState(cadence, last, Date.parse(now) * 1_000, zone));

describe('a review', () => {
  it.each([
    ['none', null, ''],
    ['weekly', null, 'never reviewed'],
    ['weekly', '2026-10-24T23:00:00Z', 'due today'],
    ['weekly', '2026-10-25T08:00:00Z', 'due tomorrow'],
    ['weekly', '2026-10-21T08:00:00Z', 'due since 3 days'],
    ['weekly', '2026-10-23T08:00:00Z', 'due since 1 day'],
    ['monthly', '2026-09-30T08:00:00Z', 'due since 1 day'],
    ['monthly', '2026-10-31T08:00:00Z', 'due in 30 days'],
    ['quarterly', '2026-08-31T08:00:00Z', 'due in 30 days'],
  ] as const)('%s, last at %s: %s', (cadence, last, expected) => {
    expect(words(cadence, last, '2026-10-31T12:00:00Z')).toBe(expected);
  });

  it('counts local days', () => {
    const last = '2026-10-23T23:30:00Z'; // the 24th in Berlin
    expect(words('weekly', last, '2026-10-30T22:30:00Z')).toBe('due today');
    expect(words('weekly', last, '2026-10-30T22:30:00Z', 'Europe/Berlin')).toBe('due tomorrow');
  });
});
