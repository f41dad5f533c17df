import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fileBytes } from '../../../electron/engine/import/open/byte-source.ts';
import { listSources } from '../../../electron/engine/store/sources.ts';
import { verifyWorkspace } from '../../../electron/engine/store/verify.ts';
import type { Progress } from '../../../shared/api/contract.ts';
import { ImportBench, listener } from '../../engine/import/import-bench.ts';

const ROWS = 150_000;
const LOG = `timestamp,action,note\n${Array.from(
  { length: ROWS },
  (_, i) =>
    `2026-10-01T10:00:00.${String(i).padStart(6, '0')}Z,do${i % 7},${(i * 7919).toString(36)} some more text\n`,
).join('')}`;
const GOOD = 'timestamp,action\n2026-10-01T11:00:00Z,x\n';

afterEach(() => vi.restoreAllMocks());

/** A disk that fails with an error when a file is read beyond a place; until it is mended. */
async function failingDisk(path: string, beyond: number, code: string) {
  const handle = await open(path, 'r');
  const prototype: FileHandle = Object.getPrototypeOf(handle);
  await handle.close();
  let broken = true;
  const { read } = prototype;
  vi.spyOn(prototype, 'read').mockImplementation(function (this: FileHandle, ...args: unknown[]) {
    if (broken && Number(args[3] ?? 0) >= beyond) {
      return Promise.reject(Object.assign(new Error(`${code}: i/o error, read`), { code }));
    }
    return Reflect.apply(read, this, args);
  } as never);
  return {
    breakDown: () => {
      broken = true;
    },
    mend: () => {
      broken = false;
    },
  };
}

/** Does something once, when an import has begun to store. */
function whenReading(action: () => void) {
  let done = false;
  return listener(({ stage }: Progress) => {
    if (done || !stage.startsWith('Reading')) return;
    done = true;
    action();
  });
}

async function holds(bench: ImportBench): Promise<void> {
  const { checks } = await verifyWorkspace(bench.ws, listener());
  expect(checks.filter((check) => !check.ok)).toEqual([]);
}

describe('a disk that fails while a log is read, as when a stick is pulled out', () => {
  it.each(['EIO', 'ENXIO', 'ESTALE'])(
    '(%s) ends that log in one line, keeps what is stored, and goes on later',
    { timeout: 60_000 },
    async (code) => {
      const bench = new ImportBench();
      const log = bench.file('log.csv', LOG);
      const good = bench.file('good.csv', GOOD);
      const disk = await failingDisk(log, LOG.length / 2, code);
      disk.mend();
      const pulled = await bench.job([log, good], {}, whenReading(disk.breakDown));
      expect(pulled.map(({ name, error }) => [name, error?.code])).toEqual([
        ['log.csv', 'FILE_UNREADABLE'],
        ['good.csv', undefined],
      ]);
      expect(pulled[0]?.error?.message).toContain(`its disk reported an error (${code})`);
      expect(pulled[0]?.error?.message).not.toContain('\n');
      expect(pulled[0]?.imported).toBeGreaterThan(0);
      expect(listSources(bench.ws).map(({ status }) => status)).toEqual(['interrupted', 'imported']);
      await holds(bench);

      disk.mend();
      const [again] = await bench.job([log]);
      expect(again).toMatchObject({ status: 'imported', read: ROWS, imported: ROWS, duplicate: 0 });
      expect(bench.ws.db.prepare('SELECT count(*), count(DISTINCT time) FROM event').raw().get()).toEqual([
        ROWS + 1,
        ROWS + 1,
      ]);
      await holds(bench);
    },
  );

  it('before anything was stored leaves nothing', async () => {
    const bench = new ImportBench();
    const log = bench.file('log.csv', LOG);
    await failingDisk(log, 1_000_000, 'EIO');
    const [source] = await bench.job([log]);
    expect(source).toMatchObject({ status: 'failed', id: null, error: { code: 'FILE_UNREADABLE' } });
    expect(listSources(bench.ws)).toEqual([]);
  });
});

