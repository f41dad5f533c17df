import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Profile } from '../../../electron/engine/import/profile/profile-format.ts';
import { saveUserProfile } from '../../../electron/engine/import/profile/save-user-profile.ts';
import {
  listProfiles,
  loadProfiles,
  profileProblems,
  takeProfileFile,
} from '../../../electron/engine/import/profiles.ts';
import { ImportBench } from './import-bench.ts';

const DOORS = {
  format: 1,
  id: 'door-log',
  version: 1,
  title: 'Door log',
  about: '',
  family: 'audit',
  formats: ['csv'],
  signature: {
    matches: [{ column: ['door'], startsWith: ['D-'] }, { column: ['badge'] }],
    required: ['time'],
    any: [],
  },
  inputs: {
    time: ['at'],
    actorId: ['badge'],
    resource: ['door'],
    action: ['{kind|or:door}.{what}'],
    outcome: ['result'],
  },
  outcomes: { success: ['ok'], failure: ['refused'] },
};
const LOG =
  'at,badge,door,kind,what,result\n2026-10-01T10:00:00Z,b-1,D-7,gate,open,ok\n2026-10-01T10:01:00Z,b-2,D-7,,open,REFUSED\n';

let folder = '';
let before: string | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailglass-own-'));
  before = process.env['TRAILGLASS_PROFILES'];
  process.env['TRAILGLASS_PROFILES'] = folder;
});
afterEach(() => {
  if (before === undefined) delete process.env['TRAILGLASS_PROFILES'];
  else process.env['TRAILGLASS_PROFILES'] = before;
  rmSync(folder, { recursive: true });
});

