import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { AUDIT_CSV } from '../../contract/tiny-logs.ts';
import { expect, test } from '../fixtures.ts';
import { chips, closeJobs, expectRows, grid, query, queryBox, runCommand } from '../log-page.ts';

const viewBar = (page: Page) => page.getByRole('region', { name: 'Saved view', exact: true });
const menu = (page: Page) => page.getByRole('dialog', { name: 'Views' });

async function openMenu(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Views', exact: true }).click();
  await expect(menu(page)).toBeVisible();
}

async function saveView(page: Page, name: string, review?: string): Promise<void> {
  await page.getByRole('button', { name: 'Save view' }).click();
  const form = page.getByRole('dialog', { name: 'Save view' });
  await form.getByLabel('Name').fill(name);
  if (review !== undefined) {
    await form.getByRole('combobox', { name: 'Review' }).click();
    await page.getByRole('option', { name: review }).click();
  }
  await form.getByRole('button', { name: /^Save (view|as new view)$/ }).click();
  await expect(form).toBeHidden();
  await expect(viewBar(page)).toContainText(name);
}

test.beforeEach(async ({ page, app, shell }) => {
  const path = join(app.folder, 'audit.csv');
  writeFileSync(path, AUDIT_CSV);
  await shell.chooseFiles([path], () => page.getByRole('button', { name: 'Import files…' }).first().click());
  await expectRows(page, 3);
  await closeJobs(page);
});

