import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openInProcess } from '../../electron/hosts/in-process.ts';
import { NEWEST_FIRST } from '../../shared/api/contract.ts';
import { EMPTY_FILTER } from '../../shared/filter/filter.ts';
import { AUDIT_CSV, writeLog } from '../contract/tiny-logs.ts';
import { cli, cliJson } from './run.ts';

let folder = '';
let workspace = '';

const FILE = {
  trailglassView: 1,
  name: 'Dana',
  scope: 'audit',
  time: { preset: 'last24h', zone: 'UTC' },
  chips: [{ where: 'actor:"dana@example.com"' }],
  sort: { field: 'time', descending: false },
  cadence: 'weekly',
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trailglass-cli-views-'));
  workspace = join(folder, 'case.trailglass');
  await cli(['import', writeLog(folder, 'audit.csv', AUDIT_CSV), '-w', workspace]);
  writeFileSync(join(folder, 'dana.json'), JSON.stringify(FILE));
});
afterEach(() => rmSync(folder, { recursive: true }));

const views = (...flags: string[]) => cli(['views', '-w', workspace, ...flags]);
const events = async (...flags: string[]) => {
  const { out } = await cli(['events', '-w', workspace, '--format', 'jsonl', ...flags]);
  return out
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { id: number }).id);
};

describe('saved views on the command line', () => {
  it('are imported, listed and exported', async () => {
    expect((await views()).out).toBe('No saved views.\n');
    expect(await views('--import', join(folder, 'dana.json'))).toMatchObject({
      status: 0,
      out: 'Saved as "Dana".\n',
    });
    expect((await views('--import', join(folder, 'dana.json'))).err).toContain('The name was taken');
    const { out } = await views();
    expect(out).toMatch(/Dana +audit +Last 24 hours +weekly, never reviewed +actor:"dana@example.com"/);
    expect(await cliJson(['views', '-w', workspace])).toMatchObject({
      views: [{ name: 'Dana', cadence: 'weekly', reviews: [] }, { name: 'Dana (2)' }],
      defaultView: null,
    });
    const path = join(folder, 'out.trailglass-view.json');
    expect((await views('--export', 'dana (2)', '--out', path)).status).toBe(0);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ ...FILE, name: 'Dana (2)' });
    expect(await views('--export', 'Dana', '--out', path)).toMatchObject({ status: 2 });
    expect((await views('--export', 'Lee', '--out', `${path}2`)).err).toContain(
      'There is no saved view called "Lee". There are "Dana", "Dana (2)".',
    );
    writeFileSync(join(folder, 'bad.json'), '{"name":1}');
    expect((await views('--import', join(folder, 'bad.json'))).err).toContain('it is no saved view');
  });

  it('filter beside the other flags: AND, relative to the newest event, and given times win', async () => {
    await views('--import', join(folder, 'dana.json'));
    const view = ['--view', 'dana'];
    // The newest event is of 3 October 10:00, so the last 24 hours begin after both of hers.
    expect(await events(...view)).toEqual([]);
    expect(await events(...view, '--from', '2026-10-01')).toEqual([1, 2]);
    expect(await events(...view, '--from', '2026-10-01', '--where', 'action:delete')).toEqual([2]);
    expect(await events(...view, '--from', '2026-10-01', '--sort', '-time')).toEqual([2, 1]);
    const summary = await cliJson(['summary', '-w', workspace, ...view, '--from', '2026-10-02']);
    expect(summary).toMatchObject({ events: 1 });
    const out = join(folder, 'dana.csv');
    await cli(['export', '-w', workspace, ...view, '--from', '2026-10-01', '--format', 'csv', '--out', out]);
    expect(readFileSync(out, 'utf8').split('\n').filter(Boolean)).toHaveLength(3);
    expect(await cli(['summary', '-w', workspace, '--since-review'])).toMatchObject({ status: 2 });
  });

  it('[003] give what is new since the last review', async () => {
    const host = openInProcess({ workspace, access: 'readwrite' });
    const { engine } = host.client;
    const { id } = await engine.saveView({
      id: null,
      view: {
        ...{ name: 'All', description: '', scope: 'all', filter: EMPTY_FILTER, sort: NEWEST_FIRST },
        ...{ columns: null, histogram: null, cadence: 'monthly' },
      },
    });
    await host.close();
    expect((await cli(['events', '-w', workspace, '--view', 'All', '--since-review'])).err).toContain(
      '"All" was never reviewed',
    );
    const again = openInProcess({ workspace, access: 'readwrite' });
    const review = { id, time: EMPTY_FILTER.time, since: false, by: 'dana', note: '' };
    await again.client.engine.reviewView(review);
    await again.close();
    expect(await events('--view', 'All', '--since-review')).toEqual([]);
    const late = AUDIT_CSV.replaceAll('2026-10-01', '2026-09-01');
    await cli(['import', writeLog(folder, 'late.csv', late), '-w', workspace]);
    expect(await events('--view', 'All', '--since-review')).toEqual([4]);
    expect((await views()).out).toContain('monthly, due in');
  });
});
