import { describe, expect, it } from 'vitest';
import { codes, ImportBench } from './import-bench.ts';

const EVENT = { timestamp: '2026-11-01T09:00:00Z', user: 'dana', action: 'login' };

async function take(name: string, content: string | Uint8Array, options = {}) {
  const bench = new ImportBench();
  const source = await bench.take(name, content, options);
  return { bench, source };
}

describe('records of JSON', () => {
  const one = JSON.stringify(EVENT);
  const pretty = JSON.stringify(EVENT, null, 2);
  it.each([
    ['an array', `[${one},${one}]`, 2],
    ['lines, whatever the extension', `${one}\n${one}\n`, 2],
    ['values after each other', `${one}${one} ${one}`, 3],
    ['pretty-printed values', `${pretty}\n${pretty}\n`, 2],
    ['one object', pretty, 1],
    ['a list at a path', `{"meta":{"n":2},"page":{"result":{"items":[${one},${one}]}}}`, 2],
    ['the larger of several lists', `{"events":[${one}],"records":[${one},${one},${one}]}`, 3],
    ['batches, one per line', `{"Records":[${one},${one}]}\n{"Records":[${one}]}\n`, 3],
    ['scalars', '[1,"a",null,true]', 4],
    ['nothing in an empty list', '[]', 0],
  ])('are found in %s', async (_what, content, count) => {
    const { source } = await take('log.json', content);
    expect(source).toMatchObject({ status: 'imported', read: count, imported: count, rejected: 0 });
  });

  it.each(['utf16le', 'utf8'] as const)('are found behind a byte-order mark (%s)', async (encoding) => {
    const { source } = await take('log.json', Buffer.from(`\u{feff}[${one},\n${one}]`, encoding));
    expect(source).toMatchObject({ imported: 2, rejected: 0, firstTime: '2026-11-01T09:00:00.000Z' });
  });

  it('that are events with a list of their own stay whole', async () => {
    const { source } = await take(
      'log.json',
      `${JSON.stringify({ ...EVENT, records: [{ a: 1 }, { a: 2 }] })}\n`.repeat(2),
    );
    expect(source.imported).toBe(2);
  });

  it('of an empty document are none, and it is refused', async () => {
    for (const content of ['', '  \n', '\u{feff}']) {
      const { source } = await take('log.json', content);
      expect(source.error?.code).toBe('FILE_EMPTY');
    }
  });
});

describe('a record path that was chosen', () => {
  const document = `{"big":[${'{"x":1},'.repeat(50)}{"x":2}],"small":{"list":[${JSON.stringify(EVENT)}]},"one":1}`;

  it.each(['small.list', '$.small.list'])('%s decides', async (recordPath) => {
    const { bench, source } = await take('log.json', document, { recordPath });
    expect(source.imported).toBe(1);
    expect(bench.events()[0]).toMatchObject({ action: 'login' });
  });

  it.each(['', '$'])('"%s" is the document itself', async (recordPath) => {
    expect((await take('log.json', document, { recordPath })).source.imported).toBe(1);
    expect((await take('log.json', '[{"a":1},{"a":2}]', { recordPath })).source.imported).toBe(2);
    expect((await take('log.json', '{"Records":[]}\n{"Records":[]}\n', { recordPath })).source.imported).toBe(
      2,
    );
  });

  it.each([
    ['one', 'log.json', document, /lists are at big, small\.list/],
    ['small', 'log.json', document, /no list is there/],
    ['a', 'log.json', '[1]', /is a list itself/],
    ['a', 'log.csv', 'a,b\n1,2\n', /not JSON/],
  ])('that leads nowhere is refused: %s in %s', async (recordPath, name, content, why) => {
    const { source } = await take(name, content, { recordPath });
    expect(source.error).toMatchObject({ code: 'BAD_MAPPING', message: expect.stringMatching(why) });
  });
});

