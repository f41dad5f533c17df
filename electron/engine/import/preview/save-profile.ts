import type { ImportOptions, ProfileSummary, SaveProfileArg } from '../../../../shared/api/contract.ts';
import type { CallContext } from '../../../../shared/api/remote.ts';
import { NO_CSV_CHOICES } from '../../../../shared/domain/import-choices.ts';
import { INPUTS } from '../../../../shared/domain/inputs.ts';
import { AppError } from '../../../../shared/errors.ts';
import { ImportNotes } from '../import-notes.ts';
import { boundName } from '../profile/bind-columns.ts';
import type { Profile, ProfileReading } from '../profile/profile-format.ts';
import { saveUserProfile } from '../profile/save-user-profile.ts';
import { loadProfiles, summaryOf } from '../profiles.ts';
import { kindOf, planSource, type SourcePlan } from '../source-plan.ts';
import { worksheetOptions } from '../worksheet/worksheet-options.ts';
import { type LookedAt, readStart } from './read-start.ts';

/** Columns that a saved profile asks a file for. */
const MOST_MATCHES = 30;

/**
 * Keeps how a file is read as a profile: its bindings become the inputs, and its columns become the signature by which
 * other files of its kind are known. Saving under the id of an own profile replaces it, with the next version.
 * @throws BAD_MAPPING when the id belongs to a shipped profile, or no column is mapped; what planning throws
 */
export async function saveProfile(
  file: LookedAt,
  { id, title, options }: Omit<SaveProfileArg, 'file'>,
  context: Pick<CallContext, 'throwIfCancelled'>,
): Promise<ProfileSummary> {
  const { sample, isWorksheet } = await readStart(file, options, context);
  const chosen = isWorksheet ? worksheetOptions(options, sample.name) : options;
  const plan = planSource(sample, chosen, new ImportNotes());
  const earlier = loadProfiles().find((profile) => profile.id === id);
  if (earlier !== undefined && !summaryOf(earlier).own) {
    throw new AppError('BAD_MAPPING', `${id} is a profile that comes with the program. Choose another id.`, {
      place: 'id',
    });
  }
  const profile = profileOf(plan, { id, title, version: (earlier?.version ?? 0) + 1 }, options);
  await saveUserProfile(profile);
  return summaryOf(profile);
}

/** A profile that reads files like the planned one in the same way. */
function profileOf(
  plan: SourcePlan,
  { id, title, version }: Pick<Profile, 'id' | 'title' | 'version'>,
  options: ImportOptions,
): Profile {
  const bound = [...new Set(plan.bindings.map(({ input }) => input))];
  if (bound.length === 0) {
    throw new AppError(
      'BAD_MAPPING',
      'No column is mapped to a field. Map at least one, then save the profile.',
    );
  }
  return {
    ...plan.profile,
    id,
    version,
    title,
    about: `Saved from the mapping of ${plan.profile.title}.`,
    family: plan.reading.family,
    formats: [kindOf(plan)],
    guess: false,
    signature: { matches: signatureOf(plan), without: [], required: bound, any: [] },
    inputs: plan.profile.guess ? boundInputs(plan) : plan.profile.inputs,
    ...readingOf(plan, options),
  };
}

/** What was chosen about files of the kind, and the order of day and month, which another of them may leave open. */
function readingOf(plan: SourcePlan, options: ImportOptions): Pick<Profile, 'reading' | 'timeFormat'> {
  const { encoding, format, csv, recordPath, timezone, dateOrder } = options;
  const before = plan.profile.reading;
  const chosen = Object.entries(csv).filter(([, choice]) => choice !== null);
  const order = dateOrder ?? plan.dateOrder ?? before?.dateOrder;
  const reading: ProfileReading = {
    ...before,
    ...(encoding !== null && { encoding }),
    ...(format !== null && format !== 'xlsx' && { format }),
    ...(chosen.length > 0 && { csv: { ...NO_CSV_CHOICES, ...before?.csv, ...Object.fromEntries(chosen) } }),
    ...(recordPath !== null && { recordPath }),
    ...(timezone !== 'UTC' && { timezone }),
    ...(order !== undefined && { dateOrder: order }),
  };
  const timeFormat = options.timeFormat ?? plan.profile.timeFormat;
  return {
    ...(Object.keys(reading).length > 0 && { reading }),
    ...(timeFormat !== undefined && { timeFormat }),
  };
}

/** What was guessed, stated. */
function boundInputs({ bindings }: SourcePlan): Profile['inputs'] {
  const inputs: Profile['inputs'] = {};
  for (const input of INPUTS) {
    const names = bindings.filter((binding) => binding.input === input).map(boundName);
    if (names.length > 0) inputs[input] = names;
  }
  return inputs;
}

/** The mapped columns first, then the others in the order of the file. */
function signatureOf({ bindings, sample }: SourcePlan): Profile['signature']['matches'] {
  const mapped = bindings.map(({ column }) => column.name);
  const others = sample.columns.filter(({ peeked, values }) => !peeked && values.length > 0);
  const names = [...new Set([...mapped, ...others.map(({ name }) => name)])].filter(
    ({ length }) => length <= 200,
  );
  return names.slice(0, MOST_MATCHES).map((name) => ({
    column: [name],
    is: [],
    startsWith: [],
    endsWith: [],
    contains: [],
  }));
}
