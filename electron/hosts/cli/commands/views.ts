import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { SavedViews } from '../../../../shared/api/contract.ts';
import { AppError } from '../../../../shared/errors.ts';
import { TIME_PRESETS } from '../../../../shared/filter/filter.ts';
import { visibleText } from '../../../../shared/text/visible-text.ts';
import { describeReviewState, reviewState } from '../../../../shared/views/cadence.ts';
import { withExamples, withJson, withWorkspace } from '../options.ts';
import type { CommandSetting } from '../program.ts';
import { renderTable } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { viewNamed } from '../view-query.ts';
import { reading, withEngine } from '../with-engine.ts';

interface Flags {
  readonly workspace: string;
  readonly export?: string;
  readonly out?: string;
  readonly import?: string;
  readonly json?: true;
}

/** `views`: the saved views of a workspace, and the way between workspaces. */
export function addViews(program: Command, { terminal }: CommandSetting): void {
  const command = program
    .command('views')
    .description('The saved views of a workspace, with their reviews; or writes one as a file, or takes one.')
    .option('--export <name>', 'write this view as a file, for another workspace; needs --out')
    .option('--out <path>', 'the file to write; it must not exist yet')
    .option('--import <file>', 'save the view of such a file here');
  withExamples(
    withJson(withWorkspace(command)),
    'views -w case.trailglass',
    "views -w case.trailglass --export 'API keys' --out api-keys.trailglass-view.json",
    'views -w other.trailglass --import api-keys.trailglass-view.json',
    "export -w case.trailglass --view 'API keys' --format csv --out api-keys.csv",
  ).action(async (flags: Flags) => {
    if (flags.export !== undefined && flags.import !== undefined) {
      throw new AppError('BAD_ARGUMENT', 'Use --export or --import, not both at once.');
    }
    if (flags.export !== undefined) return exportOne(terminal, flags, flags.export);
    if (flags.import !== undefined) return importOne(terminal, flags, flags.import);
    const saved = await reading(terminal, flags.workspace, (engine) => engine.savedViews({}));
    if (!flags.json) return list(terminal, saved);
    const { views, defaultView, unreadable } = saved;
    return terminal.out(`${JSON.stringify({ views, defaultView, unreadable })}\n`);
  });
}

async function exportOne(terminal: Terminal, { workspace, out, json }: Flags, name: string): Promise<void> {
  if (out === undefined) throw new AppError('BAD_ARGUMENT', 'Name the file to write with --out.');
  const path = resolve(out);
  if (existsSync(path)) {
    throw new AppError('FILE_EXISTS', `${out} exists already. Name another file, or delete it first.`, {
      path,
    });
  }
  const { bytes } = await reading(terminal, workspace, async (engine, { files }) => {
    const { id } = await viewNamed(engine, name);
    return engine.exportView({ id, target: files.issue(path, 'write').handle });
  });
  await terminal.out(
    json ? `${JSON.stringify({ path, bytes })}\n` : `${visibleText(path)}, ${bytes} bytes\n`,
  );
}

async function importOne(terminal: Terminal, { workspace, json }: Flags, file: string): Promise<void> {
  const { view, remarks } = await withEngine({ workspace, access: 'readwrite' }, (engine, { files }) =>
    engine.importView({ file: files.issue(resolve(file), 'read').handle }),
  );
  for (const remark of remarks) terminal.err(`trailglass: ${visibleText(remark)}\n`);
  await terminal.out(
    json ? `${JSON.stringify({ view, remarks })}\n` : `Saved as "${visibleText(view.name)}".\n`,
  );
}

async function list(terminal: Terminal, { views, defaultView, unreadable }: SavedViews): Promise<void> {
  for (const { name } of unreadable) {
    terminal.err(
      `trailglass: ${visibleText(`the saved view "${name}" cannot be read; another program changed it.`)}\n`,
    );
  }
  if (views.length === 0) return terminal.out('No saved views.\n');
  const now = Date.now() * 1_000;
  const rows = views.map((view) => {
    const last = view.reviews[0]?.at ?? null;
    const state = describeReviewState(reviewState(view.cadence, last, now, 'UTC'));
    const review = view.cadence === 'none' ? '' : `${view.cadence}, ${state}`;
    const { preset } = view.filter.time;
    return [
      view.id === defaultView ? '*' : '',
      view.name,
      view.scope,
      TIME_PRESETS[preset],
      review,
      view.written,
    ];
  });
  const heading = ['', 'Name', 'Events', 'Time', 'Review'].map((title) => ({ title }));
  await terminal.out(renderTable([...heading, { title: 'Query', whole: true }], rows));
}
