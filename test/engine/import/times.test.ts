import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { decideDateOrder } from '../../../electron/engine/import/normalise/date-order.ts';
import { looksLikeTime, TimeReader } from '../../../electron/engine/import/normalise/time-text.ts';
import { ZoneOffsets } from '../../../electron/engine/import/normalise/zone-offsets.ts';
import type { DateOrder } from '../../../shared/domain/source.ts';
import { toIso } from '../../../shared/time/format.ts';

function read(text: string, order: DateOrder | null = null, zone = 'UTC'): string | null {
  const micros = new TimeReader(new ZoneOffsets(zone), order).read(text);
  return micros === null ? null : toIso(micros);
}

/** Microseconds in units of so many, with what is left behind the point. */
function fractional(micros: bigint, size: bigint): string {
  const rest = `${micros % size}`.padStart(`${size}`.length - 1, '0');
  return size === 1n ? `${micros}` : `${micros / size}.${rest}`;
}

describe('times', () => {
  it.each([
    ['2026-10-30T14:05:11Z', '2026-10-30T14:05:11.000Z'],
    ['2026-10-30T14:05:11.2z', '2026-10-30T14:05:11.200Z'],
    ['2026-10-30T14:05:11.123456789+02:00', '2026-10-30T12:05:11.123456Z'],
    ['2026-10-30 14:05:11,5 -0330', '2026-10-30T17:35:11.500Z'],
    ['2026-10-30 14:05 UTC', '2026-10-30T14:05:00.000Z'],
    ['2023-11-16 18:17:03.9799600', '2023-11-16T18:17:03.979960Z'],
    ['2025-09-15T08:45:00.000+0000', '2025-09-15T08:45:00.000Z'],
    ['2026/10/30 14:05:11', '2026-10-30T14:05:11.000Z'],
    ['2026-10-30', '2026-10-30T00:00:00.000Z'],
    ['20260530', null],
    ['20380119020000.000', '2038-01-19T02:00:00.000Z'],
    ['20260520T113355Z', '2026-05-20T11:33:55.000Z'],
    ['Wed, 20 May 2026 11:33:55 +0200', '2026-05-20T09:33:55.000Z'],
    ['20/May/2026:11:33:55 +0000', '2026-05-20T11:33:55.000Z'],
    ['May 20, 2026 11:33:55 PM', '2026-05-20T23:33:55.000Z'],
    ['1723560031', '2024-08-13T14:40:31.000Z'],
    ['1723560031.25', '2024-08-13T14:40:31.250Z'],
    ['1625045793351', '2021-06-30T09:36:33.351Z'],
    ['1625045793351123', '2021-06-30T09:36:33.351123Z'],
    ['1625045793351123456', '2021-06-30T09:36:33.351123Z'],
    ['0', null],
    ['3536999', null],
    ['99999999999', null],
    ['2026-02-29', null],
    ['2026-13-01', null],
    ['2026-10-30T24:30:00Z', null],
    ['9999-12-31T23:59:59Z', null],
    ['0001-01-01T00:00:00', null],
    ['yesterday', null],
    ['1.2.3', null],
    ['20260520T1133Z', '2026-05-20T11:33:00.000Z'],
    ['20260520113355123', '2026-05-20T11:33:55.123Z'],
    ['2026-10-30T24:00:00Z', '2026-10-31T00:00:00.000Z'],
    ['2026-12-31T24:00', '2027-01-01T00:00:00.000Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
    ['2026-11-01T10:00:00+01:00[Europe/Berlin]', '2026-11-01T09:00:00.000Z'],
    ['2026-07-01T10:00:00[Europe/Berlin]', '2026-07-01T08:00:00.000Z'],
    ['2026-07-01 10:00:00 America/New_York', '2026-07-01T14:00:00.000Z'],
    ['2026-07-01 10:00:00 Atlantis/Capital', null],
    ['2026-11-01 10:00:00 CET', '2026-11-01T09:00:00.000Z'],
    ['2026-11-01 10:00:00 PST', '2026-11-01T18:00:00.000Z'],
    ['2026-11-01 10:00:00 IST', null],
    ['2026-11-01 9:05:00 a.m.', '2026-11-01T09:05:00.000Z'],
    ['2026-11-01-10.00.00.000001', '2026-11-01T10:00:00.000001Z'],
    ['1 Nov 2026 10:00 p. m.', '2026-11-01T22:00:00.000Z'],
    ['01-NOV-26 10.00.00.000000000 AM +01:00', '2026-11-01T09:00:00.000Z'],
    ['Sunday, 01-Nov-26 10:00:00 GMT', '2026-11-01T10:00:00.000Z'],
    ['Sun Nov  1 10:00:00 2026', '2026-11-01T10:00:00.000Z'],
    ['Sun Nov  1 10:00:00 CET 2026', '2026-11-01T09:00:00.000Z'],
    ['Sun Nov 01 2026 10:00:00 GMT+0100 (Central European Standard Time)', '2026-11-01T09:00:00.000Z'],
    ['[01/Nov/2026:10:00:00 +0100]', '2026-11-01T09:00:00.000Z'],
    ['01/Nov/26:10:00:00 +0100', '2026-11-01T09:00:00.000Z'],
    ['1 Nov 10:00:00', null],
    ['Nov  1 10:00:00', null],
    ['10:00:00 1 November 2026', '2026-11-01T10:00:00.000Z'],
    ['1. November 2026 10:00', '2026-11-01T10:00:00.000Z'],
    ['Sonntag, 1. März 2026 10:00', '2026-03-01T10:00:00.000Z'],
    ['dimanche 1 février 2026 10h30', '2026-02-01T10:30:00.000Z'],
    ['1er août 2026', '2026-08-01T00:00:00.000Z'],
    ['1 de noviembre de 2026 10:00', '2026-11-01T10:00:00.000Z'],
    ['mar. 3 novembre 2026', '2026-11-03T00:00:00.000Z'],
    ['5 jui 2026', null],
    ['November 1, 2026 at 2:05:11 PM GMT+1', '2026-11-01T13:05:11.000Z'],
    ['1. November 2026 um 14:05:11 Uhr', '2026-11-01T14:05:11.000Z'],
    ['1 novembre 2026 à 14:05:11 UTC+1', '2026-11-01T13:05:11.000Z'],
    ['1 de noviembre de 2026, a las 14:05', '2026-11-01T14:05:00.000Z'],
    ['2026/11/01 at 14:05', '2026-11-01T14:05:00.000Z'],
    ['November 1, 2026 at', null],
    ['November 1, 2026 after 14:05', null],
    ['2026-Nov-01 10:00:00', '2026-11-01T10:00:00.000Z'],
    ['2026年11月1日', '2026-11-01T00:00:00.000Z'],
    ['2026年11月1日(日) 10時05分11秒', '2026-11-01T10:05:11.000Z'],
    ['2026年11月1日 下午3:05', '2026-11-01T15:05:00.000Z'],
    ['2026/11/01 下午 03:05:00', '2026-11-01T15:05:00.000Z'],
    ['2026. 11. 1. 오전 10:00:00', '2026-11-01T10:00:00.000Z'],
    ['/Date(1793523600000+0100)/', '2026-11-01T09:00:00.000Z'],
    ['134379972000000000', '2026-11-01T09:00:00.000Z'],
    ['13437997200123456', '2026-11-01T09:00:00.123456Z'],
    ['1.7235600315E9', '2024-08-13T14:40:31.500Z'],
    ['1.72E+09', null],
    ['"2026-10-30T14:05:11Z"', '2026-10-30T14:05:11.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['5/18/2021 9:13:33 PM', 'mdy', '2021-05-18T21:13:33.000Z'],
    ['18.05.2021 21:13', 'dmy', '2021-05-18T21:13:00.000Z'],
    ['03/04/2026 12:00:00 AM', 'mdy', '2026-03-04T00:00:00.000Z'],
    ['03/04/26, 12:00 pm', 'dmy', '2026-04-03T12:00:00.000Z'],
    ['13/04/2026', 'mdy', null],
    ['10:00:00 03/04/2026', 'dmy', '2026-04-03T10:00:00.000Z'],
    ['Fri 04/03/2026 10:00', 'mdy', '2026-04-03T10:00:00.000Z'],
    ['03/04/99', 'dmy', '1999-04-03T00:00:00.000Z'],
    ['03.04.2026 21.13', 'dmy', '2026-04-03T21:13:00.000Z'],
    ['03/04/2026 13:00 PM', 'mdy', null],
  ] as const)('%s in order %s is %s', (text, order, expected) => {
    expect(read(text, order)).toBe(expected);
  });

  it('takes the declared zone, with its summer time, where the text names none', () => {
    expect(read('2026-07-01 12:00:00', null, 'Europe/Berlin')).toBe('2026-07-01T10:00:00.000Z');
    expect(read('2026-12-01 12:00:00', null, 'Europe/Berlin')).toBe('2026-12-01T11:00:00.000Z');
    expect(read('2026-12-01T12:00:00Z', null, 'Europe/Berlin')).toBe('2026-12-01T12:00:00.000Z');
  });

  it('takes the earlier instant of a local time that occurs twice, and moves one that does not occur forward', () => {
    expect(read('2026-10-25 02:30:00', null, 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
    expect(read('2026-03-29 02:30:00', null, 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('takes the declared zone for an abbreviation of several zones', () => {
    expect(read('2026-11-01 10:00:00 IST', null, 'Asia/Kolkata')).toBe('2026-11-01T04:30:00.000Z');
  });

  it('agrees with the time-zone library on every local time', () => {
    const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe');
    const seconds = fc.integer({ min: 0, max: 2_000_000_000 });
    fc.assert(
      fc.property(zones, seconds, (zone, at) => {
        const local = Temporal.Instant.fromEpochMilliseconds(at * 1000)
          .toZonedDateTimeISO('UTC')
          .toPlainDateTime();
        const expected = local.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
        expect(new ZoneOffsets(zone).toInstant(at * 1e6)).toBe(expected * 1000);
      }),
    );
  });

  it('agrees with Date on every ISO time', () => {
    const times = fc.date({ min: new Date('1971-01-01'), max: new Date('2250-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(times, (date) => {
        expect(new TimeReader(new ZoneOffsets('UTC'), null).read(date.toISOString())).toBe(
          date.getTime() * 1000,
        );
      }),
    );
  });

  it.each([
    ['seconds', 1_000_000n, 0n],
    ['milliseconds', 1_000n, 0n],
    ['microseconds', 1n, 0n],
    ['FILETIME', 10n, 11_644_473_600n],
    ['the time of Chromium', 1n, 11_644_473_600n],
  ])('is exact to the microsecond when counted in %s', (name, size, before) => {
    const instants = fc.integer({ min: 631_152_000_000_000, max: 4_102_444_000_000_000 });
    fc.assert(
      fc.property(instants, (at) => {
        const since = BigInt(at) + before * 1_000_000n;
        const text = name === 'FILETIME' ? `${since * size}` : fractional(since, size);
        expect(new TimeReader(new ZoneOffsets('UTC'), null).read(text)).toBe(at);
      }),
    );
  });

  it('never takes long text apart slowly', () => {
    const started = performance.now();
    looksLikeTime(`1/${' '.repeat(100_000)}`);
    read(`Mon, ${'a'.repeat(100_000)}`);
    read(' '.repeat(100_000).concat('x', ' '.repeat(100_000)));
    read(`1/2/2026 ${' '.repeat(100_000)}x`, 'dmy');
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('the order of day and month', () => {
  const decide = (values: readonly string[], chosen: DateOrder | null = null) =>
    decideDateOrder('When', values, chosen, 'log.csv');

  it('follows from one value that fits no other order', () => {
    expect(decide(['03/04/2026', '13/04/2026'])).toBe('dmy');
    expect(decide(['03/04/2026', '04/13/2026'])).toBe('mdy');
    expect(decide(['99/04/05', '99/12/31'])).toBe('ymd');
  });

  it('does not matter for times written otherwise', () => {
    expect(decide(['2026-03-04', '1723560031', '2026/03/04'])).toBeNull();
  });

  it('is asked for when the values leave it open, naming column and values', () => {
    expect(() => decide(['03/04/2026', '05/06/2026'])).toThrow(
      /column "When".*"03\/04\/2026", "05\/06\/2026"/,
    );
    expect(decide(['03/04/2026'], 'dmy')).toBe('dmy');
  });

  it('is asked for when the values contradict each other', () => {
    expect(() => decide(['13/04/2026', '04/13/2026'])).toThrow(/no single order/);
  });
});
