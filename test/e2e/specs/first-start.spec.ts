import { expect, test } from '../fixtures.ts';
import { openSampleLogs, openView } from '../tour.ts';

test('an empty workspace says what to do', async ({ page }) => {
  await expect(page.getByRole('button', { name: 'Open the sample logs' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Import/ }).first()).toBeVisible();
});

test('the sample logs open into a log with events, sources and nothing rejected', async ({ page }) => {
  await openSampleLogs(page);
  await openView(page, 'Sources');
  for (const name of ['platform-usage.csv', 'platform-audit-logs.csv', 'org-audit-logs.json']) {
    await expect(page.getByText(name).first()).toBeVisible();
  }
});
