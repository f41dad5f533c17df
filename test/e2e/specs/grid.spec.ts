import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { cell, cellText, expectRows, grid, headings, query, runCommand } from '../log-page.ts';

test.use({ samples: true });

/** What is on the clipboard, by pasting it. */
async function pasted(page: Page): Promise<string> {
  await page.evaluate(() => {
    const area = document.createElement('textarea');
    area.id = 'pasted';
    document.body.append(area);
    area.focus();
  });
  await page.keyboard.press('Control+v');
  const text = await page.locator('#pasted').inputValue();
  await page.locator('#pasted').evaluate((area) => area.remove());
  await grid(page).focus();
  return text;
}

async function scrollLeft(page: Page, by: number): Promise<void> {
  await grid(page).evaluate((element, px) => {
    if (element.parentElement !== null) element.parentElement.scrollLeft = px;
  }, by);
}

test('columns are sorted, moved, sized and frozen from the headings by keyboard, and remembered', async ({
  page,
}) => {
  await grid(page).focus();
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  await expect(grid(page)).toHaveAttribute('aria-activedescendant', 'heading-1');
  await page.keyboard.press('Enter');
  const action = grid(page).getByRole('columnheader', { name: /^Action/ });
  await expect(action).toHaveAttribute('aria-sort', 'descending');
  const width = (await action.boundingBox())?.width ?? 0;
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(async () => (await action.boundingBox())?.width).toBe(width + 16);
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => headings(page)).toEqual(expect.arrayContaining(['Actor', 'Action']));
  expect((await headings(page)).slice(0, 3)).toEqual(['Timestamp (UTC)', 'Actor', 'Action']);
  await expect(grid(page)).toHaveAttribute('aria-activedescendant', 'heading-2');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Alt+ArrowDown');
  await page.getByRole('menuitem', { name: 'Freeze up to here' }).click();
  await scrollLeft(page, 400);
  await expect(cell(page, 0, 1)).toBeInViewport({ ratio: 1 });
  const frame = await grid(page).boundingBox();
  expect(frame?.x).toBeLessThan(0);

  await page.reload();
  await expect(action).toHaveAttribute('aria-sort', 'descending');
  expect((await headings(page)).slice(0, 3)).toEqual(['Timestamp (UTC)', 'Actor', 'Action']);
  await scrollLeft(page, 400);
  await expect(cell(page, 0, 1)).toBeInViewport({ ratio: 1 });
  await runCommand(page, 'Columns: reset');
  expect((await headings(page))[1]).toBe('Action');
});

