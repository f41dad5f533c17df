import { expect, test } from '../fixtures.ts';
import { chips, columnTexts, expectRows, filterButton, grid, query, startAfresh } from '../log-page.ts';
import { shareProgram } from '../shared-program.ts';
import { openView } from '../tour.ts';

const USAGE = 6_094 + 2_883 + 4_651;

/** The totals above the log, by label. */
async function figures(page: import('@playwright/test').Page): Promise<Map<string, string>> {
  const list = page.locator('dl[aria-label="Totals of this range"]');
  const labels = await list.locator('dt').allInnerTexts();
  const values = await list.locator('dt + dd').allInnerTexts();
  return new Map(labels.map((label, at) => [label, values[at] ?? '']));
}

test.describe('looking', () => {
  const program = shareProgram(({ page }) => openView(page, 'Usage'));
  test.beforeEach(async () => {
    await startAfresh(program.page);
    await openView(program.page, 'Usage');
  });

  test('shows usage events and their totals', async () => {
    const { page } = program;
    await expectRows(page, USAGE);
    const shown = await figures(page);
    expect([...shown.keys()]).toEqual([
      'Total Requests',
      'Total Tokens',
      'Total Cost',
      'Credits',
      'BYOK cost',
      'Unique Users',
      'Unique Models',
    ]);
    for (const [label, value] of shown) expect(value, label).toMatch(/^\$?[\d,]+(\.\d+)?$/);
  });

  test('the totals follow the filter', async () => {
    const { page } = program;
    const before = await figures(page);
    await query(page, 'model:gpt-4o');
    await expect.poll(async () => (await figures(page)).get('Unique Models')).toBe('1');
    const after = await figures(page);
    expect(after.get('Total Requests')).not.toBe(before.get('Total Requests'));
  });

  test('own-key calls carry a badge and a provider cost, never credits', async () => {
    const { page } = program;
    await filterButton(page, 'BYOK').click();
    await page.getByRole('radio', { name: 'BYOK only', exact: true }).check();
    await page.keyboard.press('Escape');
    await expect.poll(() => chips(page)).toEqual(['BYOK only']);
    await expect.poll(async () => (await figures(page)).get('Credits')).toMatch(/^(0|–)$/);
    const credits = (await columnTexts(page, 'Credits')).filter((text) => text !== '');
    expect(credits.length).toBeGreaterThan(5);
    for (const text of credits) expect(text).toMatch(/^BYOK\s*\$[\d.]+$/);
  });

  test('numbers are filtered by range', async () => {
    const { page } = program;
    await filterButton(page, 'Filter').click();
    await page
      .getByRole('dialog', { name: 'Filter' })
      .getByRole('button', { name: /^Credits/ })
      .click();
    await page.getByRole('textbox', { name: 'Credits at least' }).fill('forty');
    await expect(page.getByText('Not a number')).toBeVisible();
    await page.getByRole('textbox', { name: 'Credits at least' }).fill('40');
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect.poll(() => chips(page)).toEqual(['credits ≥ 40']);
    await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
    const credits = await columnTexts(page, 'Credits');
    expect(credits.length).toBeGreaterThan(0);
    for (const text of credits) expect(Number(text.replaceAll(',', ''))).toBeGreaterThanOrEqual(40);
  });

  test('the filter is the same in both log views', async () => {
    const { page } = program;
    await query(page, 'actor:"marek.dvorak@northwind.test"');
    await openView(page, 'Audit log');
    await expect.poll(() => chips(page)).toEqual(['actor marek.dvorak@northwind.test']);
    expect(new Set(await columnTexts(page, 'Action')).size).toBeGreaterThan(1);
  });
});
