import { existsSync } from 'node:fs';
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
const TICK = { period: '2026-10', item: 'highCredits', done: true, note: 'Run 7', by: 'dana' } as const;

/** A workspace of the format before, with events. */
function formerWorkspace(): { readonly path: string; readonly events: unknown[] } {
  const path = join(freshFolder(), 'case.trailglass');
  const before = freshWorkspace(path);
  writeEvents(before, [{ fields: { time: 1, actor: 'dana', credits: 100_000_000n }, extra: [] }]);
  before.close();
  const old = new Database(path);
  const events = old.prepare('SELECT * FROM events').all();
  old.exec('DROP TABLE source_statement; DROP TABLE usage_review; PRAGMA user_version = 6');
  old.close();
  return { path, events };
}

describe('usage reviews of a workspace', () => {
  it('come with a migration that leaves evidence and its chain alone', async () => {
    const { path, events } = formerWorkspace();
    const ws = closedAfterwards(openWorkspace(path, { access: 'readwrite' }));
    expect(ws.db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
    expect(existsSync(`${path}.format-6`)).toBe(true);
    const engine = engineOver(ws);
    expect((await engine.noteUsageReview(TICK)).answers[0]?.stated).toMatchObject({
      done: true,
      note: 'Run 7',
    });
    expect(ws.db.prepare('SELECT * FROM events').all()).toEqual(events);
    expect(await engine.verify({})).toMatchObject({ ok: true, events: events.length });
  });

  it('are none in a file of the format before, which is read and verified as it is', async () => {
    const { path } = formerWorkspace();
    const engine = engineOver(closedAfterwards(openWorkspace(path, { access: 'readonly' })));
    const review = await engine.usageReview({ period: '2026-10' });
    expect(review.answers.every(({ stated }) => stated === null)).toBe(true);
    expect(review.periods).toEqual([]);
    expect((await engine.workspace({}))?.usageEvents).toBe(1);
    expect(await engine.verify({})).toMatchObject({ ok: true });
    await expect(engine.noteUsageReview(TICK)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(existsSync(`${path}.format-6`)).toBe(false);
  });

  it('stay with the file, and what another program wrote there breaks nothing', async () => {
    const ws = freshWorkspace();
    await engineOver(ws).noteUsageReview(TICK);
    const { path } = ws;
    ws.close();
    const db = new Database(path);
    const write = db.prepare(
      "INSERT INTO usage_review (period, item, done, note, statedBy, statedAt) VALUES (?, ?, ?, ?, '', 'never')",
    );
    write.run('no month', 'highCredits', 1, '');
    write.run('2026-10', 'no item', 1, '');
    write.run('2026-10', 'startingPoint', 7, 'x'.repeat(1_000_000));
    db.close();
    const again = engineOver(closedAfterwards(openWorkspace(path, { access: 'readwrite' })));
    const { answers, periods } = await again.usageReview({ period: '2026-10' });
    expect(periods).toEqual([{ period: '2026-10', done: 1 }]);
    expect(answers.map(({ stated }) => [stated?.done, stated?.note.length])).toEqual([
      [true, 5],
      [false, 10_000],
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });
});
