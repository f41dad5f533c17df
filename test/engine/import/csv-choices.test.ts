import { describe, expect, it } from 'vitest';
import { listSources } from '../../../electron/engine/store/sources.ts';
import {
  type CsvChoices,
  DEFAULT_IMPORT_OPTIONS,
  type ImportOptions,
} from '../../../shared/domain/import-choices.ts';
import { codes, ImportBench, listener } from './import-bench.ts';

const TIME = '2026-10-01T10:00:00Z';

const chosen = (csv: Partial<CsvChoices>): Partial<ImportOptions> => ({
  csv: { ...DEFAULT_IMPORT_OPTIONS.csv, ...csv },
});

async function read(text: string | Uint8Array, csv: Partial<CsvChoices>, name = 'log.csv') {
  const bench = new ImportBench();
  const source = await bench.take(name, text, chosen(csv));
  const events = bench.events().map((event) => [event['action'], event.extra]);
  return { bench, source, events, stored: listSources(bench.ws)[0] };
}

describe('a choice about the dialect', () => {
  it('of the delimiter is followed, whatever the file looks like', async () => {
    const { events, stored } = await read(
      `timestamp:action,note:more\n${TIME.replaceAll(':', '-')}:go,x:y\n`,
      { delimiter: ':' },
    );
    expect(events).toEqual([[null, { 'action,note': 'go,x', more: 'y', timestamp: '2026-10-01T10-00-00Z' }]]);
    expect(stored?.dialect).toContain('delimiter ":"');
    expect(stored?.options?.csv.delimiter).toBe(':');
  });

  it('of a delimiter of several characters is followed', async () => {
    const { events } = await read(
      `timestamp<->action<->note\n${TIME}<->go<->"a<->b"\n${TIME}<->stop<->a<b>c-d<-e\n`,
      { delimiter: '<->' },
    );
    expect(events).toEqual([
      ['go', { note: 'a<->b' }],
      ['stop', { note: 'a<b>c-d<-e' }],
    ]);
  });

  it('of a delimiter that is no ASCII character is followed', async () => {
    const { events } = await read(`timestamp§action§note\n${TIME}§go§a\n`, { delimiter: '§' });
    expect(events).toEqual([['go', { note: 'a' }]]);
  });

  it('of no quotes leaves them in the cells', async () => {
    const { events } = await read(`timestamp,action,note\n${TIME},"go","x"\n`, { quote: '' });
    expect(events).toEqual([['"go"', { note: '"x"' }]]);
  });

  it('of the quote is followed', async () => {
    const { events } = await read(`timestamp,action,note\n${TIME},go,%a,b%\n`, { quote: '%' });
    expect(events).toEqual([['go', { note: 'a,b' }]]);
  });

  it.each([
    ['backslash', String.raw`"a \"b\", c"`, 'a "b", c'],
    ['none', '"a "b" c"', 'a "b" c'],
    ['doubled', '"a ""b"", c"', 'a "b", c'],
  ] as const)('of the escape %s is followed', async (way, cell, note) => {
    const { events } = await read(`timestamp,action,note\n${TIME},go,${cell}\n`, { escape: way });
    expect(events).toEqual([['go', { note }]]);
  });

  it('of the preamble is followed, and it is kept with the source', async () => {
    const text = `Report,of,October\nby,dana,x\ntimestamp,action,note\n${TIME},go,a\n`;
    const { bench, source, events } = await read(text, { preambleLines: 2 });
    expect(events).toEqual([['go', { note: 'a' }]]);
    expect(codes(source.warnings)).toContain('PREAMBLE');
    expect(bench.ws.db.prepare('SELECT envelope FROM source').pluck().get()).toBe(
      'Report,of,October\nby,dana,x',
    );
  });

  it('of no preamble takes what stands first for the header', async () => {
    const text = `About,,\n\ntimestamp,action,note\n${TIME},go,a\n${TIME},stop,b\n`;
    const { stored, source } = await read(text, { preambleLines: 0, headerLines: 1 });
    expect(codes(source.warnings)).not.toContain('PREAMBLE');
    expect(stored?.read).toBe(3);
  });

  it('of no header makes a record of the first line', async () => {
    const { source, events } = await read(`timestamp,action\nlater,go\n`, { headerLines: 0 });
    expect(codes(source.warnings)).toContain('NO_HEADER');
    expect(events.map(([, extra]) => extra)).toEqual([
      { 'column 1': 'timestamp', 'column 2': 'action' },
      { 'column 1': 'later', 'column 2': 'go' },
    ]);
  });

  it('of a header where there seems to be none is followed', async () => {
    const { source, events } = await read(`name,2019,2020\nx,1,2\ny,3,4\n`, { headerLines: 1 });
    expect(codes(source.warnings)).not.toContain('NO_HEADER');
    expect(events.map(([, extra]) => extra)).toEqual([
      { name: 'x', 2019: '1', 2020: '2' },
      { name: 'y', 2019: '3', 2020: '4' },
    ]);
  });

  it('of two lines of header joins their names', async () => {
    const { stored, source } = await read(`event,event,who\ntime,action,user\n${TIME},go,dana\n`, {
      headerLines: 2,
    });
    expect(codes(source.warnings)).toContain('HEADER_JOINED');
    expect(stored?.read).toBe(1);
  });

  it('works in UTF-16', async () => {
    const text = `\ufefftimestamp<>action<>note\r\n${TIME}<>go<>é\r\n`;
    const { events } = await read(Buffer.from(text, 'utf16le'), { delimiter: '<>' });
    expect(events).toEqual([['go', { note: 'é' }]]);
  });
});

