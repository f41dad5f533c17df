import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { TimeReader } from '../../../electron/engine/import/normalise/time-text.ts';
import { SourceParser } from '../../../electron/engine/import/parse/source-parser.ts';
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

const WRITTEN = ['-', '-', '/', '-/'].flatMap((dash) =>
  ['T', 't', ' ', '_'].map((between) => ({ dash, between })),
);
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
    return (
      iso
        .slice(0, 10)
        .replace('-', dash[0] ?? '')
        .replace(/-(?=\d\d$)/, dash.at(-1) ?? '') +
      between +
      written +
      behind +
      end
    );
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
    .tuple(
      instants,
      fc.constantFrom(
        '',
        '',
        '.5',
        '.1234567',
        '.',
        '.123456789012345678901',
        'e3',
        '00000',
        '999999999999',
        ' ',
      ),
    )
    .map(([at, end]) => {
      const whole = ((BigInt(at) + before * 1_000_000n) * perSecond) / 1_000_000n;
      return `${whole}${end}`;
    }),
);

const column = fc.oneof(
  fc.array(isoTexts, { minLength: 1, maxLength: 40 }),
  fc.array(fc.oneof({ weight: 5, arbitrary: numberTexts }, isoTexts, fc.constant('18446744073710')), {
    minLength: 1,
    maxLength: 40,
  }),
);

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number): string => String(value).padStart(2, '0');

/** A clock of 24 hours, or of 12 with what tells the halves of the day apart. */
function clockOf(date: Date, style: string): string {
  const hours = date.getUTCHours();
  const rest = `${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  if (style === '12')
    return `${hours % 12 === 0 ? 12 : hours % 12}:${rest}\u202f${hours < 12 ? 'AM' : 'p.m.'}`;
  if (style === 'minutes') return `${two(hours)}:${two(date.getUTCMinutes())}`;
  if (style === 'dots') return `${two(hours)}.${rest.replace(':', '.')}`;
  const parts = {
    none: '',
    point: `.${date.getUTCMilliseconds()}`,
    comma: `,${date.getUTCMilliseconds()}000`,
  };
  return `${two(hours)}:${rest}${parts[style as keyof typeof parts] ?? ''}`;
}

/** Ways to write a date and a clock other than ISO 8601. */
const WRITINGS: readonly ((date: Date, clock: string) => string)[] = [
  (date, clock) =>
    `${two(date.getUTCDate())}.${two(date.getUTCMonth() + 1)}.${date.getUTCFullYear()} ${clock}`,
  (date, clock) => `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}, ${clock}`,
  (date, clock) => `${date.getUTCDate()}-${MONTHS[date.getUTCMonth()]}-${date.getUTCFullYear()} ${clock}`,
  (date, clock) =>
    `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()} ${clock} CET`,
  (date, clock) =>
    `[${two(date.getUTCDate())}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}:${clock} +0530]`,
  (date, clock) =>
    `Mon, ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()} ${clock} GMT`,
  (date, clock) => `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()} ${clock} ${date.getUTCFullYear()}`,
  (date, clock) => `${clock} ${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`,
  (date, clock) => `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日 ${clock}`,
  (date) => `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`,
  (date, clock) => `${date.toISOString().slice(0, 10)} ${clock}`,
  (date, clock) => `${date.toISOString().slice(0, 10)} ${clock} [America/New_York]`,
];

/** A time that no clock shows, one with something behind it, or with a control character for minutes and seconds. */
function withOdd(text: string, odd: string): string {
  if (odd.startsWith('2026')) return odd;
  if (odd.startsWith('\u0002')) return text.replace(/:\d\d.*/, odd);
  return odd.startsWith(':') ? text.replace(/:\d\d/, odd) : text + odd;
}

/** Many times of a few hours, nearly all written in one way. */
const writtenColumn = fc
  .record({
    starts: fc.array(instants, { minLength: 1, maxLength: 3 }),
    moments: fc.array(fc.tuple(fc.nat(2), fc.nat(7_200_000)), { minLength: 20, maxLength: 60 }),
    writing: fc.constantFrom(...WRITINGS),
    style: fc.constantFrom('none', 'none', '12', 'minutes', 'point', 'comma', 'dots'),
    odd: fc.array(
      fc.tuple(
        fc.nat(60),
        fc.constantFrom(
          '',
          ' ',
          '2026-10-01 24:05:00',
          ':60',
          ':05:75',
          ':10:61',
          '\u0002',
          '1/2/2026 10:05:60',
          'x',
        ),
      ),
    ),
  })
  .map(({ starts, moments, writing, style, odd }) => {
    const texts = moments.map(([of, ms]) => {
      const date = new Date(Math.floor((starts[of % starts.length] ?? 0) / 1_000) + ms);
      return writing(date, clockOf(date, style));
    });
    for (const [row, text] of odd) if (row < texts.length) texts[row] = withOdd(texts[row] ?? '', text);
    return texts;
  });

describe('the times of a CSV column', () => {
  it.each(WRITINGS.map((writing) => [writing(new Date(0), '10:05:07'), writing]))(
    'are read once for each hour, such as %s',
    (_, writing) => {
      const texts = Array.from({ length: 3_000 }, (_row, index) => {
        const date = new Date(Date.UTC(2026, 9, 24, 10) + index * 3_000);
        return writing(date, clockOf(date, 'none'));
      });
      const bytes = Buffer.from(`timestamp,user\n${texts.map((text) => `"${text}",dana\n`).join('')}`);
      const options = { ...DEFAULT_IMPORT_OPTIONS, dateOrder: 'mdy' } as const;
      const parser = new SourceParser({ name: 'log.csv', bytes, whole: true }, options);
      const read = vi.spyOn(TimeReader.prototype, 'read');
      const blocks = [...parser.take(bytes, true)];
      const reads = read.mock.calls.length;
      read.mockRestore();
      expect(blocks.reduce((sum, { events }) => sum + events.count, 0)).toBe(texts.length);
      expect(reads).toBeLessThan(10);
    },
  );

  it('are what they are one by one, however dates and clocks are written', () => {
    const orders = fc.constantFrom('dmy' as const, 'mdy' as const);
    fc.assert(
      fc.property(writtenColumn, fc.constantFrom(...ZONES), orders, (texts, timezone, dateOrder) => {
        const csv = `timestamp,user\n${texts.map((text) => `"${text}",dana\n`).join('')}`;
        expectSameBothWays(Buffer.from(csv), 2_000, { ...DEFAULT_IMPORT_OPTIONS, timezone, dateOrder });
      }),
      { numRuns: 1_000 },
    );
  });

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