describe('a log that changes while it is read', { timeout: 60_000 }, () => {
  it('and shrinks is not vouched for, and is imported anew as it is then', async () => {
    const bench = new ImportBench();
    const log = bench.file('log.csv', LOG);
    const cut = LOG.lastIndexOf('\n', LOG.length - 1_000_000) + 1;
    const [source] = await bench.job(
      [log],
      {},
      whenReading(() => truncateSync(log, cut)),
    );
    expect(source).toMatchObject({ status: 'failed', error: { code: 'FILE_UNREADABLE' } });
    expect(source?.error?.message).toContain('changed while it was read');
    expect(listSources(bench.ws)[0]?.status).toBe('interrupted');
    const [again] = await bench.job([log]);
    expect(again).toMatchObject({ status: 'imported', rejected: 0 });
    await holds(bench);
  });

  it('and vanishes from its folder is read to its end, or missing by name', async () => {
    const bench = new ImportBench();
    const log = bench.file('log.csv', LOG);
    const [read] = await bench.job(
      [log],
      {},
      whenReading(() => rmSync(log)),
    );
    expect(read).toMatchObject({ status: 'imported', read: ROWS });

    // The size is known: it is looked at before it is read.
    const other = bench.file('other.csv', LOG.replace('do1', 'did'));
    const gone = listener(({ stage, done, total }) => {
      if (stage.startsWith('Checking') && done === total) rmSync(other, { force: true });
    });
    const [missing] = await bench.job([other], {}, gone);
    expect(missing).toMatchObject({ status: 'failed', error: { code: 'FILE_MISSING' } });
    expect(missing?.error?.message).toContain('other.csv');
  });

  it('and is replaced by another file is not vouched for', async () => {
    const bench = new ImportBench();
    // Only a file of a known size is looked at before it is read.
    await bench.job([bench.file('known.csv', LOG.replaceAll('do', 'an'))]);
    const log = bench.file('log.csv', LOG);
    const other = bench.file('other.csv', LOG.replaceAll('do', 'un'));
    let replaced = false;
    const replace = listener(({ stage, done, total }) => {
      if (replaced || !stage.startsWith('Checking') || done !== total) return;
      replaced = true;
      renameSync(other, log);
    });
    const [source] = await bench.job([log], {}, replace);
    expect(source).toMatchObject({ status: 'failed', error: { code: 'FILE_UNREADABLE' } });
  });
});

describe.skipIf(process.platform === 'win32')('what is no file', () => {
  it('is refused, and not waited for', async () => {
    const bench = new ImportBench();
    const fifo = join(bench.folder, 'pipe.csv');
    execFileSync('mkfifo', [fifo]);
    const sources = await bench.job([fifo, '/dev/zero', bench.file('good.csv', GOOD)]);
    expect(sources.map(({ name, error, status }) => [name, error?.code ?? status])).toEqual([
      ['pipe.csv', 'FILE_UNREADABLE'],
      ['zero', 'FILE_UNREADABLE'],
      ['good.csv', 'imported'],
    ]);
    expect(sources[0]?.error?.message).toBe('pipe.csv is not a regular file. Choose a file or a folder.');
    // Put in the place of a file that was found.
    await expect(fileBytes(fifo, 'pipe.csv', 10).open()).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    await expect(fileBytes(bench.folder, 'folder', 10).open()).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
    });
  });

  it('in a folder is left alone; files with names that are no text are read', async () => {
    const bench = new ImportBench();
    const folder = join(bench.folder, 'logs');
    mkdirSync(folder);
    execFileSync('mkfifo', [join(folder, 'pipe.csv')]);
    const odd = Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9]), Buffer.from('\n.csv')]);
    writeFileSync(odd, GOOD);
    const sources = await bench.job([folder]);
    expect(sources.map(({ name, status }) => [name, status])).toEqual([
      ['logs/caf\u{fffd}\n.csv', 'imported'],
    ]);
  });
});

const isRoot = process.getuid?.() === 0;
if (isRoot)
  console.log('Skipped: nothing is forbidden to root; run the tests as another user to test permissions');

describe.skipIf(isRoot || process.platform === 'win32')('a file that may not be read', () => {
  it('is refused in one line, and the others go on', async () => {
    const bench = new ImportBench();
    const path = bench.file('secret.csv', GOOD);
    execFileSync('chmod', ['000', path]);
    const sources = await bench.job([path, bench.file('good.csv', GOOD)]);
    expect(sources.map(({ name, error, status }) => [name, error?.code ?? status])).toEqual([
      ['secret.csv', 'FILE_UNREADABLE'],
      ['good.csv', 'imported'],
    ]);
  });
});
