import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { headOf } from '../../../../electron/engine/import/open/byte-source.ts';
import { Spool } from '../../../../electron/engine/import/open/spool.ts';

const parents: string[] = [];
afterEach(() => {
  for (const parent of parents.splice(0)) rmSync(parent, { recursive: true, force: true });
});

function parent(): string {
  const path = mkdtempSync(join(tmpdir(), 'trailglass-spool-'));
  parents.push(path);
  return path;
}

async function* pieces(...lengths: readonly number[]): AsyncGenerator<Buffer> {
  for (const length of lengths) yield Buffer.alloc(length, 'x');
}

describe('a spool', () => {
  it('keeps what is short in memory, and what is long in a folder of its own, until it is let go', async () => {
    const folder = parent();
    const spool = new Spool(folder);
    const short = await spool.take(pieces(1_000), 'short');
    expect([short.path, readdirSync(folder)]).toEqual([null, []]);
    const long = await spool.take(pieces(3_000_000, 3_000_000), 'long');
    expect([long.bytes, statSync(long.path ?? '').size]).toEqual([6_000_000, 6_000_000]);
    for (const source of [short, long]) expect((await headOf(source, 4)).toString()).toBe('xxxx');
    if (process.platform !== 'win32') {
      expect(statSync(long.path ?? '').mode & 0o777).toBe(0o600);
      expect(statSync(dirname(long.path ?? '')).mode & 0o777).toBe(0o700);
    }
    await long.release();
    expect(existsSync(long.path ?? '')).toBe(false);
    spool.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves nothing of what fails on the way', async () => {
    const folder = parent();
    const spool = new Spool(folder);
    const failing = (async function* () {
      yield* pieces(5_000_000);
      throw new Error('pulled out');
    })();
    await expect(spool.take(failing, 'log')).rejects.toThrow('pulled out');
    expect(readdirSync(join(folder, readdirSync(folder)[0] ?? ''))).toEqual([]);
    spool.close();
  });

  it('removes what killed programs left, and nothing else', async () => {
    const folder = parent();
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    const kept = [
      `trailglass-unpacked-${process.pid}-abc`,
      'trailglass-unpacked-5x',
      'trailglass-import-1-x',
      'other',
    ];
    for (const name of [...kept, `trailglass-unpacked-${dead}-abc`]) mkdirSync(join(folder, name));
    symlinkSync('/', join(folder, `trailglass-unpacked-${dead}-link`));
    const spool = new Spool(folder, 0);
    await spool.take(pieces(1), 'log');
    spool.close();
    expect(readdirSync(folder).sort()).toEqual([...kept, `trailglass-unpacked-${dead}-link`].sort());
  });
});
