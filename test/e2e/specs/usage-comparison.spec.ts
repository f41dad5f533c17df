import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { commandLine } from '../command-line.ts';
import { expect, START, test } from '../fixtures.ts';
import { grid, query, runCommand } from '../log-page.ts';
import { openView } from '../tour.ts';
import { troubledEngine } from '../troubled-engine.ts';
import { type Call, datesBetween, usageCsv } from '../usage-csv.ts';

/* What is compared with the period before, and when there is nothing to compare with. */

const COMPARED = '[data-key="line"]';
const chart = (page: Page) => page.getByRole('region', { name: 'Usage over time', exact: true });

async function open(host: keyof typeof START, folder: string, calls: readonly Call[]) {
  const log = join(folder, 'usage.csv');
  const workspace = join(folder, 'usage.trailglass');
  writeFileSync(log, usageCsv(calls));
  await commandLine(['import', log, '-w', workspace]);
  const { page, close } = await START[host]([workspace]);
  const engine = await troubledEngine(page);
  await openView(page, 'Usage');
  await runCommand(page, 'Time: This month');
  await chart(page).getByRole('button', { name: 'Compare', exact: true }).click();
  return { page, engine, close };
}

/** Notes every sentence of the comparison that is ever on screen, with the total it stands beside. */
async function watchSentences(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate((line) => {
    const seen = new Set<string>();
    const look = (): void => {
      const said = document.querySelector(line)?.textContent ?? '';
      const dashed = document.querySelector('[data-line="before"]')?.getAttribute('d')?.slice(0, 80) ?? '';
      if (said !== '' || dashed !== '') seen.add(`${said} ${dashed}`);
    };
    new MutationObserver(look).observe(document.body, {
      ...{ subtree: true, childList: true, characterData: true, attributes: true },
    });
    Object.assign(globalThis, { seenSentences: seen });
  }, COMPARED);
  return () =>
    page.evaluate(() => [...(globalThis as unknown as { seenSentences: Set<string> }).seenSentences]);
}

/** The sentence and its dashed line once the view is at rest. */
async function settled(page: Page, about: RegExp): Promise<string> {
  await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
  await expect(chart(page).locator(COMPARED)).toHaveText(about);
  const dashed = await chart(page).locator('[data-line="before"]').getAttribute('d');
  return `${await chart(page).locator(COMPARED).textContent()} ${dashed?.slice(0, 80)}`;
}

test('what is compared always belongs together, also while new figures are awaited', async ({
  host,
  app,
}) => {
  const { page, engine, close } = await open(
    host,
    app.folder,
    datesBetween('2026-07-01', '2026-10-20').flatMap((date, at) => [
      { when: `${date} 10:00:00`, credits: `${7 + (at % 5)}` },
      { when: `${date} 11:00:00`, credits: `${2 + (at % 3)}`, model: 'o3' },
    ]),
  );
  const measure = (name: string) =>
    page.getByRole('radiogroup', { name: 'Measure' }).getByText(name, { exact: true }).click();
  await settled(page, /credits against/);
  const seen = await watchSentences(page);
  // The figures of the view come after those of the period before.
  engine.delay('dashboard', 300);
  const whole: string[] = [];
  for (let round = 0; round < 2; round += 1) {
    await measure('Requests');
    whole.push(await settled(page, /^\d+ requests against 4\d requests/));
    await query(page, 'model:o3');
    whole.push(await settled(page, /^\d+ requests against 2\d requests/));
    await measure('Credits');
    whole.push(await settled(page, /credits against/));
    await runCommand(page, 'Time: Last 7 days');
    whole.push(await settled(page, /credits against .* 7 Oct|1\d Oct/));
    await query(page, '');
    await expect(chart(page).locator(COMPARED)).toHaveText(/^8\d credits/);
    whole.push(await settled(page, /credits against/));
    await runCommand(page, 'Time: This month');
    whole.push(await settled(page, /credits against .* 1 Sep 2026/));
  }
  expect(new Set(whole).size).toBe(6);
  expect((await seen()).filter((one) => !whole.includes(one))).toEqual([]);
  await close();
});

test('time that the log does not hold is not compared as if nothing had happened', async ({ host, app }) => {
  const { page, close } = await open(
    host,
    app.folder,
    datesBetween('2026-09-20', '2026-10-20').map((date) => ({ when: `${date} 10:00:00`, credits: '2' })),
  );
  await expect(chart(page).locator(COMPARED)).toHaveText(
    /^40 credits against 2 credits in the same part of the period before, .* The usage log begins within it, on 20 Sep 2026 10:00 UTC\.$/,
  );
  await runCommand(page, 'Time: Last month');
  await expect(chart(page)).toContainText(
    'Nothing to compare with: the usage log begins only on 20 Sep 2026 10:00 UTC.',
  );
  await expect(chart(page).locator('[data-line="before"]')).toHaveCount(0);
  await close();
});
