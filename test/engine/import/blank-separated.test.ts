import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { previewFile } from '../../../electron/engine/import/preview/preview-file.ts';
import { ANY_BLANKS, blankCells } from '../../../electron/engine/import/records/blank-cells.ts';
import { eventDetail } from '../../../electron/engine/query/event-detail.ts';
import { listSources } from '../../../electron/engine/store/sources.ts';
import { DEFAULT_IMPORT_OPTIONS } from '../../../shared/api/contract.ts';
import { BLANK_RUNS, NO_CSV_CHOICES } from '../../../shared/domain/import-choices.ts';
import { codes, ImportBench, listener } from './import-bench.ts';

const IIS = readFileSync(
  fileURLToPath(new URL('../../golden/cases/w3c-extended.log', import.meta.url)),
  'utf8',
);

describe('a log in the W3C extended format', () => {
  it('is read by its #Fields lines, also where they change; directives are no records, - is no value', async () => {
    const bench = new ImportBench();
    const source = await bench.take('u_ex261001.log', IIS, { timezone: 'Europe/Berlin' });
    expect(source).toMatchObject({ profile: 'w3c-extended', read: 3, imported: 3, rejected: 0, undated: 0 });
    expect(codes(source.warnings)).toEqual([]);
    const [first, second, third] = bench.events();
    expect(first).toMatchObject({
      time: Date.UTC(2026, 9, 1, 0, 0, 3) * 1_000, // UTC whatever is declared
      actorName: 'NORTHWIND\\dana',
      action: 'GET',
      resource: '/admin/users',
      ip: '203.0.113.9',
      outcome: 'success',
      userAgent: 'Mozilla/5.0+(Windows+NT+10.0)',
    });
    expect(first?.extra).toMatchObject({ 'cs-uri-query': 'id=7', 's-port': '443', 'time-taken': '46' });
    expect(second).toMatchObject({ actorName: null, outcome: 'failure', line: 6 });
    expect(second?.extra).not.toHaveProperty('cs-uri-query');
    expect(third).toMatchObject({ action: 'DELETE', actorName: 'NORTHWIND\\lee', line: 11 });
    expect(third?.extra).toMatchObject({ 'x-forwarded-for': '192.0.2.1' });
    expect(eventDetail(bench.ws, 2).raw).toMatchObject({ text: IIS.split('\n')[5] });
    expect(listSources(bench.ws)[0]).toMatchObject({ format: 'w3c', timezone: 'UTC' });
    const preview = await previewFile(
      { path: bench.file('p.log', IIS), name: 'p.log' },
      DEFAULT_IMPORT_OPTIONS,
      listener(),
    );
    expect(preview.decisions).toMatchObject({ format: 'w3c', profile: { id: 'w3c-extended' } });
    expect((await bench.take('again.log', `${IIS}\n`, preview.decisions?.effective)).duplicate).toBe(3);
  });

  it('goes on with the fields of the block before, and takes fields that the start does not show', async () => {
    const rows = (from: number, count: number, make: (n: number) => string) =>
      Array.from({ length: count }, (_, n) => make(from + n)).join('\n');
    const at = (n: number) =>
      new Date(Date.UTC(2026, 9, 1) + n * 1_000).toISOString().slice(0, 19).replace('T', ' ');
    const text = [
      '#Version: 1.0',
      '#Fields: date time c-ip cs-method cs-uri-stem sc-status',
      rows(0, 120_000, (n) => `${at(n)} 10.0.0.${n % 200} GET /a/${n} 200`),
      '#Fields: date time cs-method x-late c-ip',
      rows(120_000, 1_000, (n) => `${at(n)} PUT late-${n} 10.0.0.9`),
      '#Fields: date time',
      'broken',
    ].join('\n');
    const bench = new ImportBench();
    const source = await bench.take('long.log', text);
    expect(source).toMatchObject({ read: 121_001, imported: 121_001, rejected: 0, undated: 1 });
    const last = bench.ws.db
      .prepare<[], { action: string; ip: string; extra: string }>(
        `SELECT action, ip, extra FROM events WHERE id = 121000`,
      )
      .get();
    expect(last).toMatchObject({ action: 'PUT', ip: '10.0.0.9' });
    expect(JSON.parse(last?.extra ?? '{}')).toEqual({ 'x-late': 'late-120999' });
  });

  it('rejects records that no #Fields line is above, and refuses a choice of the format without any', async () => {
    const bench = new ImportBench();
    const chosen = await bench.take(
      'late.log',
      '2026-10-01 00:00:01 a\n#Fields: date time x\n2026-10-01 00:00:02 b\n',
      { format: 'w3c' },
    );
    expect(chosen).toMatchObject({ read: 2, imported: 1, rejected: 1 });
    expect(bench.rejects()[0]?.reason).toContain('No #Fields line');
    const refused = await bench.take('no.log', 'a b\nc d\n', { format: 'w3c' });
    expect(refused.error).toMatchObject({ code: 'BAD_MAPPING' });
  });

  it('may have tabs between its cells, quotes around them, and another encoding', async () => {
    const bench = new ImportBench();
    const text = [
      '#Fields:\tdate\ttime\tc-ip\tcs-categories\tcs-method\tsc-status',
      '2026-10-01\t00:00:01\t10.0.0.1\tNews and media\tGET\t200',
      '2026-10-01 00:00:02 10.0.0.2 "News ""and"" media;None" GET 403',
      '',
    ].join('\r\n');
    await bench.take('proxy.log', Buffer.from(`\ufeff${text}`, 'utf16le'));
    expect(bench.events().map(({ extra }) => extra['cs-categories'])).toEqual([
      'News and media',
      'News "and" media;None',
    ]);
  });
});

