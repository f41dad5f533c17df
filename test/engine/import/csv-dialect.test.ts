import { describe, expect, it } from 'vitest';
import { listSources } from '../../../electron/engine/store/sources.ts';
import { codes, ImportBench } from './import-bench.ts';

const TIME = '2026-10-01T10:00:00Z';

async function read(text: string) {
  const bench = new ImportBench();
  const source = await bench.take('log.csv', text);
  const events = bench.events().map((event) => [event['action'], event.extra]);
  return { source, events, dialect: listSources(bench.ws)[0]?.dialect };
}

describe('the dialect of a file', () => {
  it.each([',', ';', '\t', '|'])(
    'with %j between two columns is found in the shortest files',
    async (mark) => {
      for (const end of ['', '\n', '\r\n']) {
        const { source, events } = await read(
          `timestamp${mark}action${end === '' ? '\n' : end}${TIME}${mark}go${end}`,
        );
        expect(source).toMatchObject({ read: 1, undated: 0 });
        expect(events).toEqual([['go', {}]]);
      }
    },
  );

  it('is not confused by other marks inside quotes', async () => {
    const { events } = await read(`timestamp;action;note\n${TIME};go;"a,b,c|d"\n${TIME};stop;"e,f,g|h"\n`);
    expect(events).toEqual([
      ['go', { note: 'a,b,c|d' }],
      ['stop', { note: 'e,f,g|h' }],
    ]);
  });

  it('may be named in a first line, as spreadsheets do', async () => {
    const { source, events } = await read(`sep=;\r\ntimestamp;action\r\n${TIME};a,b\r\n`);
    expect(source.read).toBe(1);
    expect(events).toEqual([['a,b', {}]]);
  });

  it('may have single quotes', async () => {
    const { events } = await read(`'timestamp','action','note'\n'${TIME}','go','a, ''b'''\n`);
    expect(events).toEqual([['go', { note: "a, 'b'" }]]);
  });

  it('may mix line ends', async () => {
    const { source, events } = await read(
      `timestamp,action,n\r\n${TIME},"a",1\n${TIME},"b",2\r\n${TIME},"c",3`,
    );
    expect(source).toMatchObject({ read: 3, rejected: 0 });
    expect(events.map(([action]) => action)).toEqual(['a', 'b', 'c']);
  });

  it('is written down with the source', async () => {
    expect((await read(`timestamp;action\n${TIME};go\n`)).dialect).toBe(
      'delimiter semicolon, quote ", with header, 2 columns',
    );
  });
});

describe('a header', () => {
  it('may be missing: then the first row is a record', async () => {
    const { source, events } = await read(`${TIME},go,1\n${TIME},stop,2\n`);
    expect(source.read).toBe(2);
    expect(codes(source.warnings)).toContain('NO_HEADER');
    expect(events[0]?.[1]).toEqual({ 'column 2': 'go', 'column 3': '1' });
  });

  it('may hold a number where the column below does not', async () => {
    const { source, events } = await read(`timestamp,action,2026\n${TIME},go,x\n`);
    expect(codes(source.warnings)).not.toContain('NO_HEADER');
    expect(events).toEqual([['go', { 2026: 'x' }]]);
  });

  it('with empty and repeated names is repaired', async () => {
    const { source, events } = await read(`timestamp,action,a,a,,a\n${TIME},go,1,2,3,4\n`);
    expect(codes(source.warnings)).toContain('HEADER_REPAIRED');
    expect(events).toEqual([['go', { a: '1', 'a (2)': '2', 'column 5': '3', 'a (3)': '4' }]]);
  });

  it('may run over several lines', async () => {
    const { source, events } = await read(`timestamp,"action","long\nname"\n${TIME},go,x\n`);
    expect(source.read).toBe(1);
    expect(events).toEqual([['go', { 'long\nname': 'x' }]]);
  });
});

describe('numbers with decimal commas', () => {
  it('are read as such in semicolon-separated files', async () => {
    const bench = new ImportBench();
    await bench.take('log.csv', `timestamp;model;cost\n${TIME};gpt-4o;1,234\n${TIME};gpt-4o;0,5\n`);
    expect(bench.events().map((event) => event['cost'])).toEqual([1_234_000_000, 500_000_000]);
  });
});
