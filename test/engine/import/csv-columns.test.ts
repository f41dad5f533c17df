import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParsedBlock } from '../../../electron/engine/import/parse/parsed-block.ts';
import { SourceParser } from '../../../electron/engine/import/parse/source-parser.ts';
import { DEFAULT_IMPORT_OPTIONS, type ImportOptions } from '../../../shared/api/contract.ts';
import { TIME_FORMATS } from '../../../shared/domain/import-choices.ts';
import { expectSameBothWays } from '../../support/both-parsers.ts';

const OPTIONS: ImportOptions = { ...DEFAULT_IMPORT_OPTIONS, dateOrder: 'dmy' };

const HEADERS = [
  'When,User,Email,Reason,Provider,Model,Input tokens,Output tokens,Credits,BYOK,Provider cost,Currency',
  'timestamp,user_id,user_name,action,resource_type,resource_name,ip_address,details,note',
  'Date,User,Reason,Provider / Model,Tokens (in/out),Credits',
  'id,created_at,actor,event,cost,requests,extra one,extra two',
  'a,b,c',
];

const cell = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'dana',
      'Dana Reyes <dana@x.test>',
      'gpt-4o',
      'openai / gpt-4o',
      'Chat',
      'USD',
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '1',
      '0',
      '12.5',
      '1,234.5',
      '0.000000001',
      '123456789012345678',
      '-3',
      '$0.02',
      'BYOK $0.0123',
      '€5',
      'n/a',
      '12 / 40',
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '2026-10-24T10:00:00Z',
      '2026-10-24T10:00:00.123456Z',
      '2026-02-30T00:00:00Z',
      '24/10/2026 10:00',
      '1793000000',
      '2026-10-24 10:00:00.5Z',
      '2026-10-24T24:00:00Z',
      '1985-10-24T10:00:00Z',
      '2199-10-24T10:00:00.123456789Z',
      '2016-12-31T23:59:60Z',
      '2026-10-24T10:00:00+02:00[Europe/Berlin]',
      '2026-10-24 10:00:00 IST',
      'Sat Oct 24 10:00:00 2026',
      '2026年10月24日 10時05分',
      '20261024',
      '46327.375',
      '3000',
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'true',
      'no',
      'maybe',
      'system',
      'api_key.revoked',
      '',
      '',
      ' x ',
      '\u00a0y',
      '{"old":{"a":1},"new":{"a":2}}',
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
);

