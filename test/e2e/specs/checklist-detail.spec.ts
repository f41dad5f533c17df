import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, startOnSamples, test } from '../fixtures.ts';
import type { TestHost } from '../hosts/test-host.ts';
import { cell, chips, columnTexts, details, expectRows, grid, query, queryBox } from '../log-page.ts';

/* The lines of the checklist about one event: what its details show, and the worked example of seed 002. */

const SAMPLE = fileURLToPath(new URL('../../../resources/samples/platform-audit-logs.csv', import.meta.url));

let opened: TestHost;
let page: Page;

// One program for all: these tests only look.
test.beforeAll(async ({ host }) => {
  opened = await startOnSamples(host);
  page = opened.page;
});

test.afterAll(() => opened.close());

test.beforeEach(async () => {
  await grid(page).focus();
  await page.keyboard.press('Escape');
  await query(page, '');
  const clear = page.getByRole('button', { name: 'Clear all' });
  if (await clear.isVisible()) await clear.click();
  await grid(page).focus();
});

/** Opens the only event of a query. */
async function openOnly(text: string): Promise<void> {
  await query(page, text);
  await expectRows(page, 1);
  await cell(page, 0, 0).click();
  await expect(details(page).getByRole('heading', { level: 2 })).toBeVisible();
}

const region = (name: string) => details(page).getByRole('region', { name, exact: true }).first();

async function copied(press: () => Promise<void>): Promise<string> {
  await page.evaluate(() => {
    Object.assign(navigator.clipboard, {
      writeText: (text: string) => {
        Reflect.set(window, 'copied', text);
        return Promise.resolve();
      },
    });
    Reflect.set(window, 'copied', null);
  });
  await press();
  await expect.poll(() => page.evaluate(() => Reflect.get(window, 'copied'))).not.toBeNull();
  return page.evaluate(() => String(Reflect.get(window, 'copied')));
}

test('[002] the diff of old and new values is the main evidence: elements lined up, the rest folded', async () => {
  await openOnly('action:mcp_server.updated time:[2026-10-20T10:39:00Z TO 2026-10-20T10:40:00Z]');
  const changes = region('Changes');
  await expect(changes.getByText('version', { exact: true })).toBeVisible();
  await expect(changes.getByRole('listitem').filter({ hasText: 'version' })).toContainText(
    /27.*number.*28.*number/s,
  );
  const tools = changes.getByRole('listitem').filter({ hasText: 'tools' });
  await expect(tools.getByRole('button', { name: '1 unchanged' })).toHaveAttribute('aria-expanded', 'false');
  await expect(tools.getByLabel('After')).toHaveCount(1);
  await expect(tools).toContainText('write');
  await expect(tools).not.toContainText('search');
  await tools.getByRole('button', { name: '1 unchanged' }).press('Enter');
  await expect(tools).toContainText('search');
  // The sides stand beside each other where there is room for both.
  const lefts = () =>
    changes.evaluate((element) =>
      ['Before', 'After'].map(
        (label) => element.querySelector(`[aria-label="${label}"]`)?.getBoundingClientRect().left,
      ),
    );
  const narrow = await lefts();
  expect(narrow[0]).toBe(narrow[1]);
  const handle = page.getByRole('separator', { name: 'Width of the details' });
  for (let step = 0; step < 18; step += 1) await handle.press('ArrowLeft');
  const wide = await lefts();
  expect(wide[0]).toBeLessThan(wide[1] ?? 0);
  for (let step = 0; step < 18; step += 1) await handle.press('ArrowRight');
});

