import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type InProcessHost, openInProcess } from '../../../electron/hosts/in-process.ts';
import { createServices, type Services } from '../../../renderer/app/services.ts';
import { runExport } from '../../../renderer/exports/run-export.ts';
import { zoomIn, zoomOut } from '../../../renderer/histogram/zoom.ts';
import { runImport } from '../../../renderer/imports/run-import.ts';
import { runReindex } from '../../../renderer/indexing/run-reindex.ts';
import { createHistogramStore } from '../../../renderer/state/histogram-store.ts';
import { openDrillDown, showInDetails } from '../../../renderer/usage/drill-down/open-drill-down.ts';
import { DEFAULT_IMPORT_OPTIONS, type EngineEvent, NEWEST_FIRST } from '../../../shared/api/contract.ts';
import type { PickedFile, ShellApi } from '../../../shared/api/shell.ts';
import { AppError } from '../../../shared/errors.ts';
import { includeValue, setTime } from '../../../shared/filter/edit.ts';
import { EMPTY_FILTER } from '../../../shared/filter/filter.ts';
import { scopedFilter } from '../../../shared/filter/scoped-filter.ts';
import { resolvePreset } from '../../../shared/time/range.ts';

const LOG = [
  'timestamp,user_email,user_name,action,resource_type,resource_id,detail,ip_address',
  '2026-10-01T08:00:00Z,dana@example.com,Dana,create,team,t-1,{},10.0.0.1',
  '2026-10-20T23:30:00Z,dana@example.com,Dana,delete,team,t-1,{},10.0.0.1',
  '',
].join('\n');

const DAY = 86_400_000_000;

let folder: string;
let host: InProcessHost;
let services: Services;
let listeners: ((event: EngineEvent) => void)[];

/** What the engine tells unasked. */
function tell(event: EngineEvent): void {
  for (const listen of listeners) listen(event);
}

/** The dialogs of a desktop, answered from here; the engine behind the contract is the real one. */
function dialogs(): ShellApi {
  const picked = (path: string, mode: 'read' | 'write'): PickedFile => {
    const { handle, name } = host.files.issue(path, mode);
    return { handle, name, bytes: 1 };
  };
  return {
    info: async () => ({ host: 'desktop', platform: 'linux', version: '0', canSwitchWorkspace: true }),
    pickLogs: async () => {
      const path = join(folder, 'log.csv');
      writeFileSync(path, LOG);
      return [picked(path, 'read')];
    },
    pickView: async () => null,
    takeDropped: async () => [],
    sampleLogs: async () => [],
    pickExportTarget: async (name) => picked(join(folder, name), 'write'),
    deliverExport: async () => {},
    newWorkspace: async () => false,
    openWorkspace: async () => {
      throw new AppError('WORKSPACE_BUSY', 'The workspace is open elsewhere.');
    },
    onCommand: () => () => {},
  };
}

beforeEach(async () => {
  listeners = [];
  folder = mkdtempSync(join(tmpdir(), 'trailglass-renderer-'));
  host = openInProcess({ workspace: join(folder, 'case.trailglass'), access: 'readwrite', create: true });
  const { client } = host;
  services = await createServices(
    {
      shell: dialogs(),
      client: {
        ...client,
        onEvent(listen) {
          listeners.push(listen);
          return client.onEvent(listen);
        },
      },
    },
    { getItem: () => null, setItem: () => {} },
  );
});

