import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accessCells, accessKind } from '../../../electron/engine/import/records/access-line.ts';
import { listSources } from '../../../electron/engine/store/sources.ts';
import { codes, ImportBench } from './import-bench.ts';

const CASES = join(import.meta.dirname, '../../golden/cases');
const S3_LINE = readFileSync(join(CASES, 's3-access.log'), 'utf8').split('\n')[0] ?? '';

const line = (n: number, request = `GET /page/${n} HTTP/1.1`) =>
  `10.0.0.${n % 250} - - [30/Oct/2026:14:${String(Math.floor(n / 60) % 60).padStart(2, '0')}:${String(n % 60).padStart(2, '0')} +0000] "${request}" 200 ${n}`;

describe('the cells of an access log', () => {
  it.each([
    ['a "b c" [d e] f', ['a', 'b c', 'd e', 'f']],
    ['"say \\"hi\\" \\\\" x', ['say "hi" \\', 'x']],
    ['"a"b" c', ['a"b', 'c']],
    ['"open c d', ['"open', 'c', 'd']],
    ['[::1]:80 [a] b', ['[::1]:80', 'a', 'b']],
    ['a  b ', ['a', 'b']],
    ['"" -', ['', '-']],
  ])('of %s', (text, cells) => {
    expect(accessCells(text)).toEqual(cells);
  });

  it('come back whatever is written in quotes', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((cell) => !/[\r\n]/.test(cell));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), (cells) => {
        const written = cells.map((cell) => `"${cell.replace(/["\\]/g, '\\$&')}"`).join(' ');
        expect(accessCells(written)).toEqual(cells);
      }),
    );
  });

  it('tell which kind of log they are from', () => {
    expect(accessKind(line(1))).toBe('common');
    expect(accessKind(`www.x.test:443 ${line(1)}`)).toBe('hosts');
    expect(accessKind(S3_LINE)).toBe('s3');
    expect(accessKind(line(1).replace('[', '').replace(']', ''))).toBeNull();
    expect(
      accessKind('[Fri Oct 30 14:05:11.123 2026] [core:error] [pid 7] AH00124: too many redirects'),
    ).toBeNull();
  });
});

describe('an access log', () => {
  it('is read line by line over pieces; lines of another form are kept and told of', async () => {
    const lines = Array.from({ length: 60_000 }, (_, n) =>
      line(n, n % 1_000 === 7 ? '\\x16\\x03' : undefined),
    );
    lines[30_000] = 'logrotate: done';
    const bench = new ImportBench();
    const source = await bench.take('access.log', `${lines.join('\n')}\n`);
    expect(source).toMatchObject({
      profile: 'web-access',
      read: 60_000,
      imported: 60_000,
      rejected: 0,
      undated: 1,
    });
    expect(codes(source.warnings)).toEqual(expect.arrayContaining(['RAGGED_ROWS', 'UNDATED']));
    expect(listSources(bench.ws)[0]).toMatchObject({ format: 'access' });
    const byAction = bench.ws.db
      .prepare<[], { action: string | null; events: number }>(
        'SELECT action, count(*) AS events FROM events GROUP BY action ORDER BY events DESC',
      )
      .all();
    expect(byAction).toEqual([
      { action: 'GET', events: 59_939 },
      { action: null, events: 61 },
    ]);
    const odd = bench.events().find(({ line: at }) => at === 8);
    expect(odd).toMatchObject({ action: null, extra: { request: '\\x16\\x03', status: '200', bytes: '7' } });
  });

  it('may be chosen where other lines stand above it, and is refused where no line is one', async () => {
    const bench = new ImportBench();
    const above = `${Array.from({ length: 40 }, () => 'starting up').join('\n')}\n${line(1)}\n${line(2)}\n`;
    const chosen = await bench.take('server.log', above, { format: 'access' });
    expect(chosen).toMatchObject({ read: 42, imported: 42, undated: 40 });
    const refused = await bench.take('other.csv', 'time,user\n2026-10-01,dana\n', { format: 'access' });
    expect(refused.error?.code).toBe('BAD_MAPPING');
    expect(refused.error?.message).toMatch(/^other\.csv has no line of an access log.*Leave that out\.$/);
  });

  it('counts the same line of two exports once, and twice where one export has it twice', async () => {
    const bench = new ImportBench();
    await bench.take('a.log', `${line(1)}\n${line(2)}\n${line(2)}\n`);
    const again = await bench.take('b.log', `${line(2)}\n${line(2)}\n${line(3)}\n`);
    expect(again).toMatchObject({ read: 3, imported: 1, duplicate: 2 });
  });
});

describe('a log of Zeek', () => {
  it('is read by the names of its #fields line, and says what it is', async () => {
    const bench = new ImportBench();
    await bench.take('http.log', readFileSync(join(CASES, 'zeek-http.log'), 'utf8'));
    const [source] = listSources(bench.ws);
    expect(source).toMatchObject({
      format: 'w3c',
      dialect: 'Zeek log, 13 columns',
      profile: 'zeek',
      read: 2,
    });
  });
});
