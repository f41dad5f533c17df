import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import type { Summary } from '../../../shared/api/contract.ts';
import { commandLine, commandLineJson } from '../command-line.ts';
import { expect, START, test } from '../fixtures.ts';
import type { TestHost } from '../hosts/test-host.ts';
import { chips, grid, query, runCommand } from '../log-page.ts';
import { openView } from '../tour.ts';
import { type Call, datesBetween, usageCsv } from '../usage-csv.ts';

const chart = (page: Page): Locator => page.getByRole('region', { name: 'Usage over time', exact: true });
const slider = (page: Page): Locator => chart(page).getByRole('slider');
const reading = async (page: Page): Promise<string> =>
  (await slider(page).getAttribute('aria-valuetext')) ?? '';
const press = (page: Page, name: string) => chart(page).getByRole('button', { name, exact: true }).click();

async function choose(page: Page, menu: RegExp, entry: string): Promise<void> {
  const button = chart(page).getByRole('button', { name: menu });
  await button.click();
  await page.getByRole('menuitemradio', { name: entry, exact: true }).click();
  // The menu gives the focus back when it is gone.
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(button).toBeFocused();
  await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
}

/** The table twin, as cells. */
async function tableOf(page: Page): Promise<string[][]> {
  await press(page, 'Usage over time as a table');
  const rows = await page
    .getByRole('region', { name: 'Usage over time as a table' })
    .getByRole('row')
    .allInnerTexts();
  await press(page, 'Usage over time as a table');
  return rows.map((row) => row.split('\t').map((cell) => cell.trim()));
}

/** Opens the usage view on a log that is imported beforehand. */
async function open(
  host: keyof typeof START,
  folder: string,
  calls: readonly Call[],
): Promise<Pick<TestHost, 'page' | 'shell' | 'close'> & { readonly workspace: string }> {
  const log = join(folder, 'usage.csv');
  const workspace = join(folder, 'usage.trailglass');
  writeFileSync(log, usageCsv(calls));
  await commandLine(['import', log, '-w', workspace]);
  const { page, shell, close } = await START[host]([workspace]);
  await openView(page, 'Usage');
  await page.getByText('Credits', { exact: true }).first().waitFor();
  return { page, shell, workspace, close };
}

/** Ten credits on working days, one at weekends, until noon of Tuesday, 20 October 2026. */
const STEADY: readonly Call[] = [
  // And 0.8 on one Tuesday.
  { when: '2026-09-01 09:00:00', credits: '0.8' },
  ...datesBetween('2026-08-03', '2026-10-20').flatMap((date) =>
    new Date(date).getUTCDay() % 6 === 0
      ? [{ when: `${date} 10:00:00`, credits: '1' }]
      : [
          { when: `${date} 10:00:00`, credits: '7.1' },
          { when: `${date} 11:59:59`, credits: '2.9', model: 'claude-sonnet-4' },
        ],
  ),
];

