import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { previewFile } from '../../../electron/engine/import/preview/preview-file.ts';
import { createColumnQueryEngine } from '../../../electron/engine/query/column-query-engine.ts';
import { DEFAULT_IMPORT_OPTIONS, type ImportOptions, NEWEST_FIRST } from '../../../shared/api/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { EMPTY_FILTER } from '../../../shared/filter/filter.ts';
import { goldenCases } from '../../golden/cases.ts';
import { ImportBench, listener } from './import-bench.ts';

async function preview(name: string, content: string | Uint8Array, options: Partial<ImportOptions> = {}) {
  const bench = new ImportBench();
  const path = bench.file(name, content);
  return previewFile({ path, name }, { ...DEFAULT_IMPORT_OPTIONS, ...options }, listener());
}

const ODD = [
  'Stamp;Wer;Was;Menge;Notiz',
  '2026-10-01T10:00:00Z;dana;login;1;a',
  '2026-10-01T11:00:00Z;lee;logout;viele;b',
  'gestern;lee;logout;3;b',
].join('\n');

describe('a preview', () => {
  it('says what was decided', async () => {
    const { decisions, question, looked, rejects } = await preview('odd.csv', ODD);
    expect(question).toBeNull();
    expect({ looked, rejects }).toEqual({ looked: 3, rejects: [] });
    expect(decisions).toMatchObject({
      encoding: 'utf-8',
      format: 'csv',
      profile: { id: 'generic' },
      effective: { encoding: 'utf-8', format: 'csv', csv: { delimiter: ';', headerLines: 1 } },
    });
  });

  it('describes each column: what it fills, what its values look like, how many of them fit', async () => {
    const fields = { time: ['Stamp'], actorName: ['Wer'], action: ['Was'], requests: ['Menge'] };
    const { columns } = await preview('odd.csv', ODD, { fields });
    const of = (name: string) => columns.find((column) => column.name === name);
    expect(columns.map(({ name }) => name)).toEqual(['Stamp', 'Wer', 'Was', 'Menge', 'Notiz']);
    expect(of('Stamp')).toMatchObject({
      input: 'time',
      filled: 3,
      parsed: 2,
      firstBad: { text: 'gestern', line: 4 },
    });
    expect(of('Menge')).toMatchObject({ input: 'requests', parsed: 2, firstBad: { text: 'viele', line: 3 } });
    expect(of('Notiz')).toMatchObject({ input: null, type: 'text', parsed: 3, samples: ['a', 'b'] });
  });

  it.each([
    ['time', ['2026-10-01 10:00', '2026-10-02 11:00']],
    ['integer', ['1', '2,000', '-3']],
    ['decimal', ['1', '2.5', '$3']],
    ['boolean', ['yes', 'no']],
    ['json', ['{"a":1}', '[1]']],
    ['text', ['1', 'two', 'three']],
    ['empty', ['n/a', '-']],
  ])('knows %s when it sees it', async (type, values) => {
    const cells = values.map((value) => `x;"${value.replaceAll('"', '""')}"`);
    const { columns } = await preview('types.csv', `name;value\n${cells.join('\n')}\n`);
    expect(columns[1]?.type).toBe(type);
  });

  it('asks for the order of day and month, and shows the rest meanwhile', async () => {
    const text = 'When,User,Action\n03/04/2026 10:00,dana,login\n05/06/2026 11:00,lee,logout\n';
    const asked = await preview('dates.csv', text);
    expect(asked.question).toMatchObject({
      code: 'DATE_ORDER_AMBIGUOUS',
      choice: 'dateOrder',
      column: 'When',
      answers: ['dmy', 'mdy', 'ymd'],
    });
    expect(asked.records[0]?.event).toMatchObject({
      time: null,
      actor: 'dana',
      extra: [['When', '03/04/2026 10:00']],
    });
    expect(asked.columns[0]).toMatchObject({ name: 'When', input: 'time', filled: 2, parsed: 0 });
    const answered = await preview('dates.csv', text, { dateOrder: 'dmy' });
    expect(answered.question).toBeNull();
    expect(answered.records[0]?.event.time).toBe(Date.UTC(2026, 3, 3, 10) * 1000);
  });

  it('asks about each choice the file cannot follow, naming it', async () => {
    const { question, decisions, records } = await preview('odd.csv', ODD, { fields: { time: ['Stmap'] } });
    expect(question).toMatchObject({ code: 'BAD_MAPPING', choice: 'fields.time', column: 'Stmap' });
    expect(decisions?.profile.id).toBe('generic');
    expect(records).toHaveLength(3);
    expect((await preview('odd.csv', ODD, { recordPath: 'log.items' })).question).toMatchObject({
      choice: 'recordPath',
    });
    expect((await preview('odd.csv', ODD, { profile: 'nope' })).question).toMatchObject({
      choice: 'profile',
    });
    expect((await preview('odd.csv', ODD, { timezone: 'Mars/Olympus' })).question).toMatchObject({
      choice: 'timezone',
    });
  });

  it('of what is no log has nothing but the reason', async () => {
    const { question, decisions, records } = await preview('empty.csv', '');
    expect(question).toMatchObject({ code: 'FILE_EMPTY', choice: null });
    expect({ decisions, records }).toEqual({ decisions: null, records: [] });
  });

  it('shows rejects with their line, reason and text', async () => {
    const { records, rejects } = await preview('broken.jsonl', '{"a":1}\n{"a": oops}\n{"a":2}\n');
    expect(records.map(({ line }) => line)).toEqual([1, 3]);
    expect(rejects).toMatchObject([{ line: 2, text: '{"a": oops}' }]);
    expect(rejects[0]?.reason).not.toBe('');
  });

  it('lists the places where the records of a document may be', async () => {
    const text = JSON.stringify({ users: [{ id: 1 }], log: { records: [{ time: '2026-10-01T10:00:00Z' }] } });
    const { decisions } = await preview('wrapped.json', text);
    expect(decisions?.recordPaths[0]).toBe(decisions?.effective.recordPath);
    expect([...(decisions?.recordPaths ?? [])].sort()).toEqual(['log.records', 'users']);
  });

  it('suggests fields for columns whose mapping was taken away', async () => {
    const text = 'timestamp,action,user\n2026-10-01T10:00:00Z,a,dana\n';
    const { columns } = await preview('log.csv', text, { fields: { action: [], time: ['timestamp'] } });
    expect(columns.find(({ name }) => name === 'action')).toMatchObject({ input: null, suggested: 'action' });
  });

  it('looks at the start alone, whatever the size of the file', async () => {
    const line = '2026-10-01T10:00:00Z;dana;login;1;a\n';
    const { whole, looked, records } = await preview(
      'long.csv',
      `Stamp;Wer;Was;Menge;Notiz\n${line.repeat(200_000)}`,
    );
    expect(whole).toBe(false);
    expect(looked).toBeLessThan(10_000);
    expect(records).toHaveLength(100);
  });

  it('is bounded for a file of many columns', async () => {
    const wide = Array.from({ length: 3_000 }, (_, at) => `c${at}`).join(',');
    const { columns, columnsTotal } = await preview('wide.csv', `${wide}\n${wide}\n`);
    expect({ shown: columns.length, columnsTotal }).toEqual({ shown: 500, columnsTotal: 3_000 });
  });

  it('keeps hostile names as data', async () => {
    const { columns, records } = await preview('evil.csv', '__proto__,constructor,<b>\n1,2,3\n4,5,6\n');
    expect(columns.map(({ name }) => name)).toEqual(['__proto__', 'constructor', '<b>']);
    expect(records[0]?.event.extra).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
      ['<b>', '3'],
    ]);
    expect(({} as Record<string, unknown>)['0']).toBeUndefined();
  });

  it('can be cancelled', async () => {
    const bench = new ImportBench();
    const path = bench.file('odd.csv', ODD);
    const cancelled = {
      progress: () => undefined,
      throwIfCancelled: () => {
        throw new AppError('CANCELLED', 'Cancelled.');
      },
    };
    await expect(
      previewFile({ path, name: 'odd.csv' }, DEFAULT_IMPORT_OPTIONS, cancelled),
    ).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });
});