describe('columns between runs of blanks', () => {
  const TABLE = [
    'TIME                 USER     ADDRESS      COMMAND',
    '2026-10-01T10:00:00Z dana     10.0.0.1     /usr/bin/ssh -l root host',
    '2026-10-01T10:00:05Z root     10.0.0.12    cat /etc/shadow',
    '2026-10-01T10:01:00Z lee      10.0.0.7     -',
    '2026-10-01T10:02:00Z lee      10.0.0.7     exit  now',
    '',
  ].join('\n');

  it('are known where lines are aligned; the last column takes what is left', async () => {
    const bench = new ImportBench();
    const source = await bench.take('commands.txt', TABLE);
    expect(source).toMatchObject({ imported: 4, rejected: 0, undated: 0 });
    expect(bench.events().map(({ extra }) => extra['COMMAND'])).toEqual([
      '/usr/bin/ssh -l root host',
      'cat /etc/shadow',
      '-',
      'exit  now',
    ]);
    expect(listSources(bench.ws)[0]?.dialect).toContain('between runs of blanks');
  });

  it('may hold single blanks where wider gaps separate', async () => {
    const bench = new ImportBench();
    const wide = [
      'Logon time           User name    Source address',
      '2026-10-01 10:00:00  Dana Reyes   10.0.0.1',
      '2026-10-01 10:01:00  Lee          10.0.0.2',
      '2026-10-01 10:02:00  Kim Ng       10.0.0.3',
    ].join('\n');
    await bench.take('logons.txt', wide);
    expect(bench.events()[0]).toMatchObject({ time: Date.UTC(2026, 9, 1, 10) * 1_000 });
    expect(bench.events().map((event) => event['actorName'] ?? event.extra['User name'])).toEqual([
      'Dana Reyes',
      'Lee',
      'Kim Ng',
    ]);
  });

  it('are read so when that is chosen, with lines above and no header', async () => {
    const bench = new ImportBench();
    const text = 'Report of October\na   1   2026-10-01\nb 2 2026-10-02\n';
    const csv = { ...NO_CSV_CHOICES, delimiter: BLANK_RUNS, preambleLines: 1, headerLines: 0 };
    const path = bench.file('report.txt', text);
    const shown = await previewFile(
      { path, name: 'report.txt' },
      { ...DEFAULT_IMPORT_OPTIONS, csv },
      listener(),
    );
    expect(shown.columns.map(({ name }) => name)).toEqual(['column 1', 'column 2', 'column 3']);
    expect(await bench.job([path], shown.decisions?.effective)).toMatchObject([{ imported: 2 }]);
    expect(bench.events().map(({ line, extra }) => [line, extra['column 2']])).toEqual([
      [2, '1'],
      [3, '2'],
    ]);
  });

  it('are not seen in padded CSV, prose, or log lines', async () => {
    const padded =
      'time,            user,  n\n2026-10-01T10:00:00Z,  dana,  1\n2026-10-01T10:00:00Z,  lee,   2\n2026-10-01T10:00:00Z,  kim,   3\n2026-10-01T10:00:00Z,  kim,   4\n';
    const bench = new ImportBench();
    await bench.take('padded.csv', padded);
    expect(listSources(bench.ws)[0]?.dialect).toMatch(/delimiter/);
  });

  it('come apart as they were put together', () => {
    const cell = fc.stringMatching(/^[!#-~]{1,8}$/);
    const gap = fc.stringMatching(/^ {1,5}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, gap), { minLength: 1, maxLength: 8 }), (parts) => {
        const line = parts.map(([text, blanks]) => text + blanks).join('');
        expect(blankCells(line, ANY_BLANKS)).toEqual(parts.map(([text]) => text));
      }),
    );
  });
});
