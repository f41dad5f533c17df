import { expect, type Locator, type Page } from '@playwright/test';

/** The log on screen, as people name its parts. */
export function grid(page: Page): Locator {
  return page.getByRole('grid');
}

/** A cell by place, both from 0. */
export function cell(page: Page, row: number, column: number): Locator {
  return page.locator(`#cell-${row}-${column}`);
}

/** The text of a cell. */
export async function cellText(page: Page, row: number, column: number): Promise<string> {
  return ((await cell(page, row, column).textContent()) ?? '').trim();
}

/** The texts of one column, by its heading, for the rows that are drawn, once the log has come to rest. */
export async function columnTexts(page: Page, heading: string): Promise<string[]> {
  await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
  const headings = await grid(page).getByRole('columnheader').allInnerTexts();
  const at = headings.findIndex((text) => text.trim().startsWith(heading));
  expect(at, `a column called ${heading} among ${headings.join(', ')}`).toBeGreaterThanOrEqual(0);
  return page.locator(`td[data-column="${at}"]`).allInnerTexts();
}

/** The headings of the log, in order. */
export async function headings(page: Page): Promise<string[]> {
  const texts = await grid(page).getByRole('columnheader').allInnerTexts();
  return texts.map((text) => text.replace(/\s+/g, ' ').trim());
}

/** Runs a command of the palette by the beginning of its name. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await palette.getByRole('combobox').fill(title);
  await expect(palette.getByRole('option').first()).toContainText(title);
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
}

/** Waits until the log holds so many rows. */
export async function expectRows(page: Page, rows: number): Promise<void> {
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(rows + 1));
  await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
}

/** How many rows the log holds, once it has come to rest. */
export async function rowCount(page: Page): Promise<number> {
  await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
  return Number(await grid(page).getAttribute('aria-rowcount')) - 1;
}

/** The search box. */
export function queryBox(page: Page): Locator {
  return page.getByRole('combobox', { name: 'Search or query' });
}

/** Writes a query and applies it. */
export async function query(page: Page, text: string): Promise<void> {
  await queryBox(page).fill(text);
  await queryBox(page).press('Enter');
  await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
}

/** The chips, in words. */
export async function chips(page: Page): Promise<string[]> {
  const edit = page
    .getByRole('list', { name: 'Active filters' })
    .getByRole('button', { name: /^Edit filter: / });
  return (await edit.allInnerTexts()).map((text) => text.trim());
}

/** A button of the filter row. */
export function filterButton(page: Page, name: string | RegExp): Locator {
  return page.getByRole('toolbar', { name: 'Filters' }).getByRole('button', { name });
}

/** The details of the open event. */
export function details(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Event details' });
}

/** Closes the list of jobs, which opens when one ends. */
export async function closeJobs(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Close jobs' }).click();
}

/** Nothing filtered, UTC, no menu open, the audit log at rest. */
export async function startAfresh(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+1');
  const clear = page.getByRole('button', { name: 'Clear all' });
  if (await clear.isVisible()) await clear.click();
  await expect.poll(() => chips(page)).toEqual([]);
  await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
}

/** Opens a menu of the filter row. */
export async function openMenu(page: Page, name: string | RegExp): Promise<Locator> {
  await filterButton(page, name).click();
  const menu = page.getByRole('dialog').filter({ has: page.locator('[data-autofocus]') });
  await expect(menu).toBeVisible();
  return menu;
}

/** Closes whatever menu is open. */
export async function closeMenu(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** Writes a time range into the time menu. */
export async function writeTime(page: Page, text: string): Promise<void> {
  await openMenu(page, /^Time/);
  await page.getByRole('textbox', { name: 'Time range in words' }).fill(text);
  await page.keyboard.press('Enter');
  await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
}
