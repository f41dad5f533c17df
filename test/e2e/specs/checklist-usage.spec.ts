import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { Breakdown, Summary } from '../../../shared/api/contract.ts';
import { commandLine, commandLineJson } from '../command-line.ts';
import { expect, START, test } from '../fixtures.ts';
import type { TestHost } from '../hosts/test-host.ts';
import {
  chips,
  closeJobs,
  closeMenu,
  expectRows,
  filterButton,
  grid,
  openMenu,
  query,
  runCommand,
  startAfresh,
} from '../log-page.ts';
import { openView } from '../tour.ts';

const SAMPLES = fileURLToPath(new URL('../../../resources/samples', import.meta.url));

let folder: string;
let workspace: string;
let opened: TestHost;
let page: Page;

test.beforeEach(async ({ host }) => {
  folder = mkdtempSync(join(tmpdir(), 'trailglass-usage-'));
  workspace = join(folder, 'case.trailglass');
  await commandLine(['import', SAMPLES, '-w', workspace]);
  opened = await START[host]([workspace]);
  page = opened.page;
  await expect(grid(page)).toBeVisible();
  await startAfresh(page);
  await runCommand(page, 'Time: All time');
  await openView(page, 'Usage');
});

test.afterEach(async () => {
  await opened.close();
  rmSync(folder, { recursive: true, force: true });
});

const USAGE = 'family:usage';

const summaryOf = (where: string, ...range: string[]): Promise<Summary> =>
  commandLineJson<Summary>(['summary', '-w', workspace, '--where', where, ...range]);

const breakdownOf = (by: string, measure: string, where: string, ...range: string[]): Promise<Breakdown> =>
  commandLineJson<Breakdown>([
    ...['breakdown', '-w', workspace, '--by', by, ...range],
    ...['--measure', measure, '--where', where, '--limit', '1000'],
  ]);

/** A card or metric: its label, then what stands beneath it. */
async function figures(name: string): Promise<Map<string, string[]>> {
  await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
  const list = page.locator(`dl[aria-label="${name}"]`);
  await expect(list).toHaveAttribute('aria-busy', 'false');
  const texts = await list.locator('> div').allInnerTexts();
  return new Map(
    texts.map((text) => {
      const [label = '', ...lines] = text.split('\n').filter((line) => line !== '');
      return [label, lines];
    }),
  );
}

const panel = (title: string) => page.getByRole('region', { name: title, exact: true });
const rowOf = (title: string, name: string) =>
  panel(title).getByRole('button', { name: new RegExp(`^${name}: `) });
const measure = (label: string) =>
  page.getByRole('radiogroup', { name: 'Measure' }).getByText(label, { exact: true });

/** The rows of a breakdown, cell by cell. */
async function rowsOf(title: string): Promise<string[][]> {
  await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
  await expect(panel(title)).toHaveAttribute('aria-busy', 'false');
  const rows = panel(title).getByRole('table').locator('tbody tr');
  return rows.evaluateAll((found) =>
    // biome-ignore lint/performance/useDomNodeTextContent: the text as it is drawn, without what is hidden
    found.map((row) => [...row.children].map((cell) => (cell as HTMLElement).innerText.trim())),
  );
}

const count = (value: number): string => value.toLocaleString('en-US');
const decimal = (value: number | null): string =>
  value === null ? '–' : value.toLocaleString('en-US', { maximumFractionDigits: 9 });

