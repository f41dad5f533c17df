import { describe, expect, it } from 'vitest';
import { createRecordReadings } from '../../../electron/engine/analyze/record-reading.ts';
import { textRow, workbookOf } from '../../support/workbooks.ts';
import { ImportBench } from '../import/import-bench.ts';

const HEADER = 'timestamp,action,actor,note';

describe('a raw record as it was read', () => {
  it('has its cells under the columns of its file; what is missing and what is too much says so', async () => {
    const bench = new ImportBench();
    const rows = [
      '2026-10-01T10:00:00Z,a.1,dana,"x, ""y""\nz"',
      '2026-10-01T10:00:01Z,a.2',
      '2026-10-01T10:00:02Z,a.3,lee,n,5',
    ];
    await bench.take('rows.csv', Buffer.from(`Exported by: dana\n\n${HEADER}\n${rows.join('\n')}\n`));
    const read = createRecordReadings(bench.ws);
    expect(read(1)).toEqual({
      encoding: 'utf-8',
      decoded: null,
      cells: [
        { column: 'timestamp', text: '2026-10-01T10:00:00Z' },
        { column: 'action', text: 'a.1' },
        { column: 'actor', text: 'dana' },
        { column: 'note', text: 'x, "y"\nz' },
      ],
      time: '2026-10-01T10:00:00Z',
    });
    expect(read(2).cells?.slice(2)).toEqual([
      { column: 'actor', text: null },
      { column: 'note', text: null },
    ]);
    expect(read(3).cells?.at(-1)).toEqual({ column: null, text: '5' });
    expect(() => read(9)).toThrow(/no event 9/);
  });

  it('is decoded as its source was', async () => {
    const bench = new ImportBench();
    const people = ['José García,más', 'François Lefèvre,modifié', 'Jürgen Müller,Änderung gelöscht'];
    const text = `time;user;did\n${people.map((person, i) => `2026-10-01T10:00:0${i}Z;${person.replace(',', ';')}\n`).join('')}`;
    await bench.take('latin.csv', Buffer.from(text, 'latin1'));
    expect(createRecordReadings(bench.ws)(3)).toMatchObject({
      encoding: 'windows-1252',
      decoded: '2026-10-01T10:00:02Z;Jürgen Müller;Änderung gelöscht',
      cells: [{ column: 'time' }, { column: 'user', text: 'Jürgen Müller' }, { column: 'did' }],
    });
  });

  it('of a worksheet has cells, one of JSON has none', async () => {
    const bench = new ImportBench();
    const rows = textRow(['timestamp', 'action']) + textRow(['2026-10-01T10:00:00Z', 'a.1']);
    await bench.take('book.xlsx', workbookOf({ sheets: [{ name: 'Log', rows }] }));
    await bench.take('log.jsonl', Buffer.from('{"timestamp":"2026-10-02T10:00:00Z","action":"b.1"}\n'));
    const read = createRecordReadings(bench.ws);
    expect(read(1).cells).toEqual([
      { column: 'timestamp', text: '2026-10-01T10:00:00Z' },
      { column: 'action', text: 'a.1' },
    ]);
    expect(read(2).cells).toBeNull();
  });
});

describe('the time as a record writes it', () => {
  it('is found in cells, in members, in two columns, and where it could not be read', async () => {
    const bench = new ImportBench();
    const log = (name: string, text: string) => bench.take(name, Buffer.from(text));
    await log('local.csv', 'date,clock,action\n28.10.2026,14:05:11,a.1\n29.10.2026,14:05:12,a.2\n');
    await log('epoch.jsonl', '{"ts":1793368800,"action":"b.1"}\n{"ts":1793368860,"action":"b.2"}\n');
    await log('undated.csv', 'timestamp,action\n2026-10-01T10:00:00Z,c.1\nyesterday,c.2\n');
    const read = createRecordReadings(bench.ws);
    const stated = bench.events().map((event, at) => [event['action'], read(at + 1).time]);
    expect(stated).toEqual([
      ['a.1', '28.10.2026 14:05:11'],
      ['a.2', '29.10.2026 14:05:12'],
      ['b.1', '1793368800'],
      ['b.2', '1793368860'],
      ['c.1', '2026-10-01T10:00:00Z'],
      ['c.2', 'yesterday'],
    ]);
  });
});
