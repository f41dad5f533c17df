import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { closeJobs, columnTexts, expectRows } from '../log-page.ts';
import { field, importButton, ODD, openMapping, table } from '../mapping-page.ts';
import { troubledEngine } from '../troubled-engine.ts';

/* A file may take seconds to look at. On the loopback host, where the engine can be made late. */

const IMPORTED = '3 read = 3 imported + 0 duplicate + 0 rejected';

/** Chooses a field by keyboard, as fast as someone who knows it. */
async function assignByKeys(page: Page, column: string, name: string): Promise<void> {
  await field(page, column).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
}

test('Import waits for the last choice to be looked at, and imports with it', async ({
  page,
  app,
  shell,
}) => {
  const engine = await troubledEngine(page);
  const path = join(app.folder, 'odd.csv');
  writeFileSync(path, ODD);
  await openMapping(page, shell, [path]);
  engine.delay('previewImport', 1_500);
  await assignByKeys(page, 'Was', 'Action');
  await importButton(page).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Imports as soon as the file has been looked at…')).toBeVisible();
  await expect(page.getByText(IMPORTED)).toBeVisible();
  await closeJobs(page);
  await page.getByRole('radiogroup', { name: 'Events' }).getByText('All events').click();
  await expectRows(page, 3);
  expect(await columnTexts(page, 'Action')).toEqual(['api_key.revoked', 'model.disabled', 'model.enabled']);
});

test('another choice takes Import back', async ({ page, app, shell }) => {
  const engine = await troubledEngine(page);
  const path = join(app.folder, 'odd.csv');
  writeFileSync(path, ODD);
  await openMapping(page, shell, [path]);
  engine.delay('previewImport', 1_500);
  await assignByKeys(page, 'Was', 'Action');
  await importButton(page).press('Enter');
  await assignByKeys(page, 'Ziel', 'Resource');
  const waiting = page.getByText('Imports as soon as the file has been looked at…');
  await expect(waiting).toBeHidden();
  const head = page.getByRole('columnheader').filter({ hasText: 'Ziel' });
  await expect(head).toContainText('100 %');
  await expect(table(page)).toBeVisible();
  await expect(waiting).toBeHidden();
  await expect(page.getByText('3 read')).toHaveCount(0);
  engine.delay('previewImport', 0);
  await importButton(page).press('Enter');
  await expect(page.getByText(IMPORTED)).toBeVisible();
});

test('nothing is imported when what was waited for is a question, or an error', async ({
  page,
  app,
  shell,
}) => {
  const engine = await troubledEngine(page);
  const path = join(app.folder, 'odd.csv');
  writeFileSync(path, ODD.replaceAll(/2026-10-0(\d)/g, '0$1/02/2026'));
  engine.delay('previewImport', 1_500);
  await shell.chooseFiles([path], () => page.getByRole('button', { name: 'Check and map…' }).first().click());
  await importButton(page).press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(importButton(page)).toBeDisabled();
  await expect(page.getByText('3 read')).toHaveCount(0);

  engine.delay('previewImport', 0);
  engine.fail('previewImport', {
    code: 'DISK_ERROR',
    message: 'Reading odd.csv: the disk reported an error.',
  });
  await page.getByRole('button', { name: 'Day first' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'The file could not be looked at.' })).toBeVisible();
  await expect(importButton(page)).toBeDisabled();
});
