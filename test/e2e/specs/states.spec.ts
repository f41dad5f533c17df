import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AUDIT_CSV } from '../../contract/tiny-logs.ts';
import { expect, test } from '../fixtures.ts';
import { chips, closeJobs, expectRows, grid, query, queryBox } from '../log-page.ts';
import { troubledEngine } from '../troubled-engine.ts';

/* Every state of a log view says what to do next. On the loopback host, where the engine can be troubled. */

const USAGE_CSV = 'Timestamp,Actor,Model,Credits\n2026-10-01T08:00:00Z,dana@example.com,gpt-4o,2\n';

test('empty: a workspace without events, and one without audit events', async ({ page, app, shell }) => {
  await expect(page.getByRole('button', { name: 'Open the sample logs' })).toBeVisible();
  await expect(page.getByText('or drop files anywhere in this window')).toBeVisible();
  const path = join(app.folder, 'usage.csv');
  writeFileSync(path, USAGE_CSV);
  await shell.chooseFiles([path], () => page.getByRole('button', { name: 'Import files…' }).first().click());
  await closeJobs(page);
  // Whatever is filtered: it is not the filter that holds them back.
  await query(page, 'actor:lee*');
  await expect(page.getByRole('heading', { name: 'This workspace holds no audit events.' })).toBeVisible();
  await query(page, '');
  await page.getByRole('button', { name: 'Show the 1 usage event' }).click();
  await expectRows(page, 1);
});

test('nothing matches: what each condition holds back, and the way to lift it', async ({
  page,
  app,
  shell,
}) => {
  const path = join(app.folder, 'audit.csv');
  writeFileSync(path, AUDIT_CSV);
  await shell.chooseFiles([path], () => page.getByRole('button', { name: 'Import files…' }).first().click());
  await closeJobs(page);
  const ways = page.getByRole('list', { name: 'Ways to events' }).getByRole('button');

  await query(page, 'actor:"lee@example.com" action:"delete"');
  await expect(page.getByRole('heading', { name: 'No event matches this filter.' })).toBeVisible();
  await expect(ways).toHaveText([
    'Without “actor lee@example.com”: 1 event',
    'Without “action delete”: 1 event',
  ]);
  await ways.first().click();
  await expectRows(page, 1);

  await query(page, 'actor:"nobody" action:"delete" ip:"10.0.0.2"');
  await expect(
    page.getByText('Lifting one condition is not enough. These match no event at all:'),
  ).toBeVisible();
  await expect(ways).toHaveText(['“actor nobody”: switch it off']);
  await page.getByRole('button', { name: 'Clear the filter' }).click();

  await page.getByRole('toolbar', { name: 'Filters' }).getByRole('button', { name: /^Time/ }).click();
  await page.getByRole('button', { name: /^Last month/ }).click();
  await page.keyboard.press('Escape');
  await expect(ways).toHaveText([
    'The newest event is of 3 Oct 2026 UTC: show the last 7 days up to it',
    'Show all time, not only Last month: 3 events',
  ]);
  await ways.first().click();
  await expectRows(page, 3);
  expect(await chips(page)).toEqual(['time 27 Sep 2026 00:00 – 4 Oct 2026 00:00 UTC']);
});

test.describe('with the sample logs', () => {
  test.use({ samples: true });

  test('waiting: what was there stays and is dimmed, then a line says so and offers to stop', async ({
    page,
  }) => {
    const engine = await troubledEngine(page);
    await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
    const first = page.locator('#cell-0-1');
    const before = (await first.textContent()) ?? '';
    engine.delay('dashboard', 2_500);
    await queryBox(page).fill('action:model.*');
    await queryBox(page).press('Enter');
    const scroller = page.locator('[data-late]').filter({ has: grid(page) });
    await expect(scroller).toHaveAttribute('data-late', /dim|spin/);
    await expect(first).toHaveText(before);
    const line = page.getByRole('region', { name: 'Search' });
    await expect(line).toContainText('Working…');
    await expect(line.getByRole('button', { name: 'Cancel' })).toBeVisible();
    await expect(first).toHaveText(/^model\./);
    await expect(line).toBeHidden();

    // What the log holds of an event is shown at once, its record when it is read.
    engine.delay('event', 1_500);
    await first.click();
    const pane = page.getByRole('complementary', { name: 'Event details' });
    await expect(pane.getByRole('region', { name: 'Fields', exact: true })).toContainText('model.', {
      timeout: 1_000,
    });
    await expect(pane.getByRole('region', { name: 'Raw record' })).toHaveCount(0);
    await expect(pane.getByRole('region', { name: 'Raw record' })).toBeVisible();
  });

  test('errors: a query that cannot be read, a filter that cannot be applied, a file that cannot be read', async ({
    page,
  }) => {
    const engine = await troubledEngine(page);
    await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
    await queryBox(page).fill('actor:(dana');
    await queryBox(page).press('Enter');
    await expect(page.getByRole('status').filter({ hasText: 'actor:(dana' })).toBeVisible();
    await queryBox(page).fill('');
    await queryBox(page).press('Enter');

    await queryBox(page).fill('actr:dana');
    await queryBox(page).press('Enter');
    const alert = page.getByRole('alert');
    await expect(alert).toContainText(
      'This filter cannot be applied. What is still shown is from the filter before.',
    );
    await expect(alert).toContainText('Did you mean actor?');
    await page.getByRole('button', { name: 'Undo the last change' }).click();
    await expect(alert).toBeHidden();

    engine.fail('dashboard', { code: 'DISK_ERROR', message: 'Reading case: the disk reported an error.' });
    await queryBox(page).fill('actor:dana*');
    await queryBox(page).press('Enter');
    await expect(alert).toContainText('The events could not be read.');
    engine.fail('dashboard', null);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(alert).toBeHidden();
    await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
  });

  test('an engine that is lost, and no workspace at all', async ({ page }) => {
    const engine = await troubledEngine(page);
    await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
    await engine.breakOff();
    const alert = page.getByRole('alert');
    await expect(alert).toHaveCount(1);
    await expect(alert).toContainText('The workspace cannot be reached.');
    await expect(page.locator('#cell-0-1')).toBeVisible();
    engine.answer('workspace', null);
    await page.getByRole('button', { name: 'Reload' }).click();
    await expect(page.getByRole('heading', { name: 'No workspace is open.' })).toBeVisible();
    await expect(page.getByText('trailglass serve -w case.trailglass')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Look again' })).toBeVisible();
  });
});
