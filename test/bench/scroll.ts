import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { ensureBuilt } from '../../electron/hosts/start/build.ts';
import { CHROMIUM_ARGS, findChromium } from '../e2e/chromium.ts';

/**
 * Scrolls through the log of a workspace in a real browser and prints how long frames took:
 *   node test/bench/scroll.ts FILE.trailglass [VIEW]
 * Steadily, fast, and by jumping to random places; frames are those of the browser's own animation clock. A browser
 * without a graphics card draws in software, which counts too.
 */

const CLI = fileURLToPath(new URL('../../electron/hosts/cli/index.ts', import.meta.url));

/** A way to scroll: how far in each frame, or to where. */
interface Phase {
  readonly name: string;
  readonly ms: number;
  /** Pixels in each frame; null jumps anywhere every twentieth frame. */
  readonly step: number | null;
}

const PHASES: readonly Phase[] = [
  { name: 'steady, 60 px a frame', ms: 4_000, step: 60 },
  { name: 'fast, 1,200 px a frame', ms: 3_000, step: 1_200 },
  { name: 'jumps anywhere', ms: 3_000, step: null },
];

/** Runs in the page. Gives the milliseconds between frames. */
async function framesOf({ ms, step }: Phase): Promise<number[]> {
  const scroller = document.querySelector('[role=grid]')?.parentElement;
  if (scroller === null || scroller === undefined) throw new Error('There is no grid to scroll');
  const frames: number[] = [];
  await new Promise<void>((done) => {
    let last = 0;
    let first = 0;
    const frame = (now: number): void => {
      if (last > 0) frames.push(now - last);
      else first = now;
      last = now;
      if (step !== null) scroller.scrollTop += step;
      else if (frames.length % 20 === 0) scroller.scrollTop = Math.random() * scroller.scrollHeight;
      if (now - first < ms) requestAnimationFrame(frame);
      else done();
    };
    requestAnimationFrame(frame);
  });
  return frames;
}

function described(name: string, frames: readonly number[]): Record<string, string | number> {
  const sorted = [...frames].sort((a, b) => a - b);
  const ranked = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN).toFixed(1);
  return {
    phase: name,
    frames: frames.length,
    'median ms': ranked(0.5),
    'p95 ms': ranked(0.95),
    'p99 ms': ranked(0.99),
    'longest ms': ranked(1),
    'over 50 ms': frames.filter((ms) => ms > 50).length,
  };
}

async function scrollThrough(page: Page, view: string): Promise<void> {
  await page.getByRole('navigation').getByText(view, { exact: true }).click();
  await page.getByRole('grid').getByRole('row').nth(1).waitFor({ timeout: 60_000 });
  // Cards and charts of the first look are none of the scrolling.
  await page.waitForTimeout(3_000);
  const rows = await page.getByRole('grid').getAttribute('aria-rowcount');
  console.log(`${view}: ${(Number(rows) - 1).toLocaleString('en')} rows`);
  const results = [];
  for (const phase of PHASES) results.push(described(phase.name, await page.evaluate(framesOf, phase)));
  console.table(results);
}

const [workspace, view = 'Usage'] = process.argv.slice(2);
if (workspace === undefined) throw new Error('node test/bench/scroll.ts FILE.trailglass [VIEW]');
ensureBuilt();
const server = spawn(process.execPath, [CLI, 'serve', '-w', workspace, '--no-open'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [url] = (await Promise.race([
  once(createInterface(server.stdout), 'line'),
  once(server, 'exit').then(() => Promise.reject(new Error(`${workspace} could not be served`))),
])) as [string];
const browser = await chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_ARGS] });
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(url);
  await scrollThrough(page, view);
} finally {
  await browser.close();
  server.kill('SIGTERM');
  await once(server, 'exit');
}
