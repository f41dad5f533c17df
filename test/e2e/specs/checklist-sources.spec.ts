import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { cell, closeJobs, columnTexts, details, expectRows, query, startAfresh } from '../log-page.ts';
import { shareProgram } from '../shared-program.ts';
import { openView } from '../tour.ts';

/* Lines of the checklist about where events come from: what an export leaves out, and who people were in it. */

const program = shareProgram(({ page }) => expectRows(page, 6_654));
let page: Page;
test.beforeEach(async () => {
  page = program.page;
  await startAfresh(page);
});

async function importLog(name: string, records: readonly object[]): Promise<void> {
  const path = join(program.folder, name);
  writeFileSync(path, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  await openView(page, 'Sources');
  await program.shell.chooseFiles([path], () =>
    page.getByRole('button', { name: 'Import files…' }).first().click(),
  );
  await expect(page.getByText(`${records.length} read = ${records.length} imported`)).toBeVisible();
  await closeJobs(page);
}

test('[003] Export capped at 2,500 rows: exactly 2,500 are warned about, with what is likely missing', async () => {
  await openView(page, 'Sources');
  const row = page.getByRole('row', { name: /^.*organization-audit-logs\.csv/ });
  await expect(row.getByRole('cell').first()).toHaveText('2,500');
  await page.getByRole('button', { name: 'organization-audit-logs.csv', exact: true }).click();
  await expect(page.getByRole('complementary', { name: 'Source details' })).toContainText(
    /exactly 2,500 records, a known export limit, so it is probably cut off: records older than 2026-09-15T08:05:08\.000Z are likely missing/,
  );
});

test('[004] Names drift between exports: each event keeps its own, and one without is told the name of its time', async () => {
  const event = (day: number, name: object, action: string) => ({
    ...{ id: `drift-${action}`, timestamp: `2026-0${day}-02T09:00:00Z`, user_id: 'usr_drift' },
    ...{ ...name, action, resource_type: 'team', resource_id: 'team-drift', detail: { method: 'POST' } },
  });
  await importLog('march.jsonl', [event(3, { user_name: 'Dana Ito', user_email: 'dana@x.test' }, 'create')]);
  await importLog('june.jsonl', [
    event(6, { user_name: 'Dana Reyes', user_email: 'dana@x.test' }, 'update'),
    event(4, {}, 'add_member'),
    event(7, {}, 'delete'),
  ]);
  await openView(page, 'Audit log');
  await query(page, 'resource:team-drift');
  await expectRows(page, 4);
  const actors = async () => (await columnTexts(page, 'Actor')).map((text) => text.replaceAll(/\s+/g, ' '));
  await expect
    .poll(actors)
    .toEqual([
      expect.stringContaining('Dana Reyes as of 2026-06-02'),
      expect.stringMatching(/^Dana Reyes dana@x\.test/),
      expect.stringContaining('Dana Ito as of 2026-03-02'),
      expect.stringMatching(/^Dana Ito dana@x\.test/),
    ]);
  // Where a name is not in the record, its details say so.
  await cell(page, 2, 0).click();
  const fields = details(page).getByRole('region', { name: 'Fields', exact: true });
  await expect(fields).toContainText('Dana Ito as of 2026-03-02 (another record with the same id)');
  await expect(details(page).getByRole('region', { name: 'Raw record' })).not.toContainText('Dana');
});

test('[002] Scope and role of the exporter, [004] stated retention: said of a source, shown where it is named', async () => {
  await openView(page, 'Sources');
  await page.getByRole('button', { name: 'org-audit-logs.csv', exact: true }).click();
  const stated = page.getByRole('region', { name: 'Stated about it' });
  const state = async (fact: string, text: string): Promise<void> => {
    await stated.getByRole('button', { name: new RegExp(`^(Add|Change): ${fact}$`) }).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(text);
    await stated.getByRole('textbox', { name: 'Stated by' }).fill('lee');
    await page.keyboard.press('Enter');
    await expect(stated.getByRole('form')).toHaveCount(0);
  };
  await expect(stated.getByText('Not stated')).toHaveCount(4);
  await state('Scope', 'One organisation');
  await state('Role of the exporter', 'Org Admin');
  await state('Stated retention', '90 days');
  await state('Stated retention', 'Indefinite, no purge');
  await expect(stated).toContainText(/Scope.*One organisation.*Stated by lee on .* UTC/s);
  await expect(stated).toContainText(
    /Role of the exporter.*Org Admin.*Stated retention.*Indefinite, no purge/s,
  );
  await expect(stated).not.toContainText('90 days');
  await expect(page.getByRole('row', { name: /org-audit-logs\.csv/ })).toContainText('One organisation');

  await page.getByRole('button', { name: 'Show its events' }).click();
  await expect(cell(page, 0, 0)).toBeVisible();
  await cell(page, 0, 0).click();
  await expect(details(page).getByRole('region', { name: 'Origin', exact: true })).toContainText(
    'scope, as stated: One organisation',
  );

  // An empty statement takes it back.
  await openView(page, 'Sources');
  await state('Scope', ' ');
  await expect(stated.getByText('Not stated')).toHaveCount(2);
  await expect(page.getByRole('row', { name: /org-audit-logs\.csv/ })).not.toContainText('One organisation');
});

test('[004] Not logged: chat and model calls, reads, failed requests, sign-ins; [003] models and credits elsewhere', async () => {
  await openView(page, 'Sources');
  const missing = page.getByRole('region', { name: 'Not in this log' });
  await page.getByRole('button', { name: 'org-audit-logs.json', exact: true }).click();
  for (const spot of [/Chat messages and model calls/, /Reads/, /status below 400/, /identity provider/]) {
    await expect(missing.getByRole('listitem').filter({ hasText: spot })).toBeVisible();
  }
  await page.getByRole('button', { name: 'organization-audit-logs.csv', exact: true }).click();
  await expect(missing).toContainText(/Models and credits of a generation/);
  // Where a log says nothing of itself, nothing is claimed.
  await page.getByRole('button', { name: /^intervy-usage/ }).click();
  await expect(page.getByRole('complementary', { name: 'Source details' })).toContainText('ai-calls');
  await expect(missing).toHaveCount(0);
});
