import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';

/** Where the command line reads and writes. */
export interface Terminal {
  /** Standard input; null when a person types there, or there is none. */
  readonly input: Readable | null;
  /** Writes to standard output; resolves when more may be written. */
  out(text: string): Promise<void>;
  /** Writes to standard error. */
  err(text: string): void;
  /** Whether a person, not a program, reads standard output. */
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
}

/** The terminal of this process. A reader that goes away early, such as `head`, ends the process quietly. */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0);
      throw error;
    });
  }
  return {
    ...streamTerminal(process.stdout, process.stderr),
    input: process.stdin.isTTY ? null : process.stdin,
  };
}

/** A terminal over two streams. */
export function streamTerminal(
  out: Writable & { isTTY?: boolean },
  err: Writable & { isTTY?: boolean },
  input: Readable | null = null,
): Terminal {
  return {
    input,
    async out(text) {
      if (!out.write(text)) await once(out, 'drain');
    },
    err(text) {
      err.write(text);
    },
    outIsTerminal: out.isTTY === true,
    errIsTerminal: err.isTTY === true,
  };
}