describe('a choice that cannot be', () => {
  const csv = `timestamp,action\n${TIME},go\n`;

  it.each<[string, string | Uint8Array, Partial<CsvChoices>, RegExp]>([
    ['a line end as delimiter', csv, { delimiter: 'a\nb' }, /line end/],
    ['a quote inside the delimiter', csv, { delimiter: '","', quote: '"' }, /holds the quote/],
    ['a backslash as quote and escape', csv, { quote: '\\', escape: 'backslash' }, /backslash/],
    ['a quote of two bytes', csv, { quote: '§' }, /ASCII/],
    ['more header than there are lines', csv, { headerLines: 5 }, /more than the 2 lines/],
    ['more preamble than there are lines', csv, { preambleLines: 7 }, /more than the 2 lines/],
    ['a delimiter for JSON', '{"time":1}\n{"time":2}\n', { delimiter: ';' }, /is JSON/],
  ])('is refused: %s', async (_, text, choices, why) => {
    const { source } = await read(text, choices);
    expect(source.status).toBe('failed');
    expect(source.error).toMatchObject({ code: 'BAD_MAPPING', message: expect.stringMatching(why) });
    expect(source.error?.message).not.toContain('\n');
  });
});

describe('an import with choices that was interrupted', () => {
  it('goes on with them, whatever is asked for then', { timeout: 60_000 }, async () => {
    const rows = Array.from({ length: 150_000 }, (_, n) => `${TIME};go ${n};a,b`);
    const text = ['About;this;file', 'timestamp;action;note', ...rows].join('\n');
    const bench = new ImportBench();
    const path = bench.file('log.csv', text);
    let batches = 0;
    const cancel = {
      ...listener(() => {
        batches += 1;
      }),
      throwIfCancelled: () => {
        if (bench.ws.db.prepare('SELECT count(*) FROM event_data').pluck().get() !== 0)
          throw new Error('stop');
      },
    };
    await bench.job([path], chosen({ preambleLines: 1, headerLines: 0 }), cancel).catch(() => undefined);
    expect(listSources(bench.ws)[0]?.status).toBe('interrupted');
    const [source] = await bench.job([path]);
    expect(source).toMatchObject({ status: 'imported', read: 150_001 });
    const [stored] = listSources(bench.ws);
    expect(stored?.dialect).toContain('no header');
    expect(stored?.options?.csv).toMatchObject({ preambleLines: 1, headerLines: 0 });
    expect(batches).toBeGreaterThan(0);
  });
});
