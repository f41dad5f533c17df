import { request } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { chips, query } from '../log-page.ts';

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

test.describe('with the sample logs', () => {
  test.use({ samples: true });

  test('Back and Forward of the browser go through filters, of which its history learns nothing', async ({
    page,
  }) => {
    await query(page, 'actor:System');
    await query(page, 'actor:System resource:gpt-4o');
    await page.goBack();
    await expect.poll(() => chips(page)).toEqual(['actor System']);
    await page.goForward();
    await expect.poll(() => chips(page)).toEqual(['actor System', 'resource gpt-4o']);
    // The extra button of a mouse: one step, not two.
    const mouse = await page.context().newCDPSession(page);
    for (const type of ['mousePressed', 'mouseReleased'] as const) {
      await mouse.send('Input.dispatchMouseEvent', { type, x: 640, y: 500, button: 'back', clickCount: 1 });
    }
    await expect.poll(() => chips(page)).toEqual(['actor System']);
    await page.waitForTimeout(300);
    expect(await chips(page)).toEqual(['actor System']);
    expect(new URL(page.url()).search).toBe('');
    expect(await page.evaluate(() => Object.keys(history.state).toSorted())).toEqual(['at', 'load']);
  });
});
