import type { Progress } from '../../../shared/api/contract.ts';
import type { CallOptions } from '../../../shared/api/remote.ts';
import { createProgressLine } from './progress-line.ts';
import type { Terminal } from './terminal.ts';

/**
 * Runs a long call with a progress line, cancelled by Ctrl+C. A second Ctrl+C ends the process at once.
 */
export async function interruptible<T>(
  terminal: Terminal,
  work: (options: CallOptions) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const line = createProgressLine(terminal);
  const stop = () => {
    line.clear();
    terminal.err('Stopping; what is committed stays.\n');
    controller.abort();
  };
  process.once('SIGINT', stop);
  try {
    return await work({ signal: controller.signal, onProgress: (progress: Progress) => line.show(progress) });
  } finally {
    process.off('SIGINT', stop);
    line.clear();
  }
}
