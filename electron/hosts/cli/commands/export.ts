import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { EXPORT_FORMATS, type ExportFormat } from '../../../../shared/api/contract.ts';
import { AppError } from '../../../../shared/errors.ts';
import { visibleText } from '../../../../shared/text/visible-text.ts';
import { countText } from '../format.ts';
import { interruptible } from '../interruptible.ts';
import { choice, type FilterFlags, withExamples, withFilter, withJson, withWorkspace } from '../options.ts';
import type { CommandSetting } from '../program.ts';
import { queryIn } from '../view-query.ts';
import { reading } from '../with-engine.ts';

interface Flags extends FilterFlags {
  readonly workspace: string;
  readonly format: ExportFormat | 'parquet';
  readonly out: string;
  readonly json?: true;
}

/** `export`: the events of a filter as a file. */
export function addExport(program: Command, { terminal }: CommandSetting): void {
  const command = program
    .command('export')
    .description('Writes the events of a filter to a new file; prints the rows written and its SHA-256.')
    .addOption(
      choice('--format <format>', 'format of the file', [...EXPORT_FORMATS, 'parquet']).makeOptionMandatory(),
    )
    .requiredOption('--out <path>', 'the file to write; it must not exist yet');
  withExamples(
    withJson(withFilter(withWorkspace(command))),
    'export -w case.trailglass --format csv --out october.csv --from 2026-10-01 --to 2026-10-31',
    "export -w case.trailglass --format jsonl --out deleted.jsonl --where 'action:*deleted' --json",
  ).action(async ({ format, out, ...flags }: Flags) => {
    if (format === 'parquet') {
      throw new AppError('BAD_ARGUMENT', 'Parquet is not offered yet. Use --format csv, json or jsonl.');
    }
    const path = resolve(out);
    if (existsSync(path)) {
      throw new AppError('FILE_EXISTS', `${out} exists already. Name another file, or delete it first.`, {
        path,
      });
    }
    const report = await reading(terminal, flags.workspace, async (engine, { files }) => {
      const { filter, sort } = await queryIn(engine, flags);
      const target = files.issue(path, 'write').handle;
      return interruptible(terminal, (options) =>
        engine.exportEvents({ filter, sort, format, target }, options),
      );
    });
    if (flags.json) return terminal.out(`${JSON.stringify({ ...report, path })}\n`);
    const note = report.sanitised ? ', cells that a spreadsheet would run defused' : '';
    return terminal.out(
      `${countText(report.rows)} rows, ${countText(report.bytes)} bytes${note}\nSHA-256 ${report.sha256}  ${visibleText(basename(path))}\n`,
    );
  });
}
