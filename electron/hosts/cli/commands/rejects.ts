import type { Command } from 'commander';
import { countText } from '../format.ts';
import { idNumber, withExamples, withJson, withWorkspace } from '../options.ts';
import type { CommandSetting } from '../program.ts';
import { renderTable } from '../table.ts';
import { reading } from '../with-engine.ts';

interface Flags {
  readonly workspace: string;
  readonly source?: number;
  readonly json?: true;
}

/** The most rejects the contract gives at once. */
const ALL = 1_000_000;

/** `rejects`: records that could not become events. */
export function addRejects(program: Command, { terminal }: CommandSetting): void {
  const command = program
    .command('rejects')
    .description('Records that could not be read, with their place and the reason.')
    .option('--source <id>', 'only those of one source', idNumber);
  withExamples(withJson(withWorkspace(command)), 'rejects -w case.trailglass --source 3').action(
    async ({ workspace, source, json }: Flags) => {
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
    },
  );
}
