import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Clause, Filter } from '../../../shared/filter/filter.ts';
import { parseWritten } from '../../../shared/filter/written.ts';
import { timeRangeOf } from '../../../shared/time/range.ts';

/* Flags that several commands share. */

/** Values of the filter flags. */
export interface FilterFlags {
  readonly where?: string;
  readonly from?: string;
  readonly to?: string;
  readonly timezone?: string;
  readonly view?: string;
  readonly sinceReview?: true;
}

/** `-w FILE`, required. */
export function withWorkspace(command: Command): Command {
  return command.requiredOption('-w, --workspace <file>', 'workspace file');
}

/** `--json`. */
export function withJson(command: Command): Command {
  return command.option('--json', 'print one JSON document');
}

/** `--where`, `--from`, `--to`, `--timezone`, `--view`, `--since-review`. */
export function withFilter(command: Command): Command {
  return command
    .option(
      '--where <query>',
      'filter, such as \'actor:"dana" AND credits:>10 AND -action:*login* AND /key-[0-9]+/\'',
    )
    .option('--from <time>', 'first day, or first instant (ISO 8601)')
    .option('--to <time>', 'last day (included), or the instant at which to stop')
    .option(
      '--timezone <iana>',
      'zone of days and of times without one (default: UTC; with --view the one it was saved in)',
    )
    .option(
      '--view <name>',
      'a saved view: what it holds AND what the other flags say; --from and --to replace its time range',
    )
    .option('--since-review', 'with --view: what is new since it was last marked as reviewed');
}

/**
 * The filter value that the flags stand for, but for `--view`.
 * @throws BAD_QUERY, BAD_ARGUMENT
 */
export function filterOf(flags: FilterFlags): Filter {
  const clauses: Clause[] = flags.where === undefined ? [] : parseWritten(flags.where);
  return {
    time: timeRangeOf(flags.from ?? null, flags.to ?? null, flags.timezone ?? 'UTC'),
    chips: clauses.map((clause) => ({ clause, off: false })),
  };
}

/** Examples below the help of a command. */
export function withExamples(command: Command, ...examples: readonly string[]): Command {
  const lines = examples.map((example) => `  $ trailglass ${example}\n`);
  return command.addHelpText('after', `\nExamples:\n${lines.join('')}`);
}

/** A flag with a fixed set of values. */
export function choice(flags: string, about: string, values: readonly string[]): Option {
  return new Option(flags, about).choices(values);
}

/** Reads a whole number, zero included. */
export function wholeNumber(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number.');
}

/** Reads an id: a whole number from 1. */
export function idNumber(text: string): number {
  const id = wholeNumber(text);
  if (id > 0) return id;
  throw new InvalidArgumentError('It must be a whole number from 1.');
}

/** Reads a TCP port. */
export function portNumber(text: string): number {
  const port = wholeNumber(text);
  if (port < 65_536) return port;
  throw new InvalidArgumentError('It must be between 0 and 65535.');
}
