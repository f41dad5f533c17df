import { expect, test } from '../fixtures.ts';
import { openSampleLogs, openView, VIEWS, watchViolations } from '../tour.ts';

test('a whole tour asks for nothing outside the program', async ({ page, desktop }) => {
  const outside: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith('https://trailglass.invalid/')) outside.push(request.url());
  });

  await openSampleLogs(page);
  for (const view of VIEWS) await openView(page, view);

  expect(outside).toEqual([]);
  expect(await desktop.unansweredAddresses()).toEqual([]);
  const { switches } = await desktop.application();
  expect(switches).toContainEqual({ name: 'host-resolver-rules', value: 'MAP * ~NOTFOUND' });
});

test('a whole tour violates nothing of the page’s policy', async ({ page }) => {
  const violations = await watchViolations(page);
  await openSampleLogs(page);
  for (const view of VIEWS) await openView(page, view);
  expect(await violations()).toEqual([]);
});