const digits = (most: number) => fc.stringMatching(new RegExp(`^[0-9]{1,${most}}$`));
const two = fc.nat(65).map((n) => String(n).padStart(2, '0'));
/** What the kernels look at sixteen, eight or sixty-four bytes at a time, around those lengths. */
const edged = fc.oneof(
  digits(18),
  fc.tuple(digits(10), digits(11)).map((parts) => parts.join('.')),
  fc
    .tuple(digits(3), fc.constantFrom('.', '-', ' ', '/', ':', 'e', '..'), digits(6))
    .map((parts) => parts.join('')),
  fc
    .tuple(two, two, two, two, two, fc.constantFrom('', '.', '.5', '.123', '.123456', '.1234567', '.12x'))
    .chain(([month, day, hour, minute, second, fraction]) =>
      fc
        .tuple(
          fc.constantFrom('2026', '0001', '20x6'),
          fc.constantFrom('T', ' ', '_'),
          fc.constantFrom('Z', '+02:00', ''),
        )
        .map(
          ([year, between, zone]) =>
            `${year}-${month}-${day}${between}${hour}:${minute}:${second}${fraction}${zone}`,
        ),
    ),
  fc
    .tuple(fc.constantFrom('q', 'é', '"', ' ', ',', '\n'), fc.nat(70))
    .map(([text, times]) => text.repeat(times)),
  fc.tuple(fc.nat(70), fc.nat(1)).map(([times, last]) => `${'k'.repeat(times)}${last}`),
);

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const written = fc
  .tuple(cell, fc.boolean())
  .map(([text, always]) => (always || /[",\r\n]/.test(text) ? quoted(text) : text));
const edgedWritten = fc
  .tuple(edged, fc.boolean())
  .map(([text, always]) => (always || /[",\r\n]/.test(text) ? quoted(text) : text));
/** Cells as they come from careless programs: stray quotes, text behind a closing quote, bare line ends. */
const careless = fc.oneof(
  { weight: 12, arbitrary: written },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'a"b',
      '"a"b',
      '"a" ',
      ' "a"',
      '"',
      '""',
      '"a\nb"',
      '"a\r\nb"',
      'x\ry',
      '"unclosed',
    ),
  },
);

function log(cells: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.constantFrom(...HEADERS).chain((header) => {
    const width = header.split(',').length;
    const row = fc.tuple(
      fc.array(cells, { minLength: width, maxLength: width }),
      fc.constantFrom(0, 0, 0, 0, 0, 0, -1, 1),
    );
    return fc
      .tuple(fc.array(row, { maxLength: 25 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
      .map(([rows, newline, ends]) => {
        const lines = rows.map(([texts, more]) =>
          (more > 0 ? [...texts, 'surplus'] : texts.slice(0, width + more)).join(','),
        );
        return [header, ...lines].join(newline) + (ends ? newline : '');
      });
  });
}

/** Lines that are no records, or not as they stand, between regular ones. */
const ODD_LINES = [
  ',,,',
  '  ',
  '"",""',
  'day,clock,count,code,price,note',
  'day,clock,count,code,price,note,more',
  '7/10/2026,,11:05,4,XY-7,$1.25,"a, b"',
  '7/10/2026,11:05,4XY-7,$1.25,"a, b"',
  '7/10/2026;11:05;4;XY-7;$1.25;"a, b"',
  '7/10/2026,11:05,4,XY-7,$1.25',
  '7/10/2026,11:05,4,XY-7,$1.25,a,b,c',
  '7/10/2026,11:05,4,XY-7,$1.25,a,,,',
  '7/10/2026,11:05,"4,XY-7,$1.25,"a, b"',
  '7/10/2026,11:05,4,XY-7,$1.25,"never closed',
];

const oddLog = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.nat({ max: 59 }) },
      { weight: 1, arbitrary: fc.constantFrom(...ODD_LINES) },
    ),
    {
      maxLength: 40,
    },
  )
  .map((lines) => {
    const regular = (n: number): string =>
      `${(n % 28) + 1}/10/2026,10:${10 + (n % 49)},${n},AB-${n},$${n}.50,"note ${n}, ok"`;
    const first = Array.from({ length: 12 }, (_, n) => regular(n));
    const rest = lines.map((line) => (typeof line === 'number' ? regular(line) : line));
    return ['day,clock,count,code,price,note', ...first, ...rest].join('\n');
  });

function sameBothWays(
  text: string,
  size: number,
  encode: (text: string) => Buffer,
  options: ImportOptions = OPTIONS,
): void {
  expectSameBothWays(encode(text), size, options);
}

describe('CSV parsed by columns gives what CSV parsed by records gives', { timeout: 120_000 }, () => {
  const sizes = fc.oneof(fc.constant(1_000_000), fc.integer({ min: 1, max: 200 }));

  it('for regular files, in one piece or in many', () => {
    fc.assert(
      fc.property(log(written), sizes, (text, size) => sameBothWays(text, size, (t) => Buffer.from(t))),
      { numRuns: 600 },
    );
  });

  it('for cells around the lengths that are looked at together', () => {
    fc.assert(
      fc.property(log(edgedWritten), sizes, (text, size) => sameBothWays(text, size, (t) => Buffer.from(t))),
      { numRuns: 300 },
    );
  });

  it('for cells of many kilobytes, with quotes and line ends wherever a piece ends', () => {
    const long = `${'0123456789abcde,'.repeat(4_200)}"\r\n"${'é'.repeat(3_000)}`;
    const rows = [quoted(long), 'short', quoted(`${long}2`), quoted('"'), 'x'.repeat(70_000), quoted(long)];
    const text = ['When,User,Note', ...rows.map((cell, n) => `2026-10-24T10:00:0${n}Z,u,${cell}`), ''].join(
      '\r\n',
    );
    for (const size of [1_000_000, 65_536, 67_221, 67_222, 67_223]) {
      sameBothWays(text, size, (t) => Buffer.from(t));
    }
  });

  it('in every time format and zone that can be chosen', () => {
    const chosen = fc.record({
      timeFormat: fc.constantFrom(null, ...TIME_FORMATS),
      timezone: fc.constantFrom('UTC', 'Asia/Kolkata'),
    });
    fc.assert(
      fc.property(log(written), sizes, chosen, (text, size, choices) =>
        sameBothWays(text, size, (t) => Buffer.from(t), { ...OPTIONS, ...choices }),
      ),
      { numRuns: 200 },
    );
  });

  it('for careless files', () => {
    fc.assert(
      fc.property(log(careless), sizes, (text, size) => sameBothWays(text, size, (t) => Buffer.from(t))),
      { numRuns: 1_000 },
    );
  });

  it('for rows without content, headers that come again and cells that lost their place', () => {
    fc.assert(
      fc.property(oddLog, sizes, (text, size) => sameBothWays(text, size, (t) => Buffer.from(t))),
      { numRuns: 200 },
    );
  });

  it('for bytes that are no UTF-8', () => {
    fc.assert(
      fc.property(log(careless), sizes, fc.nat(), (text, size, place) => {
        sameBothWays(text, size, (t) => {
          const bytes = Buffer.from(t);
          if (bytes.length > 0) bytes[place % bytes.length] = 0xe4;
          return bytes;
        });
      }),
      { numRuns: 300 },
    );
  });

  it('for columns of thousands of distinct texts', () => {
    const rows = Array.from(
      { length: 6_000 },
      (_, n) =>
        `2026-10-24T10:00:00Z,user-${n},x,req-${n % 7 === 0 ? '' : n},${n % 11 === 0 ? ' "" ' : `"say ""${n}"""`},é${n}`,
    );
    const text = ['When,User,Reason,Request,Quote,Note', ...rows].join('\n');
    sameBothWays(text, 100_000, (t) => Buffer.from(t));
    sameBothWays(text, 1_000_000, (t) => Buffer.from(t));
  });

  it('for texts that differ at first, and then repeat', () => {
    const name = (n: number) => (n < 20_000 ? `user-${n}` : `user-${n % 300}`);
    const rows = Array.from(
      { length: 40_000 },
      (_, n) => `2026-10-24T10:00:00Z,${name(n)},"say ""${name(n)}""",x`,
    );
    const bytes = Buffer.from(['When,User,Quote,Note', ...rows, ''].join('\n'));
    expectSameBothWays(bytes, 100_000, OPTIONS);
    const parser = new SourceParser({ name: 'log.csv', bytes, whole: true }, OPTIONS);
    const blocks: ParsedBlock[] = [];
    for (let at = 0; at < bytes.length; at += 100_000) {
      const piece = Buffer.from(bytes.subarray(at, at + 100_000));
      blocks.push(...parser.take(piece, at + piece.length >= bytes.length));
    }
    const last = blocks.findLast(({ events }) => events.count > 1_000);
    const columns = [...(last?.events.columns ?? []), ...(last?.extra ?? [])];
    for (const named of ['actor', 'Quote']) {
      const column = columns.find(([own]) => own === named)?.[1];
      const texts = column?.kind === 'dictionary' ? column.texts : [];
      expect(new Set(texts).size).toBe(texts.length);
      expect(texts.length).toBe(300);
    }
  });
});
