import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TimeRange } from '../../../shared/filter/filter.ts';
import { parseInstant, toIso } from '../../../shared/time/format.ts';
import { localDateRange, RELATIVE_PRESETS, resolvePreset } from '../../../shared/time/range.ts';
import { DAY } from '../../../shared/time/zone.ts';
import { previousPeriod } from '../../../shared/usage/previous-period.ts';

const at = (iso: string) => parseInstant(iso, 'UTC');
const later = at('2030-01-01T00:00:00Z');

function bounds(range: TimeRange | undefined): readonly (string | null)[] {
  if (range === undefined) return [];
  return [range.from, range.to].map((bound) => (bound === null ? null : toIso(bound)));
}

describe('a range that has passed', () => {
  test('a month is compared with the month before, however long that is', () => {
    const march = resolvePreset('lastMonth', 'UTC', at('2026-04-09T12:00:00Z'));
    const period = previousPeriod(march, later);
    expect(bounds(period?.whole)).toEqual(['2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z']);
    expect(period?.same).toEqual(period?.whole);
    expect(period?.isRunning).toBe(false);
  });

  test('days are compared with as many days, over a change of the clock', () => {
    // The clock of Berlin goes back on 25 October 2026: the week has an hour more than the one before.
    const week = localDateRange('2026-10-20', '2026-10-26', 'Europe/Berlin');
    expect(bounds(previousPeriod(week, later)?.whole)).toEqual([
      '2026-10-12T22:00:00.000Z',
      '2026-10-19T22:00:00.000Z',
    ]);
  });

  test('thirty days are compared with thirty days, also where they are a month', () => {
    const november = resolvePreset('last30d', 'UTC', at('2026-11-30T09:00:00Z'));
    expect(bounds(previousPeriod(november, later)?.whole)).toEqual([
      '2026-10-02T00:00:00.000Z',
      '2026-11-01T00:00:00.000Z',
    ]);
  });

  test('all time, and what is open at an end, has none before it', () => {
    expect(previousPeriod(resolvePreset('all', 'UTC', later), later)).toBeNull();
    expect(previousPeriod(localDateRange('2026-10-01', null, 'UTC'), later)).toBeNull();
    expect(previousPeriod(localDateRange(null, '2026-10-01', 'UTC'), later)).toBeNull();
  });
});

describe('a range in which the log ends', () => {
  test('the same part of the month before is compared, to the minute', () => {
    const now = at('2026-10-10T12:30:00Z');
    const period = previousPeriod(resolvePreset('thisMonth', 'UTC', now), now);
    expect(period?.isRunning).toBe(true);
    expect(bounds(period?.whole)).toEqual(['2026-09-01T00:00:00.000Z', '2026-10-01T00:00:00.000Z']);
    expect(bounds(period?.same)).toEqual(['2026-09-01T00:00:00.000Z', '2026-09-10T12:30:00.000Z']);
  });

  test('the 31st of a month is compared with all of a shorter one', () => {
    const now = at('2026-03-31T06:00:00Z');
    const period = previousPeriod(resolvePreset('thisMonth', 'UTC', now), now);
    expect(bounds(period?.same)).toEqual(bounds(period?.whole));
  });
});

test('whatever the preset, zone and moment: it ends where the range begins, and the part lies within', () => {
  const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/Sao_Paulo', 'Asia/Kolkata', 'Pacific/Apia');
  const moment = fc.integer({ min: at('1990-01-01T00:00:00Z') / 1e6, max: at('2040-01-01T00:00:00Z') / 1e6 });
  fc.assert(
    fc.property(zone, moment, fc.constantFrom(...RELATIVE_PRESETS), (timezone, seconds, preset) => {
      const now = seconds * 1e6;
      const range = resolvePreset(preset, timezone, now);
      const period = previousPeriod(range, now);
      if (preset === 'all') {
        expect(period).toBeNull();
        return;
      }
      if (period === null || range.from === null || range.to === null) throw new Error('has bounds');
      const { whole, same } = period;
      expect(whole.to).toBe(range.from);
      expect(same.from).toBe(whole.from);
      expect(same.to).toBeGreaterThan(same.from ?? 0);
      expect(same.to).toBeLessThanOrEqual(whole.to ?? 0);
      const longer = Math.abs(range.to - range.from - ((whole.to ?? 0) - (whole.from ?? 0)));
      expect(longer).toBeLessThanOrEqual(preset.endsWith('Month') ? 4 * DAY + DAY / 12 : DAY + DAY / 4);
    }),
    { numRuns: 300 },
  );
});
