import { expect, it } from 'vitest';
import {
  DEFAULT_IMPORT_OPTIONS,
  type EngineEvent,
  type FileHandle,
  NEWEST_FIRST,
} from '../../shared/api/contract.ts';
import type { RemoteEngine } from '../../shared/api/remote.ts';
import { EMPTY_FILTER, type Filter } from '../../shared/filter/filter.ts';
import { parseWritten } from '../../shared/filter/written.ts';
import { lateFilter, sinceFilter } from '../../shared/views/review.ts';
import type { Review, ViewContent } from '../../shared/views/saved-view.ts';
import type { CaseTools } from './dashboard-cases.ts';
import { AUDIT_CSV, manyRecords } from './tiny-logs.ts';

interface SavedViewTools extends CaseTools {
  readonly onEvent: (listen: (event: EngineEvent) => void) => void;
  readonly exportTarget: () => Promise<{ readonly handle: FileHandle; read(): Promise<string> }>;
  readonly fileWith: (name: string, text: string) => Promise<FileHandle>;
}

const DAY = 86_400_000_000;
const OCTOBER = Date.UTC(2026, 9, 1) * 1_000;

const where = (text: string, time: Filter['time'] = EMPTY_FILTER.time): Filter => ({
  time,
  chips: parseWritten(text).map((clause) => ({ clause, off: false })),
});

const DANA: ViewContent = {
  name: 'Dana, weekly',
  description: 'What Dana changed',
  scope: 'audit',
  filter: where('actor:"dana@example.com"', { preset: 'last7d', zone: 'UTC', from: 1, to: 2 }),
  sort: NEWEST_FIRST,
  columns: ['time', 'action'],
  histogram: { bucket: 'week', by: null, shown: true, table: false, zoomedFrom: null },
  cadence: 'weekly',
};

/** A view as another workspace may have written it. */
export const VIEW_FILE = JSON.stringify({
  trailglassView: 1,
  name: 'Dana, weekly',
  scope: 'audit',
  time: { preset: 'last30d', zone: 'Europe/Berlin' },
  chips: [{ where: 'Score:>5' }, { where: 'source:"3"' }],
  sort: { field: 'time', descending: true },
  colour: 'green',
});

/** Every method about saved views, asked once. */
export async function askedOfViews(
  engine: RemoteEngine,
  target: FileHandle,
  file: () => Promise<FileHandle>,
) {
  const saveView = await engine.saveView({ id: null, view: DANA });
  const { id } = saveView;
  return {
    saveView,
    setDefaultView: await engine.setDefaultView({ id }),
    rememberFilter: await engine.rememberFilter({ filter: DANA.filter, scope: 'audit' }),
    savedViews: await engine.savedViews({}),
    deleteView: await engine.deleteView({ id }),
    restoreView: await engine.restoreView({ id }),
    reviewView: await engine.reviewView({
      ...{ id, since: false, by: 'dana', note: '' },
      time: EMPTY_FILTER.time,
    }),
    exportView: await engine.exportView({ id, target }),
    importView: await engine.importView({ file: await file() }),
    forgetFilters: await engine.forgetFilters({}),
  };
}

