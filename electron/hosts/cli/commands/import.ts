import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import type { ImportedSource, ImportReport } from '../../../../shared/domain/source.ts';
import { AppError } from '../../../../shared/errors.ts';
import { visibleText } from '../../../../shared/text/visible-text.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { countText, recordsText } from '../format.ts';
import { type ChoiceFlags, importOptionsOf, withImportChoices } from '../import-choices.ts';
import { interruptible } from '../interruptible.ts';
import { idNumber, withExamples, withJson, withWorkspace } from '../options.ts';
import type { CommandSetting } from '../program.ts';
import { fileOfInput, STANDARD_INPUT } from '../standard-input.ts';
import { renderTable } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { withEngine } from '../with-engine.ts';

interface Flags extends ChoiceFlags {
  readonly workspace: string;
  readonly name?: string;
  readonly again?: true;
  readonly source?: readonly number[];
  readonly json?: true;
}

const COUNTS = ['read', 'imported', 'duplicate', 'rejected', 'undated'] as const;

/** `import`: log files into a workspace. */
export function addImport(program: Command, { terminal, endWith }: CommandSetting): void {
  const command = program
    .command('import')
    .description(
      'Imports logs (CSV, JSON, JSON Lines, W3C and Zeek logs, access logs, Excel worksheets; plain, gz, or in zip and tar archives) into a workspace.',
    )
    .argument('[path...]', 'files, archives and folders; - for standard input')
    .option('--name <name>', 'what standard input is called (default: stdin)')
    .option(
      '--again',
      'read files that are known anew, with the choices given; the former readings are withdrawn',
    )
    .option('--source <id>', 'read anew what is stored of a source, without its file', sourceIds);
  withExamples(
    withJson(withImportChoices(withWorkspace(command))),
    'import usage.csv audit.json.gz -w case.trailglass',
    'import exports/ -w case.trailglass --timezone Europe/Berlin --date-order dmy --json',
    'zcat usage.csv.gz | trailglass import - --name usage.csv -w case.trailglass',
    'import usage.csv -w case.trailglass --again --timezone Europe/Berlin',
    'import --source 3 -w case.trailglass --field actorName=User',
    'import odd.csv -w case.trailglass --mapping odd.mapping.json --field actorName=Wer',
  ).action(
    async (paths: string[], { workspace, json, name = 'stdin', again, source = [], ...flags }: Flags) => {
      refuseIfAllMissing(paths, source);
      const options = importOptionsOf(flags);
      const input = paths.includes(STANDARD_INPUT) ? await fileOfInput(terminal.input, name) : null;
      const grantOf = (path: string): readonly [path: string, name: string] =>
        path === STANDARD_INPUT && input !== null
          ? [input.path, name]
          : [resolve(path), basename(resolve(path))];
      const importing = withEngine(
        { workspace, access: 'readwrite', create: source.length === 0 },
        (engine, host) => {
          const files = paths.map((path) => {
            const [granted, shown] = grantOf(path);
            return host.files.issue(granted, 'read', shown).handle;
          });
          const read = {
            files: [...source.map((id) => ({ source: id })), ...files],
            options,
            again: again === true,
          };
          return interruptible(terminal, (callOptions) => engine.importFiles(read, callOptions));
        },
      );
      const report = await importing.finally(() => input?.close());
      endWith(statusOf(report));
      if (json) await terminal.out(`${JSON.stringify(stableShape(report))}\n`);
      else await printReport(report, terminal);
      if (report.skipped.length > 0) terminal.err(`${skippedText(report.skipped)}\n`);
      for (const { name: read, replaces } of report.sources) {
        if (replaces === null) continue;
        terminal.err(
          `${visibleText(read)}: read in place of source ${replaces}, which is withdrawn. "trailglass restore ${replaces} -w ${visibleText(workspace)}" takes it back.\n`,
        );
      }
      for (const { error } of report.sources) {
        if (error !== null) terminal.err(`trailglass: ${visibleText(error.message)}\n`);
      }
    },
  );
}

/** Otherwise a mistyped path would leave an empty workspace behind. */
function refuseIfAllMissing(paths: readonly string[], sources: readonly number[]): void {
  if (sources.length > 0) return;
  if (paths.length === 0)
    throw new AppError('BAD_ARGUMENT', 'Name a file, an archive or a folder to import.');
  if (paths.some((path) => path === STANDARD_INPUT || existsSync(path))) return;
  throw new AppError('FILE_MISSING', `There is no file ${paths.join(', ')}. Check the path.`, { paths });
}

/** Ids of one option that may come several times. */
function sourceIds(text: string, before: readonly number[] = []): readonly number[] {
  return [...before, idNumber(text)];
}

/** Exactly the documented members, in their order. */
function stableShape({ sources, elapsedMs }: ImportReport): Omit<ImportReport, 'skipped'> {
  return { sources, elapsedMs };
}

function skippedText(skipped: readonly string[]): string {
  const shown = skipped.slice(0, 5).map(visibleText).join(', ');
  const more = skipped.length > 5 ? ` and ${skipped.length - 5} more` : '';
  return `Left alone, not called like logs: ${shown}${more}`;
}

function statusOf({ sources }: ImportReport): ExitStatus {
  if (sources.some(({ error }) => error?.code === 'INTERNAL')) return EXIT.internal;
  if (sources.some(({ status }) => status === 'failed')) return EXIT.refused;
  return sources.some(({ rejected }) => rejected > 0) ? EXIT.incomplete : EXIT.done;
}

async function printReport(report: ImportReport, terminal: Terminal): Promise<void> {
  const heading = [
    { title: 'Name' },
    { title: 'Profile' },
    { title: 'Status' },
    ...COUNTS.map((name) => ({ title: name, align: 'right' as const })),
  ];
  await terminal.out(renderTable(heading, report.sources.map(rowOf)));
  for (const source of report.sources) {
    const account = recordsText(source);
    if (account !== null) terminal.err(`${visibleText(source.name)}: ${account}\n`);
  }
  for (const { name, warnings } of report.sources) {
    for (const { message } of warnings) terminal.err(`${visibleText(name)}: ${visibleText(message)}\n`);
  }
}

function rowOf(source: ImportedSource): string[] {
  return [
    source.name,
    source.profile ?? '-',
    source.status,
    ...COUNTS.map((name) => countText(source[name])),
  ];
}
