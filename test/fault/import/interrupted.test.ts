import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { importFiles } from '../../../electron/engine/import/import-files.ts';
import { openWorkspace } from '../../../electron/engine/store/open.ts';
import { listSources } from '../../../electron/engine/store/sources.ts';
import { verifyWorkspace } from '../../../electron/engine/store/verify.ts';
import type { Workspace } from '../../../electron/engine/store/workspace.ts';
import { DEFAULT_IMPORT_OPTIONS } from '../../../shared/api/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { ImportBench, listener } from '../../engine/import/import-bench.ts';

const ROWS = 60_000;
const LOG = `timestamp,action,note\n${Array.from(
  { length: ROWS },
  (_, i) =>
    `2026-10-01T10:00:00.${String(i).padStart(6, '0')}Z,do${i % 7},${((i * 2_654_435_761) >>> 0).toString(36).repeat(8)}`,
).join('\n')}\n`;

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0).reverse()) cleanup();
});

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'trailglass-interrupted-'));
  cleanups.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

function open(path: string): Workspace {
  const ws = openWorkspace(path, { access: 'readwrite', create: true });
  cleanups.push(() => ws.close());
  return ws;
}

const take = (ws: Workspace, path: string, context = listener()) =>
  importFiles(ws, [{ path, name: 'log.csv' }], DEFAULT_IMPORT_OPTIONS, context);

/** Everything about a workspace that must not depend on how often the import was interrupted. */
function outcome(ws: Workspace) {
  const [source] = listSources(ws);
  const sum = ws.db
    .prepare(
      'SELECT count(*), count(DISTINCT line), sum(line), sum(time % 1000000), min(id), max(id) FROM event',
    )
    .raw()
    .get();
  return [source?.status, source?.read, source?.imported, source?.duplicate, source?.rejected, sum];
}

describe('an import whose process is killed', () => {
  it('goes on behind its last batch, as if nothing had happened', { timeout: 60_000 }, async () => {
    const place = folder();
    const log = join(place, 'log.csv');
    const path = join(place, 'case.trailglass');
    writeFileSync(log, LOG);
    for (const batches of [1, 2]) await importUntilKilled(log, path, batches);
    const ws = open(path);
    const [source] = listSources(ws);
    expect(source?.status).toBe('interrupted');
    expect(source?.read).toBeGreaterThan(0);
    const { sources } = await take(ws, log);
    expect(sources).toMatchObject([{ status: 'imported', read: ROWS, imported: ROWS }]);
    const whole = new ImportBench();
    await whole.take('log.csv', LOG);
    expect(outcome(ws)).toEqual(outcome(whole.ws));
    const { checks } = await verifyWorkspace(ws, listener());
    expect(checks.filter((check) => !check.ok)).toEqual([]);
  });
});

async function importUntilKilled(log: string, workspace: string, batches: number, again?: object) {
  const program = join(import.meta.dirname, 'import-until-killed.ts');
  const choices = again === undefined ? [] : [JSON.stringify(again)];
  const child = spawn(process.execPath, [program, log, workspace, `${batches}`, ...choices]);
  const [, signal] = await once(child, 'exit');
  expect(signal).toBe('SIGKILL');
}

describe('reading a file again when the process is killed', () => {
  const ids = { fields: { time: ['timestamp'], action: ['action'], nativeId: ['event_id'] } };
  const again = async (ws: Workspace, path: string, choices: object) => {
    const options = { ...DEFAULT_IMPORT_OPTIONS, ...choices };
    return (await importFiles(ws, [{ path, name: 'log.csv' }], options, listener(), true)).sources;
  };
  const inForce = (ws: Workspace) =>
    listSources(ws).flatMap(({ id, withdrawn }) => (withdrawn === null ? [id] : []));
  const counted = (ws: Workspace) => ws.db.prepare('SELECT count(*) FROM events').pluck().get();

  it('leaves the former reading in force, and goes on where it stopped', { timeout: 60_000 }, async () => {
    const place = folder();
    const log = join(place, 'log.csv');
    const path = join(place, 'case.trailglass');
    // The last ids are those of the first, so that what is stored before the kill decides what is stored behind it.
    const lines = LOG.trimEnd().split('\n');
    const repeated = 2_000;
    const idOf = (row: number) => (row < ROWS - repeated ? row : row - (ROWS - repeated));
    const rows = lines.map((line, at) => `${at === 0 ? 'event_id' : `e-${idOf(at - 1)}`},${line}`);
    writeFileSync(log, `${rows.join('\n')}\n`);
    const whole = open(join(place, 'whole.trailglass'));
    await take(whole, log);
    await again(whole, log, ids);

    const first = openWorkspace(path, { access: 'readwrite', create: true });
    await take(first, log);
    first.close();
    await importUntilKilled(log, path, 2, ids);
    const ws = open(path);
    expect(listSources(ws).map(({ status }) => status)).toEqual(['imported', 'interrupted']);
    expect([inForce(ws), counted(ws)]).toEqual([[1], ROWS]);
    const stored = listSources(ws)[1]?.read;
    expect(stored).toBeGreaterThan(0);
    // Without --again the file is known already, and nothing changes.
    expect((await take(ws, log)).sources).toMatchObject([{ status: 'already-imported', id: 1 }]);
    const sources = await again(ws, log, ids);
    expect(sources).toMatchObject([
      { id: 2, status: 'imported', read: ROWS, duplicate: repeated, replaces: 1 },
    ]);
    const facts = (of: Workspace) =>
      listSources(of).map(({ id, status, read, imported, duplicate, withdrawn }) => [
        ...[id, status, read, imported, duplicate, withdrawn?.inFavourOf ?? null],
      ]);
    expect(facts(ws)).toEqual(facts(whole));
    expect([inForce(ws), counted(ws)]).toEqual([[2], counted(whole)]);
    const { checks } = await verifyWorkspace(ws, listener());
    expect(checks.filter((check) => !check.ok)).toEqual([]);
  });

  it('begins anew where other choices are made', { timeout: 60_000 }, async () => {
    const place = folder();
    const log = join(place, 'log.csv');
    const path = join(place, 'case.trailglass');
    writeFileSync(log, LOG);
    const first = openWorkspace(path, { access: 'readwrite', create: true });
    await take(first, log);
    first.close();
    await importUntilKilled(log, path, 1, { timezone: 'Asia/Tokyo' });
    const ws = open(path);
    const sources = await again(ws, log, { timezone: 'Europe/Berlin' });
    expect(sources).toMatchObject([{ id: 3, status: 'imported', read: ROWS, replaces: 1 }]);
    expect([inForce(ws), counted(ws)]).toEqual([[3], ROWS]);
  });
});

