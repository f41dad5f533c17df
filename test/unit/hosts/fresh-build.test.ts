import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { isFresh } from '../../../electron/hosts/fresh-build.ts';

describe('a build', () => {
  const root = mkdtempSync(join(tmpdir(), 'trailglass-build-'));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  /** Writes a file as of a second; its folders are as of the first. */
  function write(path: string, second: number): void {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
    utimesSync(file, second, second);
    for (let folder = dirname(file); folder.length > root.length; folder = dirname(folder))
      utimesSync(folder, 1, 1);
  }

  function checkout(changed = 1): void {
    for (const path of ['package.json', 'package-lock.json', 'electron.vite.config.ts']) write(path, 1);
    write('electron/engine/deep/file.ts', changed);
    write('shared/errors.ts', 1);
  }
  const fresh = () => isFresh(['out/main/a.js', 'out/main/b.js'], ['electron', 'shared'], root);

  it('is fresh while nothing it is made of changed after it', () => {
    checkout();
    write('out/main/a.js', 5);
    write('out/main/b.js', 5);
    expect(fresh()).toBe(true);
    write('renderer/view.tsx', 9);
    expect(fresh()).toBe(true);
  });

  it.each([
    'package-lock.json',
    'electron.vite.config.ts',
    'electron/engine/deep/file.ts',
    'electron/engine/new.ts',
    'shared/errors.ts',
  ])('is not after a change of %s', (path) => {
    checkout();
    write('out/main/a.js', 5);
    write('out/main/b.js', 5);
    write(path, 6);
    expect(fresh()).toBe(false);
  });

  it('is not when a source was removed, or one of its files is missing or older', () => {
    checkout();
    write('out/main/a.js', 5);
    expect(fresh()).toBe(false);
    write('out/main/b.js', 1);
    expect(fresh()).toBe(false);
    write('out/main/b.js', 5);
    expect(fresh()).toBe(true);
    rmSync(join(root, 'shared/errors.ts'));
    expect(fresh()).toBe(false);
  });
});