test('cells are selected by keys, Shift and dragging, and copied as a table', async ({ page }) => {
  const status = page.getByRole('contentinfo');
  await cell(page, 1, 0).click();
  await cell(page, 3, 1).click({ modifiers: ['Shift'] });
  await expect(status).toContainText('3 rows × 2 columns selected');
  await expect(cell(page, 2, 1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Control+Shift+c');
  await expect(status).toContainText('Copied 3 rows × 2 columns');
  const [head, first, ...rest] = (await pasted(page)).split('\n');
  expect(head).toBe('Timestamp (UTC)\tAction');
  expect(first).toBe(`${await cellText(page, 1, 0)} UTC\t${(await cellText(page, 1, 1)).split(' · ')[0]}`);
  expect(rest).toHaveLength(2);

  await cell(page, 5, 1).hover();
  await page.mouse.down();
  await cell(page, 7, 2).hover();
  await page.mouse.up();
  await expect(status).toContainText('3 rows × 2 columns selected');
  // Held at the lower edge, dragging goes on.
  await page.mouse.down();
  await cell(page, 9, 2).hover();
  const frame = await grid(page).locator('..').boundingBox();
  await page.mouse.move((frame?.x ?? 0) + 300, (frame?.y ?? 0) + (frame?.height ?? 0) - 8);
  await expect(cell(page, 60, 0)).toBeInViewport();
  await page.mouse.up();
  await expect(status).toContainText(/\d\d rows × \d columns? selected/);
  await cell(page, 61, 1).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+Space');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(status).toContainText('4 rows selected');
  await page.keyboard.press('Escape');
  await expect(status).not.toContainText('selected');
});

test('all rows are copied, also those that were never on screen; one row as JSON', async ({ page }) => {
  await query(page, 'action:GenerationCreated');
  const rows = Number(await grid(page).getAttribute('aria-rowcount')) - 1;
  expect(rows).toBeGreaterThan(300);
  await grid(page).focus();
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('contentinfo')).toContainText(`${rows.toLocaleString('en')} rows selected`);
  await page.keyboard.press('Control+c');
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toContainText('rows');
  expect((await pasted(page)).split('\n')).toHaveLength(rows);

  await page.keyboard.press('Escape');
  await runCommand(page, 'Copy the selected rows as JSON');
  await expect(page.getByRole('status').filter({ hasText: 'Copied 1 row' })).toBeVisible();
  expect(JSON.parse(await pasted(page))).toMatchObject({ action: 'GenerationCreated' });
});

test('rows expand in place, several at once, by chevron and keys, and the rest stays reachable', async ({
  page,
}) => {
  await query(page, 'resourceType:team detail:*');
  await page.locator('[data-gutter="collapsed"]').first().click();
  await grid(page).focus();
  await page.keyboard.press('j');
  await page.keyboard.press('+');
  const regions = grid(page).getByRole('region', { name: 'Details' });
  await expect(regions).toHaveCount(2);
  await page.waitForTimeout(700); // until both have all of their content
  const apart = async () =>
    ((await cell(page, 2, 1).boundingBox())?.y ?? 0) - ((await cell(page, 1, 1).boundingBox())?.y ?? 0);
  const distance = await apart();
  expect(distance).toBeGreaterThan(60);

  await page.keyboard.press('Shift+G');
  const last = Number(await grid(page).getAttribute('aria-rowcount')) - 2;
  await expect(cell(page, last, 1)).toBeInViewport();
  await expect(regions).toHaveCount(0);
  await page.keyboard.press('g');
  await expect(regions).toHaveCount(2);
  await expect.poll(apart).toBeCloseTo(distance, 0);

  // Out of a row's event, the keyboard comes back to the log.
  await grid(page).getByRole('button', { name: 'Open beside the log' }).first().focus();
  await page.keyboard.press('Escape');
  await expect(grid(page)).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('-');
  await expect(regions).toHaveCount(1);
  await runCommand(page, 'Collapse all rows');
  await expect(regions).toHaveCount(0);
});

test('one goes to a row by its number, and to a time', async ({ page }) => {
  await grid(page).focus();
  await page.keyboard.press('Control+g');
  const dialog = page.getByRole('dialog', { name: 'Go to' });
  await dialog.getByRole('textbox').fill('5,000');
  await expect(dialog.getByRole('status')).toHaveText('Row 5,000 of 6,654');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('contentinfo')).toContainText('row 5,000 of 6,654');
  await expect(cell(page, 4_999, 0)).toBeInViewport();
  await expect(cell(page, 4_999, 0)).toContainText('2026');
  const time = await cellText(page, 4_999, 0);

  await page.keyboard.press('g');
  await page
    .getByRole('contentinfo')
    .getByRole('button', { name: /^row 1 of/ })
    .click();
  await dialog.getByRole('textbox').fill(`${time} UTC`);
  await dialog.getByRole('button', { name: 'Go' }).click();
  await expect(page.getByRole('contentinfo')).toContainText('row 5,000 of 6,654');
  await expect(grid(page)).toBeFocused();

  await runCommand(page, 'Go to row or time');
  await dialog.getByRole('textbox').fill('2026-10-01');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('contentinfo')).not.toContainText('row 5,000 of');
  await expect(async () => {
    const active = await grid(page).getAttribute('aria-activedescendant');
    const row = Number(/cell-(\d+)-/.exec(active ?? '')?.[1]);
    expect(await cellText(page, row, 0)).toMatch(/1 Oct 2026/);
    expect(await cellText(page, row - 1, 0)).toMatch(/2 Oct 2026/);
  }).toPass();
});

test('the row the keyboard is on stays in the page when it is scrolled out of sight', async ({ page }) => {
  await expectRows(page, 6_654);
  await grid(page).focus();
  await page.keyboard.press('j');
  await grid(page).evaluate((element) => element.parentElement?.scrollTo({ top: 60_000 }));
  await expect(cell(page, 2_150, 0)).toBeAttached();
  await expect(grid(page)).toHaveAttribute('aria-activedescendant', 'cell-0-0');
  await expect(cell(page, 0, 0)).toBeAttached();
  await page.keyboard.press('j');
  await expect(cell(page, 1, 0)).toBeInViewport();
});
