import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { resolveAsOf } from '../../../shared/time/as-of.ts';
import { formatInstant, parseInstant, parseMoment, toIso } from '../../../shared/time/format.ts';
import { localDateRange, localDatesOf, resolvePreset, timeRangeOf } from '../../../shared/time/range.ts';
import { DAY, HOUR, offsetSpanAt } from '../../../shared/time/zone.ts';

const at = (iso: string): number => Date.parse(iso) * 1_000;
const bounds = (range: { from: number | null; to: number | null }) => [
  range.from === null ? null : toIso(range.from),
  range.to === null ? null : toIso(range.to),
];
const code = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
  return 'no error';
};

describe('instants as text', () => {
  it('show date, time and zone', () => {
    const micros = at('2026-10-30T14:05:11.204Z');
    expect(formatInstant(micros, 'UTC')).toBe('30 Oct 2026 14:05:11.204 UTC');
    expect(formatInstant(micros, 'UTC', { precision: 'minute' })).toBe('30 Oct 2026 14:05 UTC');
    expect(formatInstant(micros, 'UTC', { precision: 'day' })).toBe('30 Oct 2026 UTC');
    expect(formatInstant(micros + 7, 'UTC', { precision: 'micro' })).toBe('30 Oct 2026 14:05:11.204007 UTC');
  });

  it('show the offset in force, not the one of today', () => {
    expect(formatInstant(at('2026-10-25T00:30:00Z'), 'Europe/Berlin', { precision: 'second' })).toBe(
      '25 Oct 2026 02:30:00 UTC+02:00',
    );
    expect(formatInstant(at('2026-10-25T01:30:00Z'), 'Europe/Berlin', { precision: 'second' })).toBe(
      '25 Oct 2026 02:30:00 UTC+01:00',
    );
    expect(formatInstant(at('2026-10-30T00:00:00Z'), 'America/St_Johns', { precision: 'minute' })).toBe(
      '29 Oct 2026 21:30 UTC-02:30',
    );
    expect(formatInstant(at('2026-07-01T00:00:00Z'), 'Europe/London', { precision: 'minute' })).toBe(
      '1 Jul 2026 01:00 UTC+01:00',
    );
    expect(formatInstant(at('2026-12-01T00:00:00Z'), 'Europe/London', { precision: 'minute' })).toBe(
      '1 Dec 2026 00:00 UTC+00:00',
    );
  });

  it('have one ISO form, with microseconds only when there are any', () => {
    expect(toIso(at('2026-10-30T14:05:11.204Z'))).toBe('2026-10-30T14:05:11.204Z');
    expect(toIso(at('2026-10-30T14:05:11.204Z') + 40)).toBe('2026-10-30T14:05:11.204040Z');
    expect(toIso(-1)).toBe('1969-12-31T23:59:59.999999Z');
    expect(toIso(8.639e18)).toMatch(/^\+27\d{4}-/);
    expect(toIso(9.2e18)).toBe('9200000000000000000 µs');
  });

  it('are read back as the same instant', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (micros) => {
        expect(parseInstant(toIso(micros), 'UTC')).toBe(micros);
      }),
    );
  });

  it('are read with an offset, in the zone, or as a whole local day', () => {
    expect(parseInstant('2026-10-30T14:05:11+02:00', 'UTC')).toBe(at('2026-10-30T12:05:11Z'));
    expect(parseInstant('2026-10-30T14:05', 'Europe/Berlin')).toBe(at('2026-10-30T13:05:00Z'));
    expect(parseInstant('2026-10-30 14:05:11.1234569Z', 'UTC')).toBe(at('2026-10-30T14:05:11.123Z') + 456);
    expect(parseMoment('2026-10-25', 'Europe/Berlin')).toEqual({
      kind: 'day',
      from: at('2026-10-24T22:00:00Z'),
      to: at('2026-10-25T23:00:00Z'),
    });
  });

  it.each(['', 'yesterday', '2026-02-30', '30/10/2026', '2026-10-30T25:00:00Z', '9999-12-31T00:00:00Z'])(
    'refuse %j',
    (text) => expect(code(() => parseInstant(text, 'UTC'))).toBe('BAD_ARGUMENT'),
  );

  it('refuse an unknown zone', () => {
    expect(code(() => formatInstant(0, 'Mars/Olympus'))).toBe('BAD_ARGUMENT');
    expect(code(() => resolvePreset('all', 'Mars/Olympus', 0))).toBe('BAD_ARGUMENT');
  });
});