test('[002] an entry is timestamp, actor, resource and diff, cannot be edited, and says where it is from', async () => {
  await openOnly('action:model.disabled resource:gpt-4o time:2026-10-20');
  const fields = region('Fields');
  for (const text of ['20 Oct 2026 14:07:33 UTC', 'priya.raman@northwind.test', 'gpt-4o']) {
    await expect(fields).toContainText(text);
  }
  // Null is one value, not being there another.
  const fallback = region('Changes').getByRole('listitem').filter({ hasText: 'fallback' });
  await expect(fallback).toContainText(/null.*claude-sonnet-4/s);
  await expect(
    details(page).locator('input:not([type="checkbox"], [type="radio"]), textarea, [contenteditable]'),
  ).toHaveCount(0);

  const record =
    readFileSync(SAMPLE, 'utf8')
      .split('\n')
      .find((line) => /14:07:33.*gpt-4o/.test(line)) ?? '';
  const raw = await copied(() =>
    region('Raw record').getByRole('button', { name: 'Copy raw record' }).click(),
  );
  expect(raw).toBe(record.replace(/\r$/, ''));
  await region('Raw record').getByText('Columns').click();
  const columns = details(page).getByRole('region', { name: 'Cells by column' });
  await expect(columns.getByRole('row', { name: /^Resource gpt-4o$/i })).toBeVisible();
  await expect(region('Origin')).toContainText(
    /platform-audit-logs\.csv.*line \d+ · byte [\d,]+ · \d+ bytes.*platform-audit.*UTC/s,
  );

  const cite = (form: string) =>
    copied(async () => {
      await details(page)
        .getByRole('button', { name: /^Citation copied|Copy citation$/ })
        .click();
      await page.getByRole('menuitem', { name: `Copy citation as ${form}` }).click();
    });
  const json = JSON.parse(await cite('JSON')) as Record<string, unknown>;
  expect(json).toMatchObject({
    action: 'model.disabled',
    resource: 'gpt-4o',
    time: '2026-10-20T14:07:33.000Z',
    timeAsWritten: '2026-10-20T14:07:33.000Z',
    source: 'platform-audit-logs.csv',
    sourceSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    recordSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(await cite('text')).toContain('model.disabled on gpt-4o by priya.raman@northwind.test');
  expect(await cite('Markdown')).toContain('`model.disabled` on `gpt-4o`');
  await query(page, 'action:provider.created');
  await cell(page, 0, 0).click();
  await expect(region('Changes').getByLabel('Before').first().locator('..')).toHaveText('not there');
});

test('[002] events around one are listed, opened, and shown in the log', async () => {
  await openOnly('action:model.disabled resource:gpt-4o time:2026-10-20');
  const around = region('Surrounding events');
  const rows = around.getByRole('listitem');
  await expect(rows).toHaveCount(11);
  await expect(rows.nth(5).getByRole('button')).toHaveAttribute('aria-current', 'true');
  await around.getByRole('combobox', { name: 'Which surrounding events' }).selectOption('Same actor');
  await around.getByRole('combobox', { name: 'How many surrounding events' }).selectOption('± 2 hours');
  await expect(rows.filter({ hasText: 'provider.updated' }).filter({ hasText: 'OpenAI' })).toHaveCount(2);
  await rows
    .filter({ hasText: 'provider.updated' })
    .filter({ hasText: 'OpenAI' })
    .first()
    .getByRole('button')
    .press('Enter');
  await expect(details(page).getByRole('heading', { level: 2, name: 'provider.updated' })).toBeVisible();
  await expect(region('Changes')).toContainText('v2-preview');
  await around.getByRole('button', { name: 'Show these in the log' }).click();
  await expect.poll(async () => (await chips(page)).join(' | ')).toMatch(/20 Oct 2026 11:21.*\| actor priya/);
  await expect(details(page)).toBeVisible();
  await around.getByRole('combobox', { name: 'Which surrounding events' }).selectOption('All events');
  await around.getByRole('combobox', { name: 'How many surrounding events' }).selectOption('± 5 events');
});

test('[004] detail JSON, typically { method, path }, is shown as a request and as a preformatted block', async () => {
  await query(page, 'action:add_member resourceType:team');
  await cell(page, 0, 0).click();
  const block = region('Details');
  await expect(block).toContainText(/(POST|PUT) \/api\/teams\/\S+/);
  const json = block.getByRole('region', { name: 'Details as JSON' });
  await expect(json.locator('pre')).toHaveText(/^\{\n {2}"method": "\w+",\n {2}"path": "[^"]+"/);
  await expect(json.locator('[data-kind="key"]').first()).toHaveText('"method"');
});

test('[003] Details: keys of the log work in the pane, Escape goes back to it, axe finds nothing', async () => {
  await query(page, 'action:AssetDeleted');
  await grid(page).focus();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const title = details(page).getByRole('heading', { level: 2 });
  await expect(title).toHaveAttribute('data-event', /\d/);
  const first = await title.getAttribute('data-event');
  await details(page).getByRole('region', { name: 'Fields and record' }).focus();
  await page.keyboard.press('j');
  await expect(title).not.toHaveAttribute('data-event', first ?? '');
  await page.keyboard.press('k');
  await expect(title).toHaveAttribute('data-event', first ?? '');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.waitForTimeout(200);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).include('aside').analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      colorScheme,
    ).toEqual([]);
  }
  await page.keyboard.press('Escape');
  await expect(details(page)).toBeHidden();
  await expect(grid(page)).toBeFocused();
});

