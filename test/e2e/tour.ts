import { expect, type Page } from '@playwright/test';

/** The views, by the names in the navigation. */
export const VIEWS = ['Audit log', 'Usage', 'Investigate', 'Sources', 'Evidence'] as const;

/** Imports the sample logs from the first screen and waits until their events are shown. */
export async function openSampleLogs(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open the sample logs' }).click();
  await expect(page.getByRole('grid').getByRole('row').nth(1)).toBeVisible({ timeout: 30_000 });
}

/** Opens a view and waits until nothing moves in it any more. */
export async function openView(page: Page, view: (typeof VIEWS)[number]): Promise<void> {
  await page.getByRole('navigation').getByText(view, { exact: true }).click();
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(500);
}

/** Loads the page again with an ear on violations of its policy. Returns how to read what was heard. */
export async function watchViolations(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { heardViolations: heard });
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
      heard.push(`${effectiveDirective} ${blockedURI} ${sample}`),
    );
  });
  await page.reload();
  return () => page.evaluate(() => (globalThis as unknown as { heardViolations: string[] }).heardViolations);
}