test('usage over time: by a facet, running totals, the period before, the forecast of the month', async ({
  host,
}, info) => {
  const { page, shell, workspace, close } = await open(host, info.outputPath(), STEADY);
  const total = async (from: string, to: string): Promise<number> => {
    const range = ['--from', from, '--to', to];
    const { credits } = await commandLineJson<Summary>(['summary', '-w', workspace, ...range]);
    return credits ?? Number.NaN;
  };
  await runCommand(page, 'Time: This month');
  await expect(chart(page)).toContainText('Credits per day, UTC');

  await test.step('every point is read by keyboard: amount, share, UTC bounds, parts', async () => {
    await choose(page, /^Stack by/, 'Model');
    await slider(page).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await expect
      .poll(() => reading(page))
      .toMatch(/^10 credits, 6.8% of all, 2 Oct 2026 00:00 – 3 Oct 2026 00:00 UTC; .*gpt-4o 7\.1 credits/);
    expect(await reading(page)).toContain('claude-sonnet-4 2.9 credits');
  });

  await test.step('a value has the colour of its legend', async () => {
    const swatch = chart(page)
      .getByRole('button', { name: /^gpt-4o: / })
      .locator('span')
      .first();
    const shown = await swatch.evaluate((element) => getComputedStyle(element).backgroundColor);
    const bars = chart(page).locator('path[data-series="0"]');
    expect(await bars.evaluate((path) => getComputedStyle(path).fill)).toBe(shown);
  });

  await test.step('running totals are exact', async () => {
    await press(page, 'Cumulative');
    const rows = await tableOf(page);
    expect(rows[0]?.slice(0, 6)).toEqual([
      'From',
      'To',
      'Credits',
      'gpt-4o',
      'claude-sonnet-4',
      'Running total',
    ]);
    expect(rows[20]?.[5]).toBe(String(await total('2026-10-01', '2026-10-20')));
    await chart(page).getByText('Area', { exact: true }).click();
    await expect(chart(page).locator('path[data-series]')).toHaveCount(2);
    await press(page, 'Cumulative');
  });

  await test.step('the same part of the month before is compared, and the difference stated', async () => {
    await press(page, 'Compare');
    const [now, before] = [
      await total('2026-10-01', '2026-10-31'),
      await total('2026-09-01T00:00:00Z', '2026-09-20T12:00:00Z'),
    ];
    const more = Number((now - before).toFixed(9));
    await expect(chart(page)).toContainText(
      `${now} credits against ${before} credits in the same part of the period before, 1 Sep 2026 00:00 – 20 Sep 2026 12:00 UTC: ${more > 0 ? '+' : '−'}${Math.abs(more)} credits (`,
    );
    await expect(chart(page).locator('path[data-line="before"]')).toHaveCount(1);
    await slider(page).focus();
    await page.keyboard.press('Home');
    expect(await reading(page)).toContain(
      'Period before 10.8 credits, 1 Sep 2026 00:00 – 2 Sep 2026 00:00 UTC',
    );
    await press(page, 'Compare');
  });

  await test.step('the month is forecast from as of, with its method and interval', async () => {
    await press(page, 'Forecast');
    // By the formula of shared/usage/forecast.ts. So far 146; Tuesdays have a mean of 10.1: half of one, and a whole one;
    // seven other working days and three of weekends.
    await expect(chart(page)).toContainText(
      /Forecast for Oct 2026: about 234\.15 credits by its end, 80% interval 233\.\d+ to 234\.\d+\. So far 146 credits, until 20 Oct 2026 12:00 UTC/,
    );
    await chart(page).getByText('How it was made').click();
    await expect(chart(page)).toContainText('the mean of each weekday over 56 whole days from 25 Aug 2026');
    await expect(chart(page).locator('[data-forecast="bars"] rect')).toHaveCount(12);
    await slider(page).focus();
    await page.keyboard.press('End');
    expect(await reading(page)).toMatch(
      /^Not yet, .*Still expected about 1 credits, 80% interval 0\.\d+ to 1\.\d+$/,
    );
    await press(page, 'Cumulative');
    await expect(chart(page).locator('[data-forecast="band"]')).toHaveCount(1);
  });

  await test.step('all of it is accessible, in both themes', async () => {
    await press(page, 'Compare');
    await slider(page).focus();
    await page.keyboard.press('Home');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const axe = new AxeBuilder({ page }).setLegacyMode(true).include('[aria-label="Usage over time"]');
      const { violations } = await axe.analyze();
      expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
        [],
      );
    }
    await press(page, 'Compare');
  });

  await test.step('it is saved as a picture and as numbers', async () => {
    const save = (name: string, format: string): Promise<string> =>
      shell.saveExport(name, async () => {
        await press(page, 'Save Usage over time');
        await page.getByRole('menuitem', { name: format, exact: true }).click();
      });
    const svg = readFileSync(await save('chart.svg', 'Save as SVG'), 'utf8');
    expect(svg).toContain('data-forecast="band"');
    expect(svg).toContain('Forecast for Oct 2026: about 234.15 credits');
    expect(svg).toContain('gpt-4o: 105.4 credits (72.2%)');
    expect(svg).not.toMatch(/var\(|<script|class=/);
    const csv = readFileSync(await save('chart.csv', 'Save as CSV'), 'utf8')
      .trim()
      .split(/\r?\n/);
    expect(csv).toHaveLength(32);
    expect(csv[1]).toMatch(/^2026-10-01T00:00:00\.000Z,2026-10-02T00:00:00\.000Z,10,7\.1,2\.9,10,/);
  });

  await test.step('a brush zooms in, and Backspace goes back', async () => {
    await slider(page).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Enter');
    await expect.poll(() => chips(page)).toEqual(['time 1 Oct 2026 00:00 – 3 Oct 2026 00:00 UTC']);
    await slider(page).press('Backspace');
    await expect.poll(() => chips(page)).toEqual(['This month: 1 Oct 2026 00:00 – 1 Nov 2026 00:00 UTC']);
  });
  await close();
});

