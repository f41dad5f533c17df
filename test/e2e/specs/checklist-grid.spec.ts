import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { cell, cellText, columnTexts, grid, headings, query, rowCount, runCommand } from '../log-page.ts';

/* The grid, line by line of what the five systems whose logs it shows have. */

test.use({ samples: true });

/** Whether times go down, by the text of the grid. */
async function expectNewestFirst(page: Page, heading: string): Promise<void> {
  const times = (await columnTexts(page, heading)).map((text) => Date.parse(`${text.slice(0, 20)} UTC`));
  expect(times.length).toBeGreaterThan(5);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
}

test('[002] Timestamp, Actor, Action, Resource, Details with old and new values; newest on top', async ({
  page,
}) => {
  await runCommand(page, 'Columns: Platform audit');
  expect(await headings(page)).toEqual(['Timestamp (UTC)', 'Actor', 'Action', 'Resource', 'Details']);
  await expectNewestFirst(page, 'Timestamp');
  await query(page, 'action:user.role_changed');
  await expect(cell(page, 0, 4)).toContainText(/role.*→/);
  expect(await cellText(page, 0, 0)).toMatch(/^\d{1,2} \w{3} 2026 \d\d:\d\d:\d\d/);
});

test('[003] Timestamp, Action, Actor, Workspace, Details; one row is one event', async ({ page }) => {
  await runCommand(page, 'Columns: Enterprise audit');
  expect(await headings(page)).toEqual(['Timestamp (UTC)', 'Action', 'Actor', 'Workspace', 'Details']);
  await query(page, 'workspaceName:"Brand Studio" action:AssetDeleted');
  const rows = Number(await grid(page).getAttribute('aria-rowcount')) - 1;
  await expect(page.getByLabel('Totals in this range')).toContainText(`Total events${rows}`);
  expect(new Set(await columnTexts(page, 'Action'))).toEqual(new Set(['AssetDeleted']));
});

test('[004] an entry with user, action, resource type and id, detail and address; a click expands it inline', async ({
  page,
}) => {
  await runCommand(page, 'Columns: Organisation audit');
  await runCommand(page, 'Open events: in its row');
  expect(await headings(page)).toEqual([
    'Timestamp (UTC)',
    'User',
    'Action',
    'Resource type',
    'Resource ID',
    'Detail',
    'IP address',
  ]);
  await query(page, 'action:create resourceType:team');
  await expectNewestFirst(page, 'Timestamp');
  await expect(cell(page, 0, 1)).toContainText(/\w+ \w+.*@/);
  await cell(page, 0, 2).click();
  await expect(cell(page, 0, 2)).toHaveAttribute('aria-expanded', 'true');
  await expect(grid(page).getByRole('region', { name: 'Details' })).toContainText('"method"');
  await cell(page, 0, 2).click();
  await expect(grid(page).getByRole('region', { name: 'Details' })).toHaveCount(0);
});

test('[004] rows with empty detail are not expandable: no chevron, no hover cue', async ({ page }) => {
  await runCommand(page, 'Open events: in its row');
  await query(page, 'action:GenerationCreated -detail:*');
  await expect(cell(page, 0, 1)).toHaveText('GenerationCreated');
  const row = page.locator('tr', { has: cell(page, 0, 1) });
  await expect(row.locator('[data-gutter]')).toHaveAttribute('data-gutter', 'none');
  const ground = () => row.evaluate((element) => getComputedStyle(element).backgroundColor);
  const still = await ground();
  await cell(page, 0, 1).hover();
  expect(await ground()).toBe(still);
  await expect(cell(page, 0, 1)).toHaveCSS('cursor', 'default');
  await cell(page, 1, 1).click();
  await expect(cell(page, 1, 1)).not.toHaveAttribute('aria-expanded');
  await expect(grid(page).getByRole('region')).toHaveCount(0);
});

test('[004] changing a filter goes back to the top; the end of the results is told, and row x of N', async ({
  page,
}) => {
  await grid(page).focus();
  await page.keyboard.press('G');
  await expect(page.getByText('End of results for this filter')).toBeInViewport();
  await expect(page.getByRole('contentinfo')).toContainText('row 6,654 of 6,654');
  await query(page, '-actor:System');
  await expect(cell(page, 0, 0)).toBeInViewport();
  expect(await page.getByRole('grid').evaluate((element) => element.parentElement?.scrollTop)).toBe(0);
});

test('[004] an action of bare verbs reads unambiguously, beside its canonical meaning', async ({ page }) => {
  await query(page, 'action:create resourceType:team');
  expect(await cellText(page, 0, 1)).toBe('create · team');
  await expect(cell(page, 0, 1).locator('[title]').first()).toHaveAttribute('title', /create · team$/);
  await cell(page, 0, 1).hover();
  await page.getByRole('button', { name: 'Filter out this Action' }).click();
  await expect(page.getByRole('heading', { name: 'No event matches this filter.' })).toBeVisible();
});

test('[000] When, User, Reason, Model, Tokens, Credits; [001] actor, worker, executions, credits, balance', async ({
  page,
}) => {
  await page.keyboard.press('Alt+2');
  await runCommand(page, 'Columns: AI calls');
  expect(await headings(page)).toEqual([
    'When (UTC)',
    'User',
    'Reason',
    'Model',
    'Tokens in',
    'Tokens out',
    'Credits',
  ]);
  await expectNewestFirst(page, 'When');
  await runCommand(page, 'Columns: AI worker runs');
  expect(await headings(page)).toEqual([
    'Timestamp (UTC)',
    'Actor',
    'Launched AI worker',
    'Execution count',
    'Consumed credits',
    'Final credit balance',
  ]);
  await query(page, 'worker:*');
  expect(await rowCount(page)).toBeGreaterThan(2_000);
  await expectNewestFirst(page, 'Timestamp');
});
