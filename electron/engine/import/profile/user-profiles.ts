import { mkdirSync, readdirSync, type Stats, statSync } from 'node:fs';
import { delimiter, extname, join } from 'node:path';
import { AppError } from '../../../../shared/errors.ts';
import { writeWholeFile } from '../../export/write-whole-file.ts';
import { userDataFolder } from '../../user-data.ts';
import type { Profile } from './profile-format.ts';
import { checkProfile, readProfileFile } from './read-profile.ts';

/** More files than anyone has profiles of; the rest of such a folder is not read. */
const MOST_PROFILES = 1_000;

/** A file of the user's that is no profile. */
export interface ProfileProblem {
  readonly path: string;
  readonly problem: string;
}

/** A profile of the user's and where it is from. */
export interface UserProfile {
  readonly path: string;
  readonly profile: Profile;
}

/** The user's own profiles, and the files among them that cannot be used. */
export interface UserProfiles {
  readonly profiles: readonly UserProfile[];
  readonly problems: readonly ProfileProblem[];
}

/**
 * Where the user's own profiles are: the folders and files of `TRAILGLASS_PROFILES`, separated like the folders of
 * `PATH`; without it, `profiles` beside the user's other files. An environment variable, because every thread and
 * process that reads logs has it.
 */
export function userProfilePlaces(): readonly string[] {
  const named = (process.env['TRAILGLASS_PROFILES'] ?? '').split(delimiter).filter((place) => place !== '');
  return named.length > 0 ? named : [join(userDataFolder(), 'profiles')];
}

/** Adds a folder or file to the places, for this process and the threads it starts from now on. */
export function addProfilePlace(place: string): void {
  process.env['TRAILGLASS_PROFILES'] = [...new Set([place, ...userProfilePlaces()])].join(delimiter);
}

let last: { readonly key: string; readonly found: UserProfiles } | null = null;

/**
 * The user's own profiles as the places hold them now: another thread, or an editor, may have changed them. Files are
 * read again only when one of them changed. A file that is no profile takes no other with it.
 */
export function loadUserProfiles(): UserProfiles {
  const files = userProfilePlaces().flatMap(profileFiles);
  const key = JSON.stringify(files);
  if (last?.key === key) return last.found;
  const profiles: UserProfile[] = [];
  const problems: ProfileProblem[] = [];
  for (const { path } of files) {
    const read = readProfileFile(path);
    if ('problem' in read) problems.push({ path, problem: read.problem });
    else {
      const other = profiles.find(({ profile }) => profile.id === read.profile.id);
      if (other === undefined) profiles.push({ path, profile: read.profile });
      else problems.push({ path, problem: `${other.path} has the id ${read.profile.id} already` });
    }
  }
  profiles.sort((a, b) => (a.profile.id < b.profile.id ? -1 : 1));
  last = { key, found: { profiles, problems } };
  return last.found;
}

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

interface ProfilePath {
  readonly path: string;
  readonly bytes: number;
  readonly changed: number;
}

/** A file, or the files of a folder that are called like profiles; nothing where there is no such place. */
function profileFiles(place: string): readonly ProfilePath[] {
  const state = stateOf(place);
  if (state === null) return [];
  const paths = state.isDirectory() ? namesIn(place).map((name) => join(place, name)) : [place];
  return paths.map((path) => {
    const own = stateOf(path);
    return { path, bytes: own?.size ?? 0, changed: own?.mtimeMs ?? 0 };
  });
}

/** A folder that cannot be listed has none: `trailglass profiles` shows that they are missing. */
function namesIn(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).filter((name) => extname(name) === '.json');
    return names.sort().slice(0, MOST_PROFILES);
  } catch {
    return [];
  }
}

/** Null for what is not there, or a link to nothing. */
function stateOf(path: string): Stats | null {
  return statSync(path, { throwIfNoEntry: false }) ?? null;
}
