import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from '../fixtures.ts';
import { grid, query, rowCount } from '../log-page.ts';

test.use({ samples: true });

test('exports exactly the rows of the filter, and says what it wrote', async ({ page, shell }) => {
  await query(page, 'action:model.*');
  const rows = await rowCount(page);
  const path = await shell.saveExport('models.jsonl', async () => {
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await expect(page.getByRole('menu').getByText(`${rows} events`)).toBeVisible();
    await page.getByRole('menuitem', { name: /^JSON Lines/ }).click();
  });
  const bytes = readFileSync(path);
  const written = bytes
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { action: string });
  expect(written).toHaveLength(rows);
  expect(written.every(({ action }) => action.startsWith('model.'))).toBe(true);

  const report = page.getByRole('article', { name: 'Export models.jsonl' });
  await expect(report).toContainText(`${rows} rows written`);
  await expect(report).toContainText(createHash('sha256').update(bytes).digest('hex'));
  await expect(report).toContainText('action model.*');
});

test('is disabled at zero rows, and says why', async ({ page }) => {
  await query(page, 'action:there.is.none');
  const button = page.getByRole('button', { name: 'Export', exact: true });
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await button.hover();
  await expect(
    page.getByText(
      'No rows match the current filters — widen the date range or clear a filter to enable export.',
    ),
  ).toBeVisible();
  await button.click({ force: true });
  await expect(page.getByRole('menu')).toBeHidden();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '1');
});
