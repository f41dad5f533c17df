import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manyRecords } from '../../contract/tiny-logs.ts';
import { expect, test } from '../fixtures.ts';
import { closeJobs, expectRows, filterButton, query } from '../log-page.ts';

const RECORDS = 1_500;

test.beforeEach(async ({ page, app, shell }) => {
  const path = join(app.folder, 'many.csv');
  writeFileSync(path, manyRecords(RECORDS));
  await shell.chooseFiles([path], () => page.getByRole('button', { name: 'Import files…' }).first().click());
  await expectRows(page, RECORDS);
  await closeJobs(page);
});

test('a menu of more values than it lists says so, and lists more on request', async ({ page }) => {
  await filterButton(page, 'Resource').click();
  const menu = page.getByRole('dialog', { name: 'Resource' });
  await expect(menu.getByText('The 200 most frequent of 1,500 values.')).toBeVisible();
  await expect(menu.getByRole('listitem')).toHaveCount(200);
  await menu.getByRole('button', { name: 'Show more' }).click();
  await expect(menu.getByText('The 1,200 most frequent of 1,500 values.')).toBeVisible();
  await menu.getByRole('button', { name: 'Show more' }).click();
  await expect(menu.getByText('1,500 values', { exact: true })).toBeVisible();
  await expect(menu.getByRole('listitem')).toHaveCount(RECORDS);
  await menu.getByRole('textbox', { name: 'Search Resource' }).fill('a-14');
  await expect(menu.getByText('111 values', { exact: true })).toBeVisible();
});

test('counts follow all other filters, not the one of the menu itself', async ({ page }) => {
  await query(page, 'actor:("user7@example.com" OR "user8@example.com")');
  await expectRows(page, (RECORDS / 50) * 2);
  await filterButton(page, 'Actor').click();
  const actors = page.getByRole('dialog', { name: 'Actor' });
  await expect(actors.getByText('50 values', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await filterButton(page, 'Resource').click();
  await expect(
    page.getByRole('dialog', { name: 'Resource' }).getByText('60 values', { exact: true }),
  ).toBeVisible();
});