/** A disk of a few megabytes; null where mounting is not allowed. */
function smallDisk(): string | null {
  if (process.platform !== 'linux') return null;
  const path = folder();
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=9m', 'tmpfs', path]).status !== 0) return null;
  cleanups.push(() => execFileSync('umount', [path]));
  return path;
}

const canMount = process.platform === 'linux' && process.getuid?.() === 0;
if (!canMount) console.log('Skipped: a small disk of its own needs Linux and root');

describe.skipIf(!canMount)('an import that fills the disk', () => {
  it('says so in one line, keeps what is stored, and goes on once there is room', async (context) => {
    const disk = smallDisk();
    if (disk === null) return context.skip('mounting is not allowed here');
    const place = folder();
    const log = join(place, 'log.csv');
    writeFileSync(log, LOG);
    const path = join(disk, 'case.trailglass');
    const ws = openWorkspace(path, { access: 'readwrite', create: true });
    const refused = await take(ws, log).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'DISK_FULL', message: expect.not.stringContaining('\n') });
    const [stopped] = listSources(ws);
    expect(stopped?.imported).toBeGreaterThan(0);
    expect(ws.db.prepare('SELECT count(*) FROM event').pluck().get()).toBe(stopped?.imported);
    ws.close();

    execFileSync('mount', ['-o', 'remount,size=100m', disk]);
    const again = openWorkspace(path, { access: 'readwrite' });
    try {
      expect((await take(again, log)).sources).toMatchObject([
        { status: 'imported', read: ROWS, imported: ROWS },
      ]);
    } finally {
      again.close();
    }
  });
});

describe('a file of the size of one whose import was interrupted', () => {
  it('is another one where its content differs, and the same one where it begins alike', async () => {
    const bench = new ImportBench();
    const path = bench.file('log.csv', LOG);
    let pieces = 0;
    const stop = {
      ...listener(({ stage }) => {
        if (stage.startsWith('Reading')) pieces += 1;
      }),
      throwIfCancelled() {
        if (pieces >= 2) throw new AppError('CANCELLED', 'Cancelled.');
      },
    };
    await expect(bench.job([path], {}, stop)).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(listSources(bench.ws)).toMatchObject([{ status: 'interrupted', sha256: '' }]);

    const other = bench.file('other.csv', LOG.replaceAll(',do1,', ',do8,'));
    const [another] = await bench.job([other]);
    expect(another).toMatchObject({ id: 2, status: 'imported', read: ROWS });
    const [resumed] = await bench.job([path]);
    expect(resumed).toMatchObject({ id: 1, status: 'imported', read: ROWS });
    const sha256 = createHash('sha256').update(LOG).digest('hex');
    expect(listSources(bench.ws)[0]).toMatchObject({ status: 'imported', sha256 });
    expect(await bench.job([path])).toMatchObject([{ id: 1, status: 'already-imported', sha256 }]);
    const { checks } = await verifyWorkspace(bench.ws, listener());
    expect(checks.filter((check) => !check.ok)).toEqual([]);
  });
});

describe('a file that changes while it is read', () => {
  it('is not vouched for: its hash would stand for other bytes', async () => {
    const bench = new ImportBench();
    const path = bench.file('log.csv', LOG);
    let grown = false;
    const grow = listener(({ stage }) => {
      if (grown || !stage.startsWith('Reading')) return;
      grown = true;
      appendFileSync(path, '2026-10-02T10:00:00Z,late,x\n');
    });
    const [source] = await bench.job([path], {}, grow);
    expect(source).toMatchObject({ status: 'failed', error: { code: 'FILE_UNREADABLE' } });
    expect(source?.error?.message).toContain('changed while it was read');
    const [second] = await bench.job([path]);
    expect(second).toMatchObject({ status: 'imported', read: ROWS + 1 });
    expect(bench.events()).toHaveLength(ROWS + 1);
  });
});
