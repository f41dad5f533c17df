import { chromium, type Page } from '@playwright/test';
import { ensureBuilt } from '../../electron/hosts/start/build.ts';
import { CHROMIUM_ARGS, findChromium } from '../e2e/chromium.ts';
import { type ScrolledPhase, scrollLog } from './scroll-frames.ts';
import { serveWorkspace } from './served-workspace.ts';

/**
 * Scrolls through the log of a workspace in a real browser and prints how long frames took:
 *   node test/bench/scroll.ts FILE.trailglass [VIEW]
 * Steadily, fast, and by jumping to random places.
 */

function described({ name, frames }: ScrolledPhase): Record<string, string | number> {
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
  console.table((await scrollLog(page)).map(described));
}

const [workspace, view = 'Usage'] = process.argv.slice(2);
if (workspace === undefined) throw new Error('node test/bench/scroll.ts FILE.trailglass [VIEW]');
ensureBuilt();
const served = await serveWorkspace(workspace);
const browser = await chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_ARGS] });
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(served.url);
  await scrollThrough(page, view);
} finally {
  await browser.close();
  await served.stop();
}
