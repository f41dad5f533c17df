import { expect, test } from '../fixtures.ts';

test.describe('where a page may go', () => {
  const AWAY: Record<string, () => void> = {
    location: () => {
      location.href = 'https://example.com/';
    },
    'a look-alike host': () => {
      location.href = 'https://trailglass.invalid.example.com/';
    },
    'a link': () => {
      const link = document.createElement('a');
      link.href = 'https://example.com/';
      document.body.append(link);
      link.click();
    },
    'a form': () => {
      const form = document.createElement('form');
      form.action = 'https://example.com/';
      form.method = 'post';
      document.body.append(form);
      form.submit();
    },
    'a meta refresh': () => {
      const meta = document.createElement('meta');
      meta.httpEquiv = 'refresh';
      meta.content = '0;url=https://example.com/';
      document.head.append(meta);
    },
    'a file': () => {
      location.href = 'file:///etc/passwd';
    },
  };

  for (const [way, leave] of Object.entries(AWAY)) {
    test(`not away by ${way}`, async ({ page, desktop }) => {
      const address = page.url();
      await page.evaluate(leave);
      await page.waitForTimeout(400);
      expect(page.url()).toBe(address);
      expect(await page.evaluate(() => document.getElementById('root') !== null)).toBe(true);
      expect(await desktop.unansweredAddresses()).toEqual([]);
    });
  }

  test('not into a second window', async ({ page, desktop }) => {
    await page.evaluate(() => {
      window.open('https://example.com/');
      const link = document.createElement('a');
      link.href = 'https://example.com/blank';
      link.target = '_blank';
      document.body.append(link);
      link.click();
    });
    await expect.poll(async () => (await desktop.windows())[0]?.windowRequests.length).toBe(2);
    const [shown, ...others] = await desktop.windows();
    expect(shown?.windowRequests.map(({ answer }) => answer)).toEqual(['deny', 'deny']);
    expect(others).toEqual([]);
    await expect.poll(() => page.context().pages().length).toBe(1);
    expect(await desktop.unansweredAddresses()).toEqual([]);
  });

  test('not into an embedded browser', async ({ desktop }) => {
    expect(await desktop.askForWebview()).toBe(false);
  });
});
