import { runCli } from './run-cli.ts';
import { processTerminal } from './terminal.ts';

/** Runs the command line of this process, and leaves its exit status. */
export async function runCommandLine(): Promise<void> {
  process.exitCode = await runCli(process.argv.slice(2), processTerminal());
}