test('[000] cards of calendar months stay as they are under any filter, and follow "as of"', async () => {
  const month = async (from: string, to: string): Promise<Summary> =>
    summaryOf(USAGE, '--from', from, '--to', to);
  const october = await month('2026-10-01', '2026-10-31');
  const september = await month('2026-09-01', '2026-09-30');
  const cards = await figures('Calendar months');

  await test.step('[000] three cards, each with its note', async () => {
    expect([...cards.keys()]).toEqual([
      'Credits this month',
      'Credits last month',
      'Active members this month',
    ]);
    const note = page.getByText('this calendar month, not affected by filters');
    await expect(note).toHaveCount(3);
    for (const one of await note.all()) await expect(one).toBeVisible();
  });
  await test.step('[000] credits of this month and the last, equal to `summary` of these months', async () => {
    expect(cards.get('Credits this month')?.[0]).toBe(decimal(october.credits));
    expect(cards.get('Credits last month')?.[0]).toBe(decimal(september.credits));
  });
  await test.step('[000] the pill: a green arrow up with the change in percent', async () => {
    const [now, before] = [october.credits ?? 0, september.credits ?? 0];
    const share = ((now - before) / before).toLocaleString('en-US', {
      style: 'percent',
      maximumFractionDigits: 1,
    });
    const pill = page.locator('[data-kind="up"]');
    await expect(pill).toHaveText(`up ${share}`);
    await expect(pill.locator('svg')).toBeVisible();
  });
  await test.step('[000] active members: everybody with a call but the system', async () => {
    const members = (
      await breakdownOf('actor', 'events', USAGE, '--from', '2026-10-01', '--to', '2026-10-31')
    ).groups;
    const people = members.filter(({ key }) => key !== null && key !== 'System');
    expect(cards.get('Active members this month')?.[0]).toBe(count(people.length));
  });
  await test.step('[000] filters narrow breakdowns and table, not the cards', async () => {
    await query(page, 'model:gpt-4o time:[2026-09-03 TO 2026-09-04]');
    expect(await figures('Calendar months')).toEqual(cards);
    const narrowed = await summaryOf('family:usage model:gpt-4o time:[2026-09-03 TO 2026-09-04]');
    await expectRows(page, narrowed.events);
    expect((await figures('Totals of this range')).get('Credits')?.[0]).toBe(decimal(narrowed.credits));
    await query(page, '');
  });
  await test.step('[000] "as of" is shown and moves them: down, then new, then flat', async () => {
    const asOf = async (day: string): Promise<void> => {
      await page.getByRole('button', { name: /^As of / }).click();
      const end = page.getByRole('textbox', { name: 'End of a day' });
      await end.fill(day);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      await expect(end).toBeHidden();
    };
    await asOf('2026-11-15');
    await expect(page.locator('dl[aria-label="Calendar months"]')).toContainText('down 100%');
    expect((await figures('Calendar months')).get('Credits last month')?.[0]).toBe(decimal(october.credits));
    await asOf('2026-09-15');
    await expect(page.locator('dl [data-kind="new"]')).toHaveText('new');
    expect((await figures('Calendar months')).get('Credits this month')?.[0]).toBe(
      decimal(september.credits),
    );
    await asOf('2025-01-15');
    await expect(page.locator('dl [data-kind="flat"]')).toHaveText('flat');
    expect((await figures('Calendar months')).get('Credits this month')?.[0]).toBe('–');
  });
});

