import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine } from '../command-line.ts';
import { type EngineTraffic, listenToEngine } from '../engine-traffic.ts';
import { expect, START, test } from '../fixtures.ts';
import { grid, runCommand } from '../log-page.ts';
import { openView } from '../tour.ts';
import { usageCsv } from '../usage-csv.ts';

/* A log of the month that is: "as of" is the real clock, which goes on while everything else stands still. */

/** A call a minute, of which the newest is of now. */
function callsUntilNow() {
  const now = Date.now();
  return Array.from({ length: 50 }, (_, at) => ({
    when: new Date(now - at * 60_000).toISOString().slice(0, 19).replace('T', ' '),
    credits: '1',
  }));
}

async function monthsAsked(traffic: EngineTraffic, step: () => Promise<unknown>): Promise<number> {
  traffic.calls();
  await step();
  return traffic.calls().filter((method) => method === 'monthFigures').length;
}

test('the calendar months are asked for once, however often they are drawn', async ({ host, app }) => {
  const log = join(app.folder, 'usage.csv');
  const workspace = join(app.folder, 'usage.trailglass');
  writeFileSync(log, usageCsv(callsUntilNow()));
  await commandLine(['import', log, '-w', workspace]);
  const { page, close } = await START[host]([workspace]);
  const traffic = await listenToEngine(page);

  const opening = await monthsAsked(traffic, async () => {
    await openView(page, 'Usage');
    await expect(page.getByLabel('Calendar months')).toContainText('Active members this month');
    await page.waitForTimeout(1_500);
    await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
  });
  // A minute may have passed meanwhile, and development draws twice.
  expect(opening).toBeLessThanOrEqual(3);

  const forecast = await monthsAsked(traffic, async () => {
    await runCommand(page, 'Time: This month');
    await page.getByRole('button', { name: 'Forecast', exact: true }).click();
    await page.waitForTimeout(500);
    await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
  });
  expect(forecast).toBeLessThanOrEqual(1);
  await close();
});
