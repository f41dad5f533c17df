import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import Database from 'better-sqlite3';
import type { Breakdown, Summary } from '../../../shared/api/contract.ts';
import { manyRecords } from '../../contract/tiny-logs.ts';
import { commandLine, commandLineJson } from '../command-line.ts';
import { expect, START, test } from '../fixtures.ts';
import type { TestHost } from '../hosts/test-host.ts';
import { expectRows, filterButton, grid, query } from '../log-page.ts';
import { openView } from '../tour.ts';

const SAMPLES = fileURLToPath(new URL('../../../resources/samples', import.meta.url));

let folder: string;
let workspace: string;
let opened: TestHost | null;

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailglass-index-'));
  workspace = join(folder, 'case.trailglass');
  opened = null;
});

test.afterEach(async () => {
  await opened?.close();
  rmSync(folder, { recursive: true, force: true });
});

function damage(statement: string): void {
  const db = new Database(workspace);
  db.exec(statement);
  db.close();
}

/** The number in a text such as `1,204.5` or `$3.20`. */
function numberIn(text: string): number {
  return Number(text.replaceAll(/[^\d.]/g, ''));
}

async function figure(page: Page, label: string): Promise<number> {
  const entry = page.locator('dl[aria-label="Totals of this range"] > div').filter({ hasText: label });
  return numberIn((await entry.locator('dd').first().textContent()) ?? '');
}

test('the numbers on screen are those of the command line', async ({ host }) => {
  await commandLine(['import', SAMPLES, '-w', workspace]);
  opened = await START[host]([workspace]);
  const { page } = opened;
  await openView(page, 'Usage');
  const where = 'family:usage AND model:gpt-4o';
  const flags = ['-w', workspace, '--where', where];
  const summary = await commandLineJson<Summary>(['summary', ...flags]);
  await query(page, 'model:gpt-4o');
  await expectRows(page, summary.events);
  expect(await figure(page, 'Total Requests')).toBe(summary.requests);
  expect(await figure(page, 'Total Tokens')).toBe((summary.inputTokens ?? 0) + (summary.outputTokens ?? 0));
  expect(await figure(page, 'Total Cost')).toBe(Number((summary.cost ?? 0).toFixed(2)));
  expect(await figure(page, 'Credits')).toBe(summary.credits);
  expect(await figure(page, 'Unique Users')).toBe(summary.actors);
  expect(await figure(page, 'Unique Models')).toBe(summary.models);

  const { groups } = await commandLineJson<Breakdown>(['breakdown', '--by', 'reason', ...flags]);
  await filterButton(page, 'Reasons').click();
  const values = page.getByRole('dialog', { name: 'Reasons' });
  await expect(values.getByText(new RegExp(`^${groups.length} values?$`))).toBeVisible();
  const counts = await values
    .getByRole('listitem')
    .evaluateAll((rows) => rows.map((row) => Number(row.children[1]?.textContent?.replaceAll(',', ''))));
  expect(counts).toEqual(groups.map(({ events }) => events));
});

test('a workspace without a usable index opens with a notice and right numbers', async ({ host }) => {
  test.slow();
  const records = 150_000;
  writeFileSync(join(folder, 'many.csv'), manyRecords(records));
  await commandLine(['import', join(folder, 'many.csv'), '-w', workspace]);
  damage('UPDATE index_segment SET version = version + 1');
  opened = await START[host]([workspace]);
  const { page } = opened;
  const notice = page.getByRole('region', { name: 'Column index' });
  await expect(notice).toContainText('of another version');
  await expect(notice).toContainText('being rebuilt; nothing of the evidence is affected');
  await notice.getByRole('button', { name: 'Show progress' }).click();
  const job = page.getByRole('article', { name: 'Rebuild the column index' });
  await expect(job).toBeVisible();
  // Until it is rebuilt, answers are computed from the rows, beside the rebuilding: that may take its time.
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(records + 1), { timeout: 90_000 });
  await expect(job).toContainText(`${records.toLocaleString('en-US')} events in`);
  await expect(notice).toBeHidden();
  await query(page, 'actor:"user7@example.com"');
  await expectRows(page, records / 50);
});

test('an index that turns out to be damaged is rebuilt, and no number is wrong', async ({ host }) => {
  await commandLine(['import', SAMPLES, '-w', workspace]);
  const before = await commandLineJson<Summary>(['summary', '-w', workspace, '--where', 'family:audit']);
  damage("UPDATE index_column SET data = zeroblob(length(data)) WHERE name IN ('actor', 'time')");
  opened = await START[host]([workspace]);
  const { page } = opened;
  await expectRows(page, before.events);
  const totals = page.getByLabel('Totals in this range');
  await expect(totals).toContainText(`Unique users${before.actors.toLocaleString('en-US')}`);
  const db = new Database(workspace, { readonly: true });
  const spoilt = db.prepare('SELECT count(*) FROM index_column WHERE data = zeroblob(length(data))').pluck();
  await expect.poll(() => spoilt.get()).toBe(0);
  db.close();
  await openView(page, 'Sources');
  await expect(page.getByText('column index ready')).toBeVisible();
});
