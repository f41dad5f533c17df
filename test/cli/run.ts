import { spawn } from 'node:child_process';
import { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { runCli } from '../../electron/hosts/cli/run-cli.ts';
import { streamTerminal } from '../../electron/hosts/cli/terminal.ts';

/** What a command printed and how it ended. */
export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

class Sink extends Writable {
  text = '';
  readonly isTTY: boolean;

  constructor(isTTY: boolean) {
    super({ decodeStrings: false });
    this.isTTY = isTTY;
  }

  override _write(chunk: string, _encoding: string, done: () => void): void {
    this.text += chunk;
    done();
  }
}

/** Runs a command in this process. */
export async function cli(
  args: readonly string[],
  { tty = false, input }: { tty?: boolean; input?: string | Uint8Array } = {},
): Promise<Outcome> {
  const out = new Sink(tty);
  const err = new Sink(tty);
  const piped = input === undefined ? null : Readable.from([Buffer.from(input as Uint8Array)]);
  const status = await runCli(args, streamTerminal(out, err, piped));
  return { status, out: out.text, err: err.text };
}

/** The one document a command with `--json` printed. */
export async function cliJson<T>(args: readonly string[]): Promise<T> {
  const { out } = await cli([...args, '--json']);
  return JSON.parse(out) as T;
}

export const CLI_ENTRY = fileURLToPath(new URL('../../electron/hosts/cli/index.ts', import.meta.url));

/** Runs a command as a process of its own. */
export function cliProcess(args: readonly string[]) {
  return spawn(process.execPath, [CLI_ENTRY, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}
