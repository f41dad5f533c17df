import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { launchDouble } from '../../electron/launch.ts';
import { ask, importOf, sampleHandles } from '../bridge.ts';
import { expect, test } from '../fixtures.ts';
import { privateHome } from '../hosts/test-host.ts';
import { packageProgram } from '../package-program.ts';

test('the installed program holds what it needs, nothing else, and works', async () => {
  test.skip(process.platform !== 'linux', 'The package of another system is looked at on that system.');
  test.setTimeout(120_000);
  const home = privateHome();
  const { app, resources, fuses } = await packageProgram(home.folder);

  await test.step('its fuses', () => {
    // RunAsNode off, cookie encryption on, NODE_OPTIONS off, --inspect off, archive integrity on, only from the
    // archive on, own browser snapshot off, extra rights of file: off.
    expect(fuses).toBe('01001100');
  });

  await test.step('its files', () => {
    expect(readdirSync(app).sort()).toEqual(['node_modules', 'out', 'package.json']);
    expect(readdirSync(join(app, 'node_modules'))).toEqual(['better-sqlite3']);
    const native = readdirSync(join(app, 'node_modules', 'better-sqlite3', 'prebuilds')).sort();
    expect(native).toEqual([`linux-${process.arch}.node`, `linuxmusl-${process.arch}.node`]);
    expect(readdirSync(join(app, 'out')).sort()).toEqual(['main', 'preload', 'renderer']);
    const sources = readdirSync(join(app, 'out', 'main')).filter((name) => !name.endsWith('.js'));
    expect(sources).toEqual([]);
    expect(existsSync(join(resources, 'resources', 'profiles', 'generic.json'))).toBe(true);
  });

  await test.step('it starts, finds its samples and profiles, and imports', async () => {
    const program = launchDouble({
      main: join(app, 'out', 'main', 'index.js'),
      env: { ...home.env, DOUBLE_PACKAGED: '1' },
    });
    const page = (await program.firstWindow()) as Page;
    const samples = await sampleHandles(page);
    expect(samples).toHaveLength(7);
    const reply = await ask(page, 'importFiles', importOf(samples));
    const { sources } = reply.value as { sources: { status: string; profile: string }[] };
    expect(sources.map(({ status }) => status)).toEqual(samples.map(() => 'imported'));
    expect(sources.map(({ profile }) => profile)).not.toContain('generic');
    await program.close();
  });
  home.remove();
});
