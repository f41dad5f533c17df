import fc from 'fast-check';
import { describe, it } from 'vitest';
import { DEFAULT_IMPORT_OPTIONS } from '../../../shared/api/contract.ts';
import { expectSameBothWays } from '../../support/both-parsers.ts';

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
];

/** Instants around changes of clocks, years and what can be stored, and any others; µs. */
const instants = fc.oneof(
  fc
    .constantFrom(
      '2026-03-29T00:30:00Z',
      '2026-10-25T00:30:00Z',
      '2026-11-01T05:30:00Z',
      '2026-04-04T15:00:00Z',
    )
    .chain((text) =>
      fc.integer({ min: -100_000, max: 100_000 }).map((ms) => (Date.parse(text) + ms * 100) * 1_000),
    ),
  fc.integer({ min: 0, max: 4_102_444_799_999_999 }),
  fc.integer({ min: Date.UTC(1700, 0, 3) * 1_000, max: Date.UTC(2254, 11, 28) * 1_000 }),
);

const WRITTEN = ['-', '/'].flatMap((dash) => ['T', 't', ' ', '_'].map((between) => ({ dash, between })));
const CLOCKS = ['hh:mm:ss', 'hh:mm', 'hh:mm:60', '24:00:00', 'hhmmss', 'hh:mm:'];
const ENDS = [
  'Z',
  'z',
  '',
  ' ',
  '+00:00',
  '-0330',
  '+05:30',
  '+18:00',
  '+18:30',
  '+14',
  '-00:00',
  '+1:00',
  '+05:60',
  ' UTC',
  '+0530Z',
  '-',
  '+05:3',
];

/** A time in one of the forms of ISO 8601, or in what is almost one. */
const isoTexts = fc
  .record({
    at: instants,
    form: fc.constantFrom(...WRITTEN),
    clock: fc.oneof({ weight: 6, arbitrary: fc.constant('hh:mm:ss') }, fc.constantFrom(...CLOCKS)),
    mark: fc.constantFrom('.', '.', '.', ',', ':'),
    fraction: fc.oneof(fc.constant(''), fc.stringMatching(/^\d{1,12}$/)),
    end: fc.constantFrom(...ENDS),
  })
  .map(({ at, form: { dash, between }, clock, mark, fraction, end }) => {
    const iso = new Date(Math.floor(at / 1_000)).toISOString();
    const [hh = '', mm = '', ss = ''] = iso.slice(11, 19).split(':');
    const written = clock.replace('hh', hh).replace('mm', mm).replace('ss', ss);
    const behind = fraction === '' ? '' : mark + fraction;
    return iso.slice(0, 10).replaceAll('-', dash) + between + written + behind + end;
  });

const UNITS = [
  { perSecond: 1n, before: 0n },
  { perSecond: 1_000n, before: 0n },
  { perSecond: 1_000_000n, before: 0n },
  { perSecond: 1_000_000_000n, before: 0n },
  { perSecond: 10_000_000n, before: 11_644_473_600n },
  { perSecond: 1_000_000n, before: 11_644_473_600n },
];

/** Numbers of one unit, some with a fraction, and what is almost a number. */
const numberTexts = fc.constantFrom(...UNITS).chain(({ perSecond, before }) =>
  fc
    .tuple(instants, fc.constantFrom('', '', '.5', '.1234567', '.', '.123456789012345678901', 'e3', ' '))
    .map(([at, end]) => {
      const whole = ((BigInt(at) + before * 1_000_000n) * perSecond) / 1_000_000n;
      return `${whole}${end}`;
    }),
);

const column = fc.oneof(
  fc.array(isoTexts, { minLength: 1, maxLength: 40 }),
  fc.array(fc.oneof({ weight: 5, arbitrary: numberTexts }, isoTexts), { minLength: 1, maxLength: 40 }),
);

describe('the times of a CSV column', () => {
  it('are what they are one by one, in every form, zone and unit', () => {
    const format = fc.constantFrom(
      null,
      null,
      null,
      'iso' as const,
      'epoch-s' as const,
      'epoch-ms' as const,
      'epoch-us' as const,
      'epoch-ns' as const,
    );
    fc.assert(
      fc.property(
        column,
        fc.constantFrom(...ZONES),
        format,
        fc.integer({ min: 40, max: 4_000 }),
        (texts, timezone, timeFormat, size) => {
          const csv = `timestamp,user\n${texts.map((text) => `"${text}",dana\n`).join('')}`;
          expectSameBothWays(Buffer.from(csv), size, { ...DEFAULT_IMPORT_OPTIONS, timezone, timeFormat });
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
