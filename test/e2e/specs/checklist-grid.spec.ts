import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import Papa from 'papaparse';
import { expect, test } from '../fixtures.ts';
import {
  cell,
  cellText,
  closeJobs,
  closeMenu,
  columnTexts,
  expectRows,
  grid,
  headings,
  openMenu,
  query,
  rowCount,
  runCommand,
  startAfresh,
} from '../log-page.ts';
import { shareProgram } from '../shared-program.ts';

/* The grid, line by line of what the five systems whose logs it shows have. */

const program = shareProgram(({ page }) => expectRows(page, 6_654));
let page: Page;
test.beforeEach(async () => {
  page = program.page;
  await startAfresh(page);
  await runCommand(page, 'Columns: reset columns');
});

/** Whether times go down, by the text of the grid. */
async function expectNewestFirst(page: Page, heading: string): Promise<void> {
  const times = (await columnTexts(page, heading)).map((text) => Date.parse(`${text.slice(0, 20)} UTC`));
  expect(times.length).toBeGreaterThan(5);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
}

test('[002] Timestamp, Actor, Action, Resource, Details with old and new values; newest on top', async () => {
  await runCommand(page, 'Columns: Platform audit');
  expect(await headings(page)).toEqual(['Timestamp (UTC)', 'Actor', 'Action', 'Resource', 'Details']);
  await expectNewestFirst(page, 'Timestamp');
  await query(page, 'action:user.role_changed');
  await expect(cell(page, 0, 4)).toContainText(/role.*→/);
  expect(await cellText(page, 0, 0)).toMatch(/^\d{1,2} \w{3} 2026 \d\d:\d\d:\d\d/);
});

test('[003] Timestamp, Action, Actor, Workspace, Details; one row is one event', async () => {
  await runCommand(page, 'Columns: Enterprise audit');
  expect(await headings(page)).toEqual(['Timestamp (UTC)', 'Action', 'Actor', 'Workspace', 'Details']);
  await query(page, 'workspaceName:"Brand Studio" action:AssetDeleted');
  const rows = Number(await grid(page).getAttribute('aria-rowcount')) - 1;
  await expect(page.getByLabel('Totals in this range')).toContainText(`Total events${rows}`);
  expect(new Set(await columnTexts(page, 'Action'))).toEqual(new Set(['AssetDeleted']));
});

test('[004] an entry with user, action, resource type and id, detail and address; a click expands it inline', async () => {
  await runCommand(page, 'Columns: Organisation audit');
  await runCommand(page, 'Open events: in its row');
  expect(await headings(page)).toEqual([
    'Timestamp (UTC)',
    'User',
    'Action',
    'Resource type',
    'Resource ID',
    'Detail',
    'IP address',
  ]);
  await query(page, 'action:create resourceType:team');
  await expectNewestFirst(page, 'Timestamp');
  await expect(cell(page, 0, 1)).toContainText(/\w+ \w+.*@/);
  await cell(page, 0, 2).click();
  await expect(cell(page, 0, 2)).toHaveAttribute('aria-expanded', 'true');
  await expect(grid(page).getByRole('region', { name: 'Details' })).toContainText('"method"');
  await cell(page, 0, 2).click();
  await expect(grid(page).getByRole('region', { name: 'Details' })).toHaveCount(0);
  await runCommand(page, 'Open events: beside the log');
});

test('[004] rows with empty detail are not expandable: no chevron, no hover cue', async () => {
  await runCommand(page, 'Open events: in its row');
  await query(page, 'action:GenerationCreated -detail:*');
  await expect(cell(page, 0, 1)).toHaveText('GenerationCreated');
  const row = page.locator('tr', { has: cell(page, 0, 1) });
  await expect(row.locator('[data-gutter]')).toHaveAttribute('data-gutter', 'none');
  const ground = () => row.evaluate((element) => getComputedStyle(element).backgroundColor);
  const still = await ground();
  await cell(page, 0, 1).hover();
  expect(await ground()).toBe(still);
  await expect(cell(page, 0, 1)).toHaveCSS('cursor', 'default');
  await cell(page, 1, 1).click();
  await expect(cell(page, 1, 1)).not.toHaveAttribute('aria-expanded');
  await expect(grid(page).getByRole('region')).toHaveCount(0);
  await runCommand(page, 'Open events: beside the log');
});

