import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { cell, chips, closeJobs, details, expectRows, grid, query, rowCount } from '../log-page.ts';
import { openView } from '../tour.ts';

const strip = (page: Page) => page.getByRole('slider', { name: /^Events per/ });
const legend = (page: Page) => page.getByRole('list', { name: 'Legend' }).getByRole('button');
const toolbar = (page: Page) => page.getByRole('toolbar', { name: 'Histogram' });

async function run(page: Page, command: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(command);
  await page.keyboard.press('Enter');
  await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
}

async function choose(page: Page, menu: RegExp, entry: string): Promise<void> {
  await toolbar(page).getByRole('button', { name: menu }).click();
  await page.getByRole('menuitemradio', { name: entry, exact: true }).click();
  await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
}

test.describe('with the sample logs', () => {
  test.use({ samples: true });

  test('bars are stacked by a field, its legend filters, and a value keeps its colour', async ({ page }) => {
    await run(page, 'Time: All time');
    const total = await rowCount(page);
    await expect(toolbar(page).getByRole('button', { name: 'Stack by: Action category' })).toBeVisible();
    await choose(page, /^Stack by/, 'Action');
    // Names stand whole beside each other, as many as fit; the others are in a list.
    const more = toolbar(page).getByRole('button', { name: /^\d+ more in the legend$/ });
    // How many fit may change once more, when the font has come.
    const named = async () => Number.parseInt((await more.getAttribute('aria-label')) ?? '', 10);
    await expect.poll(async () => (await legend(page).count()) + (await named())).toBe(8);
    await more.click();
    const rest = page.getByRole('list', { name: 'More series' }).getByRole('button');
    await expect.poll(async () => (await legend(page).count()) + (await rest.count())).toBe(8);
    await page.keyboard.press('Escape');
    await expect(rest).toHaveCount(0);
    const [name = '', events = ''] = ((await legend(page).first().getAttribute('aria-label')) ?? '').split(
      ': ',
    );
    const colour = () =>
      legend(page)
        .and(page.getByRole('button', { name: `${name}: ` }))
        .locator('span')
        .first()
        .evaluate((swatch) => (swatch as HTMLElement).style.background);
    const before = await colour();
    await legend(page).first().click();
    await expect.poll(() => chips(page)).toEqual([`action ${name}`]);
    await expectRows(page, Number(events.replaceAll(/\D/g, '')));
    await expect(legend(page)).toHaveCount(1);
    expect(await colour()).toBe(before);
    const chip = page
      .getByRole('list', { name: 'Active filters' })
      .locator('[data-chip] span[style]')
      .first();
    expect(await chip.evaluate((swatch) => (swatch as HTMLElement).style.background)).toBe(before);
    await expect(legend(page).first()).toHaveAttribute('aria-pressed', 'true');
    await legend(page).first().click();
    await expectRows(page, total);
    await legend(page)
      .first()
      .click({ modifiers: ['Alt'] });
    await expect.poll(() => chips(page)).toEqual([`not action ${name}`]);
    await run(page, 'Clear all filters');
    // Hover and focus say label, amount, share and bounds.
    await legend(page).first().focus();
    await expect(page.getByRole('tooltip')).toContainText(
      /events \([\d.]+%\), .* – .* UTC\. Click: only these/,
    );
    // Remembered, for this scope alone.
    await page.reload();
    await expect(toolbar(page).getByRole('button', { name: 'Stack by: Action', exact: true })).toBeVisible();
    await openView(page, 'Usage');
    await expect(page.getByRole('button', { name: 'Stack by: None' })).toBeVisible();
  });

  test('a bar tells its parts; the zoom leads back to the range before it; the open event is marked', async ({
    page,
  }) => {
    await run(page, 'Time: Last 30 days');
    const month = await rowCount(page);
    await strip(page).focus();
    await page.keyboard.press('End');
    await expect(strip(page)).toHaveAttribute(
      'aria-valuetext',
      /^[\d,]+ events, [\d.]+% of all, 31 Oct 2026 00:00 – 1 Nov 2026 00:00 UTC; .+ \d+ events/,
    );
    await page.keyboard.press('Enter');
    await expect.poll(() => chips(page)).toEqual(['time 31 Oct 2026 00:00 – 1 Nov 2026 00:00 UTC']);
    await expect(strip(page)).toHaveAccessibleName(/^Events per hour/);
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+PageDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => chips(page)).toEqual(['time 31 Oct 2026 00:00 – 11:00 UTC']);
    const back = toolbar(page).getByRole('button', { name: 'Reset zoom' });
    await expect(back).toHaveAttribute('title', /Last 30 days/);
    await strip(page).dblclick({ position: { x: 5, y: 20 } });
    await expectRows(page, month);
    await expect(back).toBeHidden();

    await expect(strip(page).locator('[data-open-event]')).toHaveCount(0);
    await cell(page, 0, 1).click();
    await expect(details(page).getByRole('heading', { name: 'Raw record' })).toBeVisible();
    await expect(strip(page).locator('[data-open-event]')).toHaveCount(1);

    // Bars longer than the range say that they are cut.
    await choose(page, /^Bars: per/, 'Per month');
    await expect(strip(page)).toHaveAccessibleName(/^Events per month/);
    await expect(strip(page).locator('[data-partial]')).not.toHaveCount(0);
    await choose(page, /^Bars: per/, 'By the range');
  });

  test('the bars are a table as well, which can be copied', async ({ page }) => {
    await run(page, 'Time: All time');
    await strip(page).focus();
    await page.keyboard.press('t');
    const table = page.getByRole('region', { name: 'Histogram as a table' });
    const heading = await table.getByRole('columnheader').allInnerTexts();
    expect(heading.slice(0, 3)).toEqual(['From', 'To', 'Events']);
    const rows = await table.getByRole('row').allInnerTexts();
    const numbers = rows.slice(1).map((row) =>
      row
        .split('\t')
        .slice(2)
        .map((text) => Number(text.replaceAll(',', ''))),
    );
    for (const [value, ...parts] of numbers) expect(parts.reduce((sum, part) => sum + part, 0)).toBe(value);
    expect(numbers.reduce((sum, [value = 0]) => sum + value, 0)).toBe(await rowCount(page));
    await page
      .context()
      .grantPermissions(['clipboard-read', 'clipboard-write'])
      .catch(() => undefined);
    await table.getByRole('button', { name: 'Copy as CSV' }).click();
    await expect(table.getByRole('button', { name: 'Copied' })).toBeVisible();
    await table.getByRole('button', { name: 'Close' }).click();
    await expect(table).toBeHidden();
  });
});

