import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from '@playwright/test';
import { ensureBuilt } from '../../electron/hosts/start/build.ts';
import { CHROMIUM_ARGS, findChromium } from '../e2e/chromium.ts';
import { auditFile, usageFile } from './data/kept-data.ts';
import { type Timing, timing } from './measure.ts';
import { type PaintClock, watchPaints } from './paint-clock.ts';
import { scrollLog } from './scroll-frames.ts';
import { importInto, serveWorkspace } from './served-workspace.ts';

/**
 * Times the interface in a real browser, with the browser's own clocks:
 *   node test/bench/interface.ts [FILE.trailglass] [--usage] [--rows N] [--runs N] [--data FOLDER] [--json]
 * Without a workspace it makes one of a generated audit log, or with --usage, which looks at the usage view, of usage. Clicks are on one row after the other, so that
 * hardly any answer is remembered; every start is a new process and a new page.
 */

interface InterfaceResults {
  readonly rows: number;
  /** Null for the usage view, which no program starts with. */
  readonly starts: Timing | null;
  readonly filterClicks: Timing | null;
  readonly detailOpens: Timing | null;
  readonly frames: { readonly longest: number; readonly over50: number; readonly median: number };
  /** Tasks over 50 ms that the browser reported while scrolling. */
  readonly longTasks: number;
}

const STILL = 200;
/** Of the log, also where charts stand above it. */
const ROWS_IN_SIGHT = 8;
const SIZE = { width: 1440, height: 900 };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '20' },
    data: { type: 'string' },
    usage: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

ensureBuilt();
const folder = mkdtempSync(join(tmpdir(), 'trailglass-interface-'));
const browser = await chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_ARGS] });
try {
  const workspace = positionals[0] ?? (await madeWorkspace());
  const results = await measure(browser, workspace, Number(values.runs));
  if (values.json) console.log(JSON.stringify(results));
  else print(results);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

async function madeWorkspace(): Promise<string> {
  const fileOf = values.usage ? usageFile : auditFile;
  const file = await fileOf(values.data ?? folder, Number(values.rows));
  const workspace = join(folder, 'audit.trailglass');
  process.stderr.write('Importing it …\n');
  await importInto(workspace, file);
  return workspace;
}

async function measure(browser: Browser, workspace: string, runs: number): Promise<InterfaceResults> {
  const starts: number[] = [];
  for (let run = 0; run < runs && !values.usage; run += 1) starts.push(await start(browser, workspace));
  const served = await serveWorkspace(workspace);
  try {
    const page = await browser.newPage({ viewport: SIZE });
    const clock = await watchPaints(page);
    await page.goto(served.url);
    if (values.usage) await page.getByRole('navigation').getByText('Usage', { exact: true }).click();
    const rows = await settledRows(page);
    const detailOpens = await openDetails(page, clock, runs);
    const filterClicks = await clickFilters(page, clock, runs);
    const [frames, longTasks] = await scroll(page);
    return {
      rows,
      starts: starts.length === 0 ? null : timing(starts),
      filterClicks: timing(filterClicks),
      detailOpens: timing(detailOpens),
      frames,
      longTasks,
    };
  } finally {
    await served.stop();
  }
}

/** From the start of the program's process to the first rows with their figures on the screen. */
async function start(browser: Browser, workspace: string): Promise<number> {
  const began = performance.timeOrigin + performance.now();
  const served = await serveWorkspace(workspace);
  const page = await browser.newPage({ viewport: SIZE });
  try {
    await page.goto(served.url, { waitUntil: 'commit' });
    const at = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const look = (): void => {
            const grid = document.querySelector('[role=grid]');
            const isThere =
              grid?.getAttribute('aria-busy') === 'false' && grid.querySelector('tbody [id^=cell-]');
            if (isThere) setTimeout(() => resolve(performance.timeOrigin + performance.now()));
            else requestAnimationFrame(look);
          };
          look();
        }),
    );
    return at - began;
  } finally {
    await page.close();
    await served.stop();
  }
}

async function settledRows(page: Page): Promise<number> {
  await page.getByRole('grid').getByRole('row').nth(1).waitFor({ timeout: 60_000 });
  await page.waitForTimeout(1_000);
  return Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1;
}

/** From Enter to the fields of the event, each time another one. */
async function openDetails(page: Page, clock: PaintClock, runs: number): Promise<number[]> {
  const times: number[] = [];
  await page.getByRole('grid').focus();
  for (let run = 0; run < runs; run += 1) {
    await page.keyboard.press('j');
    await page.waitForTimeout(80);
    await clock.arm();
    const painted = clock.firstPaintOf('aside[aria-label="Event details"] dl');
    await page.keyboard.press('Enter');
    times.push(await painted);
    await page.keyboard.press('Escape');
  }
  return times;
}

/** From the click that filters for, or out, the value of a cell until everything stands still; then it is undone. */
async function clickFilters(page: Page, clock: PaintClock, runs: number): Promise<number[]> {
  const times: number[] = [];
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+Home');
  for (let run = 0; run < runs; run += 1) {
    const column = run % 2 === 0 ? 'Actor' : values.usage ? 'Model' : 'Resource';
    const button = `${run % 4 < 2 ? 'Filter for' : 'Filter out'} this ${column}`;
    const headings = page.getByRole('grid').getByRole('columnheader');
    const heading = headings.and(page.getByRole('columnheader', { name: new RegExp(`^${column}`) }));
    const at = Number(await heading.getAttribute('aria-colindex')) - 1;
    await page.locator(`#cell-${run % ROWS_IN_SIGHT}-${at}`).hover();
    await clock.arm();
    const redrawn = clock.lastPaint(STILL);
    await page.getByRole('button', { name: button }).click();
    // Off the log, where buttons would come for the cell that is now under the pointer.
    await page.mouse.move(0, 0);
    times.push(await redrawn);
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+z');
    await page.waitForTimeout(400);
  }
  return times;
}

async function scroll(page: Page): Promise<[InterfaceResults['frames'], number]> {
  await page.keyboard.press('Control+Home');
  await page.waitForTimeout(500);
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(globalThis, { longTasks: seen });
    new PerformanceObserver((list) =>
      seen.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({
      type: 'longtask',
    });
  });
  const frames = (await scrollLog(page)).flatMap((phase) => phase.frames);
  const longTasks = await page.evaluate(
    () => (globalThis as unknown as { longTasks: number[] }).longTasks.length,
  );
  const sorted = [...frames].sort((a, b) => a - b);
  const figures = {
    longest: sorted.at(-1) ?? Number.NaN,
    over50: frames.filter((ms) => ms > 50.5).length,
    median: sorted[sorted.length >> 1] ?? Number.NaN,
  };
  return [figures, longTasks];
}

function print({ rows, starts, filterClicks, detailOpens, frames, longTasks }: InterfaceResults): void {
  const line = (work: string, must: string, time: Timing | null) => ({
    work,
    must,
    'median ms': time?.median.toFixed(1),
    'p95 ms': time?.p95.toFixed(1),
    runs: time?.runs,
  });
  console.log(`${rows.toLocaleString('en')} rows, ${SIZE.width} × ${SIZE.height}`);
  console.table([
    ...(starts === null ? [] : [line('start to the first usable screen', '≤ 1,500', starts)]),
    line('filter click to everything redrawn', 'p95 ≤ 150', filterClicks),
    line('open an event', '≤ 50', detailOpens),
  ]);
  console.log(
    `Scrolling: median frame ${frames.median.toFixed(1)} ms, longest ${frames.longest.toFixed(1)} ms, ` +
      `${frames.over50} over 50 ms; ${longTasks} long tasks`,
  );
}