describe('offset spans', () => {
  it('hold the instant they were asked for and its offset', () => {
    const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata');
    fc.assert(
      fc.property(zone, fc.integer({ min: at('1900-01-01'), max: at('2100-01-01') }), (name, micros) => {
        const span = offsetSpanAt(micros, name);
        expect(span.from <= micros && micros < span.to).toBe(true);
        const shown = new Intl.DateTimeFormat('en-US', {
          timeZone: name,
          hourCycle: 'h23',
          ...({ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric' } as const),
          ...({ minute: 'numeric', second: 'numeric' } as const),
        }).formatToParts(Math.floor(micros / 1_000));
        const part = (type: string) => Number(shown.find((item) => item.type === type)?.value);
        const local = new Date(Math.floor((micros + span.offset) / 1_000));
        expect([part('day'), part('hour'), part('minute'), part('second')]).toEqual([
          local.getUTCDate(),
          local.getUTCHours(),
          local.getUTCMinutes(),
          local.getUTCSeconds(),
        ]);
      }),
      { numRuns: 300 },
    );
  });

  it('begin exactly at the change of the clock', () => {
    const change = at('2026-10-25T01:00:00Z');
    expect(offsetSpanAt(change - 1, 'Europe/Berlin').offset).toBe(2 * HOUR);
    expect(offsetSpanAt(change, 'Europe/Berlin')).toMatchObject({ from: change, offset: HOUR });
  });
});

describe('presets', () => {
  const asOf = at('2026-10-30T14:05:11.204Z');

  it.each([
    ['last24h', 'UTC', '2026-10-29T14:06:00.000Z', '2026-10-30T14:06:00.000Z'],
    ['last7d', 'UTC', '2026-10-24T00:00:00.000Z', '2026-10-31T00:00:00.000Z'],
    ['last30d', 'UTC', '2026-10-01T00:00:00.000Z', '2026-10-31T00:00:00.000Z'],
    ['last90d', 'UTC', '2026-08-02T00:00:00.000Z', '2026-10-31T00:00:00.000Z'],
    ['thisMonth', 'UTC', '2026-10-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z'],
    ['lastMonth', 'UTC', '2026-09-01T00:00:00.000Z', '2026-10-01T00:00:00.000Z'],
    // The clock goes back on 25 October: the first bound is in summer time, the second is not.
    ['last7d', 'Europe/Berlin', '2026-10-23T22:00:00.000Z', '2026-10-30T23:00:00.000Z'],
    ['thisMonth', 'Europe/Berlin', '2026-09-30T22:00:00.000Z', '2026-10-31T23:00:00.000Z'],
    ['thisMonth', 'Asia/Kolkata', '2026-09-30T18:30:00.000Z', '2026-10-31T18:30:00.000Z'],
  ] as const)('%s in %s', (preset, zone, from, to) => {
    expect(bounds(resolvePreset(preset, zone, asOf))).toEqual([from, to]);
  });

  it('always hold the instant they are relative to', () => {
    const preset = fc.constantFrom('last24h', 'last7d', 'last30d', 'last90d', 'thisMonth' as const);
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'Pacific/Apia', 'America/Sao_Paulo');
    fc.assert(
      fc.property(preset, zone, fc.integer({ min: 0, max: at('2100-01-01') }), (name, where, now) => {
        const range = resolvePreset(name, where, now);
        expect(range.from !== null && range.from <= now && range.to !== null && now < range.to).toBe(true);
      }),
    );
  });
});

describe('local dates', () => {
  it('cover whole days, the last one included, and the same day twice is that day', () => {
    expect(bounds(localDateRange('2026-10-30', '2026-10-30', 'UTC'))).toEqual([
      '2026-10-30T00:00:00.000Z',
      '2026-10-31T00:00:00.000Z',
    ]);
    const longDay = localDateRange('2026-10-25', '2026-10-25', 'Europe/Berlin');
    expect((longDay.to ?? 0) - (longDay.from ?? 0)).toBe(25 * HOUR);
    const shortDay = localDateRange('2026-03-29', '2026-03-29', 'Europe/Berlin');
    expect((shortDay.to ?? 0) - (shortDay.from ?? 0)).toBe(23 * HOUR);
  });

  it('start after the gap where the clock skips midnight', () => {
    expect(bounds(localDateRange('2018-11-04', '2018-11-04', 'America/Sao_Paulo'))).toEqual([
      '2018-11-04T03:00:00.000Z',
      '2018-11-05T02:00:00.000Z',
    ]);
  });

  it('give back the dates they came from', () => {
    const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2050-01-01'), noInvalidDate: true });
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/Sao_Paulo', 'Pacific/Apia');
    fc.assert(
      fc.property(day, fc.nat(400), zone, (start, length, where) => {
        const from = start.toISOString().slice(0, 10);
        const to = new Date(start.getTime() + (length * DAY) / 1_000).toISOString().slice(0, 10);
        // Samoa crossed the date line: this day had no instant there.
        fc.pre(where !== 'Pacific/Apia' || (from !== '2011-12-30' && to !== '2011-12-30'));
        expect(localDatesOf(localDateRange(from, to, where))).toEqual({ from, to });
      }),
    );
  });

  it('may be open, and refuse an end before the start or something that is no date', () => {
    expect(bounds(localDateRange(null, '2026-10-30', 'UTC'))).toEqual([null, '2026-10-31T00:00:00.000Z']);
    expect(localDateRange(null, null, 'UTC').preset).toBe('all');
    expect(code(() => localDateRange('2026-10-30', '2026-10-29', 'UTC'))).toBe('BAD_ARGUMENT');
    expect(code(() => localDateRange('2026-10-30T10:00:00Z', null, 'UTC'))).toBe('BAD_ARGUMENT');
  });

  it('mix with instants, which are taken as they are', () => {
    expect(bounds(timeRangeOf('2026-10-30T14:00:00Z', '2026-10-30', 'Europe/Berlin'))).toEqual([
      '2026-10-30T14:00:00.000Z',
      '2026-10-30T23:00:00.000Z',
    ]);
  });
});

describe('as of', () => {
  const now = at('2026-11-20T12:00:00Z');

  it('is the clock in the month of the newest event, else the newest event, unless it is set', () => {
    expect(resolveAsOf(null, at('2026-11-01T00:00:00Z'), now, 'UTC')).toEqual({ at: now, reason: 'month' });
    const old = at('2026-10-31T23:30:00Z');
    expect(resolveAsOf(null, old, now, 'UTC')).toEqual({ at: old, reason: 'newest' });
    expect(resolveAsOf(null, old, now, 'Europe/Berlin')).toEqual({ at: now, reason: 'month' });
    expect(resolveAsOf(null, null, now, 'UTC')).toEqual({ at: now, reason: 'none' });
    const future = at('2038-01-19T03:14:07Z');
    expect(resolveAsOf(null, future, now, 'UTC')).toEqual({ at: now, reason: 'future' });
    expect(resolveAsOf(5, old, now, 'UTC')).toEqual({ at: 5, reason: 'set' });
  });
});