test('one event, many years, and no timestamp at all can be read', async ({ page, app, shell }) => {
  const path = join(app.folder, 'years.csv');
  const heading = 'timestamp,user_email,user_name,action,resource_type,resource_id,detail,ip_address';
  const row = (time: string, action: string) =>
    `${time},dana@example.com,Dana,${action},team,t-1,{},10.0.0.1`;
  const times = ['2009-03-01T08:00:00Z', '2014-05-02T09:00:00Z', '2026-10-20T23:30:00Z', ''];
  writeFileSync(path, [heading, ...times.map((time, at) => row(time, `act${at}`)), ''].join('\n'));
  await shell.chooseFiles([path], () => page.getByRole('button', { name: 'Import files…' }).first().click());
  await closeJobs(page);
  await run(page, 'Time: All time');
  await expectRows(page, 4);
  await expect(strip(page)).toHaveAccessibleName(/^Events per month/);
  const axis = strip(page)
    .locator('span')
    .filter({ hasText: /^20\d\d$/ });
  await expect(axis.first()).toHaveText('2010');
  await expect(page.getByText('1 undated, not in the chart')).toBeVisible();
  await query(page, 'action:act1');
  await strip(page).focus();
  await page.keyboard.press('Home');
  await expect(strip(page)).toHaveAttribute(
    'aria-valuetext',
    /^1 event, 100% of all, 2 May 2014 09:00 – 2 May 2014 09:01/,
  );
  await query(page, 'action:act3');
  await expectRows(page, 1);
  await expect(strip(page)).toHaveAccessibleDescription(
    'No dated events. 1 event without a timestamp not shown.',
  );
});