describe('records inside the records of a log service', () => {
  const inside = { ...EVENT, id: 'inner', big: 9007199254740993n };
  const text = JSON.stringify({ ...EVENT, id: 'inner' }).replace('}', ',"big":9007199254740993}');

  it('are looked into, and the outer members stay', async () => {
    const lines = [1, 2].map((n) => JSON.stringify({ id: `outer-${n}`, logStream: 's', message: text }));
    const { bench, source } = await take('cloudwatch.json', `${lines.join('\n')}\n`);
    expect(codes(source.warnings)).toContain('UNWRAPPED');
    const [event] = bench.events();
    expect(event).toMatchObject({ action: 'login', actor: 'dana', line: 1 });
    expect(event?.extra).toMatchObject({ logStream: 's', 'envelope.id': 'outer-1', big: String(inside.big) });
  });

  it('are looked into three deep, in the batches of a subscription', async () => {
    const queue = JSON.stringify({ MessageId: 'm', body: JSON.stringify({ log: text }) });
    const { bench } = await take('queue.json', `{"owner":"1","logEvents":[${queue},${queue}]}\n`.repeat(2));
    expect(bench.events()).toHaveLength(4);
    expect(bench.events()[0]).toMatchObject({ action: 'login' });
  });

  it('are left alone where the outer record is the event', async () => {
    const { bench, source } = await take(
      'log.jsonl',
      `${JSON.stringify({ ...EVENT, details: text })}\n`.repeat(2),
    );
    expect(codes(source.warnings)).not.toContain('UNWRAPPED');
    expect(bench.events()[0]?.['detail']).toBe(text);
  });
});

describe('JSON text in a string', () => {
  const inner = JSON.stringify({ who: JSON.stringify({ ip: '10.0.0.1' }) });

  it('is looked into at any depth, in JSON and in the cells of CSV, and stays as it is', async () => {
    const row = JSON.stringify({ ...EVENT, data: { inner } });
    const cell = JSON.stringify({ inner }).replaceAll('"', '""');
    for (const [name, content, kept] of [
      ['log.jsonl', `${row}\n${row}\n`, { 'data.inner': inner }],
      [
        'log.csv',
        `time,user,data\n2026-11-01T09:00:00Z,dana,"${cell}"\n`,
        { data: JSON.stringify({ inner }) },
      ],
    ] as const) {
      const { bench, source } = await take(name, content, { fields: { ip: ['data.inner.who.ip'] } });
      expect(source.error).toBeNull();
      expect(bench.events()[0]).toMatchObject({ ip: '10.0.0.1', extra: kept });
    }
  });
});

