import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeLog } from '../contract/tiny-logs.ts';
import { cli, cliJson } from './run.ts';

const LOG =
  'When,Approver,User,Action\n2026-03-01 10:00:00,lee,dana,login\n2026-03-01 11:00:00,lee,kim,logout\n';

interface Listed {
  readonly sources: readonly {
    readonly id: number;
    readonly timezone: string;
    readonly withdrawn: {
      readonly inFavourOf: number | null;
      readonly by: string;
      readonly at: string;
    } | null;
    readonly replaces: number | null;
    readonly holds: boolean;
  }[];
}

describe('a file that was read wrongly', () => {
  let folder: string;
  let w: string[];
  let log: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'trailglass-again-'));
    w = ['-w', join(folder, 'case.trailglass')];
    log = writeLog(folder, 'log.csv', LOG);
    expect((await cli(['import', log, ...w, '--field', 'actorName=Approver'])).status).toBe(0);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const actors = async (): Promise<string[]> => {
    const { groups } = await cliJson<{ groups: { key: string }[] }>(['breakdown', '--by', 'actor', ...w]);
    return groups.map(({ key }) => key);
  };

  it('is read again with --again, which says what it replaces', async () => {
    const plain = await cliJson<{ sources: { status: string }[] }>([
      'import',
      log,
      ...w,
      '--timezone',
      'Asia/Tokyo',
    ]);
    expect(plain.sources[0]?.status).toBe('already-imported');
    const args = ['import', log, ...w, '--again', '--field', 'actorName=User', '--timezone', 'Europe/Berlin'];
    const { out, err, status } = await cli([...args, '--json']);
    expect(status).toBe(0);
    expect(JSON.parse(out).sources[0]).toMatchObject({ id: 2, status: 'imported', imported: 2, replaces: 1 });
    expect(err).toContain('log.csv: read in place of source 1, which is withdrawn. "trailglass restore 1 -w');
    expect(await actors()).toEqual(['dana', 'kim']);
    const summary = await cli(['summary', ...w, '--json']);
    expect(JSON.parse(summary.out)).toMatchObject({ events: 2, firstTime: '2026-03-01T09:00:00.000Z' });
    expect(summary.err).toBe(
      'trailglass: 1 withdrawn source with 2 events left out; "trailglass sources" lists what was withdrawn.\n',
    );
  });

  it('is listed with both of its readings, and verified with both', async () => {
    const { sources } = await cliJson<Listed>(['sources', ...w]);
    expect(sources).toMatchObject([
      { id: 1, timezone: 'UTC', withdrawn: { inFavourOf: 2 }, replaces: null, holds: true },
      { id: 2, timezone: 'Europe/Berlin', withdrawn: null, replaces: 1, holds: true },
    ]);
    const { out, err } = await cli(['sources', ...w]);
    expect(out).toMatch(/1\s+log\.csv\s+\S+\s+withdrawn/);
    expect(out).toMatch(/2\s+log\.csv\s+\S+\s+imported, replaces 1/);
    expect(err).toMatch(/Source 1: withdrawn by \S+ at 2\S+Z, in favour of source 2\./);
    const verified = await cli(['verify', w[1] ?? '']);
    expect(verified.status).toBe(0);
    expect(verified.out).toMatch(
      /Source 1 \(log\.csv\) was withdrawn by .* its 2 events are verified and in no query/,
    );
    expect((await cli(['show', '1', ...w])).out).toMatch(/Withdrawn\s+by /);
  });

  it('comes back with restore; what is stored of it is enough to read it once more', async () => {
    expect((await cli(['restore', '1', ...w])).out).toBe('Source 1 (log.csv) counts again.\n');
    expect(await actors()).toEqual(['lee']);
    rmSync(log);
    const again = ['import', '--source', '1', ...w, '--field', 'actorName=Action'];
    expect((await cli([...again, '--json'])).status).toBe(0);
    expect(await actors()).toEqual(['login', 'logout']);
    expect((await cli(['withdraw', '3', ...w])).out).toContain('is withdrawn: its events are in no query');
    expect(await actors()).toEqual([]);
    const refused = await cli(['withdraw', '3', ...w]);
    expect(refused).toMatchObject({
      status: 2,
      err: 'trailglass: Source 3 (log.csv) is withdrawn already.\n',
    });
    expect((await cli(['import', '--source', '9', ...w])).err).toBe(
      'trailglass: There is no source 9 in this workspace.\n',
    );
    expect((await cli(['import', ...w])).err).toContain('Name a file, an archive or a folder to import.');
  });
});
