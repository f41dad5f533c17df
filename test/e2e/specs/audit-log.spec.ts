import { expect, test } from '../fixtures.ts';
import {
  cell,
  cellText,
  chips,
  columnTexts,
  details,
  expectRows,
  filterButton,
  grid,
  query,
  queryBox,
  rowCount,
  startAfresh,
} from '../log-page.ts';
import { shareProgram } from '../shared-program.ts';

/** Rows of the sample logs: four audit exports of 2,073, 2,500, 1,056 and 1,025 rows, and 13,628 of usage. */
const AUDIT = 2_073 + 2_500 + 1_056 + 1_025;
const USAGE = 6_094 + 2_883 + 4_651;

test.use({ samples: true });

test('shows audit events newest first, and every event on request', async ({ page }) => {
  await expectRows(page, AUDIT);
  const times = await columnTexts(page, 'Timestamp');
  expect(times[0]).toBe('31 Oct 2026 20:41:38.210');
  await expect(page.getByLabel('Totals in this range')).toContainText('Total events6,654');
  await page.getByRole('radiogroup', { name: 'Events' }).getByText('All events').click();
  await expectRows(page, AUDIT + USAGE);
  await expect(page.getByText(/^6,654 rows$/)).toBeHidden();
});

test.describe('looking', () => {
  const program = shareProgram(({ page }) => expectRows(page, AUDIT));
  test.beforeEach(() => startAfresh(program.page));

  test('filters by action from a menu that knows what actions mean', async () => {
    const { page } = program;
    await filterButton(page, 'Action').click();
    const menu = page.getByRole('dialog', { name: 'Action' });
    await expect(menu.getByRole('heading', { name: 'Billing' })).toBeAttached();
    await menu.getByRole('textbox', { name: 'Search Action' }).fill('auto refill');
    await expect(menu.getByText('MeteredBillingRefillTriggered')).toBeVisible();
    await menu.getByRole('textbox', { name: 'Search Action' }).fill('model.dis');
    await menu.getByRole('checkbox', { name: /model\.disabled/ }).check();
    await page.keyboard.press('Escape');
    await expect.poll(() => chips(page)).toEqual(['action model.disabled']);
    const actions = await columnTexts(page, 'Action');
    expect(new Set(actions)).toEqual(new Set(['model.disabled']));
    await expect(queryBox(page)).toHaveValue('action:"model.disabled"');
  });

  test('chips switch off, come back, are undone and cleared', async () => {
    const { page } = program;
    await query(page, 'action:api_key.* -actor:System');
    const filtered = await rowCount(page);
    expect(filtered).toBeLessThan(AUDIT);
    await expect.poll(() => chips(page)).toEqual(['action api_key.*', 'not actor System']);

    await page.getByRole('button', { name: 'Switch off: action api_key.*' }).click();
    await expect(grid(page)).not.toHaveAttribute('aria-rowcount', String(filtered + 1));
    await page.getByRole('button', { name: 'Switch on: action api_key.*' }).click();
    await expectRows(page, filtered);

    await page.getByRole('button', { name: 'Remove: action api_key.*' }).click();
    await expect.poll(() => chips(page)).toEqual(['not actor System']);
    await grid(page).focus();
    await page.keyboard.press('Control+z');
    await expectRows(page, filtered);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(() => chips(page)).toEqual(['not actor System']);

    await page.getByRole('button', { name: 'Clear all' }).click();
    await expectRows(page, AUDIT);
    await expect(queryBox(page)).toHaveValue('');
  });

  test('a query that cannot be read says where, and changes nothing', async () => {
    const { page } = program;
    await queryBox(page).fill('action:x "never closed');
    const problem = page.getByRole('status').filter({ hasText: 'quotation mark' });
    await expect(problem.locator('mark')).toHaveText('"');
    await queryBox(page).press('Enter');
    await expectRows(page, AUDIT);
    await queryBox(page).press('Escape');
    await expect(queryBox(page)).toHaveValue('');
  });

  test('field names are completed', async () => {
    const { page } = program;
    await queryBox(page).pressSequentially('-worksp');
    await expect(page.getByRole('option', { name: /workspaceName:/ })).toBeVisible();
    await queryBox(page).press('Tab');
    await queryBox(page).pressSequentially('"Brand Studio"');
    await queryBox(page).press('Enter');
    await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
    await expect(async () => {
      expect(await columnTexts(page, 'Workspace')).not.toContain('Brand Studio');
    }).toPass();
  });

  test('a cell is filtered for and out by the pointer', async () => {
    const { page } = program;
    await cell(page, 0, 1).hover();
    const action = await cellText(page, 0, 1);
    await page.getByRole('button', { name: 'Filter for this Action' }).click();
    await expect.poll(() => chips(page)).toEqual([`action ${action}`]);
    await expect(async () => {
      expect(new Set(await columnTexts(page, 'Action'))).toEqual(new Set([action]));
    }).toPass();
    await cell(page, 2, 2).hover();
    await page.getByRole('button', { name: 'Filter out this Actor' }).click();
    await expect.poll(async () => (await chips(page)).length).toBe(2);
  });

  test('an event opens to its changes, fields, raw record and origin', async () => {
    const { page } = program;
    await query(page, 'action:model.disabled resource:gpt-4o');
    await cell(page, 0, 1).click();
    const pane = details(page);
    await expect(pane.getByRole('heading', { name: 'model.disabled' })).toBeVisible();
    await expect(pane.getByRole('region', { name: 'Changes' }).getByLabel('Before').first()).toBeVisible();
    await expect(pane.getByRole('region', { name: 'Raw record' })).toContainText('model.disabled');
    await expect(pane.getByRole('region', { name: 'Origin' })).toContainText(
      /platform-audit-logs\.csv.*line [\d,]+/s,
    );
    await expect(pane.getByText(/^[0-9a-f]{64}:\d+$/)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(pane).toBeHidden();
  });

  test('the disabled model is found by window and resource, its cause by dropping the resource', async () => {
    const { page } = program;
    await filterButton(page, /^Time/).click();
    await page.getByRole('button', { name: 'Custom' }).click();
    await expect(page.getByText('Pick a start and an end date.')).toBeVisible();
    await page.getByRole('textbox', { name: 'Since' }).fill('2026-10-20');
    await page.getByRole('textbox', { name: 'Until' }).fill('2026-10-20');
    await page.getByRole('textbox', { name: 'Until' }).press('Tab');
    await expect(page.getByText('20 Oct 2026 00:00 – 21 Oct 2026 00:00 UTC')).toBeVisible();
    await page.getByRole('button', { name: 'Apply' }).click();
    await query(page, 'resource:gpt-4o');
    await expect.poll(() => columnTexts(page, 'Action')).toEqual(['model.disabled']);
    expect(await columnTexts(page, 'Timestamp')).toEqual(['20 Oct 2026 14:07:33']);
    await expect
      .poll(() => chips(page))
      .toEqual(['time 20 Oct 2026 00:00 – 21 Oct 2026 00:00 UTC', 'resource gpt-4o']);

    await page.getByRole('button', { name: 'Remove: resource gpt-4o' }).click();
    await query(page, 'action:provider.*');
    await expect.poll(() => columnTexts(page, 'Action')).toContain('provider.updated');
  });

  test('brushing the histogram zooms in, a double click shows all time again', async () => {
    const { page } = program;
    const strip = page.getByRole('slider', { name: /^Events per day/ });
    const box = await strip.boundingBox();
    if (box === null) throw new Error('The histogram is not on screen.');
    await page.mouse.move(box.x + box.width * 0.5, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.7, box.y + 20, { steps: 5 });
    await page.mouse.up();
    await expect
      .poll(async () => (await chips(page))[0])
      .toMatch(/^time \d+ \w+ 2026 00:00 – \d+ \w+ 2026 00:00 UTC$/);
    expect(await rowCount(page)).toBeLessThan(AUDIT);
    await page.getByRole('slider').dblclick();
    await expectRows(page, AUDIT);
  });

  test('nothing that matches says so, and offers the way out', async () => {
    const { page } = program;
    await query(page, 'action:there.is.none');
    await expect(page.getByRole('heading', { name: 'No event matches this filter.' })).toBeVisible();
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await expectRows(page, AUDIT);
  });
});

test('the menu of a cell filters, sorts, and hides its column', async ({ page }) => {
  await cell(page, 3, 1).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Sort ascending' }).click();
  await expect(grid(page).getByRole('columnheader', { name: /^Action/ })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  await expect(async () => {
    const actions = await columnTexts(page, 'Action');
    expect(actions.length).toBeGreaterThan(5);
    expect(actions).toEqual(actions.toSorted());
  }).toPass();
  await cell(page, 0, 1).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Hide column' }).click();
  await expect(grid(page).getByRole('columnheader', { name: /^Action/ })).toHaveCount(0);
});

test('a preset counts back from "as of", which can be changed', async ({ page }) => {
  await filterButton(page, /^Time/).click();
  await page.getByRole('button', { name: /^Last 7 days/ }).click();
  await expect.poll(() => chips(page)).toEqual(['Last 7 days: 25 Oct 2026 00:00 – 1 Nov 2026 00:00 UTC']);
  await page.getByRole('button', { name: /^As of/ }).click();
  await page.getByRole('textbox', { name: 'End of a day' }).fill('2026-10-01');
  await page.getByRole('textbox', { name: 'End of a day' }).press('Enter');
  await expect.poll(() => chips(page)).toEqual(['Last 7 days: 25 Sep 2026 00:00 – 2 Oct 2026 00:00 UTC']);
});

test('times follow the chosen zone, also in the days of a preset', async ({ page }) => {
  await page.getByRole('button', { name: 'Time zone: UTC' }).click();
  await page.getByRole('combobox', { name: 'Another zone' }).fill('Asia/Tokyo');
  await page.getByRole('option', { name: 'Asia/Tokyo' }).click();
  await expect(grid(page).getByRole('columnheader', { name: 'Timestamp (Asia/Tokyo)' })).toBeVisible();
  expect((await columnTexts(page, 'Timestamp'))[0]).toBe('1 Nov 2026 05:41:38.210'.padStart(24, '\u2007'));
  await filterButton(page, /^Time/).click();
  await page.getByRole('button', { name: /^This month/ }).click();
  await expect.poll(() => chips(page)).toEqual(['This month: 31 Oct 2026 15:00 – 30 Nov 2026 15:00 UTC']);
});

test('columns are chosen, and remembered', async ({ page }) => {
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Category' }).check();
  await page.keyboard.press('Escape');
  await expect(grid(page).getByRole('columnheader', { name: 'Category' })).toBeAttached();
  await page.reload();
  await expect(grid(page).getByRole('columnheader', { name: 'Category' })).toBeAttached();
});
