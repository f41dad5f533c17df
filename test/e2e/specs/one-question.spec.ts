import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manyRecords } from '../../contract/tiny-logs.ts';
import { type EngineTraffic, listenToEngine } from '../engine-traffic.ts';
import { expect, test } from '../fixtures.ts';
import { cell, expectRows, filterButton, grid, query, rowCount } from '../log-page.ts';
import { openView } from '../tour.ts';

/* Listened to on the socket of the loopback host; the page is the same on every host. */

/** What may be asked about a filter; the others are about the workspace. */
const ABOUT_A_FILTER = new Set(['dashboard', 'rows', 'summary', 'breakdown', 'histogram', 'facetValues']);

/** Does something and waits until the log is at rest. Returns what was asked about filters meanwhile. */
async function asked(
  page: import('@playwright/test').Page,
  traffic: EngineTraffic,
  step: () => Promise<unknown>,
): Promise<string[]> {
  traffic.calls();
  await step();
  await page.waitForTimeout(400);
  await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
  return traffic.calls().filter((method) => ABOUT_A_FILTER.has(method));
}

test.describe('with the sample logs', () => {
  test.use({ samples: true });

  test('a change of filter, order or zone is one question', async ({ page }) => {
    const traffic = await listenToEngine(page);
    await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
    await openView(page, 'Usage');
    const total = await rowCount(page);
    const once = ['dashboard'];
    // Values are offered while a query is written.
    const written = await asked(page, traffic, () => query(page, 'model:gpt-4o'));
    expect(written.filter((method) => method !== 'facetValues')).toEqual(once);
    expect(await rowCount(page)).toBeLessThan(total);
    expect(await asked(page, traffic, () => query(page, ''))).toEqual(once);
    const sortBy = (name: string) => grid(page).getByRole('button', { name, exact: true }).click();
    expect(await asked(page, traffic, () => sortBy('Credits'))).toEqual(once);
    const openAudit = () => page.getByRole('navigation').getByText('Audit log', { exact: true }).click();
    expect(await asked(page, traffic, openAudit)).toEqual(once);
    // The menu of a facet asks for its values; what is chosen in it is one question and new counts.
    await filterButton(page, 'Action').click();
    const values = page.getByRole('dialog', { name: 'Action' });
    await expect(values.getByRole('checkbox').first()).toBeVisible();
    const chosen = await asked(page, traffic, () => values.getByRole('checkbox').first().check());
    expect(chosen.toSorted()).toEqual(['dashboard', 'facetValues']);
  });

  test('a ranking is part of the one question; a drill-down is one of its own', async ({ page }) => {
    const traffic = await listenToEngine(page);
    await openView(page, 'Usage');
    await page.getByRole('tab', { name: 'User' }).click();
    const ranking = page.getByRole('grid', { name: 'Members by usage' });
    const settled = async (step: () => Promise<unknown>): Promise<string[]> => {
      traffic.calls();
      await step();
      await page.waitForTimeout(600);
      for (const one of await grid(page).all()) await expect(one).toHaveAttribute('aria-busy', 'false');
      return traffic.calls().filter((method) => ABOUT_A_FILTER.has(method));
    };
    await expect(ranking).toHaveAttribute('aria-busy', 'false');
    const byCost = () => ranking.getByRole('button', { name: 'Cost', exact: true }).click();
    expect(await settled(byCost)).toEqual(['dashboard']);
    // Its figures and calls, and when it was ever seen.
    const open = () => ranking.locator('tbody tr').nth(1).click();
    expect((await settled(open)).toSorted()).toEqual(['dashboard', 'summary']);
  });

  test('rows further down are read alone, at the revision of the numbers', async ({ page }) => {
    const traffic = await listenToEngine(page);
    await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
    const calls = await asked(page, traffic, async () => {
      await grid(page).focus();
      await page.keyboard.press('Control+End');
    });
    expect(new Set(calls)).toEqual(new Set(['rows']));
  });
});

test('a search shows its first rows before it ends', async ({ page, app, shell }) => {
  test.slow();
  const records = 300_000;
  const path = join(app.folder, 'many.csv');
  writeFileSync(path, manyRecords(records));
  await shell.chooseFiles([path], () => page.getByRole('button', { name: 'Import files…' }).first().click());
  await expectRows(page, records);
  const traffic = await listenToEngine(page);
  await expectRows(page, records);
  // What the grid says of itself, from change to change: its rows, and whether it is at rest.
  await page.evaluate(() => {
    const log = document.querySelector('[role="grid"]');
    const seen: string[] = [];
    Object.assign(globalThis, { seenOfGrid: seen });
    const look = (): void => {
      seen.push(`${log?.getAttribute('aria-rowcount')} ${log?.getAttribute('aria-busy')}`);
    };
    if (log !== null) new MutationObserver(look).observe(log, { attributes: true });
  });
  await query(page, 'user7@example');
  await expectRows(page, records / 50);
  const withRows = traffic.messages.findIndex(({ progress }) => (progress?.firstRows?.length ?? 0) > 0);
  expect(withRows).toBeGreaterThan(0);
  const { id } = traffic.messages[withRows] ?? {};
  const answer = traffic.messages.findIndex((message) => message.type === 'done' && message.id === id);
  expect(answer).toBeGreaterThan(withRows);
  const rows = traffic.messages[withRows]?.progress?.firstRows ?? [];
  expect(rows.length).toBeLessThanOrEqual(100);
  for (const row of rows) expect(row.actor).toBe('user7@example.com');
  const seen = await page.evaluate(() => (globalThis as unknown as { seenOfGrid: string[] }).seenOfGrid);
  const partial = seen
    .map((state) => state.split(' '))
    .filter(([count, busy]) => busy === 'true' && Number(count) <= 101);
  expect(partial.length, seen.join(', ')).toBeGreaterThan(0);
  await expect(cell(page, 0, 0)).not.toHaveText('');
});
