import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import {
  cell,
  chips,
  closeJobs,
  closeMenu,
  columnTexts,
  details,
  expectRows,
  grid,
  openMenu,
  query,
  rowCount,
  startAfresh,
  writeTime,
} from '../log-page.ts';
import { shareProgram } from '../shared-program.ts';

/** The checklist of time ranges and of the ways back, one test per line, named by the system it comes from. */

const AUDIT_ROWS = 6_654;

const ENTERPRISE_LOG = fileURLToPath(
  new URL('../../../resources/samples/organization-audit-logs.csv', import.meta.url),
);

async function setAsOf(page: Page, day: string): Promise<void> {
  await page.getByRole('button', { name: /^As of/ }).click();
  await page.getByRole('textbox', { name: 'End of a day' }).fill(day);
  await closeMenu(page);
}

test.describe('with the sample logs', () => {
  const program = shareProgram(async ({ page }) => {
    await expectRows(page, AUDIT_ROWS);
  });
  let page: Page;
  test.beforeEach(async () => {
    page = program.page;
    await startAfresh(page);
  });

  test('[000] Custom reveals Since and Until, and a hint until both are filled', async () => {
    const menu = await openMenu(page, /^Time/);
    await menu.getByRole('button', { name: 'Custom' }).click();
    await expect(menu.getByText('Pick a start and an end date.')).toBeVisible();
    await menu.getByRole('textbox', { name: 'Since' }).fill('2026-10-20');
    await expect(menu.getByText('Pick a start and an end date.')).toBeVisible();
    await expect(menu.getByRole('button', { name: 'Apply' })).toBeDisabled();
    expect(await rowCount(page)).toBe(AUDIT_ROWS);
    await menu.getByRole('textbox', { name: 'Until' }).fill('2026-10-21');
    await menu.getByRole('button', { name: 'Apply' }).click();
    await expect.poll(() => chips(page)).toEqual(['time 20 Oct 2026 00:00 – 22 Oct 2026 00:00 UTC']);
  });

  test('[002] Time presets: last 24 hours, last 7 days, last 30 days, custom for anything else', async () => {
    const menu = await openMenu(page, /^Time/);
    for (const preset of ['Last 24 hours', 'Last 7 days', 'Last 30 days', 'Custom']) {
      await expect(menu.getByRole('button', { name: new RegExp(`^${preset}`) })).toBeVisible();
    }
    await menu.getByRole('button', { name: /^Last 24 hours/ }).click();
    await expect.poll(async () => (await chips(page))[0]).toMatch(/^Last 24 hours: .* UTC$/);
  });

  test('[002] A "± N hours" window around an event: its menu, a key, its details, any length', async () => {
    await query(page, 'action:model.disabled resource:gpt-4o time:2026-10-20');
    await cell(page, 0, 1).click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('w');
    await expect(page.getByRole('menuitem', { name: '± 2 hours' })).toBeVisible();
    for (const length of ['± 5 minutes', '± 15 minutes', '± 1 hour', 'Another length…']) {
      await expect(page.getByRole('menuitem', { name: length })).toBeVisible();
    }
    await page.getByRole('menuitem', { name: '± 2 hours' }).click();
    await expect.poll(async () => (await chips(page))[0]).toBe('time 20 Oct 2026 12:07:33 – 16:07:34 UTC');

    await cell(page, 0, 1).click({ button: 'right' });
    await expect(page.getByRole('menuitem', { name: 'Time around this event' })).toBeVisible();
    await page.keyboard.press('Escape');

    await cell(page, 0, 1).click();
    await details(page).getByRole('button', { name: 'Time around this event' }).click();
    await page.getByRole('menuitem', { name: 'Another length…' }).click();
    await page.getByRole('textbox', { name: 'Before and after' }).fill('90 min');
    await expect(page.getByText('20 Oct 2026 12:37:33 – 15:37:34 UTC')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await chips(page))[0]).toBe('time 20 Oct 2026 12:37:33 – 15:37:34 UTC');
    await expect(details(page)).toBeVisible();
    await page.getByRole('button', { name: 'Close details' }).click();
  });

  test('[002] Narrower is better: the window moves by its own length and gets wider and narrower', async () => {
    await writeTime(page, '20 Oct 14:00 ± 2 h');
    await expect.poll(() => chips(page)).toEqual(['time 20 Oct 2026 12:00 – 16:00 UTC']);
    await page.keyboard.press(',');
    await expect.poll(() => chips(page)).toEqual(['time 20 Oct 2026 08:00 – 12:00 UTC']);
    await page.keyboard.press('.');
    await page.keyboard.press('<');
    await expect.poll(() => chips(page)).toEqual(['time 20 Oct 2026 10:00 – 18:00 UTC']);
    await page.getByRole('button', { name: 'Narrower time range' }).click();
    await expect.poll(() => chips(page)).toEqual(['time 20 Oct 2026 12:00 – 16:00 UTC']);
  });

  test('[002] Worked example: yesterday afternoon ± a couple of hours, gpt-4o, then without the resource', async () => {
    await setAsOf(page, '2026-10-21');
    await writeTime(page, 'yesterday afternoon ± a couple of hours');
    await expect.poll(() => chips(page)).toEqual(['time 20 Oct 2026 10:00 – 20:00 UTC']);
    await query(page, 'resource:gpt-4o');
    await expect.poll(() => columnTexts(page, 'Action')).toEqual(['model.disabled']);
    await page.getByRole('button', { name: 'Remove: resource gpt-4o' }).click();
    await query(page, 'action:(provider.updated OR provider.deleted) OpenAI');
    await expect.poll(() => columnTexts(page, 'Action')).toContain('provider.updated');
    await page.getByRole('button', { name: /^As of/ }).click();
    await page.getByRole('button', { name: /^Follow the log/ }).click();
    await page.keyboard.press('Escape');
  });

  test('[002] Under time pressure: from the open file to the row that explains it, by keyboard alone', async () => {
    await page.keyboard.press('t');
    await expect(page.getByRole('textbox', { name: 'Time range in words' })).toBeFocused();
    await page.keyboard.type('20 Oct 14:00 +- 2 h');
    await page.keyboard.press('Enter');
    await expect.poll(() => chips(page)).toEqual(['time 20 Oct 2026 12:00 – 16:00 UTC']);
    await page.keyboard.press('/');
    await page.keyboard.type('resource:gpt-4o');
    await page.keyboard.press('Enter');
    await expect.poll(() => columnTexts(page, 'Action')).toEqual(['model.disabled']);
    await page.keyboard.press('Escape');
    await expect(grid(page)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(details(page).getByRole('heading', { name: 'model.disabled' })).toBeVisible();
    await page.keyboard.press('Escape');
  });

  test('[002] One time range for both screens: switching keeps window and resource', async () => {
    await writeTime(page, '20 Oct 14:00 ± 2 h');
    await query(page, 'model:gpt-4o');
    const before = await chips(page);
    await page.keyboard.press('Alt+2');
    await expect(grid(page)).toHaveAccessibleName('Usage events');
    expect(await chips(page)).toEqual(before);
  });

  test('[004] Presets 7, 30 and 90 days; Custom reveals two date inputs', async () => {
    const menu = await openMenu(page, /^Time/);
    for (const preset of ['Last 7 days', 'Last 30 days', 'Last 90 days']) {
      await expect(menu.getByRole('button', { name: new RegExp(`^${preset}`) })).toBeVisible();
    }
    await expect(menu.getByRole('textbox', { name: 'Since' })).toHaveCount(0);
    await menu.getByRole('button', { name: 'Custom' }).click();
    await expect(menu.getByRole('textbox', { name: 'Since' })).toBeVisible();
    await expect(menu.getByRole('textbox', { name: 'Until' })).toBeVisible();
  });

  test('[004] Local dates expand to full UTC days, the same day twice is 24 hours, bounds are shown in UTC', async () => {
    await page.getByRole('button', { name: /^Time zone/ }).click();
    await page.getByRole('combobox', { name: 'Another zone' }).fill('Berlin');
    await page.getByRole('option', { name: 'Europe/Berlin' }).click();
    const menu = await openMenu(page, /^Time/);
    await menu.getByRole('button', { name: 'Custom' }).click();
    await menu.getByRole('textbox', { name: 'Since' }).fill('2026-10-25');
    await menu.getByRole('textbox', { name: 'Until' }).fill('2026-10-25');
    await expect(menu.getByText('24 Oct 2026 22:00 – 25 Oct 2026 23:00 UTC')).toBeVisible();
    await menu.getByText('Full UTC days').click();
    await expect(menu.getByText('25 Oct 2026 00:00 – 26 Oct 2026 00:00 UTC')).toBeVisible();
    await menu.getByRole('button', { name: 'Apply' }).click();
    await expect.poll(() => chips(page)).toEqual(['time 25 Oct 2026 00:00 – 26 Oct 2026 00:00 UTC']);
    await page.getByRole('button', { name: /^Time zone/ }).click();
    await page.getByRole('button', { name: 'UTC', exact: true }).click();
  });

  test('[cross-seed] Presets are a union; every one shows its resolved bounds in UTC', async () => {
    const menu = await openMenu(page, /^Time/);
    const presets = await menu.getByRole('list', { name: 'Time range' }).getByRole('button').allInnerTexts();
    expect(presets.map((text) => text.split('\n')[0])).toEqual([
      'All time',
      'Last 24 hours',
      'Last 7 days',
      'Last 30 days',
      'Last 90 days',
      'This month',
      'Last month',
      'Custom',
    ]);
    expect(presets.slice(1, -1).every((text) => / – .* UTC$/.test(text))).toBe(true);
  });

  test('[002] Back and forward go through filters and views; undo is about the filter alone', async () => {
    await query(page, 'actor:System');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+2');
    await expect(grid(page)).toHaveAccessibleName('Usage events');
    await query(page, 'model:gpt-4o');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+ArrowLeft');
    await expect.poll(() => chips(page)).toEqual(['actor System']);
    await expect(grid(page)).toHaveAccessibleName('Usage events');
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(grid(page)).toHaveAccessibleName('Audit events');
    await page.getByRole('button', { name: 'Forward' }).click();
    await expect(grid(page)).toHaveAccessibleName('Usage events');
    await page.getByRole('button', { name: 'Forward' }).click();
    await expect.poll(() => chips(page)).toEqual(['model gpt-4o']);
    await expect(page.getByRole('button', { name: 'Forward' })).toBeDisabled();
    expect(page.url()).not.toContain('gpt-4o');
    expect(await page.evaluate(() => JSON.stringify(history.state))).not.toContain('gpt-4o');
  });
});

