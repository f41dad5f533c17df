import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Breakdown } from '../../../shared/api/contract.ts';
import { commandLine, commandLineJson } from '../command-line.ts';
import { expect, START, test } from '../fixtures.ts';
import { chips, headings, query, queryBox, runCommand, writeTime } from '../log-page.ts';
import { openView } from '../tour.ts';
import { calls, drillDown, log, names, ranking, rows, tab, totals } from '../usage-page.ts';
import { manyMembers, RUNS, workerRuns } from '../worker-runs.ts';

/* Lines of the checklist about the tabs of the usage view and the drill-down. */

/** Writes a query where more than one grid is on screen. */
async function ask(page: Page, text: string): Promise<void> {
  await queryBox(page).fill(text);
  await queryBox(page).press('Enter');
}

/** Opens the usage view on a log that is imported beforehand. */
async function open(host: keyof typeof START, folder: string, text: string) {
  const path = join(folder, 'usage.csv');
  const workspace = join(folder, 'usage.trailglass');
  writeFileSync(path, text);
  await commandLine(['import', path, '-w', workspace]);
  const { page, close } = await START[host]([workspace]);
  await openView(page, 'Usage');
  return { page, workspace, close };
}

test('[001] Details, User and AI worker over runs of workers', async ({ host, app }) => {
  const { page, workspace, close } = await open(host, app.folder, workerRuns());

  await test.step('[001] Three tabs: "Details", "User", "AI worker"', async () => {
    expect(await page.getByRole('tab').allInnerTexts()).toEqual(
      expect.arrayContaining(['Details', 'User', 'AI worker']),
    );
    await runCommand(page, 'Usage: AI worker');
    await expect(ranking(page, 'AI workers')).toBeVisible();
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(page.getByRole('tab', { name: 'Overview' })).toHaveAttribute('aria-selected', 'true');
  });

  await test.step('[001] Details columns: timestamp, actor, worker, executions, credits, final balance', async () => {
    await tab(page, 'Details');
    await expect(log(page)).toHaveAttribute('aria-rowcount', String(RUNS + 1));
    expect(await headings(page)).toEqual([
      'Timestamp (UTC)',
      'Actor',
      'Launched AI worker',
      'Execution count',
      'Consumed credits',
      'Final credit balance',
    ]);
  });

  await test.step('[001] Purpose: who ran what, how often, and how credits changed', async () => {
    const cellsOf = async (row: number) =>
      log(page).locator('tbody tr').nth(row).getByRole('gridcell').allInnerTexts();
    const [last, before] = [await cellsOf(0), await cellsOf(1)];
    expect(last.slice(1, 4).map((text) => text.trim())).toEqual(['lee@example.com', 'Outreach Drafter', '1']);
    const [credits = 0, after = 0] = last.slice(4, 6).map((text) => Number(text.replaceAll(',', '')));
    expect(Number(before[5]?.replaceAll(',', '')) - credits).toBeCloseTo(after, 6);
  });

  await test.step('[001] User-initiated runs show actor and worker; one-off operations are of System', async () => {
    await query(page, 'entryPoint:Schedule');
    const run = log(page).locator('tbody tr').first().getByRole('gridcell');
    await expect(run.nth(1)).toHaveText('lee@example.com');
    await expect(run.nth(2)).toHaveText('Outreach Drafter');
    await query(page, 'entryPoint:Refund');
    const cells = log(page).locator('tbody tr').first().getByRole('gridcell');
    await expect(cells.nth(1)).toHaveText('System');
    await expect(cells.nth(1).getByRole('img', { name: 'System' })).toBeVisible();
    await expect(cells.nth(2)).toHaveText('–');
    await expect(cells.nth(4)).toHaveText('-12.5');
    await query(page, '');
  });

  await test.step('[001] Clusters of executions at the same time are found, once each, with why, and shown', async () => {
    await expect(page.getByRole('button', { name: '1 cluster of executions' })).toBeVisible();
    await page.getByRole('button', { name: /clusters? of executions/ }).click();
    const list = page.getByRole('region', { name: 'Clusters of executions' });
    const first = list.getByRole('row').nth(1);
    await expect(first).toContainText('12 Oct 2026 14:05:00 UTC');
    await expect(first).toContainText(/Lee?.*25 entries within 1 minute/i);
    await first.getByRole('button', { name: /^Show the executions/ }).click();
    await expect(log(page)).toHaveAttribute('aria-rowcount', '26');
    await page.getByRole('button', { name: 'Clear all' }).click();
  });

  await test.step('[001] Rows with unusually large consumption: hint, threshold, sort', async () => {
    await page.getByRole('button', { name: /unusually large event/ }).click();
    const list = page.getByRole('region', { name: 'Unusually large events' });
    await expect(list.getByRole('row')).toHaveCount(2);
    await expect(list.getByRole('row').nth(1)).toContainText(/90 .*CV Screener/);
    await page.getByRole('textbox', { name: 'Credits at least' }).fill('50');
    await page.getByRole('textbox', { name: 'Credits at least' }).press('Enter');
    await expect.poll(() => chips(page)).toEqual(['credits ≥ 50']);
    await expect(log(page).getByRole('img', { name: /^Unusually large: / })).toHaveCount(0);
    await page.getByRole('button', { name: 'Clear all' }).click();
    await expect.poll(() => chips(page)).toEqual([]);
    await expect(log(page)).toHaveAttribute('aria-busy', 'false');
    await log(page).getByRole('button', { name: 'Consumed credits' }).click();
    await expect(log(page).getByRole('columnheader', { name: /^Consumed credits/ })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
    const marked = log(page)
      .locator('tbody tr')
      .first()
      .getByRole('img', { name: /^Unusually large: / });
    await expect(marked).toHaveAttribute('title', /usual/);
  });

  await test.step('[001] User: whose activity drives usage; System and Unknown user are rows of their own', async () => {
    await tab(page, 'User');
    expect(await names(page, 'Members')).toEqual([
      'dana@example.com',
      'lee@example.com',
      'Unknown user',
      'System',
    ]);
    const glyph = (row: number) => ranking(page, 'Members').locator('tbody tr').nth(row).getByRole('img');
    await expect(glyph(2)).toHaveAttribute('aria-label', 'Unknown user');
    await expect(glyph(3)).toHaveAttribute('aria-label', 'System');
    const found = await commandLineJson<Breakdown>([
      'breakdown',
      '--by',
      'actor',
      '--measure',
      'credits',
      '-w',
      workspace,
    ]);
    const shown = (await rows(page, 'Members')).map((cells) => cells[4]);
    expect(shown).toEqual(found.groups.map(({ credits }) => credits?.toLocaleString('en-US')));
  });

  await test.step('[001] User: … or which connected entry point', async () => {
    await page.getByText('Entry points', { exact: true }).click();
    expect(await names(page, 'Entry points')).toEqual([
      ...['Web app', 'Schedule', 'Webhook', 'Index rebuild', 'Monthly grant', 'Refund'],
    ]);
  });

  await test.step('[001] AI worker: which run often or consume most credits', async () => {
    await tab(page, 'AI worker');
    expect((await names(page, 'AI workers'))[0]).toBe('CV Screener');
    const runs = ranking(page, 'AI workers').getByRole('button', { name: 'Executions' });
    await runs.click();
    await expect(runs.locator('..')).toHaveAttribute('aria-sort', 'descending');
    expect((await rows(page, 'AI workers')).map((cells) => [cells[1], cells[3]])).toEqual([
      ['CV Screener', '163'],
      ['Outreach Drafter', '67'],
      ['No AI worker', '2'],
    ]);
    await runs.click();
    expect((await names(page, 'AI workers'))[0]).toBe('No AI worker');
  });

  await test.step('[001] The period applies to every tab', async () => {
    await page.getByRole('toolbar', { name: 'Filters' }).getByRole('button', { name: /^Time/ }).click();
    await page.getByRole('textbox', { name: 'Time range in words' }).fill('2026-10-12');
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => (await rows(page, 'AI workers')).map((cells) => cells[1]))
      .toEqual(['CV Screener', 'Outreach Drafter']);
    await tab(page, 'Details');
    await expect(log(page)).toHaveAttribute('aria-rowcount', '36');
    await tab(page, 'User');
    await page.getByText('Members', { exact: true }).last().click();
    await expect.poll(() => names(page, 'Members')).toEqual(['lee@example.com', 'dana@example.com']);
    await tab(page, 'AI worker');
  });

  await test.step('[001] Monthly review: from the totals of workers to details, the filter carried over', async () => {
    await ranking(page, 'AI workers').getByText('Outreach Drafter').click();
    await drillDown(page).getByRole('button', { name: 'Details', exact: true }).click();
    await expect(page.getByRole('tab', { name: 'Details' })).toHaveAttribute('aria-selected', 'true');
    await expect
      .poll(() => chips(page))
      .toEqual(['time 12 Oct 2026 00:00 – 13 Oct 2026 00:00 UTC', 'AI worker Outreach Drafter']);
    await expect(log(page)).toHaveAttribute('aria-rowcount', '28');
    await page.getByRole('button', { name: 'Clear all' }).click();
  });

  await test.step('[001] When to check: which members use which workers', async () => {
    await tab(page, 'AI worker');
    await page.getByText('Matrix', { exact: true }).click();
    const map = page.getByRole('grid', { name: 'Members by AI worker, heat map' });
    const cell = map.getByRole('gridcell', { name: /^Unknown user, Outreach Drafter: 3 credits/ });
    await expect(cell).toBeVisible();
    await map.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect.poll(() => chips(page)).toEqual(['actor dana@example.com', 'AI worker Outreach Drafter']);
    await page.keyboard.press('Control+z');
    await expect.poll(() => chips(page)).toEqual([]);
    await page.getByRole('button', { name: 'Members by AI worker as a table' }).click();
    const table = page.getByRole('region', { name: 'Members by AI worker as a table' });
    await expect(table.getByRole('row').filter({ hasText: 'Unknown user' })).toContainText(/4\s*3\s*–\s*7/);
  });
  await close();
});

