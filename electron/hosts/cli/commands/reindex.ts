import type { Command } from 'commander';
import { countText } from '../format.ts';
import { interruptible } from '../interruptible.ts';
import { withExamples, withJson, withWorkspace } from '../options.ts';
import type { CommandSetting } from '../program.ts';
import { withEngine } from '../with-engine.ts';

interface Flags {
  readonly workspace: string;
  readonly json?: true;
}

/** `reindex`: the column index written anew. */
export function addReindex(program: Command, { terminal }: CommandSetting): void {
  const command = program
    .command('reindex')
    .description('Writes the column index of a workspace anew from its events. No evidence is touched.');
  withExamples(withJson(withWorkspace(command)), 'reindex -w case.trailglass').action(
    async ({ workspace, json }: Flags) => {
      const report = await withEngine({ workspace, access: 'readwrite' }, (engine) =>
        interruptible(terminal, (options) => engine.reindex({}, options)),
      );
      if (json) return terminal.out(`${JSON.stringify(report)}\n`);
      const segments = `${countText(report.segments)} ${report.segments === 1 ? 'segment' : 'segments'}`;
      return terminal.out(`Column index rebuilt: ${countText(report.events)} events in ${segments}.\n`);
    },
  );
}
