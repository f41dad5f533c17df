import type { Page } from '@playwright/test';

/** What a page counts of itself between an input and the paint that follows from it. */
export interface PaintClock {
  /** Begins with the next click or key. */
  arm(): Promise<void>;
  /**
   * Milliseconds from that input to the paint after which nothing in the page changed any more for `still` ms, as the
   * browser's event and animation clocks have them.
   */
  lastPaint(still: number): Promise<number>;
  /** Milliseconds from that input to the first paint in which an element is there. */
  firstPaintOf(selector: string): Promise<number>;
}

interface Clock {
  arm(): void;
  lastPaint(still: number): Promise<number>;
  firstPaintOf(selector: string): Promise<number>;
}

/** Runs in the page before its own scripts. */
function installClock(): void {
  let input = 0;
  let changed = 0;
  const painted = (then: (at: number) => void): void => {
    // The message comes once the frame was handed to the screen.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => then(performance.now());
      port2.postMessage(null);
    });
  };
  const onInput = (event: Event): void => {
    if (input !== 0) return;
    input = event.timeStamp;
    performance.mark('input', { startTime: event.timeStamp });
  };
  for (const name of ['click', 'keydown']) window.addEventListener(name, onInput, { capture: true });
  const observer = new MutationObserver(() => {
    painted((at) => {
      changed = at;
    });
  });
  const measured = (name: string, end: number): number =>
    performance.measure(name, { start: 'input', end }).duration;
  const clock: Clock = {
    arm() {
      input = 0;
      changed = 0;
      observer.observe(document.body, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
    },
    lastPaint: (still) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (input === 0 || changed === 0 || performance.now() - changed < still) setTimeout(look, 10);
          else {
            observer.disconnect();
            resolve(measured('redrawn', changed));
          }
        };
        look();
      }),
    firstPaintOf: (selector) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (input === 0 || document.querySelector(selector) === null) requestAnimationFrame(look);
          else painted((at) => resolve(measured(selector, at)));
        };
        look();
      }),
  };
  Object.assign(globalThis, { paintClock: clock });
}

/** Installs the clock in pages that are loaded from now on. */
export async function watchPaints(page: Page): Promise<PaintClock> {
  await page.addInitScript(installClock);
  return {
    arm: () => page.evaluate(() => (globalThis as unknown as { paintClock: Clock }).paintClock.arm()),
    lastPaint: (still) =>
      page.evaluate(
        (quiet) => (globalThis as unknown as { paintClock: Clock }).paintClock.lastPaint(quiet),
        still,
      ),
    firstPaintOf: (selector) =>
      page.evaluate(
        (wanted) => (globalThis as unknown as { paintClock: Clock }).paintClock.firstPaintOf(wanted),
        selector,
      ),
  };
}
