import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { buildChild } from './built-child.ts';
import { type Order, parseReport, type Report } from './jobs.ts';

/** The program of the jobs, built for the first of them. */
let built: Promise<string> | null = null;

/** Those of the `trailglass` command; the peers have no JavaScript worth speaking of. */
export const NODE_FLAGS = ['--max-semi-space-size=8'];

/** A report, with the time of the whole process. */
export interface TimedReport extends Report {
  readonly processMs: number;
}

/**
 * Does one job in a process of its own.
 * @throws when it fails, with what it said
 */
export async function runJob(order: Order): Promise<TimedReport> {
  built ??= buildChild('job-child');
  const program = await built;
  const start = performance.now();
  const child = spawn(process.execPath, [...NODE_FLAGS, program, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close');
  const [printed, complaint] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  const processMs = performance.now() - start;
  if (child.exitCode === 0) return { ...parseReport(printed), processMs };
  const reason = /^\w*Error.*$/m.exec(complaint)?.[0] ?? (complaint.trim() || `status ${child.exitCode}`);
  throw new Error(`${order.contender}, ${order.job}: ${reason}`);
}
