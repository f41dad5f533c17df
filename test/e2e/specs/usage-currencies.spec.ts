import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Breakdown, Histogram, Summary } from '../../../shared/api/contract.ts';
import { exactSum } from '../../../shared/usage/exact.ts';
import { commandLine, commandLineJson } from '../command-line.ts';
import { expect, START, test } from '../fixtures.ts';
import { grid, runCommand } from '../log-page.ts';
import { openView } from '../tour.ts';
import { drillDown, ranking, rows, tab } from '../usage-page.ts';

/* Costs in several currencies: the one that is chosen is that of every view, and of the command line with --currency. */

const LOG = [
  'created_at,member,worker,credits,cost,currency',
  '2026-10-05T10:00:00Z,ann@example.com,Importer,1,0.5,EUR',
  '2026-10-05T11:00:00Z,ann@example.com,Writer,1,2,USD',
  '2026-10-06T12:00:00Z,ben@example.com,Importer,1,0.25,EUR',
  '2026-10-06T13:00:00Z,ben@example.com,Writer,1,4.125,EUR',
  '2026-10-07T13:00:00Z,ben@example.com,Importer,1,8,USD',
  '',
].join('\n');

const money = (value: number | null, currency: string): string => {
  if (value === null) return '–';
  const text = value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 9 });
  return currency === 'USD' ? `$${text}` : `${text} ${currency}`;
};

/** The rows of the matrix, cell by cell, once it is told in what it should be. */
async function matrixRows(page: Page, about: string): Promise<string[][]> {
  const panel = page.getByRole('region', { name: 'Members by AI worker', exact: true });
  await expect(panel).toContainText(about);
  await expect(panel).toHaveAttribute('aria-busy', 'false');
  await expect(panel.getByRole('grid').getByRole('gridcell', { name: /^Total: / })).not.toHaveCount(0);
  const lines = await panel.getByRole('grid').getByRole('row').all();
  return Promise.all(lines.map((line) => line.locator('text').allTextContents()));
}

/** By key, as the command line tells it. */
const byKey = ({ groups }: Breakdown): Map<string | null, number | null> =>
  new Map(groups.map(({ key, cost }) => [key, cost]));

test('the chosen currency is that of charts, ranking and matrix, as the command line tells it', async ({
  host,
  app,
}) => {
  const log = join(app.folder, 'costs.csv');
  const workspace = join(app.folder, 'costs.trailglass');
  writeFileSync(log, LOG);
  await commandLine(['import', log, '-w', workspace]);
  const { page, shell, close } = await START[host]([workspace]);
  await openView(page, 'Usage');
  await runCommand(page, 'Time: All time');
  await page.getByRole('radiogroup', { name: 'Measure' }).getByText('Cost', { exact: true }).click();

  for (const currency of ['EUR', 'USD']) {
    const told = ['-w', workspace, '--currency', currency];
    const grouped = (by: string, ...flags: string[]) =>
      commandLineJson<Breakdown>(['breakdown', ...told, '--by', by, '--measure', 'cost', ...flags]);
    const summary = await commandLineJson<Summary>(['summary', ...told]);
    const members = await grouped('actor');
    const workers = byKey(await grouped('worker'));

    await test.step(`${currency}: the overview`, async () => {
      await tab(page, 'Overview');
      await page.getByRole('button', { name: /^Currency: / }).click();
      await page.getByRole('menuitemradio', { name: new RegExp(`^${currency}: `) }).click();
      await expect(page.getByRole('button', { name: `Currency: ${currency}` })).toBeVisible();
      await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
      const list = page.getByRole('region', { name: 'By member', exact: true }).locator('tbody tr');
      expect(await list.evaluateAll((lines) => lines.map((line) => line.children[1]?.textContent))).toEqual(
        members.groups.map(({ cost }) => money(cost, currency)),
      );
      const { points } = await commandLineJson<Histogram>([
        ...['histogram', ...told, '--measure', 'cost', '--bucket', 'day'],
      ]);
      expect(exactSum(points.map(({ value }) => value))).toBe(summary.cost);
      await expect(page.getByRole('region', { name: 'Usage over time', exact: true })).toContainText(
        `Cost in ${currency}`,
      );
    });

    await test.step(`${currency}: the ranking and the matrix`, async () => {
      await tab(page, 'AI worker');
      await page.getByText('Ranking', { exact: true }).click();
      await expect(ranking(page, 'AI workers').getByRole('columnheader', { name: /^Cost/ })).toHaveText(
        `Cost (${currency})`,
      );
      const [best, most] = [...workers][0] ?? [];
      const [, first, ...cells] = (await rows(page, 'AI workers'))[0] ?? [];
      expect(first).toBe(best);
      expect(cells).toContain(money(most ?? null, currency));
      await ranking(page, 'AI workers')
        .getByText(first ?? '')
        .click();
      await expect(drillDown(page).getByRole('region', { name: /^Usage over time/ })).toContainText(
        `Cost (${currency})`,
      );
      await page.keyboard.press('Escape');
      await page.getByText('Matrix', { exact: true }).click();
      const [heading = [], ...lines] = await matrixRows(page, `Cost (${currency}).`);
      expect(heading).toEqual([...workers.keys(), 'Total']);
      expect(lines.map(([who, ...cells]) => [who, cells.at(-1)])).toEqual(
        members.groups.map(({ key, cost }) => [key, money(cost, currency)]),
      );
      for (const [who = '', ...cells] of lines) {
        const own = byKey(await grouped('worker', '--where', `actor:"${who}"`));
        for (const [at, worker] of [...workers.keys()].entries()) {
          expect(cells[at], `${who} ${worker}`).toBe(money(own.get(worker) ?? null, currency));
        }
      }
    });

    await test.step(`${currency}: what is saved of the matrix`, async () => {
      const saved = await shell.saveExport(`${currency}.json`, async () => {
        await page.getByRole('button', { name: 'Save Members by AI worker' }).click();
        await page.getByRole('menuitem', { name: 'Save as JSON' }).click();
      });
      expect(JSON.parse(readFileSync(saved, 'utf8'))).toMatchObject({ currency, total: summary.cost });
    });
  }
  await close();
});
