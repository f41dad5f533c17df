import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '../../../shared/errors.ts';
import { addProfilePlace } from '../../engine/import/profile/user-profiles.ts';
import { takeProfileFile } from '../../engine/import/profiles.ts';

/** Adds `--profiles` to a command that reads logs or lists profiles. */
export function withProfiles(command: Command): Command {
  return command.option('--profiles <dir...>', 'folders of profiles of your own, besides the usual one');
}

/**
 * Takes folders of profiles into use.
 * @throws FILE_MISSING
 */
export function takeProfileFolders(folders: readonly string[] = []): void {
  for (const folder of folders) {
    if (!existsSync(folder) || !statSync(folder).isDirectory()) {
      throw new AppError('FILE_MISSING', `There is no folder ${folder}. Check --profiles.`, { path: folder });
    }
    addProfilePlace(resolve(folder));
  }
}

/**
 * The id that `--profile` means: itself, or that of the profile in the file it names, which is taken into use.
 * @throws BAD_MAPPING naming the file and the place when it is not a profile; FILE_MISSING
 */
export function profileIdOf(profile: string): string {
  if (!/\.json$/i.test(profile)) return profile;
  if (existsSync(profile)) return takeProfileFile(resolve(profile));
  throw new AppError('FILE_MISSING', `There is no profile file ${profile}. Check --profile.`, {
    path: profile,
  });
}