/** What every host does about saved views. */
export function savedViewCases(tools: () => SavedViewTools): void {
  it('keeps saved views apart from evidence: saved, renamed, deleted, restored, told to every page', async () => {
    const { engine, importText, onEvent } = tools();
    await importText('audit.csv', AUDIT_CSV);
    const { revision, canSave } = (await engine.workspace({})) ?? {};
    expect(canSave).toBe(true);
    const seen: string[] = [];
    onEvent(({ name }) => seen.push(name));

    const saved = await engine.saveView({ id: null, view: DANA });
    expect(saved).toMatchObject({ written: 'actor:"dana@example.com"', reviews: [] });
    expect(saved.filter.time).toEqual({ preset: 'last7d', zone: 'UTC', from: null, to: null });
    const { id } = saved;
    await expect(
      engine.saveView({ id: null, view: { ...DANA, name: ' DANA, Weekly ' } }),
    ).rejects.toMatchObject({ code: 'VIEW_EXISTS' });
    await engine.saveView({ id, view: { ...DANA, name: 'Dana' } });
    await engine.setDefaultView({ id });
    expect(await engine.savedViews({})).toMatchObject({ views: [{ id, name: 'Dana' }], defaultView: id });

    await engine.deleteView({ id });
    expect(await engine.savedViews({})).toMatchObject({ views: [], defaultView: null });
    await expect(
      engine.exportView({ id, target: (await tools().exportTarget()).handle }),
    ).rejects.toMatchObject({ code: 'UNKNOWN_VIEW' });
    await engine.restoreView({ id });
    expect(await engine.savedViews({})).toMatchObject({ views: [{ id, name: 'Dana' }], defaultView: id });
    expect(seen).toEqual(Array(5).fill('views'));
    expect((await engine.workspace({}))?.revision).toBe(revision);
    expect(await engine.verify({})).toMatchObject({ ok: true });
  });

  it('[003] counts since the last review: what is later, and what was imported since, whatever its time', async () => {
    const { engine, importText } = tools();
    await importText('audit.csv', AUDIT_CSV);
    const view = await engine.saveView({ id: null, view: { ...DANA, filter: where('*:*') } });
    const time = { preset: 'custom' as const, zone: 'UTC', from: OCTOBER, to: OCTOBER + 2 * DAY };
    const review = { id: view.id, by: 'lee', note: 'all fine', time, since: false };
    const reviewed = await engine.reviewView(review);
    const [first] = reviewed.reviews as [Review];
    expect(first).toMatchObject({ by: 'lee', events: 2, from: OCTOBER, to: OCTOBER + 2 * DAY, lastEvent: 3 });

    // 3 October was stored and not reviewed; one of the late ones is older than what was reviewed.
    const late = AUDIT_CSV.replaceAll('2026-10-01', '2026-09-01').replaceAll('2026-10-03', '2026-10-04');
    await importText('late.csv', late);
    const since = await engine.summary({ filter: sinceFilter(reviewed, first) });
    expect(since.events).toBe(1 + 2); // 2 October is a duplicate of the first export
    expect((await engine.summary({ filter: lateFilter(reviewed, first) })).events).toBe(1);

    const again = await engine.reviewView({ ...review, since: true });
    expect(again.reviews[0]).toMatchObject({ since: true, events: 3, from: null, to: null, lastEvent: 5 });
    const [second] = again.reviews as [Review];
    expect((await engine.summary({ filter: sinceFilter(again, second) })).events).toBe(0);
  });

  it('gives a view to another workspace as a file, and takes one without trusting it', async () => {
    const { engine, importText, exportTarget, fileWith } = tools();
    await importText('audit.csv', AUDIT_CSV);
    const { id } = await engine.saveView({ id: null, view: DANA });
    const target = await exportTarget();
    await engine.exportView({ id, target: target.handle });
    const text = await target.read();
    expect(JSON.parse(text)).toMatchObject({
      trailglassView: 1,
      time: { preset: 'last7d', zone: 'UTC' },
      chips: [{ where: 'actor:"dana@example.com"', off: false }],
    });
    const { view: copy, remarks } = await engine.importView({
      file: await fileWith('dana.trailglass-view.json', text),
    });
    expect(copy).toMatchObject({ ...DANA, name: 'Dana, weekly (2)', filter: { chips: DANA.filter.chips } });
    expect(remarks).toEqual(['The name was taken, so it is called "Dana, weekly (2)" here.']);

    const foreign = await engine.importView({ file: await fileWith('other.json', VIEW_FILE) });
    expect(foreign.remarks.slice(1)).toEqual([
      'Not known to this version and left out: "colour".',
      'Switched off, because sources and events have other numbers in another workspace: source:"3"',
    ]);
    expect(foreign.view.filter.chips).toMatchObject([
      { clause: { field: 'extra.Score' }, off: false },
      { clause: { field: 'source' }, off: true },
    ]);
    expect((await engine.summary({ filter: foreign.view.filter })).events).toBe(0);

    for (const [bad, place] of [
      ['{', 'the whole file'],
      ['[]', 'trailglassView'],
      [VIEW_FILE.replace(':1,', ':2,'), 'later version'],
      [VIEW_FILE.replace('"audit"', '"everything"'), 'scope'],
      [VIEW_FILE.replace('Score:>5', 'Score:['), 'chips.0.where'],
      [VIEW_FILE.replace('Berlin', 'Atlantis'), 'time'],
      [VIEW_FILE + ' '.repeat(300_000), '256 KiB'],
    ] as const) {
      const file = await fileWith('bad.trailglass-view.json', bad);
      await expect(engine.importView({ file })).rejects.toMatchObject({
        code: 'BAD_VIEW',
        message: expect.stringContaining(place),
      });
    }
  });

  it('remembers twenty different filters, newest first, and forgets them', async () => {
    const { engine } = tools();
    for (let n = 0; n < 22; n += 1) {
      await engine.rememberFilter({ filter: where(`credits:>${n}`), scope: 'usage' });
    }
    await engine.rememberFilter({ filter: where('credits:>10'), scope: 'usage' });
    const { recent } = await engine.savedViews({});
    const values = recent.map(({ filter }) => JSON.stringify(filter).match(/"value":(\d+)/)?.[1]);
    expect(values).toHaveLength(20);
    expect(values.slice(0, 3)).toEqual(['10', '21', '20']);
    await engine.forgetFilters({});
    expect((await engine.savedViews({})).recent).toEqual([]);
  });

  it('saves a view while an import runs', async () => {
    const { engine, fileWith } = tools();
    const file = await fileWith('many.csv', manyRecords(100_000));
    let imported = false;
    const importing = engine.importFiles({ files: [file], options: DEFAULT_IMPORT_OPTIONS }).then(() => {
      imported = true;
    });
    const saved = await engine.saveView({ id: null, view: DANA });
    expect(imported).toBe(false);
    await importing;
    expect((await engine.savedViews({})).views).toMatchObject([{ id: saved.id }]);
    expect(await engine.verify({})).toMatchObject({ ok: true, events: 100_000 });
  });
}
