import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../fixtures.ts';
import { closeJobs, columnTexts, expectRows } from '../log-page.ts';
import { openView } from '../tour.ts';

const LOG = [
  'When,Approver,User,Action',
  '2026-03-01 10:00:00,lee,dana,login',
  '2026-03-01 11:00:00,lee,kim,logout',
  '',
].join('\n');

test('a file read wrongly is read again from what is stored, and that is undone', async ({
  page,
  app,
  shell,
}) => {
  const path = join(app.folder, 'log.csv');
  writeFileSync(path, LOG);
  await shell.chooseFiles([path], () => page.getByRole('button', { name: 'Check and map…' }).first().click());
  const assign = async (column: string, field: string) => {
    const chosen = page.getByRole('combobox', { name: `Field of ${column}`, exact: true });
    await chosen.click();
    await page.getByRole('option', { name: field, exact: true }).click();
    await expect(chosen).toHaveValue(field);
  };
  await assign('User', 'Extra column');
  await assign('Approver', 'Actor name');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('2 read = 2 imported')).toBeVisible();
  await closeJobs(page);
  rmSync(path); // the stored content is all that is left

  await openView(page, 'Sources');
  await page.getByRole('button', { name: 'log.csv' }).click();
  const pane = page.getByRole('complementary', { name: 'Source details' });
  await pane.getByRole('button', { name: 'Read again with other choices…' }).click();
  await expect(page.getByRole('heading', { name: 'Read again' })).toBeVisible();
  await assign('Approver', 'Extra column');
  await assign('User', 'Actor name');
  await page.getByRole('button', { name: 'Import in its place' }).click();
  const report = page.getByRole('region', { name: 'Jobs', exact: true });
  await expect(report).toContainText('Read in place of source 1, which is withdrawn.');

  // Both readings are listed; only the new one counts.
  await expect(page.getByText('1 source, 1 withdrawn').first()).toBeVisible();
  const rows = page.getByRole('row', { name: /log\.csv/ });
  await expect(rows.nth(0)).toContainText('Withdrawn');
  await expect(rows.nth(1)).toContainText('Imported');
  await expect(pane.getByRole('note')).toContainText('Source 2 is read in its place.');
  await expect(pane.getByRole('button', { name: 'Restore' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
  await openView(page, 'Audit log');
  await page.getByRole('radiogroup', { name: 'Events' }).getByText('All events').click();
  await expectRows(page, 2);
  expect(await columnTexts(page, 'Actor')).toEqual(['kim', 'dana']);

  await report.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => columnTexts(page, 'Actor')).toEqual(['lee', 'lee']);
  await expect(report).toContainText('Undone');
  await closeJobs(page);

  // A source can be withdrawn by itself, and taken in again.
  await openView(page, 'Sources');
  await pane.getByRole('button', { name: 'Withdraw' }).click();
  await expect(page.getByText('0 sources, 2 withdrawn').first()).toBeVisible();
  await pane.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByText('1 source, 1 withdrawn').first()).toBeVisible();
});
