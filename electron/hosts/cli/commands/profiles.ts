import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { visibleText } from '../../../../shared/text/visible-text.ts';
import { profilesFolder } from '../../../engine/import/profile/profiles-folder.ts';
import { userProfilePlaces } from '../../../engine/import/profile/user-profiles.ts';
import { profileProblems } from '../../../engine/import/profiles.ts';
import { withExamples, withJson } from '../options.ts';
import { takeProfileFolders, withProfiles } from '../profile-options.ts';
import type { CommandSetting } from '../program.ts';
import { renderTable } from '../table.ts';
import { withEngine } from '../with-engine.ts';

interface Flags {
  readonly profiles?: readonly string[];
  readonly schema?: true;
  readonly json?: true;
}

/** `profiles`: the exports Trailglass knows, the user's own included. */
export function addProfiles(program: Command, { terminal }: CommandSetting): void {
  const command = program
    .command('profiles')
    .description('The kinds of export that are recognised, and where profiles of your own are looked for.')
    .option('--schema', 'print the JSON Schema of profile files');
  withExamples(
    withJson(withProfiles(command)),
    'profiles --json',
    'profiles --profiles my-profiles/',
    'profiles --schema > profile.schema.json',
  ).action(async ({ profiles: places, schema, json }: Flags) => {
    if (schema) return terminal.out(await readFile(join(profilesFolder(), 'profile.schema.json'), 'utf8'));
    takeProfileFolders(places);
    const profiles = await withEngine({ workspace: null, access: 'readonly' }, (engine) =>
      engine.profiles({}),
    );
    for (const { path, problem } of profileProblems()) {
      terminal.err(`${visibleText(`trailglass: ${path} cannot be used as a profile: ${problem}`)}\n`);
    }
    if (json) return terminal.out(`${JSON.stringify({ profiles })}\n`);
    const heading = ['Id', 'Family', 'Formats', 'Title', 'From'].map((title) => ({ title }));
    const rows = profiles.map(({ id, family, formats, title, from }) => [
      ...[id, family, formats.join(', '), title, from ?? 'Trailglass'],
    ]);
    await terminal.out(renderTable(heading, rows));
    terminal.err(`${visibleText(`Profiles of your own: ${userProfilePlaces().join(', ')}`)}\n`);
  });
}
