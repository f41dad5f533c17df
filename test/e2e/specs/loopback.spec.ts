import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { request } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

test('the page is served with its policy, on this machine only', async ({ page }) => {
  const response = await page.reload();
  const { hostname, host, search } = new URL(page.url());
  expect(hostname).toBe('127.0.0.1');
  expect(search).toBe('');
  const policy = response?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-");
  expect(policy).toContain(`connect-src 'self' ws://${host};`);
  expect(policy).toContain("frame-ancestors 'none'; require-trusted-types-for 'script'");
});

test('another program of this machine is refused', async ({ page }) => {
  const stranger = await request.newContext();
  const address = new URL(page.url());
  for (const path of ['/', '/info', '/?token=guessed', '/samples']) {
    const response = await stranger.get(new URL(path, address).href);
    expect(response.status(), path).toBe(403);
    expect(await response.text()).not.toContain('<script');
  }
  const rebound = await stranger.get(address.href, { headers: { Host: `localhost:${address.port}` } });
  expect(rebound.status()).toBe(403);
  await stranger.dispose();
});

test('logs are chosen, dropped and exported through the browser, and nothing leaves it', async ({
  app,
  page,
  shell,
}) => {
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
