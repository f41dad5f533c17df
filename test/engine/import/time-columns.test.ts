import { describe, expect, it } from 'vitest';
import { codes, ImportBench } from './import-bench.ts';

/** Times of the stored events, as ISO 8601; null where there is none. */
function times(bench: ImportBench): (string | null)[] {
  return bench.events().map(({ time }) => {
    return typeof time === 'number' ? new Date(time / 1000).toISOString() : null;
  });
}

function csv(column: string, ...values: readonly string[]): string {
  return `${column},user\n${values.map((value) => `${value},dana\n`).join('')}`;
}

describe('a column of times written as numbers', () => {
  it('has one unit, so that a stray zero is a time before 1990 and told of', async () => {
    const bench = new ImportBench();
    const source = await bench.take('log.csv', csv('timestamp', '1793523600', '0', '1793523601.5'));
    expect(times(bench)).toEqual([
      '2026-11-01T09:00:00.000Z',
      '1970-01-01T00:00:00.000Z',
      '2026-11-01T09:00:01.500Z',
    ]);
    const warning = source.warnings.find(({ code }) => code === 'TIME_BEFORE_1990');
    expect(warning?.message).toMatch(/^1 event is before 1990, first in line 3: 1970-01-01/);
  });

  it('is read by the size of each when units are mixed', async () => {
    const bench = new ImportBench();
    await bench.take('log.csv', csv('timestamp', '1793523600', '1793523600000', '1793523600000000'));
    expect(new Set(times(bench))).toEqual(new Set(['2026-11-01T09:00:00.000Z']));
  });

  it.each(['csv', 'jsonl'])(
    'that counts from the start of a trace is no time, but a column (%s)',
    async (format) => {
      const bench = new ImportBench();
      const offsets = [0, 3_000, 6_000, 700_000_000];
      const content =
        format === 'csv'
          ? csv('timestamp', ...offsets.map(String))
          : offsets.map((timestamp) => `${JSON.stringify({ timestamp, user: 'dana' })}\n`).join('');
      const source = await bench.take(`trace.${format}`, content);
      expect(times(bench)).toEqual([null, null, null, null]);
      expect(bench.events().map(({ extra }) => extra['timestamp'])).toEqual(offsets.map(String));
      expect(codes(source.warnings)).toEqual(expect.arrayContaining(['TIME_RELATIVE', 'UNDATED']));
      expect(codes(source.warnings)).not.toContain('VALUE_UNREADABLE');
    },
  );

  it('of a spreadsheet is days since 1899, and said to be', async () => {
    const bench = new ImportBench();
    const source = await bench.take('sheet.csv', csv('Date', '46327.375', '46327.6041666667'), {
      timezone: 'Europe/Berlin',
    });
    expect(times(bench)).toEqual(['2026-11-01T08:00:00.000Z', '2026-11-01T13:30:00.000Z']);
    expect(codes(source.warnings)).toEqual(expect.arrayContaining(['TIME_FORMAT_ASSUMED', 'ZONE_ASSUMED']));
  });

  it('without separators is dates, and said to be', async () => {
    const bench = new ImportBench();
    const source = await bench.take('days.csv', csv('Date', '20261101', '20261231'));
    expect(times(bench)).toEqual(['2026-11-01T00:00:00.000Z', '2026-12-31T00:00:00.000Z']);
    expect(codes(source.warnings)).toContain('TIME_FORMAT_ASSUMED');
  });
});