afterEach(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

async function importLog(): Promise<void> {
  await runImport(services, () => services.shell.pickLogs(), DEFAULT_IMPORT_OPTIONS);
}

describe('the services of a page', () => {
  it('import what was chosen as a job with a report, and show it', async () => {
    await importLog();
    const [job] = services.jobs.getState().jobs;
    expect(job?.state).toMatchObject({
      name: 'imported',
      report: { sources: [{ name: 'log.csv', status: 'imported', read: 2, imported: 2 }] },
    });
    expect(services.view.getState().jobsOpen).toBe(true);
    expect(services.workspace.getState().info).toMatchObject({ events: 2, sources: 1 });
  });

  it('start no job when nothing is chosen, and tell about a choice that fails', async () => {
    await runImport(services, async () => [], DEFAULT_IMPORT_OPTIONS);
    expect(services.jobs.getState().jobs).toEqual([]);
    await runImport(
      services,
      () => Promise.reject(new AppError('FILE_UNREADABLE', 'log.csv cannot be read.')),
      DEFAULT_IMPORT_OPTIONS,
    );
    expect(services.jobs.getState().jobs[0]?.state).toMatchObject({
      name: 'failed',
      error: { code: 'FILE_UNREADABLE', message: 'log.csv cannot be read.' },
    });
  });

  it('export the rows of the filter', async () => {
    await importLog();
    const filter = scopedFilter(includeValue(EMPTY_FILTER, 'action', 'delete'), 'audit');
    await runExport(services, { filter, sort: NEWEST_FIRST, format: 'jsonl', suggestedName: 'out.jsonl' });
    expect(services.jobs.getState().jobs[0]?.state).toMatchObject({ name: 'exported', report: { rows: 1 } });
    expect(readFileSync(join(folder, 'out.jsonl'), 'utf8').trimEnd().split('\n')).toHaveLength(1);
  });

  it('count presets back from the newest event, in the chosen zone', async () => {
    services.filter.apply((filter) => setTime(filter, resolvePreset('last7d', 'UTC', 0)));
    await importLog();
    const end = Date.UTC(2026, 9, 21) * 1_000;
    expect(services.filter.getState().filter.time).toMatchObject({ from: end - 7 * DAY, to: end });

    services.preferences.setState({ zone: 'Asia/Tokyo' });
    const tokyo = services.filter.getState().filter.time;
    expect(tokyo).toMatchObject({ preset: 'last7d', zone: 'Asia/Tokyo', to: end + 15 * 3_600_000_000 });

    services.view.setState({ asOf: Date.UTC(2026, 9, 2) * 1_000 });
    expect(services.filter.getState().filter.time.to).toBeLessThan(end);
    expect(services.filter.getState().past).toHaveLength(1);
  });

  it('keep bounds the user chose, whatever the zone', () => {
    const time = { preset: 'custom', zone: 'UTC', from: 5, to: 9 } as const;
    services.filter.apply((filter) => setTime(filter, time));
    services.preferences.setState({ zone: 'Asia/Tokyo' });
    expect(services.filter.getState().filter.time).toEqual({ ...time, zone: 'Asia/Tokyo' });
  });

  it('forget the place in the log when filter, view or order change', () => {
    const { selection, filter, view, columns } = services;
    const changes = [
      () => filter.apply((before) => includeValue(before, 'actor', 'x')),
      () => view.setState({ auditScope: 'all' }),
      () => columns.sortBy('all', { field: 'actor', descending: false }),
    ];
    for (const change of changes) {
      selection.setState({ row: 7, openEvent: 70 });
      change();
      expect(selection.getState()).toMatchObject({ row: null, openEvent: null });
    }
  });

  it('keep the open event open while an import moves the rows', async () => {
    services.selection.setState({ row: 7, openEvent: 70 });
    await importLog();
    expect(services.selection.getState()).toMatchObject({ row: null, openEvent: 70 });
  });

  it('start anew in another workspace, but not when the same one comes back', () => {
    const info = services.workspace.getState().info;
    if (info === null) throw new Error('The workspace is open.');
    const epoch = services.workspace.getState().epoch;
    services.filter.apply((filter) => includeValue(filter, 'actor', 'x'));
    tell({ name: 'workspace', workspace: null });
    tell({ name: 'workspace', workspace: info });
    expect(services.filter.getState().filter.chips).toHaveLength(1);
    expect(services.workspace.getState().epoch).toBeGreaterThan(epoch);

    tell({ name: 'workspace', workspace: { ...info, name: 'other.trailglass' } });
    expect(services.filter.getState()).toMatchObject({ filter: { chips: [] }, past: [] });
  });

  it('go back and forward through filters and views, several changes of one moment being one place', async () => {
    const { filter, view, places } = services;
    const settled = () => new Promise((resolve) => setTimeout(resolve));
    filter.apply((before) => includeValue(before, 'actor', 'x'));
    view.setState({ view: 'usage' });
    await settled();
    filter.apply((before) => includeValue(before, 'actor', 'y'));
    await settled();
    services.preferences.setState({ zone: 'Asia/Tokyo' });
    await settled();
    expect(places.store.getState().places).toHaveLength(3);

    places.back();
    expect(filter.getState().filter.chips[0]?.clause).toMatchObject({ include: ['x'] });
    expect(filter.getState().filter.time.zone).toBe('Asia/Tokyo');
    places.back();
    expect([view.getState().view, filter.getState().filter.chips.length]).toEqual(['audit', 0]);
    places.back();
    places.forward();
    places.forward();
    await settled();
    expect(view.getState().view).toBe('usage');
    expect(filter.getState().filter.chips[0]?.clause).toMatchObject({ include: ['x', 'y'] });
    places.forward();
    const { first, at } = places.store.getState();
    expect(at - first).toBe(2);

    filter.undo();
    expect(filter.getState().filter.chips[0]?.clause).toMatchObject({ include: ['x'] });
    expect(view.getState().view).toBe('usage');
  });

  it('go back and forward through tabs and drill-downs; rows walked over with one open are no places', async () => {
    const { usage, view, places } = services;
    const settled = () => new Promise((resolve) => setTimeout(resolve));
    const shown = () => [usage.getState().tab, usage.getState().drillDown?.key ?? null];
    const drillInto = async (key: string, stepped: boolean) => {
      openDrillDown(services, { field: 'actor', key, label: key }, stepped);
      await settled();
    };
    view.setState({ view: 'usage' });
    await settled();
    usage.setState({ tab: 'user' });
    await settled();
    await drillInto('dana', false);
    await drillInto('lee', true);
    await drillInto('kim', true);
    showInDetails(services, { field: 'actor', key: 'kim', label: 'kim' });
    await settled();
    expect(shown()).toEqual(['details', null]);
    places.back();
    expect(shown()).toEqual(['user', 'kim']);
    expect(services.filter.getState().filter.chips).toEqual([]);
    places.back();
    expect(shown()).toEqual(['user', null]);
    places.back();
    expect([view.getState().view, ...shown()]).toEqual(['usage', 'overview', null]);
    places.forward();
    places.forward();
    expect(shown()).toEqual(['user', 'kim']);
  });

  it('tell about failures that have no place of their own, until dismissed', async () => {
    services.notices.watch('The workspace was not opened.', services.shell.openWorkspace());
    await expect.poll(() => services.notices.getState().notices.length).toBe(1);
    const [notice] = services.notices.getState().notices;
    expect(notice).toMatchObject({
      what: 'The workspace was not opened.',
      error: { code: 'WORKSPACE_BUSY' },
    });
    services.notices.dismiss(notice?.id ?? 0);
    expect(services.notices.getState().notices).toEqual([]);
  });

  it('rebuild a column index that cannot be used, once, and leave the rest to the user', async () => {
    const { workspace, jobs } = services;
    const reindexed = () => jobs.getState().jobs.filter(({ task }) => task.kind === 'reindex');
    await importLog();
    expect(workspace.getState().info?.index.ready).toBe(true);
    expect(reindexed()).toEqual([]);
    const damage = (): void => {
      const db = new Database(join(folder, 'case.trailglass'));
      db.exec('DELETE FROM index_segment');
      db.close();
    };

    damage();
    await workspace.refresh();
    await expect
      .poll(() => reindexed()[0]?.state)
      .toMatchObject({ name: 'reindexed', report: { events: 2 } });
    expect(workspace.getState().info?.index).toEqual({ ready: true, reason: null });

    damage();
    await workspace.refresh();
    expect(reindexed()).toHaveLength(1);
    const again = runReindex(services);
    void runReindex(services);
    expect(reindexed()).toHaveLength(2);
    reindexed()[0]?.cancel();
    await again;
    expect(reindexed()[0]?.state.name).toBe('cancelled');
    expect(workspace.getState().info?.index.ready).toBe(false);
    await runReindex(services);
    expect(workspace.getState().info?.index.ready).toBe(true);
  });
});

describe('the zoom of the histogram', () => {
  const bounds = () => {
    const { preset, from, to } = services.filter.getState().filter.time;
    return [preset, from, to];
  };
  const week = () => resolvePreset('last7d', 'UTC', 30 * DAY);

  it('leads back to the range before the first one, with its preset resolved anew', () => {
    services.filter.apply((before) => setTime(before, week()));
    zoomIn(services, { from: 25 * DAY, to: 28 * DAY });
    zoomIn(services, { from: 26 * DAY, to: 27 * DAY });
    expect(bounds()).toEqual(['custom', 26 * DAY, 27 * DAY]);
    services.view.setState({ asOf: 60 * DAY });
    zoomOut(services);
    const { from, to } = resolvePreset('last7d', 'UTC', 60 * DAY);
    expect(bounds()).toEqual(['last7d', from, to]);
    zoomOut(services);
    expect(bounds()).toEqual(['last7d', from, to]);
  });

  it('never reaches beyond the range of the filter', () => {
    const range = { preset: 'custom', zone: 'UTC', from: 10 * DAY + 5, to: 20 * DAY } as const;
    services.filter.apply((before) => setTime(before, range));
    zoomIn(services, { from: 10 * DAY, to: 12 * DAY });
    expect(bounds()).toEqual(['custom', 10 * DAY + 5, 12 * DAY]);
  });

  it('is over once another range is chosen', () => {
    zoomIn(services, { from: DAY, to: 2 * DAY });
    services.filter.undo();
    zoomOut(services);
    expect(bounds()).toEqual(['all', null, null]);
    services.filter.redo();
    services.filter.apply((before) => setTime(before, week()));
    const chosen = bounds();
    zoomOut(services);
    expect(bounds()).toEqual(chosen);
  });
});

describe('the choice of the histogram', () => {
  it('is remembered per scope; columns and ranges of another workspace are not', () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    };
    const store = createHistogramStore(storage);
    expect(store.getState().by).toEqual({ audit: 'category', usage: null, all: null });
    store.stackBy('usage', 'model');
    store.stackBy('audit', 'extra.Team');
    store.chooseBucket('audit', 'week');
    expect(createHistogramStore(storage).getState().by).toEqual({
      ...{ audit: 'extra.Team', usage: 'model', all: null },
    });
    store.startAnew();
    expect(store.getState()).toMatchObject({
      by: { audit: 'category', usage: 'model', all: null },
      bucket: { audit: null },
    });
  });
});
