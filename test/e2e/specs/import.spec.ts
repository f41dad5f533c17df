import { once } from 'node:events';
import { createWriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { expect, test } from '../fixtures.ts';
import { expectRows, grid } from '../log-page.ts';
import { openView } from '../tour.ts';

const HEADER = 'Timestamp,Action,Actor,Actor email,Workspace,Details';

function audit(...rows: string[]): string {
  return `${[HEADER, ...rows].join('\r\n')}\r\n`;
}

const ROW = '2026-10-01T10:00:00Z,AssetDeleted,Dana Reyes,dana@x.test,Studio,{}';

test('files come by dialog, and the same file once more adds nothing', async ({ page, app, shell }) => {
  const path = join(app.folder, 'audit.csv');
  writeFileSync(path, audit(ROW, ROW.replace('Deleted', 'Created')));
  const press = () => page.getByRole('button', { name: 'Import files…' }).first().click();
  await shell.chooseFiles([path], press);
  await expect(page.getByText('2 read = 2 imported + 0 duplicate + 0 rejected')).toBeVisible();
  await expectRows(page, 2);
  await shell.chooseFiles([path], press);
  await expect(page.getByText('Already imported, nothing added')).toBeVisible();
  await expectRows(page, 2);
});

test('a dialog that is cancelled starts nothing', async ({ page, shell }) => {
  await shell.chooseFiles(null, () => page.getByRole('button', { name: 'Import files…' }).first().click());
  await expect(page.getByRole('button', { name: 'Open the sample logs' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Jobs' })).toBeHidden();
});

test('files come by drag and drop', async ({ page, app, shell }) => {
  const path = join(app.folder, 'dropped.csv');
  writeFileSync(path, audit(ROW));
  await shell.drop([path]);
  await expect(page.getByText('1 read = 1 imported + 0 duplicate + 0 rejected')).toBeVisible();
  await expectRows(page, 1);
});

test('a file that is no log says so and leaves the rest alone', async ({ page, app, shell }) => {
  const good = join(app.folder, 'good.csv');
  const empty = join(app.folder, 'empty.csv');
  writeFileSync(good, audit(ROW));
  writeFileSync(empty, '');
  await shell.chooseFiles([empty, good], () =>
    page.getByRole('button', { name: 'Import files…' }).first().click(),
  );
  const report = page.getByRole('list', { name: 'Import report' });
  await expect(report.getByRole('listitem').filter({ hasText: 'empty.csv' })).toContainText('Not imported');
  await expect(report.getByRole('listitem').filter({ hasText: 'good.csv' })).toContainText(
    '1 read = 1 imported',
  );
  await expectRows(page, 1);
});

test('days and months that cannot be told apart are asked for', async ({ page, app, shell }) => {
  const path = join(app.folder, 'ambiguous.csv');
  writeFileSync(path, audit(ROW.replace('2026-10-01T10:00:00Z', '03/04/2026 10:00:00')));
  await shell.chooseFiles([path], () => page.getByRole('button', { name: 'Import files…' }).first().click());
  await expect(page.getByText('Not imported')).toBeVisible();
  await page.getByRole('button', { name: 'Day first' }).click();
  await expect(page.getByText('1 read = 1 imported + 0 duplicate + 0 rejected')).toBeVisible();
  await expect(grid(page)).toContainText('3 Apr 2026 10:00:00');
});

test('the options say how files are read, and the source remembers them', async ({ page, app, shell }) => {
  const path = join(app.folder, 'zoneless.csv');
  writeFileSync(path, audit(ROW.replace('2026-10-01T10:00:00Z', '2026-10-01 10:00:00')));
  await page.getByRole('button', { name: 'Import options' }).first().click();
  await page.getByRole('combobox', { name: /^Time zone/ }).fill('Asia/Tokyo');
  await page.getByRole('option', { name: 'Asia/Tokyo' }).click();
  await page.getByRole('textbox', { name: 'Tenant' }).fill('eu-prod');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Import options, changed' }).first()).toBeVisible();
  await shell.chooseFiles([path], () => page.getByRole('button', { name: 'Import files…' }).first().click());
  await expect(grid(page)).toContainText('1 Oct 2026 01:00:00');
  await openView(page, 'Sources');
  await page.getByRole('button', { name: 'zoneless.csv' }).click();
  const pane = page.getByRole('complementary', { name: 'Source details' });
  await expect(pane).toContainText('Asia/Tokyo');
  await expect(pane).toContainText('eu-prod');
});

function accessLine(block: number, at: number): string {
  return `203.0.113.7 - dana [30/Oct/2026:14:05:11 +0000] "GET /studio/${block}/${at} HTTP/1.1" 200 ${at} "-" "curl/8.0"`;
}

test('a long import shows how far it is, and stops when told to', async ({ page, app, shell }) => {
  // A log that is read line by line: tables of CSV are over before anyone can stop them.
  const path = join(app.folder, 'long.log');
  const file = createWriteStream(path);
  for (let block = 0; block < 1_000; block += 1) {
    const lines = Array.from({ length: 1_000 }, (_, at) => accessLine(block, at)).join('\n');
    if (!file.write(`${lines}\n`)) await once(file, 'drain');
  }
  await finished(file.end());

  await shell.chooseFiles([path], () => page.getByRole('button', { name: 'Import files…' }).first().click());
  const status = page.getByRole('contentinfo');
  await expect(status.getByRole('progressbar', { name: 'Progress' })).toBeVisible({ timeout: 20_000 });
  await status.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText(/^Cancelled\. What was stored before stays/)).toBeVisible();
  await openView(page, 'Sources');
  await expect(page.getByText('Interrupted')).toBeVisible();
});
