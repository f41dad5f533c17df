import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '../../../../shared/errors.ts';
import { visibleText } from '../../../../shared/text/visible-text.ts';
import { countText } from '../format.ts';
import { interruptible } from '../interruptible.ts';
import { choice, idNumber, withExamples, withJson, withWorkspace } from '../options.ts';
import type { CommandSetting } from '../program.ts';
import { renderTable } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { reading } from '../with-engine.ts';

interface Flags {
  readonly workspace: string;
  readonly source?: number;
  readonly out?: string;
  readonly format?: RejectsFormat;
  readonly json?: true;
}

const FORMATS = ['csv', 'jsonl'] as const;
type RejectsFormat = (typeof FORMATS)[number];

/** The most rejects the contract gives at once. */
const ALL = 1_000_000;

/** `rejects`: records that could not become events. */
export function addRejects(program: Command, { terminal }: CommandSetting): void {
  const command = program
    .command('rejects')
    .description('Records that could not be read, with their place and the reason.')
    .option('--source <id>', 'only those of one source', idNumber)
    .option('--out <path>', 'write them to a new file, each with its whole raw text')
    .addOption(
      choice('--format <format>', 'format of that file (default: by its name, else jsonl)', FORMATS),
    );
  withExamples(
    withJson(withWorkspace(command)),
    'rejects -w case.trailglass --source 3',
    'rejects -w case.trailglass --out rejected.csv',
  ).action(async ({ workspace, source, out, format, json }: Flags) => {
    if (out !== undefined) {
      return writeRejects(terminal, { workspace, source: source ?? null, out, format, json: json === true });
    }
    const page = await reading(terminal, workspace, (engine) =>
      engine.rejects({ source: source ?? null, offset: 0, limit: ALL }),
    );
    if (json) return terminal.out(`${JSON.stringify(page)}\n`);
    const heading = [
      { title: 'Source', align: 'right' as const },
      { title: 'Line', align: 'right' as const },
      { title: 'Column', align: 'right' as const },
      { title: 'Byte', align: 'right' as const },
      { title: 'Reason' },
      { title: 'Record' },
    ];
    const rows = page.rejects.map((reject) => [
      String(reject.source),
      countText(reject.line),
      countText(reject.column),
      countText(reject.byteOffset),
      reject.reason,
      reject.text,
    ]);
    await terminal.out(renderTable(heading, rows));
  });
}

/** What to write, and where. */
interface WriteRequest {
  readonly workspace: string;
  readonly source: number | null;
  readonly out: string;
  readonly format: RejectsFormat | undefined;
  readonly json: boolean;
}

async function writeRejects(terminal: Terminal, request: WriteRequest): Promise<void> {
  const { workspace, source, out, json } = request;
  const path = resolve(out);
  if (existsSync(path)) {
    throw new AppError('FILE_EXISTS', `${out} exists already. Name another file, or delete it first.`, {
      path,
    });
  }
  const format = request.format ?? (/\.csv$/i.test(out) ? 'csv' : 'jsonl');
  const report = await reading(terminal, workspace, (engine, { files }) => {
    const target = files.issue(path, 'write').handle;
    return interruptible(terminal, (options) => engine.exportRejects({ source, format, target }, options));
  });
  if (json) return terminal.out(`${JSON.stringify({ ...report, path })}\n`);
  return terminal.out(
    `${countText(report.rows)} rejected records, ${countText(report.bytes)} bytes\nSHA-256 ${report.sha256}  ${visibleText(basename(path))}\n`,
  );
}
