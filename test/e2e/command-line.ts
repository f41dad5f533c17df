import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { CLI_ENTRY } from '../cli/run.ts';

const run = promisify(execFile);

/** What the command line prints, run as a process of its own beside the program. */
export async function commandLine(args: readonly string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [CLI_ENTRY, ...args], { maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

/** The one document a command with `--json` prints. */
export async function commandLineJson<T>(args: readonly string[]): Promise<T> {
  return JSON.parse(await commandLine([...args, '--json'])) as T;
}