test('[000] "End of results for this filter" and row x of N; [004] changing a filter goes back to the top', async () => {
  await grid(page).focus();
  await page.keyboard.press('G');
  await expect(page.getByText('End of results for this filter')).toBeInViewport();
  await expect(page.getByRole('contentinfo')).toContainText('row 6,654 of 6,654');
  await query(page, '-actor:System');
  await expect(cell(page, 0, 0)).toBeInViewport();
  expect(await page.getByRole('grid').evaluate((element) => element.parentElement?.scrollTop)).toBe(0);
});

test('[004] an action of bare verbs reads unambiguously, beside its canonical meaning', async () => {
  await query(page, 'action:create resourceType:team');
  expect(await cellText(page, 0, 1)).toBe('create · team');
  await expect(cell(page, 0, 1).locator('[title]').first()).toHaveAttribute('title', /create · team$/);
  await cell(page, 0, 1).hover();
  await page.getByRole('button', { name: 'Filter out this Action' }).click();
  await expect(page.getByRole('heading', { name: 'No event matches this filter.' })).toBeVisible();
});

test('[000] When, User, Reason, Model, Tokens, Credits; [001] actor, worker, executions, credits, balance', async () => {
  await page.keyboard.press('Alt+2');
  await runCommand(page, 'Columns: AI calls');
  expect(await headings(page)).toEqual([
    'When (UTC)',
    'User',
    'Reason',
    'Model',
    'Tokens in',
    'Tokens out',
    'Credits',
  ]);
  await expectNewestFirst(page, 'When');
  await runCommand(page, 'Columns: AI worker runs');
  expect(await headings(page)).toEqual([
    'Timestamp (UTC)',
    'Actor',
    'Launched AI worker',
    'Execution count',
    'Consumed credits',
    'Final credit balance',
  ]);
  await query(page, 'worker:*');
  expect(await rowCount(page)).toBeGreaterThan(2_000);
  await expectNewestFirst(page, 'Timestamp');
});

/** What the menu of actions lists, by what heads its groups. */
async function listedActions(by: 'Category' | 'Resource'): Promise<ReadonlyMap<string, string>> {
  const menu = await openMenu(page, 'Action');
  await menu.getByText(by, { exact: true }).click();
  await expect(menu.getByRole('region').first()).toBeVisible();
  const regions = await menu.getByRole('region').all();
  const texts = await Promise.all(
    regions.map(async (region): Promise<[string, string]> => {
      const listed = await region.getByRole('listitem').allInnerTexts();
      return [(await region.getAttribute('aria-label')) ?? '', listed.join('\n')];
    }),
  );
  await menu.getByText('Category', { exact: true }).click();
  await closeMenu(page);
  return new Map(texts);
}

test('[002] Actions: all sixteen, any of mcp_oauth_client.*, and unknown ones, each with its row', async () => {
  const groups = await listedActions('Resource');
  const parts: Readonly<Record<string, string>> = {
    model: 'enabled disabled',
    provider: 'created updated deleted',
    user: 'role_changed',
    api_key: 'revoked',
    announcement: 'created archived',
    sso: 'configured enabled disabled',
    mcp_server: 'created updated deleted',
    mcp_oauth_client: 'created updated revoked secret_rotated',
  };
  for (const [part, verbs] of Object.entries(parts)) {
    for (const verb of verbs.split(' ')) {
      expect.soft(groups.get(part), `${part}.${verb}`).toContain(`${part}.${verb}`);
    }
  }
  await test.step('Unknown actions must still display', async () => {
    await query(page, 'action:budget.updated');
    await expectRows(page, 196);
    expect(await cellText(page, 0, 1)).toBe('budget.updated');
  });
});

test('[003] One place for account, asset, generation, billing and organization events: 54 actions', async () => {
  const groups = await listedActions('Category');
  for (const [group, count, actions] of ENTERPRISE) {
    await test.step(`${group} (${count})`, () => {
      const names = actions.split(' ');
      expect(names).toHaveLength(count);
      const listed = new Set(groups.get(group)?.split(/\s+/));
      expect(names.filter((name) => !listed.has(name))).toEqual([]);
    });
  }
});

