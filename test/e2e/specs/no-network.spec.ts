import { expect, test } from '../fixtures.ts';

test('a whole tour asks for nothing outside the program', async ({ page, desktop }) => {
  const outside: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith('https://trailglass.invalid/')) outside.push(request.url());
  });

  await page.getByRole('button', { name: 'Open the sample logs' }).click();
  await expect(page.getByRole('grid')).toBeVisible();
  for (const view of ['Usage', 'Investigate', 'Sources', 'Evidence', 'Audit log']) {
    await page.getByRole('navigation').getByText(view, { exact: true }).click();
    await page.waitForTimeout(300);
  }

  expect(outside).toEqual([]);
  expect(await desktop.unansweredAddresses()).toEqual([]);
  const { switches } = await desktop.application();
  expect(switches).toContainEqual({ name: 'host-resolver-rules', value: 'MAP * ~NOTFOUND' });
});
