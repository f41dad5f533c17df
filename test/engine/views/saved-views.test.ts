import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../electron/engine/engine.ts';
import { FileGrants } from '../../../electron/engine/file-grants.ts';
import { MIGRATIONS } from '../../../electron/engine/store/migrations/migrations.ts';
import { openWorkspace } from '../../../electron/engine/store/open.ts';
import type { Workspace } from '../../../electron/engine/store/workspace.ts';
import { NEWEST_FIRST } from '../../../shared/api/contract.ts';
import { EMPTY_FILTER } from '../../../shared/filter/filter.ts';
import type { ViewContent } from '../../../shared/views/saved-view.ts';
import { closedAfterwards, freshFolder, freshWorkspace, importSample } from '../store/fixtures.ts';

const VIEW: ViewContent = {
  ...{ name: 'All', description: '', scope: 'all', filter: EMPTY_FILTER, sort: NEWEST_FIRST },
  ...{ columns: null, histogram: null, cadence: 'none' },
};

const engineOver = (workspace: Workspace) => createEngine({ workspace, files: new FileGrants() }).engine;

describe('saved views of a workspace', () => {
  it('come with a migration that leaves evidence and its chain alone', async () => {
    const path = join(freshFolder(), 'case.trailglass');
    const before = freshWorkspace(path);
    importSample(before);
    before.close();
    const old = new Database(path);
    const events = old.prepare('SELECT * FROM events').all();
    // The step before: as it was, without what this step and later ones added.
    const asBefore = new Database(':memory:');
    for (const step of MIGRATIONS.slice(0, 3)) asBefore.exec(step);
    const view = asBefore.prepare("SELECT sql FROM sqlite_schema WHERE name = 'events'").pluck().get();
    old.exec(`DROP VIEW events; DROP VIEW withdrawn; DROP TABLE withdrawal; ${view};
      ALTER TABLE source DROP COLUMN records; DROP TABLE review; DROP TABLE saved_view; DROP TABLE usage_review; DROP TABLE source_statement; PRAGMA user_version = 3`);
    old.close();

    const ws = closedAfterwards(openWorkspace(path, { access: 'readwrite' }));
    expect(ws.db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
    const engine = engineOver(ws);
    await engine.saveView({ id: null, view: VIEW });
    expect(ws.db.prepare('SELECT * FROM events').all()).toEqual(events);
    expect(await engine.verify({})).toMatchObject({ ok: true, events: events.length });
  });

  it('cannot be saved where another program holds the workspace, and says so', async () => {
    const ws = freshWorkspace();
    await engineOver(ws).saveView({ id: null, view: VIEW });
    const reader = closedAfterwards(openWorkspace(ws.path, { access: 'readonly' }));
    const engine = engineOver(reader);
    expect((await engine.savedViews({})).views).toMatchObject([{ name: 'All' }]);
    expect(await engine.workspace({})).toMatchObject({ canSave: false });
    await expect(engine.saveView({ id: null, view: { ...VIEW, name: 'Mine' } })).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('open for reading only'),
    });
  });

  it('are gone with the next opening once deleted', async () => {
    const ws = freshWorkspace();
    const engine = engineOver(ws);
    const { id } = await engine.saveView({ id: null, view: VIEW });
    await engine.deleteView({ id });
    ws.close();
    const again = closedAfterwards(openWorkspace(ws.path, { access: 'readwrite' }));
    expect(again.db.prepare('SELECT count(*) FROM saved_view').pluck().get()).toBe(0);
    await expect(engineOver(again).restoreView({ id })).rejects.toMatchObject({ code: 'UNKNOWN_VIEW' });
  });

  it('whose content another program spoilt are listed as unreadable and can be deleted', async () => {
    const ws = freshWorkspace();
    const engine = engineOver(ws);
    const { id } = await engine.saveView({ id: null, view: VIEW });
    for (const content of ['no JSON', '{"scope":"nothing"}', '['.repeat(100_000), 'null', '5']) {
      ws.db.prepare('UPDATE saved_view SET content = ?').run(content);
      expect(await engine.savedViews({})).toMatchObject({ views: [], unreadable: [{ id, name: 'All' }] });
    }
    await engine.deleteView({ id });
    expect((await engine.savedViews({})).unreadable).toEqual([]);
  });
});
