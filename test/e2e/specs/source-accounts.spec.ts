import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import type { Shell, TestHost } from '../hosts/test-host.ts';
import { cell, chips, closeJobs, details } from '../log-page.ts';
import { openView } from '../tour.ts';

const START = Date.UTC(2026, 2, 2);

/** Records of the organisation audit log, one a minute. */
function records(
  from: number,
  count: number,
  edit: (n: number) => Record<string, unknown> = () => ({}),
): string {
  return Array.from({ length: count }, (_, index) => from + index)
    .map((n) =>
      JSON.stringify({
        id: `e-${n}`,
        timestamp: new Date(START + n * 60_000).toISOString(),
        user_id: 'u-1',
        user_name: 'Dana Ito',
        user_email: 'dana@x.test',
        action: n % 2 === 0 ? 'create' : 'delete',
        resource_type: 'team',
        resource_id: `team-${n}`,
        ...edit(n),
      }),
    )
    .map((line) => `${line}\n`)
    .join('');
}

async function importLogs(page: Page, app: TestHost, shell: Shell, logs: Readonly<Record<string, string>>) {
  const paths = Object.entries(logs).map(([name, text]) => {
    const path = join(app.folder, name);
    writeFileSync(path, text);
    return path;
  });
  await shell.chooseFiles(paths, () => page.getByRole('button', { name: 'Import files…' }).first().click());
  await closeJobs(page);
  await openView(page, 'Sources');
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}

async function openPanel(page: Page, name: 'Coverage' | 'Actors' | 'Files'): Promise<void> {
  await page
    .getByRole('radiogroup', { name: 'What to show of the sources' })
    .getByText(name, { exact: true })
    .click();
}

const LOGS = {
  'march.jsonl': records(0, 120),
  'march-again.jsonl': records(60, 61, (n) => (n === 70 ? { action: 'update' } : {})).replace(
    /^.*"e-80".*\n/m,
    '',
  ),
  'late.jsonl': records(600, 60),
};

test('exports of one log are one bar with overlaps and holes; a hole leads to the log around it', async ({
  page,
  app,
  shell,
}) => {
  await importLogs(page, app, shell, LOGS);
  await openPanel(page, 'Coverage');
  const log = page.getByRole('region', { name: /^Coverage of org-audit/ });
  await expect(log).toContainText('181 events · 3 sources · 1 hole');
  await expect(log.getByRole('table', { name: /^Overlaps/ })).toContainText('march-again.jsonl');
  const hole = log.getByRole('button', { name: /^No export covers the 8 hours between/ });
  await hole.focus();
  await page.keyboard.press('Enter');
  await expect(hole).toHaveAttribute('aria-pressed', 'true');
  await expect(log.getByRole('status')).toContainText(
    'An export of this time is missing, or nothing happened.',
  );
  await log.getByRole('button', { name: 'Show the log around it' }).click();
  await expect(cell(page, 0, 0)).toBeVisible();
  expect((await chips(page)).join(' ')).toContain('time 2 Mar 2026 00:00 – 12:00 UTC');
});

test('two ticked sources are compared, and lead to their events', async ({ page, app, shell }) => {
  await importLogs(page, app, shell, LOGS);
  const compare = page.getByRole('button', { name: 'Compare', exact: true });
  await expect(compare).toBeDisabled();
  await page.getByRole('checkbox', { name: 'Compare march.jsonl' }).click();
  await page.getByRole('checkbox', { name: 'Compare march-again.jsonl' }).click();
  await compare.click();
  const found = page.getByRole('region', { name: 'Comparison', exact: true });
  await expect(found).toContainText('58 unchanged, 1 vanished, 1 altered, 0 late');
  await expect(found.getByRole('table', { name: /^Altered/ })).toContainText('update');
  const vanished = found.getByRole('table', { name: /^Vanished/ });
  await expect(vanished).toContainText('team-80');
  await vanished.getByRole('button').click();
  await expect(details(page)).toContainText('team-80');
});

