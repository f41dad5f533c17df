import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { zipOf } from '../../support/archives.ts';
import { expect, test } from '../fixtures.ts';
import { closeJobs, columnTexts, expectRows, grid } from '../log-page.ts';
import { assign, field, importButton, ODD, openMapping, table } from '../mapping-page.ts';
import { openView, watchViolations } from '../tour.ts';

/** Chooses a value of a choice on the left. */
async function choose(page: Page, label: string, value: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: value, exact: true }).click();
}

test('an odd file is mapped by hand and imported so', async ({ page, app, shell }) => {
  const path = join(app.folder, 'odd.csv');
  writeFileSync(path, ODD);
  await openMapping(page, shell, [path]);
  await expect(field(page, 'Stamp')).toHaveValue('Timestamp');
  await expect(table(page)).toContainText('1 Oct 2026 10:00:00 UTC');

  await assign(page, 'Wer', 'Actor: name and e-mail');
  await assign(page, 'Was', 'Action');
  await assign(page, 'Ziel', 'Resource');
  await assign(page, 'Menge', 'Requests');
  const head = page.getByRole('columnheader').filter({ hasText: 'Menge' });
  await expect(head).toContainText('66.6 %');
  await expect(head).toContainText('line 3: viele');
  await expect(page.getByRole('region', { name: 'Problems' })).toContainText(
    'cannot be read, first in line 3',
  );

  await importButton(page).click();
  await expect(page.getByText('3 read = 3 imported + 0 duplicate + 0 rejected')).toBeVisible();
  await closeJobs(page);
  await page.getByRole('radiogroup', { name: 'Events' }).getByText('All events').click();
  await expectRows(page, 3);
  expect(await columnTexts(page, 'Action')).toEqual(['api_key.revoked', 'model.disabled', 'model.enabled']);
  expect((await columnTexts(page, 'Actor')).at(-1)).toContain('dana@x.test');
});

test('days and months that cannot be told apart are asked for before anything is imported', async ({
  page,
  app,
  shell,
}) => {
  const path = join(app.folder, 'ambiguous.csv');
  writeFileSync(path, 'When,Action,Actor\n03/04/2026 10:00,a,dana\n05/06/2026 11:00,b,lee\n');
  await openMapping(page, shell, [path]);
  const problems = page.getByRole('region', { name: 'Problems' });
  await expect(problems).toContainText('does not show which number is the day');
  await expect(page.getByRole('columnheader').filter({ hasText: 'When' })).toContainText('Needs an answer');
  await expect(importButton(page)).toBeDisabled();
  await problems.getByRole('button', { name: /^Day first/ }).click();
  await expect(table(page)).toContainText('3 Apr 2026 10:00:00 UTC');
  await importButton(page).click();
  await expect(page.getByText('2 read = 2 imported + 0 duplicate + 0 rejected')).toBeVisible();
  await expect(grid(page)).toContainText('3 Apr 2026 10:00:00');
});

test('an import that could not tell leads to the mapping screen', async ({ page, app, shell }) => {
  const path = join(app.folder, 'ambiguous.csv');
  writeFileSync(path, 'When,Action,Actor\n03/04/2026 10:00,a,dana\n');
  await shell.chooseFiles([path], () => page.getByRole('button', { name: 'Import files…' }).first().click());
  await page
    .getByRole('list', { name: 'Import report' })
    .getByRole('button', { name: 'Check and map…' })
    .click();
  await expect(table(page)).toBeVisible();
});

test('a file that no profile knows is asked about first; one that is known is not', async ({
  page,
  app,
  shell,
}) => {
  const odd = join(app.folder, 'odd.csv');
  const known = join(app.folder, 'known.csv');
  writeFileSync(odd, ODD);
  writeFileSync(
    known,
    'Timestamp,Action,Actor,Actor email,Workspace,Details\n2026-10-01T10:00:00Z,AssetDeleted,Dana,d@x.test,Studio,{}\n',
  );
  const press = () => page.getByRole('button', { name: 'Import files…' }).first().click();
  await shell.chooseFiles([known], press);
  await expect(page.getByText('1 read = 1 imported + 0 duplicate + 0 rejected')).toBeVisible();
  await closeJobs(page);

  await shell.chooseFiles([odd], press);
  const step = page.getByRole('region', { name: 'Before the import' });
  await expect(step).toContainText('odd.csv');
  await step.getByRole('button', { name: 'Check and map…' }).click();
  await expect(table(page)).toBeVisible();
  await page.getByRole('button', { name: 'Close without importing' }).click();

  await shell.chooseFiles([odd], press);
  await step.getByRole('button', { name: 'Import as it is' }).click();
  await expect(page.getByText('3 read = 3 imported + 0 duplicate + 0 rejected')).toBeVisible();
});

