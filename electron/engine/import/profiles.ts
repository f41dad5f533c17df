import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { ProfileSummary } from '../../../shared/api/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { asAppError } from '../store/disk-error.ts';
import { MAX_PROFILE_BYTES, type Profile, profileSchema } from './profile/profile-format.ts';
import { profilesFolder } from './profile/profiles-folder.ts';

/** Id of the profile that takes every file. */
export const GENERIC_PROFILE = 'generic';

let loaded: readonly Profile[] | null = null;

/**
 * The shipped profiles, in order of their ids, `generic` last.
 * @throws INTERNAL naming the file and the place when one of them is not a profile
 */
export function loadProfiles(): readonly Profile[] {
  loaded ??= readProfiles(profilesFolder());
  return loaded;
}

/** Reads every profile of a folder. */
export function readProfiles(folder: string): readonly Profile[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  const profiles = files.sort().map((file) => readProfile(join(folder, file)));
  const twice = profiles.find(
    (profile, index) => profiles.findIndex((other) => other.id === profile.id) < index,
  );
  if (twice !== undefined) throw new AppError('INTERNAL', `${folder}: two profiles have the id ${twice.id}.`);
  return profiles.sort((a, b) => Number(a.id === GENERIC_PROFILE) - Number(b.id === GENERIC_PROFILE));
}

/** The profile with an id. @throws UNKNOWN_PROFILE naming those there are */
export function profileById(id: string): Profile {
  const profiles = loadProfiles();
  const profile = profiles.find((candidate) => candidate.id === id);
  if (profile !== undefined) return profile;
  const known = profiles.map((candidate) => candidate.id).join(', ');
  throw new AppError('UNKNOWN_PROFILE', `There is no profile ${id}. Choose one of: ${known}.`);
}

/** What there is to know of each profile. */
export function listProfiles(): ProfileSummary[] {
  return loadProfiles().map(({ id, title, version, family, about, formats }) => ({
    id,
    title,
    version,
    family,
    about,
    formats,
  }));
}

function readProfile(path: string): Profile {
  const parsed = v.safeParse(profileSchema, readJson(path));
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const where = v.getDotPath(issue) ?? 'the whole file';
  throw new AppError('INTERNAL', `${path} is not a profile: ${where}: ${issue.message}.`);
}

function readJson(path: string): unknown {
  try {
    if (statSync(path).size > MAX_PROFILE_BYTES)
      throw new AppError('INTERNAL', `${path} is too large for a profile.`);
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw asAppError(error, `Reading ${path}`);
  }
}
