import { CommanderError } from 'commander';
import { AppError, toWireError } from '../../../shared/errors.ts';
import { visibleText } from '../../../shared/text/visible-text.ts';
import { EXIT, type ExitStatus, exitStatusOf } from './exit-status.ts';
import { createProgram } from './program.ts';
import type { Terminal } from './terminal.ts';

/**
 * Runs one command line.
 * @param args without the names of Node and of the program
 * @returns the exit status
 */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  let status: ExitStatus = EXIT.done;
  const program = createProgram(terminal, (ended) => {
    status = ended;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done; // --help, --version
    const failure = error instanceof CommanderError ? usageError(error) : error;
    return reportFailure(failure, args.includes('--json'), terminal);
  }
}

function usageError(error: CommanderError): AppError {
  const nothingAsked = error.code === 'commander.help' || error.code === 'commander.helpDisplayed';
  const said = nothingAsked ? 'no command given' : error.message.replace(/^error: /, '');
  const line = said.replaceAll('\n', ' ').replace(/[.]$/, '');
  return new AppError('BAD_ARGUMENT', `${line}. See "trailglass --help".`, { usage: error.code });
}

/** One line for people on standard error; with `--json` also one document for programs on standard output. */
async function reportFailure(error: unknown, json: boolean, terminal: Terminal): Promise<ExitStatus> {
  const wire = toWireError(error);
  terminal.err(
    `trailglass: ${wire.code === 'INTERNAL' ? 'internal error: ' : ''}${visibleText(wire.message)}\n`,
  );
  if (json) await terminal.out(`${JSON.stringify({ error: wire })}\n`);
  return exitStatusOf(wire.code);
}
