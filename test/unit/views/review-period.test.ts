import { describe, expect, it } from 'vitest';
import { periodBeside, periodInReview, periodOf, periodText } from '../../../shared/usage/review-period.ts';

const at = (text: string) => Date.parse(text) * 1_000;

describe('the month of a usage review', () => {
  const asOf = at('2026-11-15T00:00:00Z');
  const range = (from: string | null, to: string | null) => ({
    from: from === null ? null : at(from),
    to: to === null ? null : at(to),
  });

  it('is that of a range within one month of the zone, else that of as-of', () => {
    const october = range('2026-10-01T00:00:00Z', '2026-11-01T00:00:00Z');
    expect(periodInReview(october, asOf, 'UTC')).toBe('2026-10');
    // In Berlin that range reaches an hour into November.
    expect(periodInReview(october, asOf, 'Europe/Berlin')).toBe('2026-11');
    expect(periodInReview(range('2026-10-05T00:00:00Z', '2026-10-06T00:00:00Z'), asOf, 'UTC')).toBe(
      '2026-10',
    );
    expect(periodInReview(range('2026-09-30T00:00:00Z', '2026-10-06T00:00:00Z'), asOf, 'UTC')).toBe(
      '2026-11',
    );
    expect(periodInReview(range(null, '2026-10-06T00:00:00Z'), asOf, 'UTC')).toBe('2026-11');
    expect(periodInReview(range('2026-10-06T00:00:00Z', '2026-10-06T00:00:00Z'), asOf, 'UTC')).toBe(
      '2026-11',
    );
  });

  it('has neighbours and a name', () => {
    expect(periodOf(at('2026-12-31T23:30:00Z'), 'Europe/Berlin')).toBe('2027-01');
    expect([periodBeside('2026-12', 1), periodBeside('2026-01', -1)]).toEqual(['2027-01', '2025-12']);
    expect(periodText('2026-10')).toBe('October 2026');
  });
});