test('a file of an archive is chosen, shown and imported alone', async ({ page, app, shell }) => {
  const path = join(app.folder, 'exports.zip');
  const odd = (action: string) => Buffer.from(ODD.replaceAll('model.enabled', action));
  writeFileSync(
    path,
    zipOf([
      { name: 'october/odd.csv', content: odd('first.action') },
      { name: 'november/odd.csv', content: odd('second.action') },
    ]),
  );
  await openMapping(page, shell, [path]);
  await expect(table(page)).toContainText('first.action');
  await choose(page, 'File of the archive', 'november/odd.csv');
  await expect(table(page)).toContainText('second.action');
  await expect(page.getByText('Only this one is imported.')).toBeVisible();
  await importButton(page).click();
  await expect(page.getByRole('list', { name: 'Import report' })).toContainText(
    'exports.zip/november/odd.csv',
  );
  await expect(page.getByRole('list', { name: 'Import report' })).not.toContainText('october');
});

test('another encoding shows other letters at once', async ({ page, app, shell }) => {
  const path = join(app.folder, 'cyrillic.csv');
  const text = Buffer.from([0xc4, 0xe0, 0xed, 0xe0]); // "Дана" in windows-1251
  writeFileSync(
    path,
    Buffer.concat([Buffer.from('When,Action,Actor\n2026-10-01T10:00:00Z,login,'), text, Buffer.from('\n')]),
  );
  await openMapping(page, shell, [path]);
  await choose(page, 'Encoding', 'windows-1251');
  await expect(table(page)).toContainText('Дана');
  await page.getByRole('button', { name: 'Reset' }).click();
  await choose(page, 'Encoding', 'windows-1252');
  await expect(table(page)).toContainText('Äàíà');
});

test('the dialect can be stated where it is guessed wrongly', async ({ page, app, shell }) => {
  const path = join(app.folder, 'skip.csv');
  writeFileSync(path, 'When|What;Why\n2026-10-01T10:00:00Z|a;b\n2026-10-02T10:00:00Z|c;d\n');
  await openMapping(page, shell, [path]);
  await choose(page, 'Delimiter', 'Semicolon');
  await expect(page.getByRole('columnheader').filter({ hasText: 'When|What' })).toBeVisible();
  await choose(page, 'Delimiter', 'Pipe');
  await expect(field(page, 'When')).toBeVisible();
  await page.getByRole('textbox', { name: 'Header lines' }).fill('0');
  await expect(field(page, 'column 1')).toBeVisible();
});