function put(name: string, content: unknown, into = folder): string {
  const path = join(into, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('profiles of the user', () => {
  it('recognise files, join texts, and judge outcomes', async () => {
    put('doors.json', DOORS);
    const bench = new ImportBench();
    expect(await bench.take('doors.csv', LOG)).toMatchObject({ profile: 'door-log', imported: 2 });
    expect(bench.events()).toMatchObject([
      { actor: 'b-1', action: 'gate.open', outcome: 'success', extra: { kind: 'gate', result: 'ok' } },
      { actor: 'b-2', action: 'door.open', outcome: 'failure', extra: { result: 'REFUSED' } },
    ]);
  });

  it('are listed with where they come from', () => {
    const path = put('doors.json', DOORS);
    expect(listProfiles().find(({ id }) => id === 'door-log')).toMatchObject({ own: true, from: path });
    expect(listProfiles().find(({ id }) => id === 'aws-cloudtrail')).toMatchObject({
      own: false,
      from: null,
    });
  });

  it('come from several folders and files, the first of an id counts', () => {
    const other = mkdtempSync(join(folder, 'other-'));
    put('a.json', { ...DOORS, title: 'First' });
    put('b.json', { ...DOORS, title: 'Second' }, other);
    const single = put('gates.json', { ...DOORS, id: 'gate-log' }, mkdtempSync(join(folder, 'single-')));
    process.env['TRAILGLASS_PROFILES'] = [folder, other, single].join(delimiter);
    const own = loadProfiles().filter(({ id }) => id.endsWith('-log') && !id.includes('system'));
    expect(own.map(({ id, title }) => [id, title])).toEqual(
      expect.arrayContaining([
        ['door-log', 'First'],
        ['gate-log', 'Door log'],
      ]),
    );
    expect(profileProblems()).toMatchObject([{ problem: expect.stringContaining('door-log already') }]);
  });

  it('are read again when a file changes', () => {
    const path = put('doors.json', DOORS);
    expect(loadProfiles().find(({ id }) => id === 'door-log')?.title).toBe('Door log');
    put('doors.json', { ...DOORS, title: 'Doors' });
    utimesSync(path, new Date(), new Date(Date.now() + 5_000));
    expect(loadProfiles().find(({ id }) => id === 'door-log')?.title).toBe('Doors');
  });

  it('are saved whole, for the user alone, and found at once', async () => {
    await saveUserProfile(DOORS as unknown as Profile);
    expect(statSync(join(folder, 'door-log.json')).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(join(folder, 'door-log.json'), 'utf8'))).toMatchObject({ id: 'door-log' });
    expect(loadProfiles().some(({ id }) => id === 'door-log')).toBe(true);
    await expect(saveUserProfile({ ...DOORS, id: '../x' } as unknown as Profile)).rejects.toMatchObject({
      code: 'BAD_MAPPING',
    });
  });
});

describe('a hostile profile', () => {
  const deep = `${'{"inputs":'.repeat(20_000)}1${'}'.repeat(20_000)}`;

  it.each([
    ['broken JSON', '{', /JSON/],
    ['an empty file', '', /JSON/],
    ['a list', [], /format|whole file|Expected/],
    ['nesting', deep, /format|whole|inputs/],
    ['too many bytes', `"${'x'.repeat(300 * 1024)}"`, /256 KiB/],
    ['the id of a shipped profile', { ...DOORS, id: 'aws-cloudtrail' }, /comes with the program/],
    ['the id of the one for all files', { ...DOORS, id: 'generic' }, /comes with the program/],
    ['code', { ...DOORS, run: 'rm -rf /' }, /run/],
    ['a regular expression', { ...DOORS, signature: { ...DOORS.signature, regex: '(a+)+$' } }, /signature/],
    ['an unclosed brace', { ...DOORS, inputs: { action: ['{a'] } }, /inputs\.action\.0/],
    ['an unknown edit', { ...DOORS, inputs: { action: ['{a|eval:x}'] } }, /inputs\.action\.0/],
    ['too many values in a text', { ...DOORS, inputs: { action: ['{a}'.repeat(11)] } }, /inputs\.action\.0/],
    ['an endless path', { ...DOORS, each: Array(40).fill('a').join('.') }, /each/],
    ['a broken path', { ...DOORS, changes: [{ before: 'a[', after: 'b' }] }, /changes/],
    ['a zone there is not', { ...DOORS, timezone: 'Mars/Olympus' }, /timezone/],
    ['an encoding there is not', { ...DOORS, reading: { encoding: 'klingon' } }, /reading\.encoding/],
    ['a delimiter without end', { ...DOORS, reading: { csv: { delimiter: 'x'.repeat(9) } } }, /delimiter/],
    ['lines without end', { ...DOORS, reading: { csv: { preambleLines: 1e9 } } }, /preambleLines/],
    ['a reading of more than files', { ...DOORS, reading: { tenant: 'x' } }, /reading/],
    ['a list without end', { ...DOORS, details: Array(5_000).fill('x') }, /details/],
    ['a kind there is not', { ...DOORS, actors: { kinds: { a: 'root' } } }, /kinds/],
  ])('with %s is told in one line and left out', (_what, content, problem) => {
    const path = put('bad.json', content);
    put('good.json', DOORS);
    expect(loadProfiles().map(({ id }) => id)).toContain('door-log');
    const [found, ...others] = profileProblems();
    expect(others).toEqual([]);
    expect(found?.path).toBe(path);
    expect(found?.problem).toMatch(problem);
    expect(found?.problem).not.toContain('\n');
    expect(() => takeProfileFile(path)).toThrow(/cannot be used as a profile/);
  });

  it('with a reading that no file can follow keeps no file from being read', async () => {
    for (let at = 0; at < 30; at += 1) {
      const reading = {
        csv: { delimiter: `${at}`, quote: `${at}`[0], preambleLines: 9_999 },
        encoding: 'utf-16le',
      };
      const signature = { required: [], any: [], matches: [{ column: ['nowhere'] }] };
      put(`bad-${at}.json`, { ...DOORS, id: `bad-${at}`, reading, signature });
    }
    put('good.json', DOORS);
    expect(profileProblems()).toEqual([]);
    expect(await new ImportBench().take('doors.csv', LOG)).toMatchObject({
      profile: 'door-log',
      imported: 2,
    });
    const chosen = await new ImportBench().take('doors.csv', LOG, { profile: 'bad-0' });
    expect(chosen).toMatchObject({ status: 'failed', error: { code: 'BAD_MAPPING' } });
  });

  it('that is a folder, a link to nothing, or gone does not stop the others', () => {
    mkdirSync(join(folder, 'folder.json'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'link.json'));
    put('good.json', DOORS);
    process.env['TRAILGLASS_PROFILES'] = [folder, join(folder, 'missing')].join(delimiter);
    expect(loadProfiles().map(({ id }) => id)).toContain('door-log');
    expect(profileProblems().map(({ path }) => path)).toEqual([
      join(folder, 'folder.json'),
      join(folder, 'link.json'),
    ]);
  });

  it('cannot reach what every object inherits', async () => {
    put('doors.json', {
      ...DOORS,
      inputs: {
        ...DOORS.inputs,
        userAgent: ['{constructor.name}', '{at.__proto__}'],
        reason: ['__proto__.x'],
      },
      details: ['__proto__', 'constructor'],
      changes: [{ before: '__proto__', after: 'constructor' }],
    });
    const bench = new ImportBench();
    await bench.take('doors.csv', LOG);
    expect(bench.events()[0]).toMatchObject({ userAgent: null, reason: null, changes: null });
  });
});
