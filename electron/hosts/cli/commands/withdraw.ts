import type { Command } from 'commander';
import { visibleText } from '../../../../shared/text/visible-text.ts';
import { idNumber, withExamples, withJson, withWorkspace } from '../options.ts';
import type { CommandSetting } from '../program.ts';
import { withEngine } from '../with-engine.ts';

interface Flags {
  readonly workspace: string;
  readonly json?: true;
}

/** `withdraw`: leaves a source out of every query, count and export. */
export function addWithdraw(program: Command, setting: CommandSetting): void {
  addStanding(program, setting, {
    name: 'withdraw',
    about:
      'Leaves a source out of every query, count and export. Nothing stored changes; restore takes it back.',
    method: 'withdrawSource',
    said: 'is withdrawn: its events are in no query, count or export',
  });
}

/** `restore`: takes a withdrawn source in again. */
export function addRestore(program: Command, setting: CommandSetting): void {
  addStanding(program, setting, {
    name: 'restore',
    about:
      'Takes a withdrawn source in again; another reading of the same bytes is withdrawn in the same step.',
    method: 'restoreSource',
    said: 'counts again',
  });
}

interface Standing {
  readonly name: string;
  readonly about: string;
  readonly method: 'withdrawSource' | 'restoreSource';
  /** What became of the source. */
  readonly said: string;
}

function addStanding(
  program: Command,
  { terminal }: CommandSetting,
  { name, about, method, said }: Standing,
): void {
  const command = program
    .command(name)
    .description(about)
    .argument('<source-id>', 'id of the source, as "trailglass sources" lists it', idNumber);
  withExamples(withJson(withWorkspace(command)), `${name} 3 -w case.trailglass`).action(
    async (id: number, { workspace, json }: Flags) => {
      const source = await withEngine({ workspace, access: 'readwrite' }, (engine) =>
        engine[method]({ source: id }),
      );
      if (json) return terminal.out(`${JSON.stringify(source)}\n`);
      return terminal.out(`Source ${id} (${visibleText(source.name)}) ${said}.\n`);
    },
  );
}
