import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { commandLine } from '../command-line.ts';
import { expect, START, test } from '../fixtures.ts';
import { giantLog, HOSTILE_TEXTS, hostileLog, hostileMapping } from '../hostile-corpus.ts';
import { privateHome, type TestHost } from '../hosts/test-host.ts';
import { faultsOf } from '../inert-page.ts';
import { cell, details, expectRows, filterButton, grid, query } from '../log-page.ts';
import { openView, watchViolations } from '../tour.ts';

/** Rows of the corpus. */
const ROWS = Object.keys(HOSTILE_TEXTS).length;

const home = privateHome();
const workspace = join(home.folder, 'case.trailglass');
let opened: TestHost;
let page: Page;
const uncaught: string[] = [];

// The logs are imported by the command line, beside the program: what is tested here is what is shown.
test.beforeAll(async ({ host }) => {
  const path = (name: string) => join(home.folder, name);
  writeFileSync(path('<b>evil\u202Egnp.jsonl'), hostileLog());
  writeFileSync(path('mapping.json'), hostileMapping());
  writeFileSync(path('giants.csv'), giantLog());
  await commandLine([
    'import',
    path('<b>evil\u202Egnp.jsonl'),
    '-w',
    workspace,
    '--mapping',
    path('mapping.json'),
  ]);
  await commandLine(['import', path('giants.csv'), '-w', workspace]);
  opened = await START[host]([workspace]);
  page = opened.page;
  page.on('pageerror', (error) => uncaught.push(error.stack ?? error.message));
  page.on('dialog', (dialog) => uncaught.push(`a dialog said ${dialog.message()}`));
});

test.afterAll(async () => {
  await opened?.close();
  home.remove();
});

async function expectInert(where: string): Promise<void> {
  expect(await faultsOf(page), where).toEqual([]);
}

test('hostile text of every field is inert, visible and in its place, wherever it is shown', async () => {
  test.slow();
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (/evil\.invalid/.test(request.url())) foreign.push(request.url());
  });
  const violated = await watchViolations(page);
  await page.getByRole('radiogroup', { name: 'Events' }).getByText('All events').click();
  await query(page, 'source:"1"');
  await expectRows(page, ROWS);
  await expectInert('grid');

  await test.step('details of every event', async () => {
    await cell(page, 0, 0).click();
    const pane = details(page);
    for (let row = 0; row < ROWS; row += 1) {
      const text = Object.values(HOSTILE_TEXTS)[ROWS - 1 - row] ?? '';
      await expect(pane.getByRole('heading', { level: 2 })).toHaveAttribute('data-event', String(ROWS - row));
      await expect(pane.getByRole('region', { name: 'Changes' })).toBeVisible();
      await expectInert(`details of ${JSON.stringify(text.slice(0, 40))}`);
      await page.keyboard.press('j');
    }
    await page.keyboard.press('Escape');
  });

  await test.step('lines of a field, each on its own, and nothing else that breaks one', async () => {
    await query(page, 'actorName:one*');
    await expectRows(page, 1);
    await cell(page, 0, 0).click();
    const fields = details(page).getByRole('region', { name: 'Fields', exact: true });
    const name = fields.locator('dd').filter({ hasText: 'six' }).first();
    await expect(name).toBeVisible();
    const [shown = ''] = await name.allInnerTexts();
    expect(shown.trim().split('\n').slice(0, 3)).toEqual([
      'one',
      'twoCRthree',
      'four\tfiveU+2028sixU+2029seven',
    ]);
    await page.keyboard.press('Escape');
    await query(page, 'source:"1"');
    await expectRows(page, ROWS);
  });

  await test.step('menus', async () => {
    for (const name of ['Action', 'Actor', 'Resource', 'Workspace']) {
      await filterButton(page, name).click();
      const menu = page.getByRole('dialog', { name });
      await expect(menu.getByRole('listitem').nth(ROWS / 2)).toBeAttached();
      await expectInert(`menu ${name}`);
      await page.keyboard.press('Escape');
    }
    await page.getByRole('button', { name: 'Columns' }).click();
    await expectInert('columns');
    await page.keyboard.press('Escape');
    await grid(page).evaluate((table) => table.parentElement?.scrollTo(0, 0));
    await cell(page, 6, 2).click({ button: 'right' });
    await expect(page.getByRole('menu')).toBeVisible();
    await expectInert('menu of a cell');
    await page.keyboard.press('Escape');
  });

  await test.step('chips', async () => {
    for (const name of ['image', 'override', 'long']) {
      // Blanks around a name are no part of it.
      const text = (HOSTILE_TEXTS[name] ?? '').trim();
      await query(page, `actorName:"${text.replaceAll(/["\\]/g, '\\$&')}"`);
      await expectRows(page, 1);
      await expectInert(`chip ${name}`);
    }
    await query(page, 'extra.__proto__:"__proto__"');
    await expectRows(page, 1);
  });

  await test.step('sources', async () => {
    await openView(page, 'Sources');
    const row = page.getByRole('row', { name: /evil/ });
    await expect(row).toContainText('<b>evilU+202Egnp.jsonl');
    await row.getByRole('button').first().click();
    await expectInert('source');
    await openView(page, 'Usage');
    await expectInert('usage');
    await openView(page, 'Audit log');
  });
  expect(await violated()).toEqual([]);
  expect(foreign).toEqual([]);
  expect(uncaught).toEqual([]);
});

test('a cell of a megabyte and JSON of ten thousand levels open in a moment and keep the page usable', async () => {
  await page.getByRole('radiogroup', { name: 'Events' }).getByText('All events').click();
  await query(page, 'source:"2"');
  await expectRows(page, 3);
  await expectInert('grid of giants');
  for (const row of [0, 1, 2]) {
    const times: number[] = [];
    for (let attempt = 0; attempt < 2; attempt += 1) {
      times.push(await opening(row));
      await expectInert(`giant ${row}`);
      await details(page).getByRole('button', { name: 'Close details' }).click();
    }
    // A tenth of it where nothing else runs; work that grows with the square of the length takes minutes.
    expect(Math.min(...times), `ms to open giant ${row}`).toBeLessThan(5_000);
  }
  await cell(page, 0, 0).click();
  // What asks for more of a long value stands below it, and takes no width from it.
  const long = details(page)
    .locator('dl dd')
    .filter({ has: page.getByRole('button', { name: 'Show more' }) });
  const widthOf = (element: Element) => element.getBoundingClientRect().width;
  const width = await long.first().locator('span').first().evaluate(widthOf);
  expect(width).toBeGreaterThan(0.9 * (await long.first().evaluate(widthOf)));
  const raw = details(page).getByRole('region', { name: 'Raw record' }).first();
  await raw.getByRole('button', { name: 'Show more' }).click();
  await expect(raw).toContainText('of 1,048,6');
  await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
  expect(uncaught).toEqual([]);
});

/** Time from a click on a row until its raw record is painted, in ms, as the page sees it. */
async function opening(row: number): Promise<number> {
  return page.evaluate(async (at) => {
    const target = document.querySelector<HTMLElement>(`#cell-${at}-0`);
    const start = performance.now();
    target?.click();
    const isThere = () =>
      [...document.querySelectorAll('aside h3')].some((title) => title.textContent === 'Raw record');
    while (!isThere() && performance.now() - start < 10_000) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    await new Promise((done) => setTimeout(done));
    return performance.now() - start;
  }, row);
}
