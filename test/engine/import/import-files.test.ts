import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { importFiles } from '../../../electron/engine/import/import-files.ts';
import { readRaw } from '../../../electron/engine/store/raw-records.ts';
import { listSources } from '../../../electron/engine/store/sources.ts';
import { DEFAULT_IMPORT_OPTIONS } from '../../../shared/api/contract.ts';
import { codes, ImportBench, listener } from './import-bench.ts';

const CALLS =
  'When,User,Email,Reason,Provider,Model,Input tokens,Output tokens,Credits,BYOK,Provider cost,Currency\n';

describe('values of known exports', () => {
  it('AI calls: credits, or provider cost on the own key, never both', async () => {
    const bench = new ImportBench();
    await bench.take(
      'calls.csv',
      `${CALLS}2026-10-01 10:00:00,Dana Reyes,dana@x.test,Chat,OpenAI,gpt-4o,"1,200",34,0.3,No,,\n2026-10-01 10:00:01,Unknown user,,Chat,OpenAI,gpt-4o,1,2,,Yes,0.0123,USD\n`,
    );
    const [first, second] = bench.events();
    expect(first).toMatchObject({
      family: 'usage',
      actor: 'dana@x.test',
      actorName: 'Dana Reyes',
      inputTokens: 1200,
      outputTokens: 34,
      requests: 1,
      credits: 300_000_000,
      byok: 0,
      byokCost: null,
      cost: null,
    });
    expect(second).toMatchObject({
      actor: 'Unknown user',
      actorKind: 'unknown',
      credits: null,
      byok: 1,
      byokCost: 12_300_000,
      cost: null,
      currency: 'USD',
    });
  });

  it('AI calls as the screen shows them: two values in one column', async () => {
    const bench = new ImportBench();
    const source = await bench.take(
      'screen.csv',
      'When,User,Reason,Model,Tokens,Credits\n2026-10-01T10:00:00Z,Dana Reyes <dana@x.test>,Chat,openai / gpt-4o,"1,200 / 34",BYOK $0.0123\n2026-10-01T10:00:01Z,Ravi <ravi@x.test>,Chat,gpt-4o,5 / 6,2.5\n',
    );
    expect(source.profile).toBe('ai-calls');
    expect(bench.events()).toMatchObject([
      {
        actor: 'dana@x.test',
        actorName: 'Dana Reyes',
        provider: 'openai',
        model: 'gpt-4o',
        inputTokens: 1200,
        outputTokens: 34,
        byok: 1,
        byokCost: 12_300_000,
        credits: null,
        currency: 'USD',
      },
      { provider: null, model: 'gpt-4o', byok: 0, credits: 2_500_000_000, byokCost: null },
    ]);
  });

  it('AI workers: System runs without a worker, and the balance', async () => {
    const bench = new ImportBench();
    await bench.take(
      'w.csv',
      'Timestamp,Actor,AI worker,Entry point,Executions,Consumed credits,Final credit balance\n2026-10-01 00:00:00,System,,Monthly grant,0,0.00,"12,000.00"\n',
    );
    expect(bench.events()).toMatchObject([
      {
        actor: 'System',
        actorKind: 'system',
        worker: null,
        requests: 0,
        credits: 0,
        balance: 12_000_000_000_000,
      },
    ]);
  });

  it('platform audit: canonical action, details and changes', async () => {
    const bench = new ImportBench();
    await bench.take(
      'audit.csv',
      'Timestamp,Actor,Action,Resource,Details,Instance\n2026-10-01T10:00:00.123456Z,d@x.test,user.role_changed,e@x.test,"{""old"":{""role"":""user""},""new"":{""role"":""admin""}}",eu-prod\n',
    );
    const [event] = bench.events();
    expect(event).toMatchObject({
      time: 1_790_848_800_123_456,
      family: 'audit',
      tenant: 'eu-prod',
      resourceKind: 'user',
      verb: 'change_role',
      requests: null,
      detail: '{"old":{"role":"user"},"new":{"role":"admin"}}',
    });
    expect(JSON.parse(String(event?.['changes']))).toEqual([
      { path: 'role', before: 'user', after: 'admin' },
    ]);
  });

  it('organisation audit: the same from CSV and from JSON', async () => {
    const record = {
      timestamp: '2026-10-31T19:00:07.952289Z',
      user_email: 'k@x.test',
      user_name: 'Kofi',
      action: 'create',
      resource_type: 'team',
      resource_id: 'team_1',
      detail: { method: 'POST', path: '/api/teams' },
      ip_address: '192.0.2.7',
    };
    const csv = `${Object.keys(record).join(',')}\n${Object.values(record)
      .map((value) =>
        typeof value === 'string' ? value : `"${JSON.stringify(value).replaceAll('"', '""')}"`,
      )
      .join(',')}\n`;
    const [a, b] = [new ImportBench(), new ImportBench()];
    expect((await a.take('log.csv', csv)).profile).toBe('org-audit');
    expect((await b.take('log.json', JSON.stringify([record]))).profile).toBe('org-audit');
    const place = { line: 0, byteOffset: 0, byteLength: 0 };
    expect({ ...a.events()[0], ...place }).toEqual({ ...b.events()[0], ...place });
  });
});

describe('any log', () => {
  it('keeps every column under its own name', async () => {
    const bench = new ImportBench();
    const source = await bench.take(
      'x.csv',
      'eventTime,eventName,foo bar,__proto__,constructor\n2026-10-01T10:00:00Z,Go,1,2,3\n',
    );
    expect(codes(source.warnings)).toEqual(['GENERIC_PROFILE']);
    const [event] = bench.events();
    expect(event).toMatchObject({ action: 'Go' });
    expect(Object.entries(event?.extra ?? {})).toEqual([
      ['foo bar', '1'],
      ['__proto__', '2'],
      ['constructor', '3'],
    ]);
    const stored = bench.ws.db.prepare('SELECT name FROM extra_column ORDER BY id').pluck().all();
    expect(stored).toEqual(['foo bar', '__proto__', 'constructor']);
    expect(event?.['byteLength']).toBe('2026-10-01T10:00:00Z,Go,1,2,3'.length);
  });

  it('flattens nested members and keeps lists as JSON', async () => {
    const bench = new ImportBench();
    await bench.take(
      'x.json',
      '[{"time":"2026-10-01T10:00:00Z","a":{"b":{"c":1},"d":[1,{"e":2}]},"n":null,"t":true}]',
    );
    expect(bench.events()[0]?.extra).toEqual({ 'a.b.c': '1', 'a.d': '[1,{"e":2}]', t: 'true' });
  });

  it('keeps ids that a double cannot hold', async () => {
    const bench = new ImportBench();
    await bench.take(
      'x.jsonl',
      '{"time":1790848800,"big":9007199254740993}\n{"time":1790848801,"big":1.10}\n',
    );
    expect(bench.events().map((event) => event.extra['big'])).toEqual(['9007199254740993', '1.1']);
  });

  it('is usage when it counts tokens, and audit when it does not', async () => {
    const bench = new ImportBench();
    await bench.take('a.csv', 'TIMESTAMP,ContextTokens,GeneratedTokens\n2026-10-01 10:00:00.1234567,5,6\n');
    await bench.take('b.csv', 'timestamp,action,ip\n2026-10-01 10:00:00,login,192.0.2.1\n');
    expect(bench.events().map((event) => [event['family'], event['requests']])).toEqual([
      ['usage', 1],
      ['audit', null],
    ]);
  });

  it('finds times by their values where no name tells', async () => {
    const bench = new ImportBench();
    await bench.take('a.csv', '2026-10-01 10:00:00,on,5551234567\n2026-10-01 10:00:01,off,5551234568\n');
    await bench.take(
      'b.csv',
      'Zeitpunkt;Telefon\n01.10.2026 10:00;1723560031\n31.10.2026 10:00;1723560032\n',
    );
    expect(bench.events().map((event) => [event['time'], Object.keys(event.extra)])).toEqual([
      [1_790_848_800_000_000, ['column 2', 'column 3']],
      [1_790_848_801_000_000, ['column 2', 'column 3']],
      [1_790_848_800_000_000, ['Telefon']],
      [1_793_440_800_000_000, ['Telefon']],
    ]);
  });

  it('does not take offsets from the start of a trace for times', async () => {
    const bench = new ImportBench();
    const source = await bench.take(
      't.jsonl',
      '{"timestamp":0,"input_length":5}\n{"timestamp":27482,"input_length":6}\n',
    );
    expect(source).toMatchObject({ undated: 2, imported: 2 });
    expect(bench.events().map((event) => event.extra['timestamp'])).toEqual(['0', '27482']);
  });

  it('puts columns beyond the limit into the details', async () => {
    const bench = new ImportBench();
    const record = Object.fromEntries(Array.from({ length: 2_010 }, (_, i) => [`k${i}`, i]));
    const source = await bench.take('x.json', JSON.stringify([record]));
    expect(codes(source.warnings)).toContain('TOO_MANY_COLUMNS');
    const [event] = bench.events();
    expect(Object.keys(event?.extra ?? {})).toHaveLength(2_000);
    expect(JSON.parse(String(event?.['detail'])).columns).toMatchObject({ k2000: '2000', k2009: '2009' });
  });
});

describe('encodings', () => {
  const text =
    'timestamp,actor,note\r\n2026-10-01T10:00:00Z,Zoë Åkesson,"a\nb"\r\n2026-10-01T10:00:01Z,山田,c\r\n';
  const wide = Buffer.from(`\ufeff${text}`, 'utf16le');
  it.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.from(`\ufeff${text}`)],
    ['utf-16le', wide],
    ['utf-16be', Buffer.from(wide).swap16()],
    ['utf-16le', Buffer.from('timestamp,actor\n2026-10-01T10:00:00Z,Zoe\n', 'utf16le')],
  ])('%s is read, with places in the bytes of the file', async (name, bytes) => {
    const bench = new ImportBench();
    const source = await bench.take('x.csv', bytes);
    expect(source).toMatchObject({ encoding: name, status: 'imported', rejected: 0 });
    for (const event of bench.events()) {
      const raw = readRaw(bench.ws, source.id ?? 0, event.byteOffset, event.byteLength);
      expect(raw.equals(bytes.subarray(event.byteOffset, event.byteOffset + event.byteLength))).toBe(true);
    }
    expect(bench.events()[0]?.['actorName']).toMatch(/^Zo[eë]/);
  });

  it('takes what is not UTF-8 for Windows-1252, and says so', async () => {
    const bench = new ImportBench();
    const source = await bench.take(
      'x.csv',
      Buffer.from('timestamp,actor\n2026-10-01T10:00:00Z,Zo\xeb \x80\n', 'latin1'),
    );
    expect(codes(source.warnings)).toContain('ENCODING_GUESSED');
    expect(bench.events()[0]?.['actorName']).toBe('Zoë €');
  });
});

describe('files', () => {
  it('are known again by their bytes, whatever they are called', async () => {
    const bench = new ImportBench();
    const first = await bench.take('a.csv', 'timestamp,action\n2026-10-01T10:00:00Z,x\n');
    const again = await bench.take('b.csv', 'timestamp,action\n2026-10-01T10:00:00Z,x\n');
    expect(again).toMatchObject({ status: 'already-imported', id: first.id, read: 0, imported: 0 });
    expect(bench.events()).toHaveLength(1);
    expect(listSources(bench.ws)).toHaveLength(1);
  });

  it('are unpacked when they are gzip, whatever they are called', async () => {
    const bench = new ImportBench();
    const packed = Buffer.concat([
      gzipSync('timestamp,action\n2026-10-01T10:00:00Z,x\n'),
      gzipSync('2026-10-01T10:00:01Z,y\n'),
    ]);
    const source = await bench.take('log.csv', packed);
    expect(source).toMatchObject({ status: 'imported', imported: 2 });
    expect(listSources(bench.ws)[0]?.compression).toBe('gzip');
  });

  it('of a folder are found below it, in order, without following links', async () => {
    const bench = new ImportBench();
    const logs = join(bench.folder, 'logs');
    mkdirSync(join(logs, 'sub'), { recursive: true });
    bench.file('logs/b.json', '[{"action":"b"}]');
    bench.file('logs/sub/a.jsonl', '{"action":"a"}\n{"action":"c"}');
    bench.file('logs/readme.md', 'no log');
    symlinkSync(bench.folder, join(logs, 'loop'));
    const sources = await bench.job([logs]);
    expect(sources.map((source) => [source.name, source.imported])).toEqual([
      ['logs/b.json', 1],
      ['logs/sub/a.jsonl', 2],
    ]);
  });

  it('of a folder that are not called like logs are left alone and named', async () => {
    const bench = new ImportBench();
    mkdirSync(join(bench.folder, 'logs'));
    bench.file('logs/a.json', '[{"action":"a"}]');
    bench.file('logs/notes.docx', 'no log');
    const files = [{ path: join(bench.folder, 'logs'), name: 'logs' }];
    const report = await importFiles(bench.ws, files, DEFAULT_IMPORT_OPTIONS, listener());
    expect(report.skipped).toEqual(['logs/notes.docx']);
    expect(report.sources.map((source) => source.name)).toEqual(['logs/a.json']);
  });

  it('cut off at a known limit are pointed out, with the span that is missing', async () => {
    const bench = new ImportBench();
    const rows = Array.from(
      { length: 2_500 },
      (_, i) => `${new Date(1.79e12 - i * 1000).toISOString()},x${i}`,
    );
    const source = await bench.take('x.csv', `timestamp,action\n${rows.join('\n')}\n`);
    const warning = source.warnings.find(({ code }) => code === 'TRUNCATED_EXPORT');
    expect(warning?.message).toContain(`records older than ${new Date(1.79e12 - 2_499_000).toISOString()}`);
  });

  it('ask for the order of day and month only when it matters', async () => {
    const bench = new ImportBench();
    const text = 'When,action\n03/04/2026 10:00,x\n05/06/2026 10:00,y\n';
    const refused = await bench.take('x.csv', text);
    expect(refused).toMatchObject({ status: 'failed', error: { code: 'DATE_ORDER_AMBIGUOUS' } });
    expect(listSources(bench.ws)).toEqual([]);
    const [source] = await bench.job([join(bench.folder, 'x.csv')], { dateOrder: 'dmy' });
    expect(source).toMatchObject({ status: 'imported', firstTime: '2026-04-03T10:00:00.000Z' });
  });
});
