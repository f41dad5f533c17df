import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';

test('logs are chosen, dropped and exported, and nothing is sent elsewhere', async ({ app, page, shell }) => {
  const outside: string[] = [];
  page.on('request', (sent) => {
    if (new URL(sent.url()).host !== new URL(page.url()).host) outside.push(sent.url());
  });
  const chosen = join(app.folder, 'chosen.csv');
  const dropped = join(app.folder, 'dropped.csv');
  writeFileSync(chosen, `${HEADER}\n2026-10-30T14:05:11Z,Dana Reyes,model.disabled,gpt-4o\n`);
  writeFileSync(dropped, `${HEADER}\n2026-10-30T14:06:00Z,Kofi Mensah,api_key.revoked,ci\n`);

  await shell.chooseFiles([chosen], () =>
    page.getByRole('button', { name: 'Import files…' }).first().click(),
  );
  await expect(page.getByRole('grid').getByText('model.disabled')).toBeVisible();
  await shell.drop([dropped]);
  await expect(page.getByRole('grid').getByText('api_key.revoked')).toBeVisible();

  const path = await shell.saveExport('events.jsonl', async () => {
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByRole('menuitem', { name: /JSON Lines/ }).click();
  });
  const events = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { action: string });
  expect(events.map(({ action }) => action)).toEqual(['api_key.revoked', 'model.disabled']);
  expect(outside).toEqual([]);
});

const HEADER = 'timestamp,user_name,action,resource_id';