test('[003] a review is due, is marked, and offers what is new since: later events and late arrivals', async ({
  page,
  app,
  shell,
}) => {
  await openMenu(page);
  await expect(menu(page).getByRole('list', { name: 'Suggested views' }).getByRole('listitem')).toHaveText([
    /^Permission changes, weekly/,
    /^Deletions/,
    /^API keys/,
    /^Logins and SSO/,
  ]);
  await page.keyboard.press('Escape');
  await query(page, 'actor:dana*');
  await saveView(page, 'Dana, weekly', 'Every week');
  await expect(viewBar(page)).toContainText('weekly, never reviewed');
  await page.getByRole('button', { name: 'Mark as reviewed' }).click();
  const mark = page.getByRole('dialog', { name: 'Mark as reviewed' });
  await expect(mark).toContainText('Counted as reviewed: 2 events');
  await mark.getByLabel('Reviewed by').fill('Lee');
  await mark.getByLabel('Note (optional)').fill('as agreed');
  await mark.getByRole('button', { name: 'Mark as reviewed' }).click();
  await expect(viewBar(page)).toContainText('weekly, due in 7 days');
  await page.getByRole('button', { name: 'Since last review: 0 events' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing is new since the last review.' })).toBeVisible();

  // One event later than all, one that is older and arrives late; Lee's is not of this view.
  const late = AUDIT_CSV.replace('2026-10-01', '2026-09-01')
    .replace('2026-10-02', '2026-10-09')
    .replace('10-03', '10-04');
  const path = join(app.folder, 'late.csv');
  writeFileSync(path, late);
  await shell.chooseFiles([path], () => page.getByRole('button', { name: 'Import files…' }).first().click());
  await closeJobs(page);
  await expect(page.getByRole('button', { name: 'Since last review: 2 events' })).toBeVisible();
  await expectRows(page, 2);
  await expect(viewBar(page)).toContainText(
    'Counted: 2 events imported after the last review, which covered all that was stored then.',
  );
  await page.getByRole('button', { name: 'Mark as reviewed' }).click();
  await expect(mark).toContainText('Counted as reviewed: 2 events, all that is new since the last review.');
  await mark.getByRole('button', { name: 'Mark as reviewed' }).click();
  await page.getByRole('button', { name: 'Reviews (2)' }).click();
  const rows = page.getByRole('dialog', { name: 'Reviews' }).getByRole('row');
  await expect(rows.nth(1)).toContainText('all new since the review before');
  await expect(rows.nth(2)).toContainText('as agreed');
});

test('a view is saved, shown, modified, renamed, made the default, deleted and brought back', async ({
  page,
}) => {
  await query(page, 'action:delete');
  await saveView(page, 'Deletions here');
  await query(page, 'action:create');
  await expect(viewBar(page).getByText('modified')).toBeVisible();
  await viewBar(page).getByRole('button', { name: 'Show the view again' }).click();
  await expectRows(page, 1);
  await expect(viewBar(page).getByText('modified')).toBeHidden();

  await openMenu(page);
  await menu(page).getByRole('button', { name: 'Actions for Deletions here' }).click();
  await menu(page).getByRole('button', { name: 'Set as default' }).click();
  await expect(menu(page).getByRole('list', { name: 'Saved views' })).toContainText('default');
  await menu(page).getByRole('button', { name: 'Rename, edit…' }).click();
  await menu(page).getByLabel('Name').fill('What was deleted');
  await menu(page).getByRole('button', { name: 'Save changes' }).click();
  await expect(menu(page).getByRole('button', { name: 'Show view: What was deleted' })).toBeVisible();
  await page.keyboard.press('Escape');

  await page.reload();
  await expect(viewBar(page)).toContainText('What was deleted');
  await expectRows(page, 1);
  await viewBar(page)
    .getByRole('button', { name: /^Leave the view/ })
    .click();
  await query(page, '');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search commands' }).fill('Open view: what');
  await page.keyboard.press('Enter');
  await expectRows(page, 1);

  // By keyboard alone: search, down to the entry, out of it again.
  await openMenu(page);
  await page.keyboard.type('deleted');
  await page.keyboard.press('ArrowDown');
  await expect(menu(page).getByRole('button', { name: 'Show view: What was deleted' })).toBeFocused();
  await menu(page)
    .getByRole('button', { name: /^Actions for/ })
    .click();
  await menu(page).getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(menu(page).getByRole('list', { name: 'Saved views' })).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(menu(page)).toBeHidden();
  await page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Undo' }).click();
  await openMenu(page);
  await expect(menu(page).getByRole('button', { name: 'Show view: What was deleted' })).toBeVisible();
});

test('a view goes to a file and comes back; what is none is refused; columns that are missing are told', async ({
  page,
  app,
  shell,
}) => {
  await query(page, 'actor:dana*');
  await saveView(page, 'Dana');
  await openMenu(page);
  await menu(page).getByRole('button', { name: 'Actions for Dana' }).click();
  const path = await shell.saveExport('Dana.trailglass-view.json', () =>
    menu(page).getByRole('button', { name: 'Export as file…' }).click(),
  );
  const file = JSON.parse(readFileSync(path, 'utf8')) as object;
  expect(file).toMatchObject({ trailglassView: 1, name: 'Dana', chips: [{ where: 'actor:dana*' }] });

  const importFile = async (content: unknown): Promise<void> => {
    const from = join(app.folder, 'given.trailglass-view.json');
    writeFileSync(from, JSON.stringify(content));
    if (!(await menu(page).isVisible())) await openMenu(page);
    await shell.chooseFiles([from], () =>
      menu(page).getByRole('button', { name: 'Import a view from a file…' }).click(),
    );
  };
  const notices = page.getByRole('region', { name: 'Notices' });
  await importFile({ ...file, name: '<b>Dana\u202e</b>', chips: [{ where: 'Score:>5' }], evil: 1 });
  await expect(notices).toContainText('Not known to this version and left out: "evil".');
  await expect(viewBar(page)).toContainText('<b>Dana');
  await expect(viewBar(page)).toContainText('does not have the columns Score');
  await expectRows(page, 0);
  const dropped = join(app.folder, 'dropped.trailglass-view.json');
  writeFileSync(dropped, JSON.stringify({ ...file, name: 'Dropped' }));
  await shell.drop([dropped]);
  await expect(viewBar(page)).toContainText('Dropped');
  // Chosen among logs it is still a view.
  const among = join(app.folder, 'among.trailglass-view.json');
  writeFileSync(among, JSON.stringify({ ...file, name: 'Among logs' }));
  await shell.chooseFiles([among], () => runCommand(page, 'Import files…'));
  await expect(viewBar(page)).toContainText('Among logs');
  await importFile({ ...file, trailglassView: 7 });
  await expect(notices).toContainText('it was written by a later version of Trailglass');
});

test('a view restores its histogram: field, bars, table, hidden or not, and the way back from its zoom', async ({
  page,
}) => {
  const strip = page.getByRole('slider', { name: /^Events per/ });
  const tools = page.getByRole('toolbar', { name: 'Histogram' });
  const choose = async (button: RegExp, entry: string): Promise<void> => {
    await tools.getByRole('button', { name: button }).click();
    await page.getByRole('menuitemradio', { name: entry, exact: true }).click();
  };
  await choose(/^Stack by/, 'Actor');
  await choose(/^Bars: per/, 'Per day');
  await tools.getByRole('button', { name: 'Table' }).click();
  await strip.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await expectRows(page, 2);
  await saveView(page, 'Two days');

  await tools.getByRole('button', { name: 'Reset zoom' }).click();
  await choose(/^Stack by/, 'None');
  await choose(/^Bars: per/, 'By the range');
  await tools.getByRole('button', { name: 'Table' }).click();
  await tools.getByRole('button', { name: 'Histogram' }).click();
  await expect(strip).toBeHidden();
  await expect(page.getByLabel('Totals in this range')).toContainText('Total events3');
  await saveView(page, 'Hidden');

  const show = async (name: string): Promise<void> => {
    await openMenu(page);
    await menu(page)
      .getByRole('button', { name: `Show view: ${name}` })
      .click();
    await expect(viewBar(page)).toContainText(name);
    await expect(viewBar(page).getByText('modified')).toBeHidden();
  };
  await show('Two days');
  await expectRows(page, 2);
  await expect(strip).toHaveAccessibleName(/^Events per day/);
  await expect(tools.getByRole('button', { name: 'Stack by: Actor' })).toBeVisible();
  await expect(tools.getByRole('button', { name: 'Table' })).toHaveAttribute('aria-expanded', 'true');
  await tools.getByRole('button', { name: 'Reset zoom' }).click();
  await expectRows(page, 3);
  await expect(viewBar(page).getByText('modified')).toBeVisible();
  await show('Hidden');
  await expect(strip).toBeHidden();
  await page.getByRole('button', { name: 'Histogram', exact: true }).click();
  await expect(strip).toBeVisible();
  await expect(viewBar(page).getByText('modified')).toBeVisible();
});

test('filters in use are remembered, offered and forgotten', async ({ page }) => {
  await query(page, 'action:create');
  await query(page, 'actor:lee*'); // the one before was not looked at
  await grid(page).getByRole('gridcell').first().click();
  await openMenu(page);
  const recent = menu(page).getByRole('region', { name: 'Recent filters' });
  await expect(recent.getByRole('listitem')).toHaveText(['actor:lee*Audit events · All time']);
  await page.keyboard.press('Escape');
  await query(page, '');
  await page.reload();
  await queryBox(page).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option', { name: /actor:lee/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await openMenu(page);
  await recent.getByRole('button', { name: /actor:lee/ }).click();
  await expectRows(page, 1);
  expect(await chips(page)).toEqual(['actor lee*']);
  await openMenu(page);
  await recent.getByRole('button', { name: 'Clear' }).click();
  await expect(recent).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(queryBox(page)).toHaveValue('actor:lee*');
});
