import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../electron/engine/engine.ts';
import { FileGrants } from '../../../electron/engine/file-grants.ts';
import { MIGRATIONS } from '../../../electron/engine/store/migrations/migrations.ts';
import { openWorkspace } from '../../../electron/engine/store/open.ts';
import type { Workspace } from '../../../electron/engine/store/workspace.ts';
import { writeEvents } from '../query/dataset.ts';
import { closedAfterwards, freshFolder, freshWorkspace } from '../store/fixtures.ts';

const engineOver = (workspace: Workspace) => createEngine({ workspace, files: new FileGrants() }).engine;
const SCOPE = { source: 1, fact: 'scope', text: 'One organisation', by: 'dana' } as const;

/** A workspace of the format before, with events. */
function formerWorkspace(): { readonly path: string; readonly events: unknown[] } {
  const path = join(freshFolder(), 'case.trailglass');
  const before = freshWorkspace(path);
  writeEvents(before, [{ fields: { time: 1, actor: 'dana', credits: 100_000_000n }, extra: [] }]);
  before.close();
  const old = new Database(path);
  const events = old.prepare('SELECT * FROM events').all();
  old.exec('DROP TABLE source_statement; PRAGMA user_version = 7');
  old.close();
  return { path, events };
}

describe('statements about sources', () => {
  it('come with a migration that leaves evidence and its chain alone', async () => {
    const { path, events } = formerWorkspace();
    const ws = closedAfterwards(openWorkspace(path, { access: 'readwrite' }));
    expect(ws.db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
    const engine = engineOver(ws);
    expect((await engine.stateOfSource(SCOPE)).statements).toMatchObject([SCOPE]);
    expect(ws.db.prepare('SELECT * FROM events').all()).toEqual(events);
    expect(await engine.verify({})).toMatchObject({ ok: true, events: events.length });
  });

  it('are none in a file of the format before, which is read as it is and not written', async () => {
    const { path } = formerWorkspace();
    const engine = engineOver(closedAfterwards(openWorkspace(path, { access: 'readonly' })));
    expect((await engine.sourceStatements({})).statements).toEqual([]);
    await expect(engine.stateOfSource(SCOPE)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('all stay in the file, and what another program wrote there breaks nothing', async () => {
    const ws = freshWorkspace();
    writeEvents(ws, [{ fields: { time: 1, actor: 'dana' }, extra: [] }]);
    const engine = engineOver(ws);
    await engine.stateOfSource({ ...SCOPE, text: 'Everyone' });
    await engine.stateOfSource(SCOPE);
    const { path } = ws;
    ws.close();
    const other = new Database(path);
    expect(other.prepare('SELECT text FROM source_statement ORDER BY id').pluck().all()).toEqual([
      'Everyone',
      'One organisation',
    ]);
    other.exec(`INSERT INTO source_statement (source, fact, text, statedBy, statedAt)
      VALUES (1, 'weather', 'fine', 'x', 'never'), (1, 'role', printf('%.*c', 9000, 'a'), 'x', 'never')`);
    other.close();
    const again = engineOver(closedAfterwards(openWorkspace(path, { access: 'readonly' })));
    const { statements } = await again.sourceStatements({});
    expect(statements.map(({ fact, text }) => [fact, text.length])).toEqual([
      ['scope', 16],
      ['role', 2_000],
    ]);
  });
});
