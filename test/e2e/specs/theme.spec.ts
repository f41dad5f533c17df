import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

/** Lightness of the page's ground, 0 black to 255 white. */
function ground(page: Page): Promise<number> {
  return page.evaluate(() => {
    const [red = 0, green = 0, blue = 0] =
      getComputedStyle(document.body)
        .backgroundColor.match(/[\d.]+/g)
        ?.map(Number) ?? [];
    return (red + green + blue) / 3;
  });
}

test('follows the system until one is chosen, which is remembered', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => ground(page)).toBeLessThan(60);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(() => ground(page)).toBeGreaterThan(230);

  await page.getByRole('button', { name: 'Dark theme' }).click();
  await expect.poll(() => ground(page)).toBeLessThan(60);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Light theme' })).toBeVisible();
  expect(await ground(page)).toBeLessThan(60);

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search commands' }).fill('theme of the system');
  await page.keyboard.press('Enter');
  await expect.poll(() => ground(page)).toBeGreaterThan(230);
});