describe('JSON that is not valid', () => {
  it.each([
    ['a trailing comma', '[\n  {"a": 1,}\n]', 2, 11],
    ['a comment', '[\n  {"a": 1 /* x */}\n]', 2, 11],
    ['NaN', '[\n  {"a": NaN}\n]', 2, 9],
    ['Infinity', '[\n  {"a": -Infinity}\n]', 2, 9],
    ['single quotes', "[\n  {'a': 1}\n]", 2, 4],
  ])('for %s is rejected with line and column', async (_what, content, line, column) => {
    const { bench, source } = await take('log.json', content);
    expect(source).toMatchObject({ read: 1, rejected: 1 });
    const [reject] = bench.rejects();
    expect(reject?.line).toBe(line);
    expect((reject?.column ?? 0) + 2).toBe(column);
    expect(reject?.reason).toMatch(/^Not valid JSON: /);
  });

  it('between records costs none of them: a comma too many is rejected, a missing one is told of', async () => {
    const { bench, source } = await take('log.json', '[\n {"a":1},\n {"a":2}\n {"a":3},\n]');
    expect(source).toMatchObject({ imported: 3, rejected: 1 });
    expect(bench.rejects()).toMatchObject([{ line: 4, column: 9, byteLength: 1 }]);
    expect(source.warnings.find(({ code }) => code === 'MISSING_COMMAS')?.message).toMatch(/first in line 4/);
  });

  it('in its names or numbers is read, and what a program would change is told of', async () => {
    const rows = [
      '{"a":1,"a":2}',
      '{"n":12345678901234567890,"e":1e400,"f":0.12345678901234567890}',
      '{"s":"\\ud800 half","t":"\\ud83d\\ude00"}',
    ];
    const { bench, source } = await take('log.jsonl', `${rows.join('\n')}\n`);
    const events = bench.events().map(({ extra }) => extra);
    expect(events).toEqual([
      { a: '2' },
      { n: '12345678901234567890', e: '1e400', f: '0.12345678901234567890' },
      { s: '\ufffd half', t: '\u{1f600}' },
    ]);
    expect(
      source.warnings.filter(({ message }) => /^1 record has/.test(message)).map(({ code }) => code),
    ).toEqual(['REPEATED_KEYS', 'LONG_NUMBERS', 'HALF_CHARACTERS']);
    const found = source.warnings.map(({ message }) => /line (\d)/.exec(message)?.[1]).filter(Boolean);
    expect(found).toEqual(expect.arrayContaining(['1', '2', '3']));
  });

  it('by its depth is rejected at once, whatever it is around', async () => {
    const deep = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`;
    const started = performance.now();
    const { bench, source } = await take('log.jsonl', `{"a":1}\n{"a":${deep}}\n{"a":3}\n`);
    expect(source).toMatchObject({ imported: 2, rejected: 1 });
    expect(bench.rejects()[0]?.reason).toMatch(/deeper than 200/);
    expect((await take('log.json', `{"a":${deep}}`)).source).toMatchObject({ imported: 0 });
    expect((await take('log.csv', `a,b\n1,"${deep}"\n2,x\n`)).source).toMatchObject({ imported: 2 });
    expect(performance.now() - started).toBeLessThan(30_000);
  }, 60_000);

  it('by its size is rejected alone, and its bytes are kept', async () => {
    const long = `{"a":"${'x'.repeat(20 * 1024 * 1024)}"}`;
    const { bench, source } = await take('log.jsonl', `{"a":"1"}\n${long}\n{"a":"3"}\n`);
    expect(source).toMatchObject({ imported: 2, rejected: 1 });
    expect(bench.rejects()[0]).toMatchObject({
      line: 2,
      byteLength: long.length,
      reason: expect.stringMatching(/longer/),
    });
  }, 60_000);
});

describe('names that every object inherits', () => {
  const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

  it('are columns like others, at every level', async () => {
    const record = `{${NAMES.map((name) => `"${name}":{"${name}":"x","polluted":"yes"}`).join(',')},"list":[{"__proto__":1}]}`;
    const wrapped = JSON.stringify({ id: 'o', message: `{"action":"a","user":"dana",${record.slice(1)}` });
    for (const [name, content] of [
      ['log.jsonl', `${record}\n${record}\n`],
      ['log.json', `{"__proto__":{"x":1},"records":[${record},${record}]}`],
      ['log.json', `{"__proto__":[${record},${record}]}`],
      ['log.jsonl', `${wrapped}\n${wrapped}\n`],
    ] as const) {
      const { bench, source } = await take(name, content);
      expect(source, content).toMatchObject({ imported: 2, rejected: 0 });
      const extra = bench.events()[0]?.extra ?? {};
      for (const inherited of NAMES) expect(extra[`${inherited}.polluted`]).toBe('yes');
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('do not answer for a path that a file lacks', async () => {
    const { bench } = await take('log.json', `[${JSON.stringify(EVENT)}]`, {
      fields: { resource: ['user'] },
    });
    expect(bench.events()[0]).toMatchObject({ resource: 'dana' });
    const { source } = await take('log.json', '{"a":1}', { recordPath: '__proto__' });
    expect(source.error?.code).toBe('BAD_MAPPING');
  });
});
