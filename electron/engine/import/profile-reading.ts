import type { ImportOptions } from '../../../shared/api/contract.ts';
import { NO_CSV_CHOICES } from '../../../shared/domain/import-choices.ts';
import { AppError } from '../../../shared/errors.ts';
import { layoutChoices } from './first-look.ts';
import { detectProfile, type ProfileMatch, rankProfiles } from './profile/detect-profile.ts';
import type { Profile, ProfileReading } from './profile/profile-format.ts';
import type { SampleColumns } from './profile/sample-columns.ts';
import { loadProfiles, profileById } from './profiles.ts';

/** The columns that a file has when it is read with some options. */
export type LookAt = (options: ImportOptions) => {
  readonly sample: SampleColumns;
  readonly kind: 'csv' | 'json';
};

/** Most ways to lay out a file that are tried: profiles come from anyone, and each way costs as much as a plan. */
const MOST_TRIED = 16;

/**
 * The options with what the profile that is chosen, or knows the file, says about reading files of its kind. What is
 * chosen by hand stays. A profile may know a file only as it says it is read (by its delimiter, say); lines above the
 * header are only cut off where the file is not known without.
 */
export function withProfileReading(options: ImportOptions, lookAt: LookAt): ImportOptions {
  const looked = new Looks(lookAt);
  if (options.profile !== null) {
    const profile = profileById(options.profile);
    const { reading } = profile;
    if (reading === undefined) return options;
    const known = waysOf(options, reading).find((way) => looked.fit(profile, way) !== null);
    return known ?? merged(options, reading);
  }
  const profiles = loadProfiles().filter(({ reading }) => reading !== undefined);
  if (profiles.length === 0) return options;
  let best: { readonly way: ImportOptions; readonly confidence: number } | null = null;
  for (const profile of profiles) {
    for (const way of waysOf(options, profile.reading ?? {})) {
      const fit = looked.fit(profile, way);
      if (fit === null) continue;
      if (fit.confidence > (best?.confidence ?? 0)) best = { way, confidence: fit.confidence };
      break;
    }
  }
  if (best === null || best.confidence < looked.plain(options)) return options;
  return best.way;
}

/**
 * The options with a reading: the lines of preamble and header left to the content, then those as well, then only what
 * it says about times, because another program may have written the same log with other delimiters.
 */
function waysOf(options: ImportOptions, reading: ProfileReading): readonly ImportOptions[] {
  const { timezone, dateOrder, csv = NO_CSV_CHOICES } = reading;
  const dialect = { ...csv, preambleLines: null, headerLines: null };
  const times = { ...(timezone && { timezone }), ...(dateOrder && { dateOrder }) };
  return [{ ...reading, csv: dialect }, { ...reading, csv }, times].map((way) => merged(options, way));
}

function merged(options: ImportOptions, { csv = NO_CSV_CHOICES, ...reading }: ProfileReading): ImportOptions {
  const { timezone } = options;
  return {
    ...options,
    encoding: options.encoding ?? reading.encoding ?? null,
    format: options.format ?? reading.format ?? null,
    csv: {
      delimiter: options.csv.delimiter ?? csv.delimiter,
      quote: options.csv.quote ?? csv.quote,
      escape: options.csv.escape ?? csv.escape,
      preambleLines: options.csv.preambleLines ?? csv.preambleLines,
      headerLines: options.csv.headerLines ?? csv.headerLines,
    },
    recordPath: options.recordPath ?? reading.recordPath ?? null,
    timezone: timezone === 'UTC' ? (reading.timezone ?? timezone) : timezone,
    dateOrder: options.dateOrder ?? reading.dateOrder ?? null,
  };
}

/** Looks at a file in several ways, at each of them once. */
class Looks {
  readonly #lookAt: LookAt;
  readonly #seen = new Map<string, ReturnType<LookAt> | null>();

  constructor(lookAt: LookAt) {
    this.#lookAt = lookAt;
  }

  /** How well a profile knows the file as it is read with some options; null when it does not. */
  fit(profile: Profile, options: ImportOptions): ProfileMatch | null {
    const seen = this.#at(options);
    return seen === null ? null : (rankProfiles([profile], seen.sample, seen.kind)[0] ?? null);
  }

  /** How well the file is known without any reading; 0 when it is not. */
  plain(options: ImportOptions): number {
    const seen = this.#at(options);
    if (seen === null) return 0;
    const { profile, confidence } = detectProfile(loadProfiles(), seen.sample, seen.kind);
    return profile.guess ? 0 : confidence;
  }

  /** Null where the file cannot be read so. */
  #at(options: ImportOptions): ReturnType<LookAt> | null {
    const key = layoutChoices(options);
    const known = this.#seen.get(key);
    if (known !== undefined) return known;
    const seen = this.#seen.size < MOST_TRIED ? attempt(() => this.#lookAt(options)) : null;
    this.#seen.set(key, seen);
    return seen;
  }
}

function attempt<T>(step: () => T): T | null {
  try {
    return step();
  } catch (error) {
    if (error instanceof AppError && error.code !== 'INTERNAL') return null;
    throw error;
  }
}