describe('what a preview shows is what an import stores', () => {
  it.each(goldenCases().map((one) => [`${one.fileName} (${one.newline})`, one] as const))(
    '%s',
    async (_name, one) => {
      const bench = new ImportBench();
      const path = join(bench.folder, one.fileName);
      writeFileSync(path, one.bytes);
      const shown = await previewFile({ path, name: one.fileName }, one.options, listener());
      const [source] = await bench.job([path], one.options);
      if (source?.status === 'failed') {
        expect(shown.question?.code).toBe(source.error?.code);
        return;
      }
      expect(shown.question).toBeNull();
      expect(shown.decisions).toMatchObject({ profile: { id: source?.profile }, encoding: source?.encoding });
      const stored = createColumnQueryEngine(bench.ws).rows(
        { filter: EMPTY_FILTER, sort: NEWEST_FIRST, offset: 0, limit: 1_000 },
        listener(),
      );
      const inOrder = [...stored.rows].sort((a, b) => a.id - b.id).slice(0, 100);
      const lines = bench.events().map(({ line }) => line);
      const events = shown.records.filter(({ line }) => lines.includes(line));
      expect(events.map(({ event }) => ({ ...event, id: 0, source: 0 }))).toEqual(
        inOrder.map((event) => ({ ...event, id: 0, source: 0 })),
      );
      expect(shown.rejects.map(({ line, reason }) => ({ line, reason }))).toEqual(
        bench.rejects().map(({ line, reason }) => ({ line, reason })),
      );
    },
  );

  it.each(
    goldenCases()
      .filter(({ newline }) => newline === 'LF')
      .map((one) => [one.fileName, one] as const),
  )('%s, with the effective choices of its preview', async (_name, one) => {
    const bench = new ImportBench();
    const path = bench.file(one.fileName, one.bytes);
    const shown = await previewFile({ path, name: one.fileName }, one.options, listener());
    if (shown.decisions === null || shown.question !== null) return;
    const again = await previewFile({ path, name: one.fileName }, shown.decisions.effective, listener());
    expect(again.question).toBeNull();
    expect(again.records).toEqual(shown.records);
  });
});
