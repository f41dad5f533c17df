import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';
import { cell, columnTexts, details, expectRows, filterButton, query } from '../log-page.ts';
import { openView, watchViolations } from '../tour.ts';

const MARKUP = '<img src=x onerror="window.ran=1"><script>window.ran=1</script>';
const ANSI = '\u001b[2J\u001b[31mred';
const BIDI = 'invoice\u202Efdp.exe';
const UNSEEN = 'ad\u200Bmin';

const LOG = [
  '__proto__,timestamp,user_email,action,resource_type,resource_id,constructor',
  ...[MARKUP, ANSI, BIDI, UNSEEN].map(
    (text, at) =>
      `p${at},2026-10-0${at + 1}T10:00:00Z,"${text.replaceAll('"', '""')}",create,team,"${text.replaceAll('"', '""')}",c${at}`,
  ),
  '',
].join('\n');

test('text of a log runs nothing, hides nothing and reorders nothing', async ({ page, app, shell }) => {
  const violated = await watchViolations(page);
  const path = join(app.folder, '<b>evil\u202Egnp.csv');
  writeFileSync(path, LOG);
  await shell.chooseFiles([path], () => page.getByRole('button', { name: 'Import files…' }).first().click());
  await page.getByRole('radiogroup', { name: 'Events' }).getByText('All events').click();
  await expectRows(page, 4);

  const actors = await columnTexts(page, 'Actor');
  expect(actors.map((text) => text.trim())).toEqual([
    'adU+200Bmin',
    'invoiceU+202Efdp.exe',
    'ESC[2JESC[31mred',
    MARKUP,
  ]);

  await cell(page, 3, 1).click();
  await expect(details(page).getByRole('region', { name: 'Raw record' })).toContainText('onerror');
  await cell(page, 1, 1).click();
  await expect(details(page).getByRole('region', { name: 'Raw record' })).toContainText(
    'invoiceU+202Efdp.exe',
  );
  await expect(details(page).getByRole('region', { name: 'Fields', exact: true })).toContainText('__proto__');

  await filterButton(page, 'Actor').click();
  await expect(page.getByRole('dialog', { name: 'Actor' })).toContainText('invoiceU+202Efdp.exe');
  await page.keyboard.press('Escape');
  await query(page, `actor:"${MARKUP.replaceAll('"', '\\"')}"`);
  await expectRows(page, 1);
  await query(page, 'extra.__proto__:p2');
  await expectRows(page, 1);

  await openView(page, 'Sources');
  await expect(page.getByRole('row', { name: /evil/ })).toContainText('<b>evilU+202Egnp.csv');

  expect(await page.evaluate(() => Reflect.get(window, 'ran'))).toBeUndefined();
  expect(await page.locator('main img, main script, main b').count()).toBe(0);
  expect(await violated()).toEqual([]);
});
