import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectEncoding } from '../../../electron/engine/import/decode/text-encoding.ts';
import { sniffCsv } from '../../../electron/engine/import/records/csv-dialect.ts';
import { CsvRows } from '../../../electron/engine/import/records/csv-rows.ts';
import { CsvSplitter, type QuoteEscape } from '../../../electron/engine/import/records/csv-splitter.ts';
import { describeCsv } from '../../../electron/engine/import/records/describe-csv.ts';
import { FoundRecords } from '../../../electron/engine/import/records/found-records.ts';
import { unitsOf } from '../../../electron/engine/import/records/units.ts';

/** Header and rows as an import reads them without any choice. */
function tableOf(text: string) {
  const bytes = Buffer.from(text);
  const encoding = detectEncoding(bytes, true, 'log.csv');
  const shape = sniffCsv(bytes, true, encoding);
  const found = new FoundRecords(1);
  new CsvSplitter(shape.dialect, shape.start, 1).scan(unitsOf(bytes, encoding), 0, true, found);
  const rows = new CsvRows(shape);
  const cells = found.places.map(({ byteOffset, byteLength }) =>
    rows.read(bytes.toString('utf8', byteOffset, byteOffset + byteLength)),
  );
  return { shape, cells, failures: found.failures.size };
}

interface Written {
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: QuoteEscape;
  readonly newline: string;
  readonly quoteAll: boolean;
  readonly finalNewline: boolean;
}

