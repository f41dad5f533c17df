import { expect, test } from '../fixtures.ts';
import { cell, cellText, chips, details, grid, queryBox } from '../log-page.ts';

test.use({ samples: true });

test('the log is walked, opened and left without a mouse', async ({ page }) => {
  await grid(page).focus();
  const status = page.getByRole('contentinfo');
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  await expect(status).toContainText('row 2 of 6,654');
  await expect(grid(page)).toHaveAttribute('aria-activedescendant', 'cell-1-0');
  await page.keyboard.press('ArrowRight');
  await expect(grid(page)).toHaveAttribute('aria-activedescendant', 'cell-1-1');

  await page.keyboard.press('Enter');
  const heading = details(page).getByRole('heading', { level: 2 });
  const action = async (row: number) => (await cellText(page, row, 1)).split(' · ')[0] ?? '';
  await expect(heading).toContainText(await action(1));
  await page.keyboard.press('j');
  await expect(heading).toContainText(await action(2));
  await page.keyboard.press('Escape');
  await expect(details(page)).toBeHidden();

  await page.keyboard.press('G');
  await expect(status).toContainText('row 6,654 of 6,654');
  await expect(cell(page, 6_653, 1)).toBeInViewport();
  await page.keyboard.press('PageUp');
  await expect(status).not.toContainText('row 6,654 of');
  await page.keyboard.press('Control+Home');
  await expect(status).toContainText('row 1 of 6,654');
  await expect(cell(page, 0, 0)).toBeInViewport();
});

test('the menu key has what the pointer has', async ({ page }) => {
  await grid(page).focus();
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowRight');
  const action = await cellText(page, 0, 1);
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: 'Filter for this value' })).toBeVisible();
  await page.getByRole('menuitem', { name: 'Filter for this value' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => chips(page)).toEqual([`action ${action}`]);
});

test('slash searches, question mark lists the keys, Ctrl K commands', async ({ page }) => {
  await grid(page).focus();
  await page.keyboard.press('/');
  await expect(queryBox(page)).toBeFocused();
  await page.keyboard.type('?');
  await expect(queryBox(page)).toHaveValue('?');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('sources');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Sources' })).toBeVisible();
  await page.keyboard.press('Alt+2');
  await expect(grid(page)).toHaveAccessibleName('Usage events');
});

test('the histogram is brushed with the keys', async ({ page }) => {
  const strip = page.getByRole('slider', { name: /^Events per day/ });
  await strip.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(strip).toHaveAttribute(
    'aria-valuetext',
    /events, .* of all, 2 Sep 2026 00:00 – 4 Sep 2026 00:00 UTC/,
  );
  await page.keyboard.press('Enter');
  await expect.poll(() => chips(page)).toEqual(['time 2 Sep 2026 00:00 – 4 Sep 2026 00:00 UTC']);
  await page.getByRole('slider').focus();
  await page.keyboard.press('Backspace');
  await expect.poll(() => chips(page)).toEqual([]);
});

test('everything is reached with Tab, in order, and shows where one is', async ({ page }) => {
  await page.getByRole('navigation').getByText('Trailglass').click(); // Tab goes on from here
  const stops: string[] = [];
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return null;
      const style = getComputedStyle(element);
      // The search box has its ring around what stands beside the input too.
      const around = getComputedStyle(element.closest('[data-focused]') ?? element.parentElement ?? element);
      const ringed = [style, around].some(
        ({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && outlineWidth !== '0px',
      );
      const name = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '';
      return { name: name.slice(0, 40), ringed, shown: element.getClientRects().length > 0 };
    });
    if (stop === null) break;
    expect(stop.shown, stop.name).toBe(true);
    expect(stop.ringed, `a focus ring on ${stop.name}`).toBe(true);
    stops.push(stop.name);
  }
  for (const name of ['Audit log', 'Search or query', 'Export', 'Audit events']) {
    expect(
      stops.some((stop) => stop.startsWith(name)),
      `${name} among ${stops.join(' | ')}`,
    ).toBe(true);
  }
});