test('a mapping that was saved as a profile recognises the next file of its kind', async ({
  page,
  app,
  shell,
}) => {
  const path = join(app.folder, 'odd.csv');
  writeFileSync(path, ODD);
  await openMapping(page, shell, [path]);
  await assign(page, 'Was', 'Action');
  await assign(page, 'Wer', 'Actor name');
  await page.getByRole('button', { name: 'Save as profile…' }).click();
  await page.getByRole('textbox', { name: 'Name of the profile' }).fill('Zentrales Log');
  await page.getByRole('button', { name: 'Save profile' }).click();
  await expect(page.getByText('Saved profile Zentrales Log.')).toBeVisible();
  await page.getByRole('button', { name: 'Close without importing' }).click();

  const next = join(app.folder, 'next.csv');
  writeFileSync(next, ODD.replaceAll('2026-10', '2026-11'));
  await shell.chooseFiles([next], () => page.getByRole('button', { name: 'Import files…' }).first().click());
  await expect(page.getByText('3 read = 3 imported + 0 duplicate + 0 rejected')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Import report' })).toContainText('zentrales-log');
  await openView(page, 'Sources');
  await page.getByRole('button', { name: 'next.csv' }).click();
  await expect(page.getByRole('complementary', { name: 'Source details' })).toContainText('zentrales-log');
});

test('one mapping goes to every file of a batch; those with other columns are told', async ({
  page,
  app,
  shell,
}) => {
  const paths = ['one.csv', 'two.csv', 'three.csv'].map((name) => join(app.folder, name));
  writeFileSync(paths[0] ?? '', ODD);
  writeFileSync(paths[1] ?? '', ODD.replaceAll('2026-10', '2026-11'));
  writeFileSync(paths[2] ?? '', ODD.replaceAll('2026-10', '2026-12').replace('Ziel', 'Target'));
  await openMapping(page, shell, paths);
  await assign(page, 'Was', 'Action');
  await page.getByRole('button', { name: 'Apply to all 3 files' }).click();
  const problems = page.getByRole('region', { name: 'Problems' });
  await expect(problems).toContainText('three.csv: Other columns: without "Ziel"; with "Target" besides');
  await expect(problems).not.toContainText('two.csv: Other');
  await page.getByRole('button', { name: 'Import 3 files' }).click();
  await expect(page.getByText('9 read = 9 imported + 0 duplicate + 0 rejected')).toBeVisible();
});

test('a mapping can be kept as a file', async ({ page, app, shell }) => {
  const path = join(app.folder, 'odd.csv');
  writeFileSync(path, ODD);
  await openMapping(page, shell, [path]);
  await assign(page, 'Was', 'Action');
  const saved = await shell.saveExport('odd.mapping.json', () =>
    page.getByRole('button', { name: 'Save mapping file…' }).click(),
  );
  expect(JSON.parse(await readFile(saved, 'utf8'))).toMatchObject({
    mapping: 1,
    csv: { delimiter: ';', headerLines: 1 },
    fields: { time: ['Stamp'], action: ['Was'] },
  });
});

test('leaving for a view keeps what was chosen', async ({ page, app, shell }) => {
  const path = join(app.folder, 'odd.csv');
  writeFileSync(path, ODD);
  await openMapping(page, shell, [path]);
  await assign(page, 'Was', 'Action');
  await openView(page, 'Sources');
  await expect(table(page)).toBeHidden();
  await page.getByRole('button', { name: 'Continue mapping' }).click();
  await expect(field(page, 'Was')).toHaveValue('Action');
});

test('names and values of a hostile file are inert', async ({ page, app, shell }) => {
  const violated = await watchViolations(page);
  const path = join(app.folder, '<b>evil\u202Egnp.csv');
  const markup = '<img src=x onerror="window.ran=1">';
  writeFileSync(
    path,
    `timestamp,__proto__,"${markup.replaceAll('"', '""')}",in\u202Evoice\n2026-10-01T10:00:00Z,p,\u001b[2Jred,x\n`,
  );
  await openMapping(page, shell, [path]);
  await expect(table(page)).toContainText('__proto__');
  await expect(table(page)).toContainText('<img src=x');
  await expect(table(page)).toContainText('inU+202Evoice');
  await expect(table(page)).toContainText('ESC[2Jred');
  await assign(page, '__proto__', 'Action');
  await expect(table(page).getByRole('cell', { name: 'p', exact: true })).toBeVisible();
  expect(await page.evaluate(() => Reflect.get(window, 'ran'))).toBeUndefined();
  expect(await page.locator('main img, main script, main b').count()).toBe(0);
  expect(await violated()).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`is accessible in the ${colorScheme} theme, down to 1024 by 640`, async ({ page, app, shell }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 1024, height: 640 });
    const path = join(app.folder, 'odd.csv');
    writeFileSync(path, ODD.replaceAll(/2026-10-0(\d)/g, '0$1/02/2026'));
    await openMapping(page, shell, [path]);
    await assign(page, 'Menge', 'Requests');
    await expect(page.getByRole('columnheader').filter({ hasText: 'Menge' })).toContainText('66.6 %');
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode(true)
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    expect(
      violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary}`),
      ),
    ).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await expect(importButton(page)).toBeInViewport();
  });
}

test('is worked by keyboard alone', async ({ page, app, shell }) => {
  const path = join(app.folder, 'odd.csv');
  writeFileSync(path, ODD);
  await openMapping(page, shell, [path]);
  await field(page, 'Was').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('Action');
  await page.keyboard.press('Enter');
  await expect(field(page, 'Was')).toHaveValue('Action');
  await importButton(page).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('3 read = 3 imported + 0 duplicate + 0 rejected')).toBeVisible();
});
