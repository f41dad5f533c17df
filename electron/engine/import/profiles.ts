import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { ProfileSummary } from '../../../shared/api/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { asAppError } from '../store/disk-error.ts';
import { MAX_PROFILE_BYTES, type Profile, profileSchema } from './profile/profile-format.ts';
import { profilesFolder } from './profile/profiles-folder.ts';
import { loadUserProfiles } from './profile/user-profiles.ts';

/** Id of the profile that takes every file. */
export const GENERIC_PROFILE = 'generic';

let shipped: readonly Profile[] | null = null;

/**
 * The shipped profiles, in order of their ids.
 * @throws INTERNAL naming the file and the place when one of them is not a profile
 */
function shippedProfiles(): readonly Profile[] {
  shipped ??= readProfiles(profilesFolder());
  return shipped;
}

/**
 * The user's own profiles, then the shipped ones, each in order of their ids, `generic` last. An own profile cannot
 * take the place of a shipped one, so that what an id means is the same everywhere.
 */
export function loadProfiles(): readonly Profile[] {
  const known = shippedProfiles();
  const own = loadUserProfiles().profiles.filter(({ id }) => !known.some((profile) => profile.id === id));
  return [...own, ...known];
}

/** Reads every profile of a folder. */
export function readProfiles(folder: string): readonly Profile[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  const profiles = files.map((file) => readProfile(join(folder, file)));
  const twice = profiles.find(
    (profile, index) => profiles.findIndex((other) => other.id === profile.id) < index,
  );
  if (twice !== undefined) throw new AppError('INTERNAL', `${folder}: two profiles have the id ${twice.id}.`);
  const isGeneric = ({ id }: Profile): number => Number(id === GENERIC_PROFILE);
  return profiles.sort((a, b) => isGeneric(a) - isGeneric(b) || (a.id < b.id ? -1 : 1));
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
  return loadProfiles().map(summaryOf);
}

/** What a list says of a profile. */
export function summaryOf({ id, title, version, family, about, formats }: Profile): ProfileSummary {
  const own = !shippedProfiles().some((profile) => profile.id === id);
  return { id, title, version, family, about, formats, own };
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
