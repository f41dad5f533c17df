import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { commandLine } from '../command-line.ts';
import { expect, START, test } from '../fixtures.ts';
import type { TestHost } from '../hosts/test-host.ts';
import { expectRows, grid, query, runCommand } from '../log-page.ts';
import { openView } from '../tour.ts';
import { type Call, datesBetween, usageCsv } from '../usage-csv.ts';

/* The overview of usage on logs that are odd, told apart by their models. */

const panel = (page: Page, title: string): Locator => page.getByRole('region', { name: title, exact: true });
const measure = (page: Page, name: string) =>
  page.getByRole('radiogroup', { name: 'Measure' }).getByText(name, { exact: true }).click();

/** The rows of a breakdown, cell by cell, once they are of the filter on screen. */
async function rowsOf(page: Page, title: string): Promise<string[][]> {
  await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
  await expect(panel(page, title)).toHaveAttribute('aria-busy', 'false');
  const rows = panel(page, title).getByRole('table').locator('tbody tr');
  return rows.evaluateAll((found) =>
    found.map((row) =>
      // biome-ignore lint/performance/useDomNodeTextContent: the text as it is drawn, line by line
      [...row.children].map((cell) => (cell as HTMLElement).innerText.replaceAll('\n', ' ')),
    ),
  );
}

/** Opens the usage view on a log that is imported beforehand. */
async function open(host: keyof typeof START, folder: string, name: string, csv: string): Promise<TestHost> {
  const log = join(folder, `${name}.csv`);
  const workspace = join(folder, `${name}.trailglass`);
  writeFileSync(log, csv);
  await commandLine(['import', log, '-w', workspace]);
  const opened = await START[host]([workspace]);
  await openView(opened.page, 'Usage');
  await runCommand(opened.page, 'Time: All time');
  return opened;
}

const day = '2026-10-05 10:00:00';
const ODD: readonly Call[] = [
  { when: day, model: 'alone', credits: '5', user: 'Solo' },
  { when: '2016-03-05 10:00:00', model: 'decade', credits: '5' },
  { when: day, model: 'decade', credits: '7' },
  { when: day, model: 'refund', credits: '3.3', user: 'Ann' },
  { when: day, model: 'refund', credits: '-5.5', user: 'Ben', reason: 'Generate field' },
  { when: day, model: 'removed', credits: '4', user: 'Unknown user' },
  { when: day, model: 'removed', credits: '3', user: 'System' },
  { when: day, model: 'removed', credits: '2', user: '' },
  { when: day, model: 'money', cost: '1.10', currency: 'EUR', user: 'Ann' },
  { when: day, model: 'money', cost: '2.20', currency: 'USD', user: 'Ann' },
  { when: day, model: 'money', cost: '2.30', currency: 'USD', user: 'Ben' },
  { when: day, model: 'money', cost: '3', user: 'Ben' },
  ...datesBetween('2026-09-01', '2026-09-20').map((date) => ({
    ...{ when: `${date} 10:00:00`, model: 'month', credits: '2' },
  })),
];

