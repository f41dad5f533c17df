import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { Breakdown, Summary } from '../../../shared/api/contract.ts';
import { commandLine, commandLineJson } from '../command-line.ts';
import { expect, START, test } from '../fixtures.ts';
import type { TestHost } from '../hosts/test-host.ts';
import { chips, expectRows, filterButton, grid, query } from '../log-page.ts';

const SAMPLES = fileURLToPath(new URL('../../../resources/samples', import.meta.url));

let folder: string;
let workspace: string;
let opened: TestHost;
let page: Page;

test.beforeEach(async ({ host }) => {
  folder = mkdtempSync(join(tmpdir(), 'trailglass-cards-'));
  workspace = join(folder, 'case.trailglass');
  await commandLine(['import', SAMPLES, '-w', workspace]);
  opened = await START[host]([workspace]);
  page = opened.page;
  await allTime();
});

test.afterEach(async () => {
  await opened.close();
  rmSync(folder, { recursive: true, force: true });
});

async function allTime(): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Time: All time');
  await page.keyboard.press('Enter');
  const { events } = await summaryOf('family:audit');
  await expectRows(page, events);
}

const summaryOf = (where: string, ...range: string[]): Promise<Summary> =>
  commandLineJson<Summary>(['summary', '-w', workspace, '--where', where, ...range]);

const actionsOf = async (where: string): Promise<Breakdown> =>
  commandLineJson<Breakdown>(['breakdown', '-w', workspace, '--by', 'action', '--where', where]);

/** The cards, as label and value. */
async function cards(): Promise<string[]> {
  await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
  return page.getByLabel('Totals in this range').locator('div').allInnerTexts();
}

const expected = ({ events, actors, actions }: Summary): string[] =>
  [
    ['Total events', events] as const,
    ['Unique users', actors] as const,
    ['Unique actions', actions] as const,
  ].map(([label, value]) => `${label}\n${value.toLocaleString('en-US')}`);

const pills = () =>
  page.getByRole('region', { name: 'Top actions' }).getByRole('listitem').getByRole('button');
const pill = (action: string) =>
  pills().and(page.getByRole('button', { name: new RegExp(`^(not )?${action}: `) }));

test('[004] summary cards, Top actions, filters and export, and the table are all on one screen', async () => {
  await expect(page.getByLabel('Totals in this range')).toBeInViewport();
  await expect(page.getByRole('region', { name: 'Top actions' })).toBeInViewport();
  await expect(filterButton(page, 'Action')).toBeInViewport();
  await expect(page.getByRole('button', { name: 'Export', exact: true })).toBeInViewport();
  await expect(grid(page)).toBeInViewport();
});

test('[004] cards count events, users and actions over the selected range and filter', async () => {
  await expect.poll(cards).toEqual(expected(await summaryOf('family:audit')));
  await query(page, 'time:[2026-10-05 TO 2026-10-11] workspaceName:*');
  const narrowed = await summaryOf('family:audit AND time:[2026-10-05 TO 2026-10-11] AND workspaceName:*');
  expect(narrowed.events).toBeGreaterThan(0);
  await expect.poll(cards).toEqual(expected(narrowed));
});

test('[000] [002] [004] figures that follow the range say so, unlike those of a month', async () => {
  const box = page.getByLabel('Totals in this range').locator('..');
  await expect(box.getByText('in this range')).toBeVisible();
});

test('[004] Top actions: pills by count, a click sets the action filter, another clears it', async () => {
  const all = await actionsOf('family:audit');
  const names = await pills().evaluateAll((buttons) => buttons.map((button) => button.ariaLabel ?? ''));
  const shown = all.groups.slice(0, names.length);
  expect(names).toEqual(
    shown.map(
      ({ label, events }) =>
        `${label}: ${events.toLocaleString('en-US')} ${events === 1 ? 'event' : 'events'}`,
    ),
  );
  const [first, second] = all.groups as [Breakdown['groups'][number], Breakdown['groups'][number]];
  await pill(first.label).click();
  await expectRows(page, first.events);
  await expect.poll(() => chips(page)).toEqual([`action ${first.label}`]);
  await expect(pill(first.label)).toHaveAttribute('aria-pressed', 'true');
  // Counted as if no action was chosen, so that the others can be added.
  await expect(pill(second.label)).toHaveAccessibleName(`${second.label}: ${second.events} events`);
  await pill(second.label).click();
  await expectRows(page, first.events + second.events);
  await pill(second.label).click();
  await pill(first.label).click();
  await expect.poll(() => chips(page)).toEqual([]);
  await pill(first.label).click({ modifiers: ['Alt'] });
  await expect.poll(() => chips(page)).toEqual([`not action ${first.label}`]);
  await expect(pill(first.label)).toHaveAccessibleName(/^not /);
  await pill(first.label).focus();
  await page.keyboard.press('Alt+Enter');
  await expect.poll(() => chips(page)).toEqual([]);
  // One stop of the Tab key; arrows move, Enter presses.
  await page.keyboard.press('ArrowRight');
  await expect(pill(second.label)).toBeFocused();
  await page.keyboard.press('Enter');
  await expectRows(page, second.events);
  await page.getByRole('button', { name: /^\+\d+ more actions$/ }).click();
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Search Action' })).toBeFocused();
});
