import { readdirSync, type Stats, statSync } from 'node:fs';
import { delimiter, extname, join } from 'node:path';
import { userDataFolder } from '../../user-data.ts';
import type { Profile } from './profile-format.ts';
import { readProfileFile } from './read-profile.ts';

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

/** What a place is; null for what is not there, or a link to nothing. */
export function stateOf(path: string): Stats | null {
  return statSync(path, { throwIfNoEntry: false }) ?? null;
}
