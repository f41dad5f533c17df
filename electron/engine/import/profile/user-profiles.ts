import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { AppError } from '../../../../shared/errors.ts';
import { writeWholeFile } from '../../export/write-whole-file.ts';
import { userDataFolder } from '../../user-data.ts';
import { MAX_PROFILE_BYTES, type Profile, profileSchema } from './profile-format.ts';

/** More files than anyone has profiles of; the rest of such a folder is not read. */
const MOST_PROFILES = 1_000;

/** A file of the user's that is no profile. */
export interface ProfileProblem {
  readonly path: string;
  readonly problem: string;
}

/** The user's own profiles, and the files among them that cannot be used. */
export interface UserProfiles {
  readonly profiles: readonly Profile[];
  readonly problems: readonly ProfileProblem[];
}

/** The folder of the user's own profiles: `TRAILGLASS_PROFILES`, or `profiles` beside the user's other files. */
export function userProfilesFolder(): string {
  const named = process.env['TRAILGLASS_PROFILES'];
  return named !== undefined && named !== '' ? named : join(userDataFolder(), 'profiles');
}

let last: { readonly key: string; readonly found: UserProfiles } | null = null;

/**
 * The user's own profiles as the folder holds them now: another thread, or an editor, may have changed it. Files are
 * read again only when one of them changed. A file that is no profile takes no other with it.
 */
export function loadUserProfiles(): UserProfiles {
  const folder = userProfilesFolder();
  const files = listed(folder).map((name) => ({ path: join(folder, name), ...stateOf(join(folder, name)) }));
  const key = JSON.stringify(files);
  if (last?.key === key) return last.found;
  const profiles: Profile[] = [];
  const problems: ProfileProblem[] = [];
  for (const { path, bytes } of files) {
    const read = readUserProfile(path, bytes);
    if (typeof read === 'string') problems.push({ path, problem: read });
    else if (profiles.some(({ id }) => id === read.id))
      problems.push({ path, problem: `another file has the id ${read.id}` });
    else profiles.push(read);
  }
  last = { key, found: { profiles, problems } };
  return last.found;
}

/**
 * Writes a profile into the user's folder, in place of an earlier one of its id.
 * @throws BAD_MAPPING when it is no valid profile, DISK_FULL, DISK_ERROR
 */
export async function saveUserProfile(profile: Profile): Promise<void> {
  const checked = v.safeParse(profileSchema, profile);
  if (!checked.success) {
    const [issue] = checked.issues;
    const where = v.getDotPath(issue) ?? 'the whole profile';
    throw new AppError('BAD_MAPPING', `This cannot be a profile: ${where}: ${issue.message}.`, {
      place: where,
    });
  }
  const folder = userProfilesFolder();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await writeWholeFile(join(folder, `${profile.id}.json`), [`${JSON.stringify(profile, null, 2)}\n`]);
}

function listed(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    return names.sort().slice(0, MOST_PROFILES);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function stateOf(path: string): { readonly bytes: number; readonly changed: number } {
  const { size, mtimeMs } = statSync(path);
  return { bytes: size, changed: mtimeMs };
}

/** The profile, or why there is none. */
function readUserProfile(path: string, bytes: number): Profile | string {
  if (bytes > MAX_PROFILE_BYTES) return 'it is too large for a profile';
  try {
    const parsed = v.safeParse(profileSchema, JSON.parse(readFileSync(path, 'utf8')));
    if (parsed.success) return parsed.output;
    const [issue] = parsed.issues;
    return `${v.getDotPath(issue) ?? 'the whole file'}: ${issue.message}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
