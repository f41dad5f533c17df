import { expect, test } from '../fixtures.ts';

test.describe('the menu', () => {
  test('gives orders to the window', async ({ page, desktop }) => {
    await page.evaluate(() => {
      type Shell = { onCommand(listen: (command: string) => void): unknown };
      const heard: string[] = [];
      Object.assign(window, { heard });
      (window as unknown as { trailglass: { shell: Shell } }).trailglass.shell.onCommand(
        (command) => void heard.push(command),
      );
    });
    await desktop.chooseMenu('Light or dark');
    await desktop.chooseMenu('Search');
    await expect
      .poll(() => page.evaluate(() => (window as unknown as { heard: string[] }).heard))
      .toEqual(['toggleTheme', 'focusSearch']);
  });

  test('can neither reload nor view the source', async ({ desktop }) => {
    const labels = await desktop.menuLabels();
    expect(labels).toContain('Import logs…');
    expect(labels).not.toContain('reload');
    expect(labels).not.toContain('forceReload');
  });
});
