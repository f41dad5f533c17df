import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { cli } from './run.ts';

const LOG = 'timestamp,action\n2026-10-01T10:00:00Z,a.1\n2026-10-01T10:00:01Z,a.2\n';
const folder = mkdtempSync(join(tmpdir(), 'trailglass-stdin-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const spools = (): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`trailglass-unpacked-${process.pid}-`));

describe('import of standard input', () => {
  it('reads a log under the name it is given, hashed like the file', async () => {
    const workspace = join(folder, 'a.trailglass');
    const first = await cli(['import', '-', '-w', workspace, '--name', 'usage.csv', '--json'], {
      input: LOG,
    });
    const { sources } = JSON.parse(first.out);
    expect([first.status, sources]).toMatchObject([0, [{ name: 'usage.csv', status: 'imported', read: 2 }]]);
    const again = await cli(['import', '-', '-w', workspace, '--json'], { input: LOG });
    expect(JSON.parse(again.out).sources).toMatchObject([{ name: 'stdin', status: 'already-imported' }]);
    expect(spools()).toEqual([]);
  });

  it('recognises what is piped in by its content', async () => {
    const workspace = join(folder, 'b.trailglass');
    const { out } = await cli(['import', '-', '-w', workspace, '--json'], { input: gzipSync(LOG) });
    expect(JSON.parse(out).sources).toMatchObject([{ name: 'stdin', status: 'imported', imported: 2 }]);
  });

  it('says so when nothing is piped in', async () => {
    const nothing = await cli(['import', '-', '-w', join(folder, 'c.trailglass')]);
    expect([nothing.status, nothing.err]).toEqual([2, expect.stringContaining('Nothing is piped in')]);
    const empty = await cli(['import', '-', '-w', join(folder, 'd.trailglass')], { input: '' });
    expect([empty.status, empty.err]).toEqual([2, expect.stringContaining('stdin is empty')]);
    expect(spools()).toEqual([]);
  });
});
