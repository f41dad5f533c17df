import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMappingText } from '../../electron/engine/import/mapping-file.ts';
import { writeLog } from '../contract/tiny-logs.ts';
import { cli, cliJson } from './run.ts';

const ODD = [
  'Stamp;Wer;Was;Menge',
  '03/04/2026 10:00;dana;login;1',
  '05/06/2026 11:00;lee;logout;viele',
  '',
].join('\n');

const FLAGS = [
  '--date-order',
  'dmy',
  '--field',
  'time=Stamp',
  '--field',
  'actorName=Wer',
  '--field',
  'action=Was',
];

interface Preview {
  readonly decisions: {
    readonly profile: { readonly id: string };
    readonly effective: Record<string, unknown>;
  };
  readonly columns: readonly { readonly name: string; readonly input: string | null }[];
  readonly records: readonly { readonly line: number; readonly event: Record<string, unknown> }[];
  readonly question: { readonly code: string; readonly choice: string } | null;
}

describe('mapping by hand on the command line', () => {
  let folder: string;
  let log: string;
  let workspace: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'trailglass-mapping-'));
    log = writeLog(folder, 'odd.csv', ODD);
    workspace = join(folder, 'case.trailglass');
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function file(name: string, text: string): string {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  }

  it('preview: decisions, columns and records', async () => {
    const { out, status } = await cli(['preview', log, ...FLAGS, '--field', 'requests=Menge']);
    expect(status).toBe(0);
    expect(out).toMatch(/^profile +generic \(\d+ %\)$/m);
    expect(out).toMatch(/^Menge +requests +text +50 % +line 3: "viele" +1 · viele$/m);
    expect(out).toMatch(/^Timestamp +2026-04-03T10:00:00\.000Z$/m);
  });

  it('preview --json: one document, events as everywhere', async () => {
    const { records, columns, question } = await cliJson<Preview>(['preview', log, ...FLAGS]);
    expect(question).toBeNull();
    expect(records[0]).toMatchObject({
      line: 2,
      event: { time: '2026-04-03T10:00:00.000Z', actorName: 'dana', action: 'login', extra: { Menge: '1' } },
    });
    expect(columns.map(({ name, input }) => [name, input])).toEqual([
      ['Stamp', 'time'],
      ['Wer', 'actorName'],
      ['Was', 'action'],
      ['Menge', null],
    ]);
  });

  it('preview of what cannot be imported as asked names the flag that answers', async () => {
    const { err, out, status } = await cli(['preview', log]);
    expect(status).toBe(2);
    expect(err).toMatch(/State the date order .*\(--date-order\)\n/);
    expect(out).toMatch(/^Was +/m);
  });

  it('--save-mapping keeps the effective choices, which --mapping takes', async () => {
    const mapping = join(folder, 'odd.mapping.json');
    expect((await cli(['preview', log, ...FLAGS, '--save-mapping', mapping])).status).toBe(0);
    expect(JSON.parse(readFileSync(mapping, 'utf8'))).toMatchObject({
      mapping: 1,
      dateOrder: 'dmy',
      csv: { delimiter: ';', headerLines: 1 },
      fields: { time: ['Stamp'], actorName: ['Wer'], action: ['Was'] },
    });
    expect((await cli(['import', log, '-w', workspace, '--mapping', mapping])).status).toBe(0);
    const { out } = await cli(['events', '-w', workspace, '--format', 'jsonl', '--sort', 'time']);
    const [first] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(first).toMatchObject({ time: '2026-04-03T10:00:00.000Z', actorName: 'dana' });
  });

  it('flags win over the file', async () => {
    const mapping = file('m.json', '{"mapping": 1, "dateOrder": "mdy", "timezone": "Europe/Berlin"}');
    const args = ['preview', log, '--mapping', mapping, '--field', 'time=Stamp'];
    const byFile = await cliJson<Preview>(args);
    expect(byFile.records[0]?.event['time']).toBe('2026-03-04T09:00:00.000Z');
    const byFlag = await cliJson<Preview>([...args, '--date-order', 'dmy', '--timezone', 'UTC']);
    expect(byFlag.records[0]?.event['time']).toBe('2026-04-03T10:00:00.000Z');
  });

  it('--field input= leaves an input out', async () => {
    const { records } = await cliJson<Preview>(['preview', log, ...FLAGS, '--field', 'actorName=']);
    expect(records[0]?.event).toMatchObject({ actorName: null, extra: { Wer: 'dana' } });
  });

  it('a column that is not there is named with its nearest', async () => {
    const fresh = join(folder, 'fresh.trailglass');
    const { err, status } = await cli(['import', log, '-w', fresh, '--field', 'time=Stmap']);
    expect(status).toBe(2);
    expect(err).toMatch(/"Stmap".*Closest: "Stamp"/);
  });

  it.each([
    ['broken.json', '{\n  "mapping": 1,\n  oops\n}', /broken\.json: line 3, column 3: /],
    ['unknown.json', '{"mapping": 1, "delimiter": ";"}', /unknown\.json: delimiter: /],
    ['place.json', '{"mapping": 1, "csv": {"delimiter": 5}}', /place\.json: csv\.delimiter: /],
    ['input.json', '{"mapping": 1, "fields": {"tiem": ["x"]}}', /input\.json: fields\.tiem: /],
    ['version.json', '{"mapping": 2}', /version\.json: mapping: /],
    ['proto.json', '{"mapping": 1, "__proto__": {"profile": "x"}}', /proto\.json: __proto__: /],
  ])('a mapping file that is none is refused, naming the place: %s', async (name, text, message) => {
    const { err, status } = await cli(['preview', log, '--mapping', file(name, text)]);
    expect(err).toMatch(message);
    expect(status).toBe(2);
  });

  it('a mapping file may begin with a byte-order mark', () => {
    expect(readMappingText('\u{feff}{"mapping": 1}', 'm.json')).toMatchObject({
      profile: null,
      timezone: 'UTC',
    });
  });
});