test('[004] Identity is action and resource type: all sixteen pairs, each with its rows', async () => {
  for (const [resourceType, actions] of Object.entries(ORGANISATION)) {
    for (const action of actions.split(' ')) {
      await query(page, `action:${action} resourceType:${resourceType}`);
      expect(await rowCount(page), `${action} of ${resourceType}`).toBeGreaterThan(0);
      expect(await cellText(page, 0, 1)).toBe(`${action} · ${resourceType}`);
    }
  }
});

test('[002] Several instances: the tenant is a field like others, shown, filtered and never merged', async () => {
  await query(page, 'action:model.*');
  const together = await rowCount(page);
  const menu = await openMenu(page, 'Filter');
  await menu.getByRole('textbox', { name: 'Search fields' }).fill('tenant');
  await menu.getByRole('button', { name: /^Tenant/ }).click();
  const instances = menu.getByRole('listitem');
  await expect(instances).toHaveCount(2);
  await instances.first().getByRole('checkbox').check();
  await closeMenu(page);
  await expect.poll(() => rowCount(page)).toBeLessThan(together);
});

test('[003] Export CSV respects Action, Actor, Workspace and the date, and prints all of them; [004] CSV and JSON', async () => {
  await query(
    page,
    'action:AssetDeleted workspace:"Brand Studio" actor:*jonas* time:[2026-10-27 TO 2026-10-28]',
  );
  const rows = await rowCount(page);
  const save = (name: string, format: RegExp) =>
    program.shell.saveExport(name, async () => {
      await page.getByRole('button', { name: 'Export', exact: true }).click();
      await page.getByRole('menuitem', { name: format }).click();
    });
  await test.step('CSV: one row per event, the detail in a column of its own', async () => {
    const text = readFileSync(await save('deleted.csv', /^CSV/), 'utf8');
    const { data } = Papa.parse<Record<string, string>>(text.replace(/^\u{feff}/u, ''), {
      header: true,
      skipEmptyLines: true,
    });
    expect(data).toHaveLength(rows);
    expect(new Set(data.map(({ action, workspaceName }) => `${action} ${workspaceName}`))).toEqual(
      new Set(['AssetDeleted Brand Studio']),
    );
    expect(data.every(({ time = '' }) => time >= '2026-10-27' && time < '2026-10-29')).toBe(true);
    expect(data.every(({ detail = '' }) => typeof JSON.parse(detail) === 'object')).toBe(true);
    const report = page.getByRole('article', { name: 'Export deleted.csv' });
    for (const said of ['action AssetDeleted', 'workspace Brand Studio', 'actor *jonas*', '27 Oct 2026']) {
      await expect(report).toContainText(said);
    }
    await closeJobs(page);
  });
  await test.step('JSON: full fidelity, details nested', async () => {
    const events = JSON.parse(readFileSync(await save('deleted.json', /^JSON(?! Lines)/), 'utf8')) as {
      detail: unknown;
    }[];
    expect(events).toHaveLength(rows);
    expect(events.every(({ detail }) => typeof detail === 'object' && detail !== null)).toBe(true);
    await closeJobs(page);
  });
});

