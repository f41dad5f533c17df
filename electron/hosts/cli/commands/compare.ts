import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Comparison } from '../../../../shared/api/contract.ts';
import { DATE_ORDERS, DEFAULT_IMPORT_OPTIONS, type ImportOptions } from '../../../../shared/api/contract.ts';
import type { CallOptions, RemoteEngine } from '../../../../shared/api/remote.ts';
import { AppError } from '../../../../shared/errors.ts';
import { timeRangeOf } from '../../../../shared/time/range.ts';
import type { InProcessHost } from '../../in-process.ts';
import { comparisonText } from '../comparison-text.ts';
import { EXIT } from '../exit-status.ts';
import { interruptible } from '../interruptible.ts';
import { choice, idNumber, wholeNumber, withExamples, withJson } from '../options.ts';
import type { CommandSetting } from '../program.ts';
import { reading, withEngine } from '../with-engine.ts';

interface Flags {
  readonly workspace?: string;
  readonly sources?: true;
  readonly from?: string;
  readonly to?: string;
  readonly limit: number;
  readonly profile?: string;
  readonly timezone: string;
  readonly dateOrder?: (typeof DATE_ORDERS)[number];
  readonly json?: true;
}

/** `compare`: two exports of one log that were taken at different times. */
export function addCompare(program: Command, { terminal, endWith }: CommandSetting): void {
  const command = program
    .command('compare')
    .description(
      'Compares two exports of one log, taken at different times: what vanished, what was altered, what came late.',
    )
    .argument('<first>', 'the earlier export: a file or folder, or the id of a source')
    .argument('<second>', 'the later export')
    .option('--sources', 'the arguments are ids of sources of the workspace')
    .option('-w, --workspace <file>', 'workspace file, with --sources')
    .option('--from <time>', 'first day or instant that both were exported for (default: what both cover)')
    .option('--to <time>', 'last day (included), or the instant at which to stop')
    .option('--limit <n>', 'at most this many records of each list', wholeNumber, 1_000)
    .option('--profile <id>', 'kind of export (default: recognised)')
    .option('--timezone <iana>', 'zone of times that carry none', DEFAULT_IMPORT_OPTIONS.timezone)
    .addOption(
      choice('--date-order <order>', 'order of day and month, where the values do not tell', DATE_ORDERS),
    )
    .addHelpText(
      'after',
      '\nExit status: 0 nothing vanished and nothing was altered; 1 otherwise, also when nothing could be compared.\n',
    );
  withExamples(
    withJson(command),
    'compare audit-2026-10-01.csv audit-2026-11-01.csv',
    'compare --sources 3 5 -w case.trailglass --json',
  ).action(async (first: string, second: string, flags: Flags) => {
    const window = windowOf(flags);
    const ask = (engine: RemoteEngine, a: readonly number[], b: readonly number[], options?: CallOptions) =>
      engine.compareSources({ first: [...a], second: [...b], window, limit: flags.limit }, options);
    const comparison = flags.sources
      ? await reading(terminal, workspaceOf(flags), (engine) =>
          interruptible(terminal, (options) => ask(engine, [sourceId(first)], [sourceId(second)], options)),
        )
      : await inTemporaryWorkspace((engine, host) =>
          interruptible(terminal, async (options) => {
            const importOptions: ImportOptions = {
              ...DEFAULT_IMPORT_OPTIONS,
              profile: flags.profile ?? null,
              timezone: flags.timezone,
              dateOrder: flags.dateOrder ?? null,
            };
            const take = (path: string) => importedSources(engine, host, path, importOptions, options);
            return ask(engine, await take(first), await take(second), options);
          }),
        );
    if (!isUnchanged(comparison)) endWith(EXIT.incomplete);
    await terminal.out(flags.json ? `${JSON.stringify(comparison)}\n` : comparisonText(comparison));
  });
}

/** Whether both exports say the same about the time they share; without such a time nothing was shown. */
function isUnchanged({ common, vanished, altered }: Comparison): boolean {
  return common !== null && vanished.total === 0 && altered.total === 0;
}

/** The time both were exported for; null when none was named. */
function windowOf({ from, to, timezone }: Flags): { from: number | null; to: number | null } | null {
  if (from === undefined && to === undefined) return null;
  const range = timeRangeOf(from ?? null, to ?? null, timezone);
  return { from: range.from, to: range.to };
}

function workspaceOf({ workspace }: Flags): string {
  if (workspace !== undefined) return workspace;
  throw new AppError('BAD_ARGUMENT', 'Name the workspace of the sources with -w FILE.');
}

function sourceId(text: string): number {
  return idNumber(text);
}

/** Imports into a workspace that is gone afterwards, so that files are read by the one importer there is. */
async function inTemporaryWorkspace<T>(
  work: (engine: RemoteEngine, host: InProcessHost) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'trailglass-compare-'));
  try {
    const workspace = join(folder, 'compare.trailglass');
    return await withEngine({ workspace, access: 'readwrite', create: true }, work);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The sources that a file or folder comes to. */
async function importedSources(
  engine: RemoteEngine,
  host: InProcessHost,
  path: string,
  importOptions: ImportOptions,
  options: CallOptions,
): Promise<number[]> {
  const { handle } = host.files.issue(resolve(path), 'read', basename(resolve(path)));
  const { sources } = await engine.importFiles({ files: [handle], options: importOptions }, options);
  const failed = sources.find(({ error }) => error !== null);
  if (failed?.error != null) {
    throw new AppError('FILE_UNREADABLE', `${path} cannot be compared: ${failed.error.message}`);
  }
  return sources.flatMap(({ id }) => (id === null ? [] : [id]));
}
