import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';
import { chips, columnTexts, expectRows } from '../log-page.ts';
import { openView } from '../tour.ts';

const LOG = [
  '{"timestamp":"2026-10-01T10:00:00Z","action":"create","resource_type":"team","user_email":"dana@x.test"}',
  '{"timestamp":"2026-10-01T11:00:00Z","action":"delete",,}',
  '{"timestamp":"2026-10-01T12:00:00Z","action":"delete","resource_type":"team","user_email":"ola@x.test"}',
  '',
].join('\n');

test('a source shows its account, its provenance and the records that could not be read', async ({
  page,
  app,
  shell,
}) => {
  const path = join(app.folder, 'broken.jsonl');
  writeFileSync(path, LOG);
  await shell.chooseFiles([path], () => page.getByRole('button', { name: 'Import files…' }).first().click());
  await expect(page.getByText('3 read = 2 imported + 0 duplicate + 1 rejected')).toBeVisible();
  await page.getByRole('button', { name: 'Show the 1 rejected record' }).click();

  const row = page.getByRole('row', { name: /broken\.jsonl/ });
  await expect(row.getByRole('cell').nth(0)).toHaveText('3');
  await expect(row.getByRole('cell').nth(3)).toHaveText('1');
  const pane = page.getByRole('complementary', { name: 'Source details' });
  await expect(pane.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
  await expect(pane).toContainText('jsonl');
  const rejects = pane.getByRole('region', { name: 'Rejected records' });
  await expect(rejects).toContainText('Line 2');
  await expect(rejects).toContainText('"action":"delete",,}');

  await pane.getByRole('button', { name: 'Show its events' }).click();
  await expectRows(page, 2);
  await expect.poll(() => chips(page)).toEqual(['source broken.jsonl']);
  const actions = (await columnTexts(page, 'Action')).map((text) => text.replace(/\s+/g, ' '));
  expect(actions).toEqual(['delete · team', 'create · team']);
});

test('a source that brought nothing says why its coverage is empty', async ({ page, app, shell }) => {
  const [log] = LOG.split('\n', 1);
  const files = ['first.jsonl', 'again.jsonl'].map((name) => join(app.folder, name));
  for (const [index, path] of files.entries()) writeFileSync(path, `${log}${'\n'.repeat(index + 1)}`);
  await shell.chooseFiles(files, () => page.getByRole('button', { name: 'Import files…' }).first().click());
  await expect(page.getByText('2 read = 1 imported + 1 duplicate + 0 rejected')).toBeVisible();
  await openView(page, 'Sources');
  const coverage = (name: RegExp) => page.getByRole('row', { name }).getByRole('cell').nth(6);
  await expect(coverage(/first\.jsonl/).getByRole('img')).toBeVisible();
  await expect(coverage(/again\.jsonl/)).toHaveText('Duplicates only');
});

test('without sources the view says what will be here', async ({ page }) => {
  await openView(page, 'Sources');
  await expect(page.getByRole('heading', { name: 'Nothing has been imported yet.' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import files…' })).toBeVisible();
});