function write(rows: readonly (readonly string[])[], dialect: Written): string {
  const { delimiter, quote, newline, quoteAll } = dialect;
  const cellText = (cell: string): string => {
    const needed =
      cell.includes(delimiter) || cell.includes(quote) || /[\r\n]/.test(cell) || cell !== cell.trim();
    if (!needed && !quoteAll && !(dialect.escape === 'backslash' && cell.includes('\\'))) return cell;
    const inner =
      dialect.escape === 'backslash'
        ? cell.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`)
        : cell.replaceAll(quote, quote + quote);
    return quote + inner + quote;
  };
  const lines = rows.map((row) => row.map(cellText).join(delimiter));
  return lines.join(newline) + (dialect.finalNewline ? newline : '');
}

const time = fc
  .integer({ min: 1_700_000_000_000, max: 1_800_000_000_000 })
  .map((ms) => new Date(ms).toISOString());
const mail = fc.constantFrom('dana@x.test', 'lee.park@example.org', 'root@10.0.0.1.test');
const action = fc.constantFrom('login', 'api_key.revoked', 'AssetDeleted', 'asset shared');
const count = fc.integer({ min: 0, max: 100_000 }).map(String);
const note = fc.oneof(
  fc.constantFrom(
    '',
    'a, b; c | d',
    'say "x"',
    "it's",
    'two\nlines',
    'C:\\dir\\',
    'x\ty',
    '{"a":1,"b":["x, y"]}',
  ),
  fc
    .array(fc.constantFrom('a', 'b ', ',', ';', '|', '\t', '"', '\n', 'é', '–', '1', '.'), { maxLength: 12 })
    .map((parts) => parts.join('').trim()),
);

const HEADER = ['time', 'user', 'action', 'requests', 'note'];
const logRows = fc.array(fc.tuple(time, mail, action, count, note), { minLength: 1, maxLength: 30 });
const dialects = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  quote: fc.constant('"'),
  escape: fc.constantFrom<QuoteEscape>('doubled'),
  newline: fc.constantFrom('\n', '\r\n'),
  quoteAll: fc.boolean(),
  finalNewline: fc.boolean(),
});

describe('a log in any of the usual dialects', () => {
  it('is read with the cells it was written with', () => {
    fc.assert(
      fc.property(logRows, dialects, (rows, dialect) => {
        const read = tableOf(write([HEADER, ...rows], dialect));
        expect(read.shape.columns).toEqual(HEADER);
        expect(read.shape.preamble).toBeNull();
        expect(read.cells).toEqual(rows.map((row) => [...row]));
        expect(read.failures).toBe(0);
      }),
      { numRuns: 400 },
    );
  });

  it('needs no header', () => {
    fc.assert(
      fc.property(logRows, dialects, (rows, dialect) => {
        const read = tableOf(write(rows, dialect));
        expect(read.shape.hasHeader).toBe(false);
        expect(read.cells).toEqual(rows.map((row) => [...row]));
      }),
      { numRuns: 200 },
    );
  });

  it('may begin with lines about the export', () => {
    const titles = fc.array(fc.constantFrom('Audit log', 'Exported by dana', 'From 1 to 30 October'), {
      minLength: 1,
      maxLength: 3,
    });
    const enough = fc.array(fc.tuple(time, mail, action, count, note), { minLength: 3, maxLength: 30 });
    fc.assert(
      fc.property(titles, fc.boolean(), enough, dialects, (lines, gap, rows, dialect) => {
        const above = [...lines, ...(gap ? [''] : [])].join(dialect.newline) + dialect.newline;
        const read = tableOf(above + write([HEADER, ...rows], dialect));
        expect(read.shape.columns).toEqual(HEADER);
        expect(read.shape.preamble?.rows).toBe(lines.length + (gap ? 1 : 0));
        expect(read.cells).toEqual(rows.map((row) => [...row]));
      }),
      { numRuns: 200 },
    );
  });
});

describe('a log in an unusual dialect', () => {
  const plain = fc.constantFrom('', 'a, b; c', 'x', 'two\nlines', "dana's");
  const rowsOf = (notes: fc.Arbitrary<string>, minLength: number) =>
    fc.array(fc.tuple(time, mail, action, count, notes), { minLength, maxLength: 30 });
  const base = { quote: '"', escape: 'doubled', newline: '\n', quoteAll: false, finalNewline: true } as const;

  it.each([', ', '; ', ' | ', '||', '^', '~'])('with %j between cells is read', (delimiter) => {
    fc.assert(
      fc.property(rowsOf(plain, 3), (rows) => {
        const read = tableOf(write([HEADER, ...rows], { ...base, delimiter, quoteAll: true }));
        expect(read.shape.dialect.delimiter).toBe(delimiter);
        expect(read.cells).toEqual(rows.map((row) => [...row]));
      }),
      { numRuns: 50 },
    );
  });

  it('with backslashes before quotes is read', () => {
    const notes = fc.constantFrom('say "x", then "y"', '{"a":"b\\"c"}', '5" disk', 'back\\slash', 'plain');
    const marked = rowsOf(notes, 5).map((rows) => [
      ...rows,
      ['2026-10-01T00:00:00.000Z', 'a@b.test', 'go', '1', 'a "quoted", b'] as const,
    ]);
    fc.assert(
      fc.property(marked, (rows) => {
        const read = tableOf(write([HEADER, ...rows], { ...base, delimiter: ',', escape: 'backslash' }));
        expect(read.shape.dialect.escape).toBe('backslash');
        expect(read.cells).toEqual(rows.map((row) => [...row]));
      }),
      { numRuns: 100 },
    );
  });

  it('with single quotes is read', () => {
    fc.assert(
      fc.property(rowsOf(fc.constantFrom('a, b', "dana's, own", 'x'), 3), (rows) => {
        const read = tableOf(
          write([HEADER, ...rows], { ...base, delimiter: ',', quote: "'", quoteAll: true }),
        );
        expect(read.shape.dialect.quote).toBe("'");
        expect(read.cells).toEqual(rows.map((row) => [...row]));
      }),
      { numRuns: 100 },
    );
  });

  it('with carriage returns alone is read', () => {
    fc.assert(
      fc.property(rowsOf(fc.constantFrom('a, b', 'x', ''), 1), (rows) => {
        const read = tableOf(write([HEADER, ...rows], { ...base, delimiter: ',', newline: '\r' }));
        expect(read.cells).toEqual(rows.map((row) => [...row]));
      }),
      { numRuns: 100 },
    );
  });
});

describe('what is no table of several columns', () => {
  it.each([
    ['times', 'time\n2026-10-01 10:00:00\n2026-10-01 10:00:01\n', ['time']],
    ['words', 'user\ndana\nlee\n', ['user']],
    [
      'sentences',
      'message\nuser dana logged in, from the web\nfoo\nbar; baz\nuser x logged out\n',
      ['message'],
    ],
    ['names', `name\n${'Reyes, Dana\nPark, Lee\n'.repeat(10)}`, ['name']],
    ['addresses', 'url\nhttps://a.test/?x=1;y=2\nhttps://b.test/,z\n', ['url']],
    ['numbers', 'ts\n1793000000\n1793000001\n', ['ts']],
    [
      'lines of a system log',
      'Oct 11 22:14:15 host sshd[1]: ok\nOct 11 22:14:16 host su[2]: no\nOct 11 22:14:17 host cron[3]: x y z\n',
      null,
    ],
  ])('is one column: %s', (_, text, columns) => {
    const read = tableOf(text);
    expect(read.shape.columns).toHaveLength(1);
    if (columns !== null) expect(read.shape.columns).toEqual(columns);
    expect(read.cells.every((row) => row.length === 1)).toBe(true);
  });
});

describe('a header', () => {
  it('of two lines that name groups and columns is joined', () => {
    const read = tableOf('control,,fire,\nX,Y,X,Y\n1.5,2,3,4\n5,6,7,8\n');
    expect(read.shape.columns).toEqual(['control X', 'control Y', 'fire X', 'fire Y']);
    expect(read.cells).toHaveLength(2);
  });

  it('that is complete is one line, whatever the first record lacks', () => {
    const read = tableOf('timestamp,action,cost\nunknown,boot,free\n2026-10-01,go,1\n2026-10-02,stop,2\n');
    expect(read.shape.columns).toEqual(['timestamp', 'action', 'cost']);
    expect(read.cells).toHaveLength(3);
  });

  it('that comes again is no record, and exports behind each other are read as one', () => {
    const rows = Array.from({ length: 3 }, (_, n) => `2026-10-0${n + 1},go,${n}`);
    const text = ['time,action,n', ...rows, 'time,action,n', ...rows].join('\n');
    const { shape, cells } = tableOf(text);
    const reader = new CsvRows(shape);
    reader.read('time,action,n');
    expect(reader.state).toBe('repeated');
    expect(cells).toHaveLength(7);
  });
});

describe('rows whose cells lost their place', () => {
  const rows = Array.from(
    { length: 20 },
    (_, n) => `${n + 1}/10/2026,10:${10 + n},${n},AB-${100 + n},$${n}.50,"note ${n}, ok"`,
  );
  const header = 'day,clock,count,code,price,note';
  const read = (odd: string): readonly string[] | undefined =>
    tableOf([header, ...rows, odd, ...rows].join('\n')).cells[20];
  const meant = ['7/10/2026', '11:05', '4', 'XY-7', '$1.25', 'a, b'];

  it.each([
    ['a delimiter too many', '7/10/2026,,11:05,4,XY-7,$1.25,"a, b"'],
    ['a delimiter missing between values of two kinds', '7/10/2026,11:05,4XY-7,$1.25,"a, b"'],
    ['a delimiter missing before a quote', '7/10/2026,11:05,4,XY-7,$1.25"a, b"'],
    ['another delimiter', '7/10/2026;11:05;4;XY-7;$1.25;"a, b"'],
    ['blanks for delimiters', '7/10/2026 11:05 4 XY-7 $1.25 "a, b"'],
  ])('get it back: %s', (_, line) => {
    expect(read(line)).toEqual(meant);
  });

  it('get it back wherever a delimiter or a quote is too many or a delimiter is missing', () => {
    const cells = ['7/10/2026', '11:05', '4', 'XY-7', '$1.25', '"a, b"'];
    for (let at = 1; at < cells.length; at += 1) {
      const [before, behind] = [cells.slice(0, at), cells.slice(at)];
      expect(read(`${before.join(',')},,${behind.join(',')}`), `too many before ${at}`).toEqual(meant);
      expect(read(before.join(',') + behind.join(',')), `missing before ${at}`).toEqual(meant);
    }
    for (const [at, cell] of meant.entries()) {
      const odd = cells.map((other, index) => (index === at ? `"${other}` : other)).join(',');
      expect(read(odd), `quote at ${at}`).toEqual(meant.map((other, i) => (i === at ? `"${cell}` : other)));
    }
  });

  it('keep a quote that nothing closes as text', () => {
    expect(read('7/10/2026,11:05,"4,XY-7,$1.25,"a, b"')).toEqual([
      '7/10/2026',
      '11:05',
      '"4',
      'XY-7',
      '$1.25',
      'a, b',
    ]);
  });

  it.each([
    [
      'two texts side by side may be cut anywhere',
      'day,a,b,n',
      (n: number) => `${n + 1}/10/2026,alpha,beta,${n}`,
      '7/10/2026,x,y,z,5',
    ],
    ['nothing tells the columns apart', 'a,b,c', (n: number) => `w${n} x,y,z`, 'p,q,r,s'],
  ])('are left alone where %s', (_, names, row, odd) => {
    const regular = Array.from({ length: 20 }, (__, n) => row(n));
    const { cells } = tableOf([names, ...regular, odd].join('\n'));
    expect(cells[20]).toEqual(odd.split(','));
  });
});

describe('the words for a dialect', () => {
  it.each([
    ['time,a\n2026-10-01,x\n', 'delimiter comma, quote ", with header, 2 columns'],
    ['2026-10-01;x\n2026-10-02;y\n', 'delimiter semicolon, quote ", no header, 2 columns'],
    [
      'Audit log\n\ntime,a,b\n2026-10-01,x,y\n2026-10-02,x,y\n',
      'delimiter comma, quote ", 2 lines before the table, with header, 3 columns',
    ],
    ['user\ndana\n', 'delimiter none, quote ", with header, 1 columns'],
  ])('%j', (text, words) => {
    expect(describeCsv(tableOf(text).shape)).toBe(words);
  });
});
