import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { launchDouble } from '../../electron/launch.ts';
import { ask, askShell } from '../bridge.ts';
import { expect, test } from '../fixtures.ts';
import { homeEnvironment, privateHome } from '../hosts/test-host.ts';

test.describe('workspaces', () => {
  test('the first start opens a workspace of the user’s own', async ({ page, app, desktop }) => {
    expect(await ask(page, 'workspace')).toMatchObject({ value: { name: 'default.trailglass', events: 0 } });
    expect(existsSync(join(app.folder, 'data', 'Trailglass', 'default.trailglass'))).toBe(true);
    expect((await desktop.windows())[0]?.title).toBe('default – Trailglass');
  });

  test('a new one is created where the user says, and never over an existing file', async ({
    page,
    app,
    desktop,
  }) => {
    const path = join(app.folder, 'case-042');
    await desktop.answerDialog([path]);
    expect(await askShell(page, 'newWorkspace')).toBe(true);
    expect(await ask(page, 'workspace')).toMatchObject({ value: { name: 'case-042.trailglass' } });
    expect((await desktop.windows())[0]?.title).toBe('case-042 – Trailglass');

    await desktop.answerDialog([`${path}.trailglass`]);
    expect(await askShell(page, 'newWorkspace')).toBe(
      'case-042.trailglass exists. Open it, or choose another name.',
    );
    await desktop.answerDialog(null);
    expect(await askShell(page, 'newWorkspace')).toBe(false);
  });

  test('one that cannot be opened is refused in one line and the open one stays', async ({
    page,
    app,
    desktop,
  }) => {
    const path = join(app.folder, 'foreign.trailglass');
    writeFileSync(path, 'not a database at all, but long enough to look at twice');
    await desktop.answerDialog([path]);
    const message = await askShell(page, 'openWorkspace');
    expect(message).toContain('foreign.trailglass');
    expect(String(message).split('\n')).toHaveLength(1);
    expect(await ask(page, 'workspace')).toMatchObject({ value: { name: 'default.trailglass' } });
  });

  test('the last one is opened again, the window is where it was', async () => {
    const home = privateHome();
    const first = launchDouble({ env: home.env });
    const page = (await first.firstWindow()) as Page;
    await first.control.answerDialog([join(home.folder, 'second.trailglass')]);
    expect(await askShell(page, 'newWorkspace')).toBe(true);
    await first.control.moveWindow({ x: 40, y: 50, width: 1100, height: 700 });
    await first.control.closeWindow().catch(() => undefined); // the program ends while it answers
    expect(await first.ended()).toBe(0);

    const second = launchDouble({ env: home.env });
    const again = (await second.firstWindow()) as Page;
    expect(await ask(again, 'workspace')).toMatchObject({ value: { name: 'second.trailglass' } });
    expect((await second.control.windows())[0]?.bounds).toEqual({ x: 40, y: 50, width: 1100, height: 700 });
    await second.close();
    home.remove();
  });

  test('one that is gone is reported, and the user’s own is opened', async () => {
    const home = privateHome();
    const folder = join(home.env['XDG_DATA_HOME'] ?? '', 'Trailglass', 'desktop');
    mkdirSync(folder, { recursive: true });
    const settings = { workspace: join(home.folder, 'gone.trailglass'), bounds: null, maximized: false };
    writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings));

    const app = launchDouble({ env: home.env });
    const page = (await app.firstWindow()) as Page;
    expect(await ask(page, 'workspace')).toMatchObject({ value: { name: 'default.trailglass' } });
    const [dialog, ...others] = await app.control.dialogs();
    expect(dialog).toMatchObject({ kind: 'message', title: 'The workspace could not be opened.' });
    expect(dialog?.text).toContain('gone.trailglass');
    expect(others).toEqual([]);
    await app.close();
    home.remove();
  });
});

test.describe('a second start', () => {
  test('hands its workspace to the first and ends', async ({ page, app, desktop }) => {
    const path = join(app.folder, 'other.trailglass');
    await desktop.answerDialog([path]);
    await askShell(page, 'newWorkspace');
    await desktop.answerDialog([join(app.folder, 'mine.trailglass')]);
    await askShell(page, 'newWorkspace');

    const second = launchDouble({ args: [path], env: homeEnvironment(app.folder) });
    expect(await second.ended(), second.errors()).toBe(0);
    await expect.poll(async () => (await desktop.windows())[0]?.title).toBe('other – Trailglass');
    expect(await ask(page, 'workspace')).toMatchObject({ value: { name: 'other.trailglass' } });
  });

  test('with a hostile command line changes nothing', async ({ page, app, desktop }) => {
    const folder = join(app.folder, 'folder.trailglass');
    mkdirSync(folder);
    const args = [
      '--workspace=/etc/passwd',
      '/etc/passwd',
      'https://example.com/a.trailglass',
      folder,
      'a\nb.trailglass',
    ];
    const second = launchDouble({ args, env: homeEnvironment(app.folder) });
    expect(await second.ended(), second.errors()).toBe(0);
    await page.waitForTimeout(500);
    expect(await ask(page, 'workspace')).toMatchObject({ value: { name: 'default.trailglass' } });
    expect(await desktop.dialogs()).toEqual([]);
  });
});