test('[002] totals and breakdowns are those of the command line, by every measure', async () => {
  await test.step('[002] Total Requests, Tokens, Cost, Unique Users, Unique Models of the range', async () => {
    for (const where of [USAGE, `${USAGE} model:claude*`, `${USAGE} byok:true`]) {
      await query(page, where.replace(USAGE, '').trim());
      const summary = await summaryOf(where);
      const shown = await figures('Totals of this range');
      const first = (label: string): string | undefined => shown.get(label)?.[0];
      expect(first('Total Requests'), where).toBe(decimal(summary.requests));
      expect(shown.get('Total Tokens'), where).toEqual([
        count((summary.inputTokens ?? 0) + (summary.outputTokens ?? 0)),
        `${count(summary.inputTokens ?? 0)} in`,
        `${count(summary.outputTokens ?? 0)} out`,
      ]);
      for (const [label, amount] of [
        ['Total Cost', summary.cost],
        ['BYOK cost', summary.byokCost],
      ] as const) {
        const exact = shown.get(label)?.at(-1);
        expect(exact, label).toBe(amount === null ? '–' : `$${decimal(amount)}`);
      }
      expect(first('Credits'), where).toBe(decimal(summary.credits));
      expect(first('Unique Users'), where).toBe(count(summary.actors));
      expect(first('Unique Models'), where).toBe(count(summary.models));
    }
    await query(page, '');
  });
  await test.step('[000] By reason, By model: value and share of each, by requests, tokens, credits and cost', async () => {
    const panels = [
      ['By reason', 'reason'],
      ['By model', 'model'],
      ['By provider', 'provider'],
      ['By API key', 'apiKey'],
      ['By AI worker', 'worker'],
    ] as const;
    const told = await Promise.all(panels.map(([, by]) => breakdownOf(by, 'requests', USAGE)));
    for (const [label, name] of [
      ['Requests', 'requests'],
      ['Tokens', 'tokens'],
      ['Credits', 'credits'],
      ['Cost', 'cost'],
      ['BYOK cost', 'byokCost'],
    ] as const) {
      await measure(label).click();
      await expect(panel('By model').getByRole('columnheader', { name: label, exact: true })).toBeVisible();
      for (const [at, [title]] of panels.entries()) {
        const measured = (told[at]?.groups ?? []).map((group) => {
          const tokens = group.inputTokens === null ? null : group.inputTokens + (group.outputTokens ?? 0);
          return { name: group.label, value: name === 'tokens' ? tokens : group[name] };
        });
        const isMoney = name === 'cost' || name === 'byokCost';
        const expected = measured.map((one) => {
          const text = isMoney && one.value !== null ? `$${money(one.value)}` : decimal(one.value);
          return `${one.name} ${text}`;
        });
        const shown = await rowsOf(title);
        const named = shown.filter(([text = '']) => !text.startsWith('Other ('));
        expect(expected, `${title} by ${label}`).toEqual(
          expect.arrayContaining(named.map(([text, , value]) => `${text} ${value}`)),
        );
        // The largest are those that are shown, in their order.
        const byValue = measured.map(({ value }) => value ?? -1).sort((one, other) => other - one);
        const values = named.map(([text]) => measured.find((one) => one.name === text)?.value ?? -1);
        expect(values, `${title} by ${label}`).toEqual(byValue.slice(0, named.length));
        expect(named.length).toBe(Math.min(7, measured.length));
      }
    }
    await measure('Credits').click();
  });
  await test.step('[000] three breakdowns side by side, of credits; by reason and model a bar with its legend', async () => {
    const boxes = await Promise.all(
      ['By reason', 'By model', 'By member'].map((title) => panel(title).boundingBox()),
    );
    expect(new Set(boxes.map((box) => box?.y)).size).toBe(1);
    const lefts = boxes.map((box) => box?.x ?? 0);
    expect(lefts).toEqual(lefts.toSorted((one, other) => one - other));
    for (const title of ['By reason', 'By model']) {
      const segments = panel(title).locator('svg rect[data-hint]');
      await expect(panel(title).locator('tbody tr')).toHaveCount(await segments.count());
      const [bar, first] = [await panel(title).getByRole('img').boundingBox(), segments.first()];
      expect(bar?.width).toBeGreaterThan(10 * (bar?.height ?? 0));
      const share = ((await first.boundingBox())?.width ?? 0) / (bar?.width ?? 1);
      expect(share).toBeCloseTo(Number.parseFloat((await rowsOf(title))[0]?.[1] ?? '') / 100, 1);
    }
  });
  await test.step('[002] each breakdown says what it is good for', async () => {
    for (const [title, use] of [
      ['By member', 'heavy users, and users that are unusual'],
      ['By model', 'so rarely that they could be retired'],
      ['By provider', 'for contracts and capacity'],
      ['By API key', 'integrations that may need a rate limit'],
    ] as const) {
      await expect(panel(title).locator('header [title]').first()).toHaveAttribute('title', new RegExp(use));
    }
  });
  await test.step('[001] worker and entry point are breakdowns too', async () => {
    for (const title of ['By AI worker', 'By entry point']) {
      await panel(title).scrollIntoViewIfNeeded();
      await expect(panel(title).locator('tbody tr').first()).toBeVisible();
    }
    await panel('By reason').scrollIntoViewIfNeeded();
  });
  await test.step('[000] Classify questions shows beside the primary reasons', async () => {
    for (const reason of ['Chat', 'Generate field', 'Summarize CV', 'Classify questions']) {
      await expect(rowOf('By reason', reason)).toBeVisible();
    }
  });
  await test.step('[000] By member: credits and calls, top five, Show all (N), Show top 5', async () => {
    const { groups } = await breakdownOf('actor', 'credits', USAGE);
    const expected = groups.map(({ credits, events }) => [decimal(credits), count(events)]);
    await expect.poll(async () => (await rowsOf('By member')).length).toBe(5);
    expect((await rowsOf('By member')).map(([, ...cells]) => cells)).toEqual(expected.slice(0, 5));
    const all = panel('By member').getByRole('button', { name: `Show all (${groups.length})` });
    await all.click();
    // Rows come as they are scrolled to: those in sight first.
    await expect
      .poll(async () => (await rowsOf('By member')).slice(0, 10).map(([, ...cells]) => cells))
      .toEqual(expected.slice(0, 10));
    await panel('By member').getByRole('button', { name: 'Show top 5' }).click();
    await expect.poll(async () => (await rowsOf('By member')).length).toBe(5);
  });
  await test.step('[000] more than seven members: the bar folds those of lower rank into Other', async () => {
    await expect(panel('By member').locator('svg rect[data-hint]')).toHaveCount(8);
    await panel('By member').getByRole('button', { name: 'By member as a table' }).click();
    const rows = await panel('By member')
      .getByRole('region', { name: 'By member as a table' })
      .locator('tbody tr')
      .allInnerTexts();
    const { groups } = await breakdownOf('actor', 'credits', USAGE);
    expect(rows).toHaveLength(8);
    expect(rows.at(-1)).toContain(`Other (${groups.length - 7})`);
    await panel('By member').getByRole('button', { name: 'By member as a table' }).click();
  });
});