test.describe('with the sample logs', () => {
  test.use({ samples: true });

  test('[002] by user: a row opens its requests, models and costs; [000] then its calls', async ({
    page,
  }) => {
    await openView(page, 'Usage');
    await tab(page, 'User');

    await test.step('[002] By User: ranked by requests, tokens or cost, and credits', async () => {
      for (const measure of ['Executions', 'Tokens', 'Cost', 'Credits']) {
        await ranking(page, 'Members').getByRole('button', { name: measure, exact: true }).click();
        const at = (await ranking(page, 'Members').getByRole('columnheader').allInnerTexts()).findIndex(
          (text) => text.trim() === measure,
        );
        await expect
          .poll(async () => {
            const values = (await rows(page, 'Members')).map(
              (cells) => Number((cells[at] ?? '').replace(/[$,]/g, '')) || Number.NEGATIVE_INFINITY,
            );
            return values.every((value, row) => row === 0 || value <= (values[row - 1] ?? 0));
          }, measure)
          .toBe(true);
      }
    });

    await test.step('[002] By User drill-down: its requests, models and costs, over time, first and last seen', async () => {
      const row = (await rows(page, 'Members')).find(([, who]) => who?.startsWith('Zoë Åkesson')) ?? [];
      await ranking(page, 'Members').getByText('Zoë Åkesson').click();
      await expect(drillDown(page).getByRole('heading', { level: 2 })).toContainText('Zoë Åkesson');
      const shown = ['Requests', 'Tokens', 'Credits', 'Cost', 'BYOK cost'];
      await expect
        .poll(async () => {
          const figures = await totals(page);
          return shown.map((label) => figures.get(label));
        })
        .toEqual(row.slice(3, 8));
      await expect(
        drillDown(page).getByRole('button', { name: /^gpt-4o: [\d.]+ credits, [\d.]+%, / }),
      ).toBeVisible();
      await expect(drillDown(page).getByRole('slider', { name: /^Credits per / })).toBeVisible();
      const measure = page.getByRole('radiogroup', { name: 'Measure' });
      await expect(measure).toHaveCount(1);
      await measure.getByText('Requests', { exact: true }).click();
      await expect(drillDown(page).getByRole('slider', { name: /^Requests per / })).toBeVisible();
      await expect(drillDown(page).getByRole('row', { name: /^In all imports/ })).toContainText(
        /1 Sep 2026 08:22:46 UTC.*31 Oct 2026/,
      );
    });

    await test.step('Back and forward go through drill-downs and tabs', async () => {
      await page.keyboard.press('Alt+ArrowLeft');
      await expect(drillDown(page)).toBeHidden();
      await expect(ranking(page, 'Members')).toBeVisible();
      await page.keyboard.press('Alt+ArrowLeft');
      await expect(page.getByRole('tab', { name: 'Overview' })).toHaveAttribute('aria-selected', 'true');
      await page.keyboard.press('Alt+ArrowRight');
      await page.keyboard.press('Alt+ArrowRight');
      await expect(drillDown(page).getByRole('heading', { level: 2 })).toContainText('Zoë Åkesson');
    });

    await test.step('[000] The calls: When, User, Reason, Model, Tokens, Credits; BYOK with badge and provider cost', async () => {
      expect(
        (await calls(page).getByRole('columnheader').allInnerTexts()).map((text) =>
          text.replace(/\s+/g, ' ').trim(),
        ),
      ).toEqual(['When (UTC)', 'User', 'Reason', 'Model', 'Tokens in', 'Tokens out', 'Credits']);
      await ask(page, 'byok:true');
      await expect(calls(page)).toHaveAttribute('aria-busy', 'false');
      const first = calls(page).locator('tbody tr').first().getByRole('gridcell');
      await expect(first.nth(1)).toContainText(/Zoë Åkesson.*zoe\.akesson@northwind\.test/);
      await expect(first.nth(3)).toContainText(/\w+ \/.*\w/);
      await expect(first.nth(6)).toHaveText(/^BYOK\s*\$[\d.]+$/);
      await expect.poll(async () => (await totals(page)).has('Credits')).toBe(false);
      await first.nth(0).click();
      await expect(drillDown(page).getByRole('complementary', { name: 'Event details' })).toBeVisible();
      await page.keyboard.press('Escape');
      await ask(page, '');
    });

    await test.step('The keyboard goes from row to row, and Escape closes', async () => {
      await expect(ranking(page, 'Members')).toHaveAttribute('aria-rowcount', '21');
      await ranking(page, 'Members').focus();
      await page.keyboard.press('g');
      await expect(drillDown(page).getByRole('heading', { level: 2 })).toContainText('Marek');
      await page.keyboard.press('Escape');
      await expect(drillDown(page)).toBeHidden();
      await expect(ranking(page, 'Members')).toBeFocused();
      await page.keyboard.press('F');
      await expect.poll(() => chips(page)).toEqual(['not actor marek.dvorak@northwind.test']);
      await page.keyboard.press('Control+z');
    });
  });

  test('[002] from an outlier to the audit log: same window, same resource', async ({ page }) => {
    await openView(page, 'Usage');
    await writeTime(page, '2026-10-01 to 2026-10-31');
    const window = (await chips(page))[0];
    await query(page, 'reason:Chat');
    await tab(page, 'AI worker');
    await page.getByText('Models', { exact: true }).last().click();
    await ranking(page, 'Models').getByText('gpt-4o', { exact: true }).click();
    await drillDown(page).getByRole('button', { name: 'Audit log' }).click();
    await expect(page.getByRole('grid', { name: 'Audit events' })).toHaveAttribute('aria-busy', 'false');
    await expect.poll(() => chips(page)).toEqual([window, 'reason Chat', 'resource gpt-4o']);
    await expect(
      page
        .getByRole('grid', { name: 'Audit events' })
        .getByText(/^model\./)
        .first(),
    ).toBeVisible();
    // And back to where it came from.
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(drillDown(page).getByRole('heading', { level: 2 })).toContainText('gpt-4o');
  });
});

