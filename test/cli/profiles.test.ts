import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cli } from './run.ts';

const DOORS = {
  ...{
    format: 1,
    id: 'door-log',
    version: 1,
    title: 'Door log',
    about: '',
    family: 'audit',
    formats: ['csv'],
  },
  signature: { matches: [{ column: ['door'] }, { column: ['badge'] }], required: ['time'], any: [] },
  inputs: { time: ['at'], actorId: ['badge'], resource: ['door'], action: ['what'] },
};

let folder = '';
let before: string | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailglass-cli-profiles-'));
  before = process.env['TRAILGLASS_PROFILES'];
  process.env['TRAILGLASS_PROFILES'] = join(folder, 'usual');
  writeFileSync(join(folder, 'doors.csv'), 'at,badge,door,what\n2026-10-01T10:00:00Z,b-1,D-7,open\n');
});
afterEach(() => {
  if (before === undefined) delete process.env['TRAILGLASS_PROFILES'];
  else process.env['TRAILGLASS_PROFILES'] = before;
  rmSync(folder, { recursive: true });
});

function put(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

function importing(...flags: string[]) {
  return cli([
    'import',
    join(folder, 'doors.csv'),
    '-w',
    join(folder, 'case.trailglass'),
    '--json',
    ...flags,
  ]);
}

describe('profiles on the command line', () => {
  it('are listed with their place; a file that is none is one line and stops nothing', async () => {
    const good = put('doors.json', DOORS);
    const bad = put('bad.json', { ...DOORS, id: 'generic' });
    const { status, out, err } = await cli(['profiles', '--profiles', folder, '--json']);
    expect(status).toBe(0);
    const listed = (JSON.parse(out) as { profiles: { id: string; from: string | null }[] }).profiles;
    expect(listed.find(({ id }) => id === 'door-log')?.from).toBe(good);
    expect(err.split('\n').filter((line) => line.includes(bad))).toHaveLength(1);
  });

  it('are recognised in the folder of --profiles', async () => {
    put('doors.json', DOORS);
    const { out } = await importing('--profiles', folder);
    expect(JSON.parse(out)).toMatchObject({ sources: [{ profile: 'door-log', imported: 1 }] });
  });

  it('are taken from the file that --profile names', async () => {
    const path = put('doors.json', { ...DOORS, signature: { required: ['credits'], any: [] } });
    const { out } = await importing('--profile', path);
    expect(JSON.parse(out)).toMatchObject({ sources: [{ profile: 'door-log', imported: 1 }] });
    expect(process.env['TRAILGLASS_PROFILES']).toBe([path, join(folder, 'usual')].join(delimiter));
  });

  it.each([
    ['a file that is no profile', { ...DOORS, inputs: { secret: ['x'] } }, /doors\.json.*inputs/],
    ['the id of a shipped one', { ...DOORS, id: 'okta-system-log' }, /doors\.json.*okta-system-log/],
  ])('%s is refused, naming file and place', async (_what, content, message) => {
    const { status, err } = await importing('--profile', put('doors.json', content));
    expect({ status, err }).toEqual({ status: 2, err: expect.stringMatching(message) });
  });

  it('have a JSON Schema', async () => {
    const { out } = await cli(['profiles', '--schema']);
    expect(JSON.parse(out)).toMatchObject({ title: 'Trailglass profile', type: 'object' });
  });
});