test('records without ids that were probably altered stand side by side', async ({ page, app, shell }) => {
  const csv = (action: string) =>
    [
      'timestamp,user_email,action,resource_type,resource_id,detail,ip_address',
      ...Array.from({ length: 9 }, (_, n) => {
        const at = new Date(START + n * 60_000).toISOString();
        return `${at},dana@x.test,${n === 4 ? action : 'create'},team,t-${n},{},10.0.0.1`;
      }),
      '',
    ].join('\n');
  await importLogs(page, app, shell, { 'before.csv': csv('delete'), 'after.csv': csv('update') });
  await page.getByRole('checkbox', { name: 'Compare before.csv' }).click();
  await page.getByRole('checkbox', { name: 'Compare after.csv' }).click();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  const found = page.getByRole('region', { name: 'Comparison', exact: true });
  await expect(found).toContainText('8 unchanged, 1 vanished, 0 altered, 1 late');
  const probable = found.getByRole('table', { name: /^Probably altered \(1\): lead, not proof/ });
  await expect(probable.getByRole('row', { name: /action delete update/ })).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('a source is counted anew; its conflicts stand side by side; its rejects are exported whole', async ({
  page,
  app,
  shell,
}) => {
  const broken = `{"id":"broken", ${'x'.repeat(6_000)}\n`;
  await importLogs(page, app, shell, { ...LOGS, 'march-again.jsonl': LOGS['march-again.jsonl'] + broken });
  await page.getByRole('button', { name: 'march-again.jsonl', exact: true }).click();
  const pane = page.getByRole('complementary', { name: 'Source details' });
  await expect(pane).toContainText('Counted anew: the stored records add up.');
  await pane.getByRole('button', { name: 'Compare the 1 conflict' }).click();
  const pair = pane.getByRole('list', { name: 'Conflicting records' });
  await expect(pair).toContainText('"action":"create"');
  await expect(pair).toContainText('"action":"update"');
  const path = await shell.saveExport('rejected.jsonl', () =>
    pane.getByRole('button', { name: 'Export as JSON Lines' }).click(),
  );
  await expect(page.getByText(/1 row/)).toBeVisible();
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
    source: 'march-again.jsonl',
    text: broken.trimEnd(),
  });
});

test('unknown users are shown with the name that another import knew', async ({ page, app, shell }) => {
  await importLogs(page, app, shell, {
    'march.jsonl': records(0, 5),
    'april.jsonl': records(50_000, 1, () => ({ user_name: 'Unknown user', user_email: undefined })),
  });
  await openPanel(page, 'Actors');
  const actors = page.getByRole('table', { name: 'Actors' });
  await expect(actors).toContainText('Dana Ito as of 2026-03-02');
  await expect(page.getByRole('status').filter({ hasText: '2 actors' })).toContainText(
    '1 User · 1 Unknown user',
  );
  await page.getByRole('textbox', { name: 'Search actors' }).fill('nobody');
  await expect(page.getByRole('status').filter({ hasText: '0 actors' })).toBeVisible();
  await openView(page, 'Audit log');
  await expect(page.getByRole('grid')).toContainText('Unknown user');
  await expect(page.getByRole('grid')).toContainText('Dana Ito as of 2026-03-02');
  await cell(page, 0, 1).click();
  await expect(details(page)).toContainText('Dana Ito as of 2026-03-02');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`coverage, comparison and actors are accessible in the ${colorScheme} theme`, async ({
    page,
    app,
    shell,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await importLogs(page, app, shell, LOGS);
    await openPanel(page, 'Coverage');
    const hole = page.getByRole('button', { name: /^No export covers/ });
    await hole.click();
    expect(await violations(page), 'coverage').toEqual([]);
    await openPanel(page, 'Actors');
    await expect(page.getByRole('table', { name: 'Actors' })).toBeVisible();
    expect(await violations(page), 'actors').toEqual([]);
    await openPanel(page, 'Files');
    await page.getByRole('button', { name: 'march-again.jsonl', exact: true }).click();
    await page.getByRole('button', { name: 'Compare the 1 conflict' }).click();
    expect(await violations(page), 'a source').toEqual([]);
    await page.getByRole('checkbox', { name: 'Compare march.jsonl' }).click();
    await page.getByRole('checkbox', { name: 'Compare march-again.jsonl' }).click();
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await expect(page.getByRole('table', { name: /^Vanished/ })).toBeVisible();
    expect(await violations(page), 'comparison').toEqual([]);
  });
}