test('50,000 members: the last is as near as the first; columns the log lacks are not there', async ({
  host,
  app,
}) => {
  test.slow();
  const members = 50_000;
  const { page, close } = await open(host, app.folder, manyMembers(members));
  await tab(page, 'User');
  await expect(ranking(page, 'Members')).toHaveAttribute('aria-rowcount', String(members + 1));
  const titles = await ranking(page, 'Members').getByRole('columnheader').allInnerTexts();
  expect(titles.map((title) => title.trim())).toEqual(
    expect.arrayContaining(['Executions', 'Tokens', 'Cost']),
  );
  expect(titles.join(' ')).not.toMatch(/Credits|BYOK|balance/);
  expect((await names(page, 'Members'))[0]).toBe('member49999@example.com');

  await ranking(page, 'Members').focus();
  await page.keyboard.press('End');
  await expect(ranking(page, 'Members').locator('tbody tr').last()).toContainText('member00000@example.com');
  await test.step('Any order has its first and last rows at once', async () => {
    const byName = ranking(page, 'Members').getByRole('button', { name: 'Member', exact: true });
    const near = async (first: string, last: string) => {
      await expect.poll(async () => (await names(page, 'Members'))[0]).toBe(first);
      await ranking(page, 'Members').focus();
      await page.keyboard.press('End');
      await expect(ranking(page, 'Members').locator('tbody tr').last()).toContainText(last);
    };
    await byName.click();
    await near('member00000@example.com', 'member49999@example.com');
    await byName.click();
    await near('member49999@example.com', 'member00000@example.com');
    await ranking(page, 'Members')
      .getByRole('button', { name: /^Last seen/ })
      .click();
    await near('member49999@example.com', 'member00000@example.com');
    const cost = ranking(page, 'Members').getByRole('button', { name: 'Cost', exact: true });
    await cost.click();
    await cost.click();
    await near('member00000@example.com', 'member49999@example.com');
  });

  await test.step('A search has all it finds, not the first thousand', async () => {
    await page.getByRole('textbox', { name: 'Search Members' }).fill('MEMBER1');
    await expect(page.getByRole('status').filter({ hasText: 'found' })).toHaveText(
      '10,000 found of 50,000 Members',
    );
    await ranking(page, 'Members').focus();
    await page.keyboard.press('End');
    await expect(ranking(page, 'Members').locator('tbody tr').last()).toContainText(
      'member19999@example.com',
    );
  });
  await page.getByRole('textbox', { name: 'Search Members' }).fill('member12345');
  await expect.poll(() => names(page, 'Members')).toEqual(['member12345@example.com']);
  await page.getByText('member12345@example.com').click();
  await expect.poll(async () => (await totals(page)).get('Cost')).toBe('$0.024692');
  await expect(calls(page)).toHaveAttribute('aria-rowcount', '3');

  await test.step('All members of the overview: the last ones too', async () => {
    await page.getByRole('button', { name: 'Close the drill-down' }).click();
    await tab(page, 'Overview');
    await page.getByRole('button', { name: 'Show all (50,000)' }).click();
    const list = page.getByRole('region', { name: 'Members', exact: true });
    await expect(list.getByRole('table')).toHaveAttribute('aria-rowcount', String(members + 1));
    await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await expect(list.getByRole('row').filter({ hasText: 'member00000@example.com' })).toBeVisible();
  });

  await tab(page, 'AI worker');
  await expect(page.getByText('the logs may have no such column')).toBeVisible();
  expect(await names(page, 'AI workers')).toEqual(['No AI worker']);
  await close();
});