describe('a time format that was chosen', () => {
  it.each([
    ['epoch-ms', '86400000', '1970-01-02T00:00:00.000Z'],
    ['epoch-s', '86400', '1970-01-02T00:00:00.000Z'],
    ['epoch-us', '1793523600000001', '2026-11-01T09:00:00.000Z'],
    ['epoch-ns', '1793523600123456789', '2026-11-01T09:00:00.123Z'],
    ['excel-1900', '46327.375', '2026-11-01T09:00:00.000Z'],
    ['excel-1904', '44865.375', '2026-11-01T09:00:00.000Z'],
    ['iso', '20261101', '2026-11-01T00:00:00.000Z'],
    ['rfc2822', 'Sun 01 Nov 2026 09:00:00 GMT', '2026-11-01T09:00:00.000Z'],
    ['written', '2026/11/01 09:00', '2026-11-01T09:00:00.000Z'],
  ] as const)('%s reads %s', async (timeFormat, text, expected) => {
    for (const [name, content] of [
      ['log.csv', csv('timestamp', text)],
      ['log.jsonl', `${JSON.stringify({ timestamp: text, user: 'dana' })}\n`],
    ] as const) {
      const bench = new ImportBench();
      const source = await bench.take(name, content, { timeFormat });
      expect(source.error).toBeNull();
      expect(times(bench)).toEqual([expected]);
    }
  });

  it('reads nothing else', async () => {
    const bench = new ImportBench();
    const content = csv('timestamp', '1793523600', '2026-11-01T09:00:00Z');
    const source = await bench.take('log.csv', content, { timeFormat: 'epoch-s' });
    expect(times(bench)).toEqual(['2026-11-01T09:00:00.000Z', null]);
    expect(codes(source.warnings)).toContain('VALUE_UNREADABLE');
  });

  it('that reads no value is refused, naming column and value', async () => {
    const bench = new ImportBench();
    const source = await bench.take('log.csv', csv('timestamp', '2026-11-01T09:00:00Z'), {
      timeFormat: 'epoch-s',
    });
    expect(source.error?.code).toBe('BAD_MAPPING');
    expect(source.error?.message).toMatch(/epoch-s: no value of column "timestamp".*2026-11-01T09:00:00Z/);
  });
});

describe('a date and its clock in two columns', () => {
  it.each([
    ['Date,Time,user\n2026-11-01,10:00:00,dana\n', '2026-11-01T10:00:00.000Z'],
    ['Day,Time,user\n20261101,10:00:00,dana\n', '2026-11-01T10:00:00.000Z'],
    ['Datum;Uhrzeit;Benutzer\n13.11.2026;14:30;dana\n', '2026-11-13T14:30:00.000Z'],
    ['log date,log time,user\n11/13/2026,2:30:00 PM,dana\n', '2026-11-13T14:30:00.000Z'],
  ])('are one time: %s', async (content, expected) => {
    const bench = new ImportBench();
    await bench.take('log.csv', content);
    expect(times(bench)).toEqual([expected]);
  });

  it('are one time in JSON', async () => {
    const bench = new ImportBench();
    await bench.take('log.jsonl', '{"date":"2026-11-01","time":"10:00:00","user":"dana"}\n');
    expect(times(bench)).toEqual(['2026-11-01T10:00:00.000Z']);
  });
});

describe('times that are unlikely', () => {
  it.each(['csv', 'jsonl'])('are kept and told of, with count and first line (%s)', async (format) => {
    const bench = new ImportBench();
    const stamps = [
      '2026-11-01T09:00:00Z',
      '2199-01-01T00:00:00Z',
      '1980-01-01T00:00:00Z',
      '2200-01-01T00:00:00Z',
    ];
    const content =
      format === 'csv'
        ? csv('timestamp', ...stamps)
        : stamps.map((timestamp) => `${JSON.stringify({ timestamp, user: 'dana' })}\n`).join('');
    const source = await bench.take(`log.${format}`, content);
    expect(source).toMatchObject({ imported: 4, undated: 0 });
    const first = format === 'csv' ? 3 : 2;
    expect(source.warnings.map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(`^2 events are in the future, first in line ${first}: 2199-01-01`),
        expect.stringMatching(`^1 event is before 1990, first in line ${first + 1}: 1980-01-01`),
      ]),
    );
  });
});

describe('the order of day and month', () => {
  it('is decided for a member of JSON text in a cell too', async () => {
    const bench = new ImportBench();
    const cell = (time: string) => `"{""CreationTime"":""${time}"",""Operation"":""Read""}"`;
    const source = await bench.take(
      'log.csv',
      `AuditData,n\n${cell('03/04/2026 10:00')},1\n${cell('13/04/2026 10:00')},2\n`,
    );
    expect(source.error).toBeNull();
    expect(times(bench)).toEqual(['2026-04-03T10:00:00.000Z', '2026-04-13T10:00:00.000Z']);
  });
});
