import { expect, type Locator, type Page } from '@playwright/test';

/* The tabs of the usage view and the drill-down, as people name their parts. */

/** Opens a tab of the usage view. */
export const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();
export const ranking = (page: Page, name: string): Locator =>
  page.getByRole('grid', { name: `${name} by usage` });
export const drillDown = (page: Page): Locator => page.getByRole('complementary', { name: 'Drill-down' });
export const calls = (page: Page): Locator => drillDown(page).getByRole('grid', { name: 'Calls' });
export const log = (page: Page): Locator => page.getByRole('grid', { name: 'Usage events' });

/** The rows of a ranking that are drawn, cell by cell. */
export async function rows(page: Page, name: string): Promise<string[][]> {
  await expect(ranking(page, name)).toHaveAttribute('aria-busy', 'false');
  const lines = await ranking(page, name).locator('tbody tr').all();
  return Promise.all(
    lines.map(async (line) =>
      (await line.locator('th, td').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim()),
    ),
  );
}

export const names = async (page: Page, name: string): Promise<string[]> =>
  (await rows(page, name)).map(([, who = '']) => who);

/** The figures of the drill-down by their label. */
export async function totals(page: Page): Promise<Map<string, string>> {
  const list = drillDown(page).getByLabel('Totals of the drill-down');
  const labels = await list.locator('dt').allInnerTexts();
  const values = await list.locator('dd').allInnerTexts();
  return new Map(labels.map((label, at) => [label, values[at] ?? '']));
}
