import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from '../../../shared/time/duration.ts';
import { toIso } from '../../../shared/time/format.ts';
import { parseWrittenRange } from '../../../shared/time/written-range.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../shared/time/zone.ts';

/** A Saturday evening, UTC. */
const AS_OF = Date.UTC(2026, 9, 31, 20, 41, 38) * 1_000;

function bounds(text: string, zone = 'UTC'): string {
  const { from, to } = parseWrittenRange(text, zone, AS_OF);
  return [from, to].map((at) => toIso(at ?? 0).replace(/:00\.000Z$/, '')).join(' – ');
}

describe('a time range in words', () => {
  it.each([
    ['30 Oct 14:00 ± 2 h', '2026-10-30T12:00 – 2026-10-30T16:00'],
    ['Oct 30, 2 pm +- 90 min', '2026-10-30T12:30 – 2026-10-30T15:30'],
    ['±15 min around 2026-10-30T14:05:11Z', '2026-10-30T13:50:11.000Z – 2026-10-30T14:20:11.000Z'],
    ['yesterday afternoon ± a couple of hours', '2026-10-30T10:00 – 2026-10-30T20:00'],
    ['yesterday', '2026-10-30T00:00 – 2026-10-31T00:00'],
    ['Tuesday morning', '2026-10-27T06:00 – 2026-10-27T12:00'],
    ['30 October 2025', '2025-10-30T00:00 – 2025-10-31T00:00'],
    ['5 Dec', '2025-12-05T00:00 – 2025-12-06T00:00'],
    ['29 Feb', '2024-02-29T00:00 – 2024-03-01T00:00'],
    ['30 Oct 14:00 – 16:00', '2026-10-30T14:00 – 2026-10-30T16:00'],
    ['30 Oct 22:00 to 04:00', '2026-10-30T22:00 – 2026-10-31T04:00'],
    ['28 Oct - 30 Oct', '2026-10-28T00:00 – 2026-10-31T00:00'],
    ['2026-10-28 … 2026-10-30'.replace('…', '..'), '2026-10-28T00:00 – 2026-10-31T00:00'],
    ['noon', '2026-10-31T11:00 – 2026-10-31T13:00'],
    ['today 12 am', '2026-10-30T23:00 – 2026-10-31T01:00'],
    ['last 3 hours', '2026-10-31T17:42 – 2026-10-31T20:42'],
    ['last hour', '2026-10-31T19:42 – 2026-10-31T20:42'],
  ])('%s', (text, expected) => {
    expect(bounds(text)).toBe(expected);
  });

  it('is of the clock of its zone, also where that changes', () => {
    expect(bounds('30 Oct 14:00 ± 2 h', 'Asia/Tokyo')).toBe('2026-10-30T03:00 – 2026-10-30T07:00');
    expect(bounds('25 Oct', 'Europe/Berlin')).toBe('2026-10-24T22:00 – 2026-10-25T23:00');
  });

  it.each([
    ['10/11 ± 2 h', 'two ways'],
    ['30 Oct ± soon', 'not a length of time'],
    ['octopus', 'not a time'],
    ['30 Oct 25:00', 'no time of day'],
    ['13 pm', 'no time of day'],
    ['31 Sep 2026', 'no 31 sep'],
    ['30 Oct – 28 Oct 2026', 'Swap'],
    ['', 'not a time'],
    ['14:00 afternoon', 'not a time'],
    ['2026-10-30T99:00', 'not a time'],
  ])('is refused with a reason: %s', (text, reason) => {
    expect(() => parseWrittenRange(text, 'UTC', AS_OF)).toThrow(reason);
  });

  it('is a range, or an error of ours, whatever is written', () => {
    const word = fc.constantFrom(
      ...'30 31 oct feb 2026 2026-10-30 14:00 9 am pm ± 2 h min last yesterday – - to tue noon night : , 29'.split(
        ' ',
      ),
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(word, { maxLength: 6 }).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        try {
          const { from, to } = parseWrittenRange(text, 'Europe/Berlin', AS_OF);
          expect(Number.isSafeInteger(from) && Number.isSafeInteger(to)).toBe(true);
          expect((to ?? 0) > (from ?? 0)).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ code: 'BAD_ARGUMENT' });
        }
      }),
    );
  });
});

describe('a length of time', () => {
  it.each([
    ['2 h', 2 * HOUR],
    ['90min', 90 * MINUTE],
    ['1h30m', HOUR + 30 * MINUTE],
    ['1 h 30 min', HOUR + 30 * MINUTE],
    ['half an hour', HOUR / 2],
    ['a couple of hours', 2 * HOUR],
    ['an hour', HOUR],
    ['hour', HOUR],
    ['1.5 days', 36 * HOUR],
    ['3 weeks', 21 * DAY],
    ['10s', 10 * SECOND],
  ])('%s', (text, micros) => {
    expect(parseDuration(text)).toBe(micros);
  });

  it.each(['', '2', 'h2', 'soon', '0 h', '-2 h', '2 parsecs', '9e99 h', '2 h x'])('is not: %s', (text) => {
    expect(parseDuration(text)).toBeNull();
  });

  it('is written so that it is read again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (seconds) => {
        expect(parseDuration(formatDuration(seconds * SECOND))).toBe(seconds * SECOND);
      }),
    );
  });
});
