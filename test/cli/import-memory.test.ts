import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { writeText } from '../bench/data/generate-text.ts';
import { watchPeakRss } from '../bench/peak-rss.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FLAGS = ['--max-semi-space-size=8'];
/** The promise, and room for other versions of Node and systems. Before texts were bounded by bytes it took 800 MB. */
const MOST_BYTES = 450e6;
const CELL = 'x'.repeat(1_000_000);

function* longCells(rows: number): Generator<string> {
  yield 'time,user,action,transcript\n';
  for (let row = 0; row < rows; row += 1) {
    yield `2026-01-01T00:00:${String(row % 60).padStart(2, '0')}Z,user${row % 9},chat.ended,${row} ${CELL}\n`;
  }
}

describe('memory of an import', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trailglass-memory-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.skipIf(!existsSync('/proc/self/status'))(
    'stays bounded for 150 MB of cells of a megabyte (needs /proc)',
    async () => {
      const file = join(folder, 'long.csv');
      await writeText(file, longCells(150));
      const command = ['import', file, '-w', join(folder, 'long.trailglass')];
      const child = spawn(process.execPath, [...FLAGS, 'electron/hosts/cli/index.ts', ...command], {
        cwd: ROOT,
        stdio: 'ignore',
      });
      const peak = watchPeakRss(child);
      await once(child, 'close');
      expect(child.exitCode).toBe(0);
      expect(peak()).toBeGreaterThan(50e6);
      expect(peak()).toBeLessThan(MOST_BYTES);
    },
    60_000,
  );

  it.skipIf(process.platform !== 'linux')(
    'tells the C library how to return it, in the same process, for large files only (needs /proc)',
    async () => {
      const large = join(folder, 'large.csv');
      writeFileSync(large, 'time,user,action\n2026-01-01T00:00:00Z,dana,chat.ended\n');
      truncateSync(large, 300 * 1024 * 1024); // the rest is a hole, which takes no room
      const small = join(folder, 'small.csv');
      writeFileSync(small, 'time,user,action\n2026-01-01T00:00:00Z,dana,chat.ended\n');
      expect(await settingSeenBy(large)).toBe(true);
      expect(await settingSeenBy(small)).toBe(false);
    },
    60_000,
  );

  /** Whether the process that imports a file was started again with the settings, before it ended. */
  async function settingSeenBy(file: string): Promise<boolean> {
    const command = ['import', file, '-w', join(folder, `${basename(file)}.trailglass`)];
    const child = spawn(process.execPath, [...FLAGS, 'electron/hosts/cli/index.ts', ...command], {
      cwd: ROOT,
      stdio: 'ignore',
    });
    const ended = once(child, 'close');
    let isOver = false;
    void ended.then(() => {
      isOver = true;
    });
    let isSeen = false;
    while (!isOver && !isSeen) {
      isSeen = environmentOf(child.pid).includes('MALLOC_ARENA_MAX=1');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    child.kill('SIGKILL');
    await ended;
    return isSeen;
  }
});

function environmentOf(pid: number | undefined): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return ''; // it has just ended
  }
}