test('[002] worked example by keyboard: window and resource, then the cause without the resource', async () => {
  await page.keyboard.press('/');
  await page.keyboard.type('time:[2026-10-20T12:00:00Z TO 2026-10-20T16:00:00Z] resource:gpt-4o');
  await page.keyboard.press('Enter');
  await expect.poll(() => columnTexts(page, 'Action')).toEqual(['model.disabled']);
  await grid(page).focus();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(details(page).getByRole('heading', { level: 2, name: 'model.disabled' })).toBeVisible();
  await expect(region('Changes')).toContainText(/enabled.*true.*false/s);
  await page.keyboard.press('Escape');

  // Only the resource is dropped; the window stays.
  await page.getByRole('button', { name: 'Remove: resource gpt-4o' }).press('Enter');
  await expect.poll(async () => (await chips(page)).length).toBe(1);
  await expect.poll(async () => (await columnTexts(page, 'Action')).length).toBeGreaterThan(10);
  await page.keyboard.press('/');
  await page.keyboard.press('End');
  await page.keyboard.type(' action:("provider.updated" OR "provider.deleted") resource:OpenAI');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => columnTexts(page, 'Timestamp'))
    .toEqual(['20 Oct 2026 15:52:44', '20 Oct 2026 13:21:07']);
  await grid(page).focus();
  await page.keyboard.press('g');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(details(page).getByRole('heading', { level: 2, name: 'provider.updated' })).toBeVisible();
  await expect(region('Changes').getByRole('listitem').filter({ hasText: 'base_url' })).toContainText(
    /v1.*v2-preview/s,
  );
  await expect(queryBox(page)).toHaveValue(/OpenAI/);
});

test('text is found in what is shown of an event, across the pieces it is drawn in', async () => {
  await cell(page, 2, 1).click();
  const pane = details(page);
  await expect(pane.getByRole('heading', { name: 'Raw record' })).toBeVisible();
  await pane.getByRole('region', { name: 'Fields and record' }).focus();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('TIMESTAMP');
  await expect(pane.getByRole('status')).toContainText(/^1 of \d/);
  const marked = () =>
    page.evaluate(() => [...(CSS.highlights.get('trailglass-found-current') ?? [])].map(String));
  await expect.poll(marked).toHaveLength(1);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+Enter');
  await expect(pane.getByRole('status')).toContainText(/^1 of \d/);
  await pane.getByRole('textbox', { name: 'Find in this event' }).fill('no such text');
  await expect(pane.getByRole('status')).toHaveText('Not in what is shown here');
  await page.keyboard.press('Escape');
  await expect(pane.getByRole('search')).toBeHidden();
  expect(await page.evaluate(() => CSS.highlights.size)).toBe(0);
});
