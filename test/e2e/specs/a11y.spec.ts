import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { cell, closeJobs, details, filterButton } from '../log-page.ts';
import { openSampleLogs, openView, VIEWS } from '../tour.ts';

/** Violations of WCAG 2.2 A and AA and of axe's best practices, in one line each. */
async function violations(page: Page): Promise<string[]> {
  return findings(axe(page));
}

/** The same while a menu is open. What lies half under it is no target meanwhile, so only its own are measured. */
async function violationsWithMenu(page: Page): Promise<string[]> {
  const whole = await findings(axe(page).disableRules('target-size'));
  const menu = new AxeBuilder({ page }).setLegacyMode(true).include('#floats').withRules('target-size');
  return [...whole, ...(await findings(menu))];
}

/** Structure is the same in both themes; of the dark one the colours are looked at. */
function axe(page: Page): AxeBuilder {
  const builder = new AxeBuilder({ page }).setLegacyMode(true);
  return test.info().titlePath.includes('in the dark theme')
    ? builder.withRules(['color-contrast'])
    : builder.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
}

async function findings(builder: AxeBuilder): Promise<string[]> {
  const { violations: found } = await builder.analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.beforeEach(({ page }) => page.emulateMedia({ colorScheme, reducedMotion: 'reduce' }));

    test('the first screen is accessible', async ({ page }) => {
      await expect(page.getByRole('button', { name: 'Open the sample logs' })).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });

    test('every view is accessible', async ({ page }) => {
      await openSampleLogs(page);
      expect(await violations(page), 'the import report').toEqual([]);
      await closeJobs(page);
      for (const view of VIEWS) {
        await openView(page, view);
        expect(await violations(page), view).toEqual([]);
      }
    });

    test.describe('with the sample logs', () => {
      test.use({ samples: true });

      test('the tabs of the usage view, its heat map and the drill-down are accessible', async ({ page }) => {
        test.slow(); // axe looks at the whole page for each of them
        await openView(page, 'Usage');
        await page.getByRole('tab', { name: 'Details' }).click();
        await page.getByRole('button', { name: /clusters? of executions/ }).click();
        await page.waitForTimeout(500);
        expect(await violations(page), 'details').toEqual([]);
        await page.getByRole('tab', { name: 'AI worker' }).click();
        await page.getByText('Matrix', { exact: true }).click();
        await expect(
          page
            .getByRole('grid', { name: /heat map$/ })
            .getByRole('gridcell')
            .last(),
        ).toBeVisible();
        expect(await violations(page), 'heat map').toEqual([]);
        await page.getByRole('tab', { name: 'User' }).click();
        await page.getByRole('grid', { name: 'Members by usage' }).locator('tbody tr').nth(1).click();
        await expect(page.getByRole('grid', { name: 'Calls' })).toHaveAttribute('aria-busy', 'false');
        expect(await violations(page), 'drill-down').toEqual([]);
      });

      test('what opens over the log is accessible', async ({ page }) => {
        test.slow(); // axe looks at the whole page for each of them
        await cell(page, 2, 1).click();
        await expect(details(page).getByRole('heading', { name: 'Raw record' })).toBeVisible();
        expect(await violations(page), 'details').toEqual([]);

        for (const name of ['Action', /^Time/, 'Filter'] as const) {
          await filterButton(page, name).click();
          await page.waitForTimeout(400);
          expect(await violationsWithMenu(page), `menu ${String(name)}`).toEqual([]);
          await page.keyboard.press('Escape');
        }
        await cell(page, 2, 1).click({ button: 'right' });
        await page.waitForTimeout(300);
        expect(await violationsWithMenu(page), 'menu of a cell').toEqual([]);
        await page.keyboard.press('Escape');

        await page.keyboard.press('Control+k');
        await page.waitForTimeout(300);
        expect(await violations(page), 'command palette').toEqual([]);
      });

      test('expanded rows, a selection and the menu of a column are accessible', async ({ page }) => {
        await page.locator('[data-gutter="collapsed"]').first().click();
        await cell(page, 3, 0).click({ modifiers: ['Shift'] });
        await page.getByRole('columnheader', { name: /^Action/ }).hover();
        await page.getByRole('button', { name: 'Menu of the column Action' }).click();
        await page.waitForTimeout(300);
        expect(await violations(page), 'an expanded row, a selection, the menu of a column').toEqual([]);
      });

      test('saved views are accessible', async ({ page }) => {
        await filterButton(page, 'Save view').click();
        await page.waitForTimeout(400);
        expect(await violations(page), 'the form').toEqual([]);
        await page.keyboard.press('Escape');
        await filterButton(page, 'Views').click();
        await page.waitForTimeout(400);
        expect(await violations(page), 'the menu').toEqual([]);
        await page.getByRole('button', { name: /^Use suggested view: Permission/ }).click();
        await page.getByRole('button', { name: 'Mark as reviewed' }).click();
        await page.waitForTimeout(400);
        expect(await violations(page), 'a review').toEqual([]);
      });
    });
  });
}

test('nothing is lost at 1024 by 640, nor at twice the zoom', async ({ page }) => {
  await openSampleLogs(page);
  await closeJobs(page);
  for (const size of [
    { width: 1024, height: 640 },
    { width: 640, height: 400 },
  ]) {
    await page.setViewportSize(size);
    await page.waitForTimeout(300);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, `sideways at ${size.width}`).toBeLessThanOrEqual(0);
    for (const name of ['Export', 'Columns']) {
      await expect(page.getByRole('button', { name, exact: true })).toBeInViewport();
    }
    await expect(page.getByRole('combobox', { name: 'Search or query' })).toBeInViewport();
    await expect(cell(page, 0, 0)).toBeInViewport();
  }
});
