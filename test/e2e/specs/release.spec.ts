import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchDouble } from '../../electron/launch.ts';
import { expect, test } from '../fixtures.ts';
import { privateHome } from '../hosts/test-host.ts';

test.describe('a release', () => {
  for (const refused of [
    '--remote-debugging-port=9222',
    '--inspect',
    '--js-flags=--expose-gc',
    '--no-sandbox',
  ]) {
    test(`does not start with ${refused}`, async () => {
      const home = privateHome();
      const app = launchDouble({ args: [refused], env: { ...home.env, DOUBLE_PACKAGED: '1' } });
      expect(await app.ended()).toBe(2);
      expect(app.errors()).toMatch(/^Trailglass does not start with --[a-z-]+\.\n$/);
      home.remove();
    });
  }

  test('has no developer tools', async () => {
    const home = privateHome();
    const app = launchDouble({ env: { ...home.env, DOUBLE_PACKAGED: '1' } });
    await app.firstWindow();
    expect((await app.control.windows())[0]?.preferences.devTools).toBe(false);
    expect(await app.control.menuLabels()).not.toContain('toggleDevTools');
    await app.close();
    home.remove();
  });

  test('that cannot start says so in words, without a stack trace', async () => {
    const home = privateHome();
    const folder = join(home.env['XDG_DATA_HOME'] ?? '', 'Trailglass');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'default.trailglass'), 'this is no workspace, and it is not ours to replace');
    const app = launchDouble({ env: { ...home.env, DOUBLE_PACKAGED: '1' } });
    expect(await app.ended()).toBe(3);
    expect(app.errors()).toContain('Trailglass could not start.');
    expect(app.errors()).not.toMatch(/^\s+at /m);
    expect(readFileSync(join(folder, 'default.trailglass'), 'utf8')).toContain('not ours to replace');
    home.remove();
  });
});