test('[002] filter for and out under the pointer hide nothing of the cell, however narrow it is', async () => {
  for (const [width, row, column] of [
    [1280, 4, 2],
    [1280, 0, 1],
    [1280, 0, 2],
    [1024, 6, 2],
  ] as const) {
    await page.setViewportSize({ width, height: 640 });
    await cell(page, 9, 1).hover();
    await cell(page, row, column).hover();
    const buttons = page.locator('[data-hover-actions]');
    await expect(buttons).toBeVisible();
    const over = await buttons.boundingBox();
    const text = await cell(page, row, column).evaluate((element) => {
      const drawn = document.createRange();
      drawn.selectNodeContents(element);
      const [{ left, right }, { top, bottom }] = [
        drawn.getBoundingClientRect(),
        element.getBoundingClientRect(),
      ];
      return { left, right, top, bottom };
    });
    expect(over === null ? null : overlaps(over, text), `cell ${row}, ${column} at ${width} px`).toBe(false);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('[002] filter for and out come at once again after the pointer was on the buttons of another cell', async () => {
  const buttons = page.locator('[data-hover-actions]');
  // At this width a name with its address fills the cell, so that its buttons stand above it, after a rest.
  await page.setViewportSize({ width: 1024, height: 640 });
  await cell(page, 2, 2).hover();
  await expect
    .poll(async () => {
      const [over, box] = [await buttons.boundingBox(), await cell(page, 2, 2).boundingBox()];
      return over !== null && box !== null && over.y + over.height <= box.y + 1;
    }, 'the buttons stand above the cell')
    .toBe(true);
  await buttons.getByRole('button').last().hover();
  // Asked just before buttons that wait for a rest could come.
  const shown = page.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        const look = ({ target }: Event): void => {
          if (!(target instanceof Element) || target.closest('#cell-4-1') === null) return;
          window.removeEventListener('pointerover', look, { capture: true });
          setTimeout(() => resolve(document.querySelector('[data-hover-actions]') !== null), 190);
        };
        window.addEventListener('pointerover', look, { capture: true });
      }),
  );
  await cell(page, 4, 1).hover();
  expect(await shown).toBe(true);
  await page.setViewportSize({ width: 1280, height: 800 });
});

/** Whether a box covers more than a hair of what is drawn. */
function overlaps(
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  drawn: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number },
): boolean {
  return (
    box.x < drawn.right - 1 &&
    box.x + box.width > drawn.left + 1 &&
    box.y < drawn.bottom - 1 &&
    box.y + box.height > drawn.top + 1
  );
}

test('[004] filters, views and export are in one line at 1024 px; what has no room is in the menu of all fields', async () => {
  await page.setViewportSize({ width: 1024, height: 640 });
  await query(
    page,
    'action:(AssetDeleted OR AssetShared) actor:jonas* resource:ast* workspace:"Brand Studio"',
  );
  const row = page.getByRole('toolbar', { name: 'Filters' });
  await expect.poll(async () => (await row.boundingBox())?.height).toBeLessThan(46);
  for (const name of ['Views', 'Save view', 'Columns', 'Export']) {
    await expect(row.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 });
  }
  await grid(page).focus();
  await page.keyboard.press('a');
  const fields = page.getByRole('dialog', { name: 'Filter' }).getByRole('listitem');
  await expect(fields).toContainText(['Action', 'Actor', 'Resource', 'Workspace']);
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1280, height: 800 });
});

const ENTERPRISE = [
  [
    'Account and permission',
    26,
    'AccountLinkCreated AccountLinkDeleted EmailChangeRequested EmailChanged PasswordChanged PermissionAccepted PermissionGranted PermissionRevoked PermissionUpdated SSOConfigCreated SSODomainRegistrationCloned SSOLogin SSOUserAutoAddedToTeam SSOUserProvisioned UserAccountDeleted UserLogin UserRegistered InviteAccepted InviteLinkToggled MemberInvited MemberRemoved MemberRoleChanged UserGroupCreated UserGroupDeleted UserGroupMemberAdded UserGroupMemberRemoved',
  ],
  [
    'Asset',
    10,
    'AssetCreated AssetDeleted AssetDownloaded AssetShared AssetUnshared AssetUpdated SessionShared SessionUnshared VideoProjectShared VideoProjectUnshared',
  ],
  ['Generation', 1, 'GenerationCreated'],
  [
    'Billing',
    6,
    'CreditsTransferred MeteredBillingConfigUpdated MeteredBillingRefillTriggered MeteredBillingRetryTriggered SeatsTransferred SubscriptionCancelled',
  ],
  [
    'Organization',
    11,
    'OrganizationDisabledModelsUpdated OrganizationSettingsUpdated TeamSettingsUpdated WorkspaceCountryLockUpdated WorkspaceCreated WorkspaceDeleted WorkspaceTagAssigned WorkspaceTagCreated WorkspaceTagDeleted WorkspaceTagUnassigned WorkspaceTagUpdated',
  ],
] as const;

const ORGANISATION: Readonly<Record<string, string>> = {
  team: 'create update delete add_member remove_member update_member_role',
  source: 'share respond_share revoke_share',
  conversation_participant: 'invite invite_team remove',
  conversation_invite: 'respond_invite',
  global_source: 'activate deactivate update_config',
};
