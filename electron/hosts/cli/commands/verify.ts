import type { Command } from 'commander';
import { AppError } from '../../../../shared/errors.ts';
import { EXIT } from '../exit-status.ts';
import { countText } from '../format.ts';
import { interruptible } from '../interruptible.ts';
import { withExamples, withJson } from '../options.ts';
import type { CommandSetting } from '../program.ts';
import { renderTable } from '../table.ts';
import { reading } from '../with-engine.ts';

/** `verify`: whether everything stored is still what was stored. */
export function addVerify(program: Command, { terminal, endWith }: CommandSetting): void {
  const command = program
    .command('verify')
    .description(
      'Checks every batch, raw record and the hash chain of a workspace; names what does not hold.',
    )
    .argument('<file>', 'workspace file');
  withExamples(withJson(command), 'verify case.trailglass').action(
    async (file: string, { json }: { readonly json?: true }) => {
      try {
        const report = await reading(terminal, file, (engine) =>
          interruptible(terminal, (options) => engine.verify({}, options)),
        );
        if (!report.ok) endWith(EXIT.incomplete);
        if (json) return await terminal.out(`${JSON.stringify(report)}\n`);
        const rows = report.checks.map(({ name, ok, message }) => [ok ? 'ok' : 'FAILED', name, message]);
        await terminal.out(
          renderTable([{ title: 'Result' }, { title: 'Check' }, { title: 'Found', whole: true }], rows),
        );
        const verdict = report.ok ? 'Everything holds' : 'Not everything holds';
        await terminal.out(
          `${verdict}: ${countText(report.events)} events in ${countText(report.batches)} batches, chain head ${report.head ?? 'none'}.\n`,
        );
      } catch (error) {
        // A workspace too damaged to be opened is a verification that failed, not one that was called wrongly.
        if (!(error instanceof AppError) || error.code !== 'WORKSPACE_DAMAGED') throw error;
        endWith(EXIT.incomplete);
        if (json) await terminal.out(`${JSON.stringify(unopened(error))}\n`);
        terminal.err(`trailglass: ${error.message}\n`);
      }
    },
  );
}

/** The report on a workspace that could not be opened. */
function unopened(error: AppError): unknown {
  const checks = [{ name: 'open', ok: false, message: error.message }];
  return { ok: false, batches: 0, events: 0, head: null, checks };
}
