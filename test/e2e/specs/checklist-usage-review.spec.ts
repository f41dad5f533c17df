import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { usageLog } from '../../contract/usage-log.ts';
import { expect, test } from '../fixtures.ts';
import { closeJobs, query, runCommand } from '../log-page.ts';
import { openView } from '../tour.ts';

const panel = (page: Page) => page.getByRole('dialog', { name: 'Usage review' });
const progress = (page: Page, text: string) => expect(panel(page)).toContainText(text);

async function openReview(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Usage review' }).click();
  await expect(panel(page).getByRole('checkbox')).toHaveCount(4);
}

test('[001] the monthly checklist and "Do not rely on logs alone" are ticked, noted, taken back and kept', async ({
  page,
  app,
  shell,
}) => {
  const path = join(app.folder, 'usage.csv');
  writeFileSync(path, usageLog());
  await openView(page, 'Usage');
  await shell.chooseFiles([path], () => page.getByRole('button', { name: 'Import files…' }).first().click());
  await closeJobs(page);

  await test.step('[001] Checklist and callout: three questions and "Do not rely on logs alone"', async () => {
    await runCommand(page, 'Usage: monthly review');
    await expect(panel(page).getByRole('checkbox')).toHaveCount(4);
    await expect(panel(page).getByRole('heading')).toHaveText('Review of October 2026');
    await progress(page, '0 of 4 done');
    for (const name of [
      'Is the target period selected, and are the rows with high credit consumption identified?',
      'Is it decided whether the investigation starts by user or by AI worker?',
      'If a run is unexpected, have the triggers and inbound channel settings of its worker been checked?',
      'Do not rely on logs alone',
    ])
      await expect(panel(page).getByRole('checkbox', { name })).not.toBeChecked();
  });

  const trigger = page.getByRole('checkbox', { name: /triggers and inbound channel/ });
  const note = panel(page).getByRole('textbox', { name: /^Note: If a run is unexpected/ });
  await test.step('a tick and a note say who and when, and are taken back one by one', async () => {
    await panel(page).getByLabel('Reviewed by').fill('Lee');
    await trigger.check();
    await progress(page, '1 of 4 done');
    await expect(panel(page)).toContainText(/Ticked by Lee, \d+ \w+ \d{4} \d\d:\d\d UTC/);
    await note.fill('Trigger "nightly" ran twice <b>');
    await page.getByRole('checkbox', { name: 'Do not rely on logs alone' }).check();
    await progress(page, '2 of 4 done');
    const undo = panel(page).getByRole('button', { name: 'Undo' });
    await undo.first().click(); // the note
    await expect(note).toHaveValue('');
    await expect(trigger).toBeChecked();
    await undo.first().click(); // and what was taken back comes again
    await expect(note).toHaveValue('Trigger "nightly" ran twice <b>');
  });

  await test.step('each month has its own, which others lead to', async () => {
    await panel(page).getByRole('button', { name: 'Month before' }).click();
    await expect(panel(page).getByRole('heading')).toHaveText('Review of September 2026');
    await progress(page, '0 of 4 done');
    await panel(page).getByRole('button', { name: 'October 2026 (2 of 4)' }).click();
    await progress(page, '2 of 4 done');
    await note.fill('Half a thought');
    await page.keyboard.press('Escape');
    await expect(panel(page)).toBeHidden();
  });

  await test.step('a range within a month opens its review; a note that was being written is kept', async () => {
    await query(page, 'credits:>100');
    await page.reload();
    await openView(page, 'Usage');
    await openReview(page);
    await expect(note).toHaveValue('Half a thought');
    await expect(trigger).toBeChecked();
  });
});