/** A log of odd cases, told apart by their models. */
const ODD: readonly Call[] = [
  { when: '2026-10-05 10:00:00', model: 'instant', credits: '5' },
  { when: '2016-03-05 10:00:00', model: 'decade', credits: '5' },
  { when: '2026-10-05 10:00:00', model: 'decade', credits: '7' },
  { when: '2026-10-05 10:00:00', model: 'refund', credits: '3.3' },
  { when: '2026-10-06 10:00:00', model: 'refund', credits: '-5.5' },
  { when: '2026-10-07 10:00:00', model: 'refund', credits: '2.4' },
  { when: '2026-10-05 10:00:00', model: 'uncharged', input: '1200' },
  { when: '2026-10-05 10:00:00', model: 'money', cost: '1.10', currency: 'EUR' },
  { when: '2026-10-06 10:00:00', model: 'money', cost: '2.20', currency: 'USD' },
  { when: '2026-10-07 10:00:00', model: 'money', cost: '2.30', currency: 'USD' },
  { when: '2026-10-08 10:00:00', model: 'money', cost: '3' },
];

test('usage over time: one instant, ten years, refunds, missing measures and several currencies look right', async ({
  host,
}, info) => {
  const { page, close } = await open(host, info.outputPath(), ODD);
  const measure = (name: string) =>
    page.getByRole('radiogroup', { name: 'Measure' }).getByText(name, { exact: true }).click();
  await runCommand(page, 'Time: All time');
  await measure('Credits');

  await test.step('one instant is one bar', async () => {
    await query(page, 'model:instant');
    await expect(chart(page)).toContainText('Credits per minute, UTC');
    const box = await chart(page).locator('path[data-series="0"]').boundingBox();
    expect(box?.width).toBeLessThan(60);
    await slider(page).focus();
    await page.keyboard.press('Home');
    expect(await reading(page)).toMatch(/^5 credits, 100% of all, 5 Oct 2026 10:00 – 5 Oct 2026 10:01 UTC/);
  });

  await test.step('ten years are months', async () => {
    await query(page, 'model:decade');
    await expect(chart(page)).toContainText('Credits per month, UTC');
    expect((await tableOf(page)).length).toBe(1 + 10 * 12 + 8);
  });

  await test.step('refunds go down from zero, are no area, and are subtracted from running totals', async () => {
    await query(page, 'model:refund');
    await choose(page, /^Bars: per/, 'Per day');
    await expect(chart(page).getByRole('radio', { name: 'Area' })).toBeDisabled();
    await slider(page).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    expect(await reading(page)).toMatch(/^-5\.5 credits/);
    await press(page, 'Cumulative');
    const totals = (await tableOf(page)).slice(1).map((row) => row[3]);
    expect(totals).toEqual(['3.3', '-2.2', '0.2']);
    await press(page, 'Cumulative');
  });

  await test.step('what the log does not state is said, not drawn as nothing', async () => {
    await query(page, 'model:uncharged');
    await expect(chart(page)).toContainText('No event here has credits. Choose another measure.');
    await expect(slider(page)).toHaveCount(0);
    await measure('Tokens');
    await expect(chart(page)).toContainText('Tokens per day, UTC');
  });

  await test.step('currencies are shown one at a time and never added', async () => {
    await query(page, 'model:money');
    await measure('BYOK cost');
    await expect(chart(page)).toContainText('BYOK cost in USD per day, UTC');
    await expect(chart(page)).toContainText(
      'Only costs in USD are drawn; currencies are never added. Others: 1.10 EUR, 3.00 with no currency named.',
    );
    await expect(slider(page)).toHaveAccessibleDescription(/^\$4\.50 BYOK in 4 points/);
    await page.getByRole('button', { name: /^Currency/ }).click();
    await page.getByRole('menuitemradio', { name: 'EUR: 1.10 EUR', exact: true }).click();
    await expect(chart(page)).toContainText('BYOK cost in EUR per day, UTC');
    await expect(slider(page)).toHaveAccessibleDescription(/^1\.10 EUR BYOK in 4 points,/);
  });

  await test.step('a log of some days gives no forecast, and says why', async () => {
    await press(page, 'Forecast');
    await expect(chart(page)).toContainText(
      /No forecast for Oct 2026: it takes 7 whole days of usage, and the log has \d whole days? up to then\./,
    );
  });
  await close();
});