const money = (value: number): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 9 });

test('[000] breakdowns filter, filters offer what is there, and everything can be taken away', async () => {
  await test.step('a click filters, a second one takes it back; Alt-click excludes', async () => {
    await rowOf('By model', 'gpt-4o').click();
    await expect.poll(() => chips(page)).toEqual(['model gpt-4o']);
    await expectRows(page, (await summaryOf(`${USAGE} model:gpt-4o`)).events);
    await rowOf('By model', 'gpt-4o').click();
    await expect.poll(() => chips(page)).toEqual([]);
    await panel('By reason')
      .locator('svg rect[data-hint]')
      .nth(1)
      .click({ modifiers: ['Alt'] });
    await expect.poll(async () => (await chips(page))[0]).toMatch(/^not reason /);
    await page.getByRole('button', { name: 'Clear all' }).click();
  });
  await test.step('by keyboard: one stop each, arrows, Alt Enter excludes, Shift Enter looks at it by itself', async () => {
    await rowOf('By model', 'No value').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Alt+Enter');
    await expect.poll(async () => (await chips(page))[0]).toMatch(/^not model /);
    await page.getByRole('button', { name: 'Clear all' }).click();
    await rowOf('By model', 'gpt-4o').focus();
    await page.keyboard.press('Shift+Enter');
    await expect(page.getByRole('complementary', { name: 'Drill-down' })).toContainText('gpt-4o');
    await page.keyboard.press('Escape');
    await page
      .getByRole('button', { name: /^Close/ })
      .first()
      .click();
  });
  await test.step('[000] Members, Reasons, Models, BYOK; Models lists only those in the filtered data', async () => {
    for (const name of ['Members', 'Reasons', 'Models', 'BYOK']) {
      await expect(filterButton(page, name)).toBeVisible();
    }
    const reasons = await openMenu(page, 'Reasons');
    for (const reason of ['Chat', 'Generate field', 'Summarize CV', 'Classify questions']) {
      await expect(reasons.getByRole('checkbox', { name: new RegExp(`^${reason}`) })).toBeVisible();
    }
    await reasons.getByRole('checkbox', { name: /^Chat/ }).click();
    await reasons.getByRole('checkbox', { name: /^Generate field/ }).click();
    await closeMenu(page);
    expect((await rowsOf('By reason')).map(([name]) => name).toSorted()).toEqual(['Chat', 'Generate field']);
    await page.getByRole('button', { name: 'Clear all' }).click();
    await query(page, 'reason:Chat');
    const models = await openMenu(page, 'Models');
    const { groups } = await breakdownOf('model', 'events', `${USAGE} reason:Chat`);
    await expect(models.getByRole('checkbox')).toHaveCount(groups.length);
    await closeMenu(page);
    await filterButton(page, 'BYOK').click();
    for (const name of ['Any', 'BYOK only', 'Non-BYOK only']) {
      await expect(page.getByRole('radio', { name, exact: true })).toBeVisible();
    }
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Clear all' }).click();
  });
  await test.step('[000] This month, Last month and Last 30 days are resolved by "as of"', async () => {
    for (const [preset, from, to] of [
      ['This month', '2026-10-01', '2026-10-31'],
      ['Last month', '2026-09-01', '2026-09-30'],
      ['Last 30 days', '2026-10-02', '2026-10-31'],
    ] as const) {
      await runCommand(page, `Time: ${preset}`);
      await expectRows(page, (await summaryOf(USAGE, '--from', from, '--to', to)).events);
    }
    await runCommand(page, 'Time: All time');
  });
  await test.step('[000] rows are exported under the pattern, with organisation and dates resolved', async () => {
    await query(page, 'reason:*');
    const path = await opened.shell.saveExport('rows.csv', async () => {
      await page.getByRole('button', { name: 'Export', exact: true }).click();
      await page.getByRole('menuitem', { name: /^CSV/ }).click();
    });
    expect(readFileSync(path, 'utf8').split('\r\n').length).toBeGreaterThan(1_000);
    if (opened.desktop !== null) {
      const asked = (await opened.desktop.dialogs()).at(-1);
      expect(JSON.stringify(asked)).toContain('intervy-usage_northwind_2026-09-01_2026-10-31.csv');
    }
    await closeJobs(page);
  });
  await test.step('[000] BYOK calls: a badge and the provider cost instead of credits, which have no part of it', async () => {
    await query(page, 'byok:true reason:*');
    await expect(page.locator('#cell-0-0')).toBeVisible();
    await expect(grid(page).getByText('BYOK', { exact: true }).first()).toBeVisible();
    expect((await figures('Totals of this range')).get('Credits')).toEqual(['–']);
    expect((await figures('Totals of this range')).get('BYOK cost')?.[0]).toMatch(/^\$/);
  });
  await test.step('[000] nothing matches: the export says why it is not to be had, and charts say so', async () => {
    await query(page, 'model:there-is-none');
    const button = page.getByRole('button', { name: 'Export', exact: true });
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await button.hover();
    await expect(page.getByRole('tooltip')).toHaveText(
      'No rows match the current filters — widen the date range or clear a filter to enable export.',
    );
    await expect(panel('By model')).toContainText('No call of this filter has a model.');
    await expect(panel('By member')).toContainText('No member used anything under this filter.');
    await query(page, '');
  });
});