test('[003] Date selector: default "Last 7 days"; another choice is remembered for logs of this kind', async ({
  page,
  shell,
}) => {
  await shell.chooseFiles([ENTERPRISE_LOG], () =>
    page.getByRole('button', { name: 'Import files…' }).first().click(),
  );
  await expect.poll(async () => (await chips(page))[0]).toMatch(/^Last 7 days: .* UTC$/);
  await expect.poll(() => rowCount(page)).toBeGreaterThan(0);
  await closeJobs(page);
  await page.reload();
  await expect.poll(async () => (await chips(page))[0]).toMatch(/^Last 7 days: .* UTC$/);

  await openMenu(page, /^Time/);
  await expect(page.getByText(/^Opens on Last 7 days for /)).toBeVisible();
  await page.getByRole('button', { name: /^Last 30 days/ }).click();
  await expect.poll(async () => (await chips(page))[0]).toMatch(/^Last 30 days/);
  await page.reload();
  await expect.poll(async () => (await chips(page))[0]).toMatch(/^Last 30 days/);

  // A range without events says so, and how to get to some.
  await writeTime(page, '1 Jan 2020');
  await expect(page.getByRole('heading', { name: 'No event matches this filter.' })).toBeVisible();
  await page.getByRole('button', { name: /^Show all time/ }).click();
  await expectRows(page, 2_500);
});
