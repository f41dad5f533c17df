import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

const EVERY_MS = 10;

/**
 * Peak resident memory of this process, in bytes. From /proc where there is one: what `getrusage` says begins, after a
 * fork, with the memory of the parent.
 */
export function ownPeakRss(): number {
  return peakRssOf('self') ?? process.resourceUsage().maxRSS * 1024;
}

/** Follows the peak resident memory of a program until it ends. The function returned gives it; null without /proc. */
export function watchPeakRss(child: ChildProcess): () => number | null {
  let peak: number | null = null;
  const look = (): void => {
    const now = child.pid === undefined ? null : peakRssOf(String(child.pid));
    if (now !== null) peak = Math.max(peak ?? 0, now);
  };
  const timer = setInterval(look, EVERY_MS);
  child.once('close', () => clearInterval(timer));
  return () => peak;
}

function peakRssOf(pid: string): number | null {
  try {
    const found = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'));
    return found === null ? null : Number(found[1]) * 1024;
  } catch {
    return null;
  }
}
