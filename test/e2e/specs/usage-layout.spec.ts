import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine } from '../command-line.ts';
import { expect, START, test } from '../fixtures.ts';
import { runCommand } from '../log-page.ts';
import { openView } from '../tour.ts';
import { usageCsv } from '../usage-csv.ts';
import { drillDown, log, ranking, tab } from '../usage-page.ts';

/* Where things are in the usage view in windows of several sizes. */

test.describe('with the sample logs', () => {
  test.use({ samples: true });

  test('a low window shows breakdowns, the head of usage over time and rows; controls take two lines', async ({
    page,
  }) => {
    await page.setViewportSize({ width: 1024, height: 640 });
    await openView(page, 'Usage');
    await test.step('the overview', async () => {
      const time = page.getByRole('region', { name: 'Usage over time', exact: true });
      await expect(time.getByRole('heading')).toBeInViewport({ ratio: 1 });
      await expect(time.getByRole('button', { name: 'Compare', exact: true })).toBeInViewport({ ratio: 1 });
      const members = page.getByRole('region', { name: 'By member', exact: true });
      await expect(members.getByRole('button', { name: /^Show all/ })).toBeInViewport({ ratio: 1 });
      await expect(log(page).locator('#cell-3-0')).toBeInViewport({ ratio: 1 });
      // What has no room is reached with the arrows, as in a larger window.
      const models = page.getByRole('region', { name: 'By model', exact: true });
      const last = models.locator('tbody tr').last();
      await expect(last).not.toBeInViewport({ ratio: 0.9 });
      await models.locator('tbody button').first().focus();
      await page.keyboard.press('End');
      await expect(last).toBeInViewport({ ratio: 0.9 });
    });
    await test.step('a ranking beside a drill-down', async () => {
      await tab(page, 'User');
      await ranking(page, 'Members').locator('tbody tr').first().click();
      await expect(drillDown(page)).toBeVisible();
      const tops = await Promise.all(
        [
          page.getByRole('radiogroup', { name: 'Rank' }),
          page.getByRole('radiogroup', { name: 'Shown as' }),
          page.getByRole('textbox', { name: 'Search Members' }),
          page.getByText('20 Members'),
        ].map(async (control) => {
          const { y = 0, height = 0 } = (await control.boundingBox()) ?? {};
          return Math.round((y + height / 2) / 12);
        }),
      );
      expect(new Set(tops).size).toBe(2);
    });
  });
});

test('further breakdowns fill their rows, whether there are one or five', async ({ host, app }) => {
  const widths = async (name: string, csv: string): Promise<number[]> => {
    const file = join(app.folder, `${name}.csv`);
    const workspace = join(app.folder, `${name}.trailglass`);
    writeFileSync(file, csv);
    await commandLine(['import', file, '-w', workspace]);
    const { page, close } = await START[host]([workspace]);
    await openView(page, 'Usage');
    await runCommand(page, 'Time: All time');
    const boxes: { y: number; width: number }[] = [];
    for (const title of ['By provider', 'By API key', 'By AI worker', 'By entry point', 'By workspace']) {
      const panel = page.getByRole('region', { name: title, exact: true });
      if ((await panel.count()) > 0) boxes.push((await panel.boundingBox()) ?? { y: 0, width: 0 });
    }
    const room = await page
      .getByRole('region', { name: 'Usage over time', exact: true })
      .evaluate((chart) => chart.clientWidth);
    if (boxes.length === 1) {
      // Each part has a bar as long as its share.
      const bars = page.getByRole('region', { name: 'By provider', exact: true }).locator('td span');
      const [first, second] = await bars.evaluateAll((all) =>
        all.map((bar) => bar.getBoundingClientRect().width),
      );
      expect((first ?? 0) / (second ?? 1)).toBeCloseTo(3, 1);
    }
    await close();
    const rows = Map.groupBy(boxes, ({ y }) => Math.round(y));
    return [...rows.values()].map((row) => {
      const wide = row.reduce((sum, { width }) => sum + width, 0);
      expect(Math.abs(wide - room)).toBeLessThan(2);
      return row.length;
    });
  };
  const call = { when: '2026-10-05 10:00:00', credits: '3' };
  const two = usageCsv([call, { ...call, model: 'o3', credits: '1' }]).replace('OpenAI,o3', 'Google,o3');
  expect(await widths('one', two)).toEqual([1]);
  const heading = 'created_at,member,provider,apiKey,worker,entryPoint,workspaceName,credits';
  const line = '2026-10-05T10:00:00Z,ann@example.com,OpenAI,key-1,Importer,Web app,Sales,2';
  expect(await widths('five', `${heading}\n${line}\n`)).toEqual([3, 2]);
});

test('figures and times of a ranking stand whole', async ({ host, app }) => {
  const file = join(app.folder, 'large.csv');
  const workspace = join(app.folder, 'large.trailglass');
  const sums = { credits: '44458950.386123', input: '2812909251', cost: '1335.349794', currency: 'USD' };
  const calls = ['2025-03-18 19:48:00', '2026-11-28 20:56:00'].map((when) => ({ ...sums, when }));
  writeFileSync(file, usageCsv([...calls, ...calls.map((call) => ({ ...call, cost: '' }))]));
  await commandLine(['import', file, '-w', workspace]);
  const { page, close } = await START[host]([workspace]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await openView(page, 'Usage');
  await tab(page, 'User');
  const cells = ranking(page, 'Members').locator('tbody td[title]');
  await expect(cells).toHaveCount(6);
  const cut = await cells.evaluateAll((all) =>
    all.filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent),
  );
  expect(cut).toEqual([]);
  await close();
});
