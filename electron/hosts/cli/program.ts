import { Command } from 'commander';
import { VERSION } from '../version.ts';
import { addActors } from './commands/actors.ts';
import { addBreakdown } from './commands/breakdown.ts';
import { addCompare } from './commands/compare.ts';
import { addCoverage } from './commands/coverage.ts';
import { addEvents } from './commands/events.ts';
import { addExport } from './commands/export.ts';
import { addHistogram } from './commands/histogram.ts';
import { addImport } from './commands/import.ts';
import { addPreview } from './commands/preview.ts';
import { addProfiles } from './commands/profiles.ts';
import { addReindex } from './commands/reindex.ts';
import { addRejects } from './commands/rejects.ts';
import { addServe } from './commands/serve.ts';
import { addShow } from './commands/show.ts';
import { addSources } from './commands/sources.ts';
import { addSummary } from './commands/summary.ts';
import { addVerify } from './commands/verify.ts';
import { addViews } from './commands/views.ts';
import { addRestore, addWithdraw } from './commands/withdraw.ts';
import type { ExitStatus } from './exit-status.ts';
import type { Terminal } from './terminal.ts';

/** What a command works with. */
export interface CommandSetting {
  readonly terminal: Terminal;
  /** Sets an exit status other than 0 for a command that did its work. */
  readonly endWith: (status: ExitStatus) => void;
}

const EPILOGUE = `
Examples:
  $ trailglass import usage.csv audit.json.gz -w case.trailglass
  $ trailglass summary -w case.trailglass --from 2026-10-01 --to 2026-10-31 --timezone Europe/Berlin
  $ trailglass breakdown -w case.trailglass --by model --measure credits --limit 10
  $ trailglass events -w case.trailglass --where 'action:*deleted AND -actor:System' --format jsonl
  $ trailglass events -w case.trailglass --view 'Permission changes, weekly' --since-review
  $ trailglass compare audit-october.csv audit-october-again.csv
  $ trailglass export -w case.trailglass --where 'credits:>10' --format csv --out big.csv

Exit status: 0 done; 1 done with rejected records or failed verification; 2 wrong usage or unreadable
input; 3 internal error; 130 stopped with Ctrl+C (what was committed stays).
`;

/** The command line: its commands, flags and help. */
export function createProgram(terminal: Terminal, endWith: (status: ExitStatus) => void): Command {
  const program = new Command('trailglass')
    .description('Offline analysis of audit and AI-usage logs.')
    .version(VERSION)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void terminal.out(text),
      writeErr: (text) => terminal.err(text),
      outputError() {}, // said in one line by run-cli
    })
    .addHelpText('after', EPILOGUE);
  const setting: CommandSetting = { terminal, endWith };
  for (const add of [
    addImport,
    addPreview,
    addSummary,
    addBreakdown,
    addHistogram,
    addEvents,
    addShow,
    addSources,
    addWithdraw,
    addRestore,
    addRejects,
    addCoverage,
    addCompare,
    addActors,
    addExport,
    addViews,
    addProfiles,
    addVerify,
    addReindex,
    addServe,
  ]) {
    add(program, setting);
  }
  return program;
}
