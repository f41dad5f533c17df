import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import {
  cell,
  chips,
  closeMenu,
  columnTexts,
  expectRows,
  filterButton,
  grid,
  openMenu,
  query,
  queryBox,
  rowCount,
  startAfresh,
  writeTime,
} from '../log-page.ts';
import { shareProgram } from '../shared-program.ts';

/** The checklist of the filter bar, one test per line, named by the system it comes from. */

const AUDIT_ROWS = 6_654;

test.use({ samples: true });

test.describe('with the sample logs', () => {
  const program = shareProgram(async ({ page }) => {
    await expectRows(page, AUDIT_ROWS);
  });
  let page: Page;
  test.beforeEach(async () => {
    page = program.page;
    await startAfresh(page);
  });

  test('[000] Active filters are chips below the bar: × removes one, Clear all resets every filter', async () => {
    await query(page, 'action:api_key.* -actor:System');
    await page.getByRole('button', { name: 'Remove: not actor System' }).click();
    await expect.poll(() => chips(page)).toEqual(['action api_key.*']);
    await page.getByRole('button', { name: 'Clear all' }).click();
    await expectRows(page, AUDIT_ROWS);
  });

  test('[000] BYOK selector: Any, BYOK only, Non-BYOK only', async () => {
    await page.keyboard.press('Alt+2');
    await filterButton(page, 'BYOK').click();
    const choices = page.getByRole('dialog', { name: 'BYOK' });
    await expect(choices.getByRole('radio')).toHaveCount(3);
    await choices.getByRole('radio', { name: 'BYOK only', exact: true }).check();
    await expect.poll(() => chips(page)).toEqual(['BYOK only']);
    await choices.getByRole('radio', { name: 'Non-BYOK only' }).check();
    await expect.poll(() => chips(page)).toEqual(['Non-BYOK only']);
    await choices.getByRole('radio', { name: 'Any' }).check();
    await expect.poll(() => chips(page)).toEqual([]);
  });

  test('[000] Models lists only models that appear in the filtered data', async () => {
    await page.keyboard.press('Alt+2');
    const before = (await openMenu(page, 'Models')).getByRole('listitem');
    await expect(before.first()).toBeVisible();
    const everything = await before.count();
    await closeMenu(page);
    await query(page, 'provider:Anthropic*');
    const menu = await openMenu(page, 'Models');
    await expect.poll(() => menu.getByRole('listitem').count()).toBeLessThan(everything);
    await expect(menu.getByText('claude', { exact: false }).first()).toBeVisible();
    await expect(menu.getByText(/^gpt-4o$/)).toHaveCount(0);
  });

  test('[002] Filters: time range, Actor, Action and Resource, all combinable', async () => {
    await writeTime(page, '20 Oct 2026');
    await query(page, 'resource:gpt-4o');
    await filterButton(page, 'Action').click();
    await page.getByRole('checkbox', { name: /^model\.disabled/ }).check();
    await closeMenu(page);
    await filterButton(page, 'Actor').click();
    await page.getByRole('checkbox', { name: /priya\.raman/ }).check();
    await closeMenu(page);
    await expectRows(page, 1);
    await expect
      .poll(() => chips(page))
      .toEqual([
        'time 20 Oct 2026 00:00 – 21 Oct 2026 00:00 UTC',
        'resource gpt-4o',
        'action model.disabled',
        'actor priya.raman@northwind.test',
      ]);
  });

  test('[002] Action grammar: grouped by resource part or verb part, a whole group at once', async () => {
    const menu = await openMenu(page, 'Action');
    await menu.getByText('Resource', { exact: true }).click();
    const client = menu.getByRole('checkbox', { name: 'All of mcp_oauth_client' });
    await client.check();
    await expect.poll(() => rowCount(page)).toBe(213);
    const members = menu.getByRole('region', { name: 'mcp_oauth_client' });
    await members.getByRole('checkbox', { name: /secret_rotated/ }).uncheck();
    await expect(client).toHaveJSProperty('indeterminate', true);
    await expect(members.getByText(/^3 of 4 · /)).toBeVisible();
    await client.check();
    await client.uncheck();
    await expect.poll(() => chips(page)).toEqual([]);

    await menu.getByText('Verb', { exact: true }).click();
    const deleted = menu.getByRole('region', { name: 'delete', exact: true });
    await expect(deleted.getByText('AssetDeleted')).toBeAttached();
    await expect(deleted.getByText('provider.deleted')).toBeAttached();
    await menu.getByRole('button', { name: 'Exclude all of delete', exact: true }).click();
    await expect.poll(async () => (await chips(page))[0]).toMatch(/^not action /);
    await menu.getByText('Category', { exact: true }).click();
  });

  test('[002] Action grammar: prefix wildcard mcp_oauth_client.* as one choice', async () => {
    const menu = await openMenu(page, 'Action');
    await menu.getByRole('textbox', { name: 'Search Action' }).fill('mcp_oauth_client.*');
    const all = menu.getByRole('checkbox', { name: 'All matching mcp_oauth_client.*' });
    await expect(all).toBeVisible();
    await expect(menu.getByText('4 values now, and any that come later')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(all).toBeChecked();
    await expect.poll(() => chips(page)).toEqual(['action mcp_oauth_client.*']);
    await expectRows(page, 213);
    await menu.getByRole('textbox', { name: 'Search Action' }).fill('sso.');
    await menu.getByRole('checkbox', { name: /^sso\.disabled/ }).check();
    await expect.poll(() => chips(page)).toEqual(['action mcp_oauth_client.* or sso.disabled']);
    await closeMenu(page);
    await expect(queryBox(page)).toHaveValue('action:mcp_oauth_client.* OR action:"sso.disabled"');
    const actions = new Set(await columnTexts(page, 'Action'));
    expect([...actions].every((action) => /^mcp_oauth_client\.|^sso\.disabled$/.test(action))).toBe(true);
  });

  test('[002] Unknown actions are in the menu too', async () => {
    const menu = await openMenu(page, 'Action');
    await menu.getByRole('textbox', { name: 'Search Action' }).fill('budget');
    const others = menu.getByRole('region', { name: 'Other actions' });
    await others.getByRole('checkbox', { name: /^budget\.updated/ }).check();
    await closeMenu(page);
    await expect
      .poll(async () => new Set(await columnTexts(page, 'Action')))
      .toEqual(new Set(['budget.updated']));
  });

  test('[003] Three combinable filters: all AssetDeleted by one user in one workspace', async () => {
    for (const [button, box] of [
      ['Action', /^AssetDeleted/],
      ['Actor', /jonas\.weber|Jonas Weber/],
      ['Workspace', /^Brand Studio/],
    ] as const) {
      const menu = await openMenu(page, button);
      await menu.getByRole('checkbox', { name: box }).first().check();
      await closeMenu(page);
    }
    await expect.poll(() => rowCount(page)).toBeGreaterThanOrEqual(136);
    expect(new Set(await columnTexts(page, 'Action'))).toEqual(new Set(['AssetDeleted']));
    expect(new Set(await columnTexts(page, 'Workspace'))).toEqual(new Set(['Brand Studio']));
  });

  test('[003] Action menu: multi-select with a search box at its top', async () => {
    const menu = await openMenu(page, 'Action');
    await expect(menu.getByRole('textbox', { name: 'Search Action' })).toBeFocused();
    await menu.getByRole('textbox', { name: 'Search Action' }).fill('asset');
    await menu.getByRole('checkbox', { name: /^AssetDeleted/ }).check();
    await menu.getByRole('checkbox', { name: /^AssetShared/ }).check();
    await expect.poll(() => chips(page)).toEqual(['action AssetDeleted or AssetShared']);
  });

  test('[003] Action menu: grouped, with a description beside the code name', async () => {
    const menu = await openMenu(page, 'Action');
    for (const group of ['Account and permission', 'Asset', 'Generation', 'Billing', 'Organization']) {
      await expect(menu.getByRole('region', { name: group })).toBeAttached();
    }
    await expect(menu.getByRole('region', { name: 'Asset' })).toContainText('An asset was deleted');
  });

  test('[003] Code is not wording: "project" finds UserGroup*, "auto refill" MeteredBilling*, and so do the codes', async () => {
    const menu = await openMenu(page, 'Action');
    const search = menu.getByRole('textbox', { name: 'Search Action' });
    for (const [typed, found] of [
      ['project', 'UserGroupCreated'],
      ['UserGroup', 'UserGroupCreated'],
      ['auto refill', 'MeteredBillingRefillTriggered'],
      ['MeteredBilling', 'MeteredBillingRefillTriggered'],
    ] as const) {
      await search.fill(typed);
      await expect(menu.getByRole('checkbox', { name: new RegExp(`^${found}`) })).toBeVisible();
    }
  });

  test('[003] Actor menu: search by name or e-mail, check one or more', async () => {
    const menu = await openMenu(page, 'Actor');
    const search = menu.getByRole('textbox', { name: 'Search Actor' });
    for (const typed of ['Dvořák', 'marek.dv']) {
      await search.fill(typed);
      await expect(menu.getByRole('listitem')).toHaveCount(1);
    }
    await menu.getByRole('listitem').getByRole('checkbox').check();
    await search.fill('Jonas');
    await menu.getByRole('listitem').filter({ hasText: 'Jonas' }).first().getByRole('checkbox').check();
    await expect.poll(async () => (await chips(page))[0]).toMatch(/^actor .+ or .+/);
  });

  test('[003] Workspace menu: one or more workspaces', async () => {
    const menu = await openMenu(page, 'Workspace');
    const boxes = menu.getByRole('listitem').getByRole('checkbox');
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    await expect.poll(async () => (await chips(page))[0]).toMatch(/^workspace .+ or .+/);
  });

  test('[004] Action filter: "All actions" is the default and lifts what was chosen', async () => {
    const menu = await openMenu(page, 'Action');
    const all = menu.getByRole('button', { name: 'All actions' });
    await expect(all).toHaveAttribute('aria-pressed', 'true');
    await menu.getByRole('checkbox', { name: /^AssetCreated/ }).check();
    await expect(all).toHaveAttribute('aria-pressed', 'false');
    await all.click();
    await expect.poll(() => chips(page)).toEqual([]);
  });

  test('[004] Action filter offers only actions that are in the current data', async () => {
    await query(page, 'workspace:"Brand Studio"');
    const menu = await openMenu(page, 'Action');
    await expect(menu.getByRole('checkbox', { name: /^AssetDeleted/ })).toBeAttached();
    await expect(menu.getByRole('checkbox', { name: /^model\.disabled/ })).toHaveCount(0);
    await closeMenu(page);
    await startAfresh(page);
    const all = await openMenu(page, 'Action');
    await expect(all.getByRole('checkbox', { name: /^model\.disabled/ })).toBeAttached();
  });

  test('[004] Changing any filter goes back to the top', async () => {
    await grid(page).focus();
    await page.keyboard.press('G');
    await expect(cell(page, AUDIT_ROWS - 1, 1)).toBeInViewport();
    await query(page, '-actor:System');
    await expect(cell(page, 0, 1)).toBeInViewport();
  });

  test('[002] Chips are edited in place: values, a range, a text, a group', async () => {
    await page.keyboard.press('Alt+1');
    await query(page, 'action:"model.disabled" id:>100 "northwind" (action:model.* OR resource:gpt-4o)');
    const edit = (name: string) =>
      page.getByRole('button', { name: `Edit filter: ${name}`, exact: true }).click();
    await edit('action model.disabled');
    const values = page.getByRole('dialog');
    await values.getByRole('checkbox', { name: /^model\.disabled/ }).uncheck();
    await values.getByRole('checkbox', { name: /^model\.enabled/ }).check();
    await closeMenu(page);
    await edit('text “northwind”');
    await page.getByRole('textbox', { name: 'Text anywhere' }).fill('no such text');
    await page.getByRole('checkbox', { name: 'Leave out the events that match' }).check();
    await page.keyboard.press('Enter');
    await edit('action model.* or resource gpt-4o');
    await page.getByRole('combobox', { name: 'Condition' }).fill('action:model.* OR resource:o3-mini');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => chips(page))
      .toEqual([
        'action model.enabled',
        'event > 100',
        'not text “no such text”',
        'action model.* or resource o3-mini',
      ]);
  });

  test('[002] Chips by keyboard: arrows move, Space switches off, Delete removes', async () => {
    await query(page, 'action:api_key.* -actor:System');
    const [first, second] = ['action api_key.*', 'not actor System'].map((name) =>
      page.getByRole('button', { name: `Edit filter: ${name}`, exact: true }),
    );
    await first?.focus();
    await page.keyboard.press('ArrowRight');
    await expect(second as Locator).toBeFocused();
    await page.keyboard.press(' ');
    await expect(page.getByRole('button', { name: 'Switch on: not actor System' })).toBeVisible();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Delete');
    await expect.poll(() => chips(page)).toEqual(['not actor System']);
    await expect(second as Locator).toBeFocused();
  });

  test('[002] The search box completes fields, values and operators, and underlines what it cannot read', async () => {
    const offers = page.getByRole('listbox', { name: 'Completions' });
    await queryBox(page).pressSequentially('act');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(offers.getByRole('option', { selected: true })).toContainText('actorId:');
    await page.keyboard.press('Escape');
    await queryBox(page).fill('');
    await queryBox(page).pressSequentially('workspace:"bra');
    await expect(offers.getByRole('option', { name: /"Brand Studio"/ })).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(queryBox(page)).toHaveValue('workspace:"Brand Studio" ');
    await queryBox(page).pressSequentially('O');
    await expect(offers.getByRole('option', { name: /^OR/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await expect.poll(() => chips(page)).toEqual(['workspace Brand Studio', 'text O']);
    await queryBox(page).fill('action:"x" AND (actor:y');
    await expect(page.getByText('The "(" here is never closed.')).toBeVisible();
    await expect(queryBox(page)).toHaveAttribute('aria-invalid', 'true');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(queryBox(page)).toHaveValue('workspaceName:"Brand Studio" O');
  });
});

test('a range of numbers is edited in its chip; what is typed right after the key of a menu arrives', async ({
  page,
}) => {
  await page.keyboard.press('Alt+2');
  await query(page, 'credits:>1');
  await page.getByRole('button', { name: /^Edit filter: credits/ }).click();
  await page.getByLabel('Credits at least').fill('2');
  await page.getByLabel('Credits at most').fill('3');
  await page.keyboard.press('Enter');
  await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
  const [chip = ''] = await chips(page);
  expect(chip).toContain('2');
  expect(chip).toContain('3');
  const credits = await columnTexts(page, 'Credits');
  for (const text of credits) if (/\d/.test(text)) expect(Number.parseFloat(text)).toBeLessThanOrEqual(3);

  await grid(page).focus();
  await page.keyboard.press('t');
  await page.keyboard.type('30 Oct');
  await expect(page.getByRole('textbox', { name: 'Time range in words' })).toHaveValue('30 Oct');
});
