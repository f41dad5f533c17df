import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPageFile, liesWithin } from '../../electron/hosts/page/page-files.ts';
import { isAppUrl } from '../../electron/main/page/app-origin.ts';

describe('files of the page', () => {
  let folder = '';
  let page = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'trailglass-page-'));
    page = join(folder, 'page');
    mkdirSync(join(page, 'assets'), { recursive: true });
    mkdirSync(join(folder, 'page-secret'));
    writeFileSync(join(page, 'index.html'), '<!doctype html>');
    writeFileSync(join(page, 'assets', 'index-abc.js'), '');
    writeFileSync(join(page, 'assets', 'settings.json'), '{}');
    writeFileSync(join(folder, 'outside.html'), 'secret');
    writeFileSync(join(folder, 'page-secret', 'a.html'), 'secret');
    symlinkSync(join(folder, 'outside.html'), join(page, 'link.html'));
    symlinkSync(join(folder, 'page-secret'), join(page, 'linked'));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('are found under the address of the page', async () => {
    expect(await findPageFile(page, '/')).toMatchObject({ contentType: 'text/html; charset=utf-8' });
    expect(await findPageFile(page, '/assets/index-abc.js')).toMatchObject({
      path: expect.stringMatching(/index-abc\.js$/),
      contentType: 'text/javascript; charset=utf-8',
    });
  });

  it.each([
    ['a way up', '/../outside.html'],
    ['an encoded way up', '/%2e%2e/outside.html'],
    ['a doubly encoded way up', '/%252e%252e/outside.html'],
    ['an encoded slash', '/..%2foutside.html'],
    ['a backslash', '/..\\outside.html'],
    ['an encoded backslash', '/..%5coutside.html'],
    ['a NUL', '/index.html%00.js'],
    ['a stray percent sign', '/%'],
    ['an absolute path', '//etc/hosts.html'],
    ['a sibling whose name starts alike', '/../page-secret/a.html'],
    ['a link to a file outside', '/link.html'],
    ['a link to a folder outside', '/linked/a.html'],
    ['a folder', '/assets'],
    ['another kind of file', '/assets/settings.json'],
    ['no file', '/missing.html'],
    ['a very long name', `/${'a'.repeat(5_000)}.html`],
    ['a file as a folder', '/index.html/a.html'],
    ['nothing', ''],
  ])('are not found by %s', async (_what, pathname) => {
    expect(await findPageFile(page, pathname)).toBeNull();
  });

  it('lie within a folder by steps, not by letters', () => {
    expect(liesWithin('/a/b', '/a/b/c')).toBe(true);
    expect(liesWithin('/a/b', '/a/b/..c')).toBe(true);
    expect(liesWithin('/a/b', '/a/bc')).toBe(false);
    expect(liesWithin('/a/b', '/a')).toBe(false);
    expect(liesWithin('/a/b', '/a/b')).toBe(false);
  });
});

describe('the address of the page', () => {
  it.each(['app://trailglass/', 'app://trailglass/index.html?a#b'])('is %s', (address) => {
    expect(isAppUrl(address)).toBe(true);
  });

  it.each([
    'app://trailglass.example.com/',
    'app://trailglass@example.com/',
    'app://user@trailglass/',
    'app://trailglass:81/',
    'app:trailglass',
    'https://trailglass/',
    'file:///trailglass',
    'about:blank',
    'data:text/html,app://trailglass/',
    'app://',
    '',
  ])('is not %s', (address) => {
    expect(isAppUrl(address)).toBe(false);
  });
});
