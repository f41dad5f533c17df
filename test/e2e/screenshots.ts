import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../../electron/hosts/start/build.ts';
import { startOnDouble } from './hosts/double-host.ts';
import { openSampleLogs, openView, VIEWS } from './tour.ts';

/** Takes the README's pictures of every view, light and dark, from the sample logs. */
const FOLDER = fileURLToPath(new URL('../../resources/screenshots/', import.meta.url));

ensureBuilt();
mkdirSync(FOLDER, { recursive: true });
const { page, close } = await startOnDouble();
await page.setViewportSize({ width: 1280, height: 800 });
await openSampleLogs(page);
await page.getByRole('button', { name: 'Close jobs' }).click();
for (const scheme of ['light', 'dark'] as const) {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  for (const view of VIEWS) {
    await openView(page, view);
    // A row with something to show beside the log: a change of role.
    if (view === 'Audit log') await page.getByRole('gridcell', { name: 'user.role_changed' }).first().click();
    await page.waitForTimeout(500);
    const name = `${view.toLowerCase().replace(' ', '-')}-${scheme}.png`;
    await page.screenshot({ path: `${FOLDER}${name}` });
    console.log(name);
  }
}
await close();
