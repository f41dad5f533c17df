import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStartOptions } from '../../electron/hosts/start/options.ts';
import { desktopObstacle } from '../../electron/hosts/start/surroundings.ts';
import { refusedSwitch } from '../../electron/main/refused-switches.ts';
import { withWorkspaceExtension, workspaceAmong } from '../../electron/main/workspace/workspace-path.ts';

describe('a workspace on a command line', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'trailglass-argv-'));
    writeFileSync(join(folder, 'case.trailglass'), '');
    writeFileSync(join(folder, 'CASE.TRAILGLASS'), '');
    writeFileSync(join(folder, 'notes.txt'), '');
    mkdirSync(join(folder, 'folder.trailglass'));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('is an existing file with our ending, relative or absolute', () => {
    const path = join(folder, 'case.trailglass');
    expect(workspaceAmong(['case.trailglass'], folder)).toBe(path);
    expect(workspaceAmong(['--flag', '/nowhere/x.trailglass', path], '/')).toBe(path);
    expect(workspaceAmong(['CASE.TRAILGLASS'], folder)).toBe(join(folder, 'CASE.TRAILGLASS'));
  });

  it.each([
    ['an option', ['--workspace=case.trailglass', '-case.trailglass']],
    ['another file', ['notes.txt']],
    ['a folder', ['folder.trailglass']],
    ['a missing file', ['gone.trailglass']],
    ['an address', ['https://example.com/case.trailglass', 'trailglass://case.trailglass']],
    ['a NUL', ['case.trailglass\0.trailglass']],
    ['nothing', []],
  ])('is not %s', (_what, words) => {
    expect(workspaceAmong(words, folder)).toBeNull();
  });

  it('gets our ending when the user leaves it out', () => {
    expect(withWorkspaceExtension('/a/case')).toBe('/a/case.trailglass');
    expect(withWorkspaceExtension('/a/case.TrailGlass')).toBe('/a/case.TrailGlass');
  });
});

describe('the switches of a release', () => {
  it.each([
    'remote-debugging-port',
    'remote-debugging-pipe',
    'inspect',
    'inspect-brk',
    'js-flags',
    'no-sandbox',
  ])('do not include --%s', (name) => {
    expect(refusedSwitch((asked) => asked === name)).toBe(name);
  });

  it('may be any others', () => {
    expect(refusedSwitch(() => false)).toBeNull();
  });
});

describe('npm start', () => {
  it('takes a workspace, a port and whether to open a browser', () => {
    expect(readStartOptions(['case.trailglass', '--no-open', '--port', '8080'], '/home/dana')).toEqual({
      workspace: '/home/dana/case.trailglass',
      open: false,
      port: 8080,
      browser: false,
    });
    expect(readStartOptions([], '/')).toEqual({ workspace: null, open: true, port: 0, browser: false });
  });

  it.each([
    [['--port', 'http'], '--port takes a number from 0 to 65535, not "http".'],
    [['--port', '70000'], '--port takes a number from 0 to 65535, not "70000".'],
    [['a', 'b'], 'One workspace can be opened at a time; "b" is a second one.'],
  ])('refuses %j in one line', (words, message) => {
    expect(() => readStartOptions(words, '/')).toThrow(message);
  });

  it('refuses an unknown option', () => {
    expect(() => readStartOptions(['--serve'], '/')).toThrow(/--serve/);
  });

  it('tells why no window can be opened', () => {
    expect(desktopObstacle('linux', {}, 1000)).toBe('There is no display to open a window on.');
    expect(desktopObstacle('linux', { DISPLAY: ':0' }, 0)).toBe('A desktop window cannot be opened as root.');
    expect(desktopObstacle('linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000)).toBeNull();
    expect(desktopObstacle('darwin', {}, 501)).toBeNull();
    expect(desktopObstacle('win32', {}, undefined)).toBeNull();
  });
});
