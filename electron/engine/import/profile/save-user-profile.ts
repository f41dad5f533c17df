import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../../shared/errors.ts';
import { writeWholeFile } from '../../export/write-whole-file.ts';
import type { Profile } from './profile-format.ts';
import { checkProfile } from './read-profile.ts';
import { stateOf, userProfilePlaces } from './user-profiles.ts';

/**
 * Writes a profile into the first of the user's folders, in place of an earlier one of its id.
 * @throws BAD_MAPPING when it is no valid profile, DISK_FULL, DISK_ERROR
 */
export async function saveUserProfile(profile: Profile): Promise<void> {
  const checked = checkProfile(JSON.parse(JSON.stringify(profile)));
  if ('problem' in checked) {
    const [place = ''] = checked.problem.split(':');
    throw new AppError('BAD_MAPPING', `This cannot be a profile: ${checked.problem}.`, { place });
  }
  const folder = userProfilePlaces().find((place) => stateOf(place)?.isFile() !== true);
  if (folder === undefined) {
    throw new AppError(
      'BAD_MAPPING',
      'TRAILGLASS_PROFILES names files only. Name a folder to keep profiles in.',
    );
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const text = `${JSON.stringify(profile, null, 2)}\n`;
  await writeWholeFile(join(folder, `${profile.id}.json`), [text], 0o600);
}
