import type { Page } from '@playwright/test';

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

/** The frames of one way to scroll. */
export interface ScrolledPhase {
  readonly name: string;
  /** Milliseconds between frames, by the browser's own animation clock. */
  readonly frames: readonly number[];
}

/** Scrolls the log on screen in each way. A browser without a graphics card draws in software, which counts too. */
export async function scrollLog(page: Page): Promise<readonly ScrolledPhase[]> {
  const phases: ScrolledPhase[] = [];
  for (const phase of PHASES) phases.push({ name: phase.name, frames: await page.evaluate(framesOf, phase) });
  return phases;
}

/** Runs in the page. */
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
