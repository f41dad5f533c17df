import type { Command } from 'commander';
import { withExamples, withJson } from '../options.ts';
import type { CommandSetting } from '../program.ts';
import { renderTable } from '../table.ts';
import { withEngine } from '../with-engine.ts';

/** `profiles`: the exports Trailglass knows. */
export function addProfiles(program: Command, { terminal }: CommandSetting): void {
  const command = program.command('profiles').description('The kinds of export that are recognised.');
  withExamples(withJson(command), 'profiles --json').action(async ({ json }: { readonly json?: true }) => {
    const profiles = await withEngine({ workspace: null, access: 'readonly' }, (engine) =>
      engine.profiles({}),
    );
    if (json) return terminal.out(`${JSON.stringify({ profiles })}\n`);
    const heading = [{ title: 'Id' }, { title: 'Family' }, { title: 'Formats' }, { title: 'Title' }];
    const rows = profiles.map(({ id, family, formats, title }) => [id, family, formats.join(', '), title]);
    return terminal.out(renderTable(heading, rows));
  });
}