test('the overview of refunds, several currencies, removed members, one member, an instant and ten years', async ({
  host,
}, info) => {
  const { page, close } = await open(host, info.outputPath(), 'odd', usageCsv(ODD));
  await measure(page, 'Credits');

  await test.step('the first breakdowns, the top of usage over time and eight rows of the log are in sight', async () => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await expect(panel(page, 'By member').getByRole('button', { name: /^Show all/ })).toBeInViewport({
      ratio: 1,
    });
    await expect(panel(page, 'Usage over time').getByRole('heading')).toBeInViewport({ ratio: 1 });
    await expect(page.locator('#cell-7-0')).toBeInViewport({ ratio: 1 });
    const handle = page.getByRole('separator', { name: 'Height of the charts' });
    const tall = Number(await handle.getAttribute('aria-valuenow'));
    await page.setViewportSize({ width: 1280, height: 1000 });
    await expect
      .poll(async () => Number(await handle.getAttribute('aria-valuenow')))
      .toBeGreaterThan(tall + 80);
    const before = Number(await handle.getAttribute('aria-valuenow'));
    await handle.press('ArrowUp');
    const chosen = String(before - 16);
    await expect(handle).toHaveAttribute('aria-valuenow', chosen);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.reload();
    await openView(page, 'Usage');
    await expect(handle).toHaveAttribute('aria-valuenow', chosen);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  await test.step('refunds: shares are left out where they mean nothing, and the bar goes left of zero', async () => {
    await query(page, 'model:refund');
    expect(await rowsOf(page, 'By reason')).toEqual([
      ['Chat', '', '3.3'],
      ['Generate field', '', '-5.5'],
    ]);
    const bars = panel(page, 'By reason').locator('svg rect[data-hint]');
    const [taken, given] = [await bars.nth(0).boundingBox(), await bars.nth(1).boundingBox()];
    expect(given?.x).toBeLessThan(taken?.x ?? 0);
    expect((given?.width ?? 0) / (taken?.width ?? 1)).toBeCloseTo(5.5 / 3.3, 1);
    expect(await rowsOf(page, 'By member')).toEqual([
      ['Ann', '3.3', '1'],
      ['Ben', '-5.5', '1'],
    ]);
  });

  await test.step('several currencies: one choice for panels and usage over time, never added', async () => {
    await query(page, 'model:money');
    await measure(page, 'BYOK cost');
    const currency = page.getByRole('button', { name: /^Currency: / });
    await expect(currency).toHaveCount(1);
    await expect(currency).toHaveAccessibleName('Currency: USD');
    expect(await rowsOf(page, 'By member')).toEqual([
      ['Ben', '$2.30', '–', '2'],
      ['Ann', '$2.20', '–', '2'],
    ]);
    await currency.click();
    await expect(page.getByRole('menu')).toContainText('Never added to each other');
    await page.getByRole('menuitemradio', { name: 'EUR: 1.10 EUR', exact: true }).click();
    await expect(panel(page, 'Usage over time')).toContainText('BYOK cost in EUR per minute');
    expect(await rowsOf(page, 'By member')).toEqual([
      ['Ann', '1.10 EUR', '–', '2'],
      ['Ben', '–', '–', '2'],
    ]);
    await currency.click();
    await page.getByRole('menuitemradio', { name: 'no currency named: 3.00', exact: true }).click();
    await expect(panel(page, 'By member')).toContainText('3.00');
    expect((await rowsOf(page, 'By member'))[0]).toEqual(['Ben', '3.00', '–', '2']);
    await expect(page.locator('dl[aria-label="Totals of this range"]')).toContainText('BYOK cost$4.50');
    await measure(page, 'Credits');
    await expect(currency).toHaveCount(0);
  });

  await test.step('[000] a removed member reads Unknown user, and is never the System', async () => {
    await query(page, 'model:removed');
    expect(await rowsOf(page, 'By member')).toEqual([
      ['Unknown user', '6', '2'],
      ['System', '3', '1'],
    ]);
  });

  await test.step('one member in one instant is one whole bar', async () => {
    await query(page, 'model:alone');
    await expectRows(page, 1);
    expect(await rowsOf(page, 'By member')).toEqual([['Solo', '5', '1']]);
    expect(await rowsOf(page, 'By model')).toEqual([['alone', '100%', '5']]);
    await expect(panel(page, 'By member').getByRole('button', { name: /^Show/ })).toHaveCount(0);
    await expect(panel(page, 'Usage over time')).toContainText('Credits per minute');
  });

  await test.step('ten years are one chart of months', async () => {
    await query(page, 'model:decade');
    await expect(panel(page, 'Usage over time')).toContainText('Credits per month');
    expect(await rowsOf(page, 'By model')).toEqual([['decade', '100%', '12']]);
  });

  await test.step('a forecast by the hour is drawn as far as it can be read', async () => {
    await query(page, '');
    await runCommand(page, 'Time: Last 7 days');
    const chart = panel(page, 'Usage over time');
    await chart.getByRole('button', { name: 'Forecast', exact: true }).click();
    await chart.getByRole('button', { name: /^Bars: per/ }).click();
    await page.getByRole('menuitemradio', { name: 'Per hour', exact: true }).click();
    await expect(chart).toContainText('per hour');
    await expect(chart).toContainText('each day spread evenly over its hours');
    await expect(chart.locator('[data-forecast="bars"] rect')).not.toHaveCount(0);
    await expect(chart.locator('[data-forecast="bars"] path')).toHaveCount(0);
  });
  await close();
});

test('the overview of a log without credits, costs and tokens, and of none of usage', async ({
  host,
}, info) => {
  const lines = ['Ann', 'Ben', 'Ann'].map(
    (user, at) => `2026-10-0${at + 1} 10:00:00,${user},${user.toLowerCase()}@example.com,Chat,OpenAI,gpt-4o`,
  );
  const csv = `${['When,User,Email,Reason,Provider,Model', ...lines].join('\n')}\n`;
  const { page, close } = await open(host, info.outputPath(), 'bare', csv);

  await test.step('what no event has is not known, rather than nothing', async () => {
    const cards = page.locator('dl[aria-label="Calendar months"]');
    await expect(cards).toContainText('Credits this month–');
    await expect(cards.locator('[data-kind]')).toHaveCount(0);
    const totals = page.locator('dl[aria-label="Totals of this range"]');
    for (const text of ['Total Requests3', 'Total Tokens–Total Cost–Credits–BYOK cost–']) {
      await expect(totals).toContainText(text);
    }
  });
  await test.step('it is measured by requests, and no other measure can be chosen', async () => {
    const measures = page.getByRole('radiogroup', { name: 'Measure' });
    await expect(measures.getByRole('radio', { name: 'Requests' })).toBeChecked();
    for (const name of ['Tokens', 'Credits', 'Cost', 'BYOK cost']) {
      await expect(measures.getByRole('radio', { name, exact: true })).toBeDisabled();
    }
    expect(await rowsOf(page, 'By member')).toEqual([
      ['Ann ann@example.com', '2', '2'],
      ['Ben ben@example.com', '1', '1'],
    ]);
    await expect(panel(page, 'By member').getByRole('columnheader')).toHaveText([
      'Member',
      'Requests',
      'Calls',
    ]);
  });
  await test.step('[002] no usage at all: the view says what to import', async () => {
    await query(page, 'model:there-is-none');
    await expect(page.getByRole('heading', { name: 'No event matches this filter.' })).toBeVisible();
    await expect(panel(page, 'By model')).toContainText('No call of this filter has a model.');
    await expect(panel(page, 'Usage over time')).toContainText('Choose another measure.');
  });
  await close();
});
