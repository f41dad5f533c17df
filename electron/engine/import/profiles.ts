import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ProfileSummary } from '../../../shared/api/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Profile } from './profile/profile-format.ts';
import { profilesFolder } from './profile/profiles-folder.ts';
import { readProfileFile } from './profile/read-profile.ts';
import {
  addProfilePlace,
  loadUserProfiles,
  type ProfileProblem,
  type UserProfile,
} from './profile/user-profiles.ts';

/** Id of the profile that takes every file. */
export const GENERIC_PROFILE = 'generic';

let shipped: readonly Profile[] | null = null;

/**
 * The shipped profiles, in order of their ids.
 * @throws INTERNAL naming the file and the place when one of them is not a profile
 */
export function shippedProfiles(): readonly Profile[] {
  shipped ??= readProfiles(profilesFolder());
  return shipped;
}

/** Takes those that another thread of the program has read. */
export function takeShippedProfiles(profiles: readonly Profile[]): void {
  shipped ??= profiles;
}

/**
 * The user's own profiles, then the shipped ones, each in order of their ids, `generic` last. An own profile cannot
 * take the place of a shipped one, so that what an id means is the same everywhere.
 */
export function loadProfiles(): readonly Profile[] {
  const known = shippedProfiles();
  return [...ownProfiles().map(({ profile }) => profile), ...known];
}

/** The user's profiles whose ids are their own. */
function ownProfiles(): readonly UserProfile[] {
  return loadUserProfiles().profiles.filter(({ profile }) => !isShipped(profile.id));
}

/** Whether an id belongs to a profile that comes with the program. */
function isShipped(id: string): boolean {
  return shippedProfiles().some((profile) => profile.id === id);
}

/** The user's files that cannot be used as profiles, and why. */
export function profileProblems(): readonly ProfileProblem[] {
  const { profiles, problems } = loadUserProfiles();
  const shadowing = profiles.filter(({ profile }) => isShipped(profile.id));
  return [...problems, ...shadowing.map(({ path, profile }) => ({ path, problem: shadows(profile.id) }))];
}

function shadows(id: string): string {
  return `id: ${id} belongs to a profile that comes with the program`;
}

/**
 * Takes one profile file into use, for this process and the threads it starts from now on.
 * @returns its id
 * @throws BAD_MAPPING naming the file and the place when it is not a profile
 */
export function takeProfileFile(path: string): string {
  const read = readProfileFile(path);
  const problem =
    'problem' in read ? read.problem : isShipped(read.profile.id) ? shadows(read.profile.id) : null;
  if ('problem' in read || problem !== null) {
    throw new AppError('BAD_MAPPING', `${path} cannot be used as a profile: ${problem}.`, { file: path });
  }
  addProfilePlace(path);
  return read.profile.id;
}

/** Reads every profile of a folder. */
export function readProfiles(folder: string): readonly Profile[] {
  const files = readdirSync(folder).filter((file) => /^[^.]+\.json$/.test(file));
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
  const unusable = profileProblems().map(({ path, problem }) => ` ${path} cannot be used: ${problem}.`);
  throw new AppError(
    'UNKNOWN_PROFILE',
    `There is no profile ${id}. Choose one of: ${known}.${unusable.slice(0, 5).join('')}`,
  );
}

/** What there is to know of each profile. */
export function listProfiles(): ProfileSummary[] {
  return loadProfiles().map(summaryOf);
}

/** What a list says of a profile. */
export function summaryOf({ id, title, version, family, about, formats }: Profile): ProfileSummary {
  const from = ownProfiles().find(({ profile }) => profile.id === id)?.path ?? null;
  return { id, title, version, family, about, formats, own: !isShipped(id), from };
}

function readProfile(path: string): Profile {
  const read = readProfileFile(path);
  if ('profile' in read) return read.profile;
  throw new AppError('INTERNAL', `${path} is not a profile: ${read.problem}.`);
}
