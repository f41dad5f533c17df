import type { Input } from '../../../../shared/domain/inputs.ts';
import { RecordRules } from '../normalise/record-rules.ts';
import { type Binding, bindColumns } from './bind-columns.ts';
import { type ChosenFields, chosenInputs, refuseUnboundChoices, withChosenFields } from './chosen-fields.ts';
import { columnsSeenBy } from './element-columns.ts';
import { outermostKey } from './member-path.ts';
import type { Profile } from './profile-format.ts';
import type { SampleColumns } from './sample-columns.ts';
import { ColumnLookup, fulfils } from './signature.ts';
import { isTemplate, parseTemplate, pathsOf } from './text-template.ts';

/** The profile a file is read with. */
export interface ProfileMatch {
  readonly profile: Profile;
  /** Share of the profile's signature that was found, 0 to 1. */
  readonly confidence: number;
  readonly bindings: readonly Binding[];
}

/** A profile that fits, with what decides between equally good ones. */
interface Fit extends ProfileMatch {
  /** How much of the signature was found. */
  readonly evidence: number;
  readonly coverage: number;
}

/**
 * Share of a file's columns that a profile must take, so that a few common names do not decide for a foreign
 * file. Profiles that ask for {@link ENOUGH_MATCHES} things by name and value are exempt: the logs they know
 * have hundreds of members of their own.
 */
const MIN_COVERAGE = 0.6;
const ENOUGH_MATCHES = 2;

/**
 * Picks the profile whose signature fits best; of equally good ones the one of which more was found, then the one
 * that takes more columns. The last profile takes every file and is used when no other fits.
 */
export function detectProfile(
  profiles: readonly Profile[],
  sample: SampleColumns,
  format: 'csv' | 'json',
): ProfileMatch {
  const [best] = rankProfiles(profiles, sample, format);
  if (best !== undefined) return best;
  const fallback = profiles.find((profile) => profile.guess) ?? profiles.at(-1);
  if (fallback === undefined) throw new RangeError('There are no profiles');
  return matchProfile(fallback, sample, format);
}

/** The profiles that fit a file, best first; none that guesses. */
export function rankProfiles(
  profiles: readonly Profile[],
  sample: SampleColumns,
  format: 'csv' | 'json',
): readonly ProfileMatch[] {
  const all = new ColumnLookup(sample);
  return profiles
    .filter((profile) => !profile.guess && profile.formats.includes(format))
    .map((profile) => ({ profile, lookup: lookupFor(profile, sample, all) }))
    .filter(({ profile, lookup }) => fulfils(profile.signature, lookup))
    .map(({ profile, lookup }) => fitOf(profile, sample, format, lookup))
    .filter(isKnown)
    .sort((a, b) => b.confidence - a.confidence || b.evidence - a.evidence || b.coverage - a.coverage);
}

/** How well one profile fits. */
export function matchProfile(profile: Profile, sample: SampleColumns, format: 'csv' | 'json'): ProfileMatch {
  return fitOf(profile, sample, format, lookupFor(profile, sample, new ColumnLookup(sample)));
}

/** The columns as a profile sees them. */
function lookupFor(profile: Profile, sample: SampleColumns, all: ColumnLookup): ColumnLookup {
  return profile.each === undefined ? all : new ColumnLookup(columnsSeenBy(profile, sample));
}

/**
 * A match with the columns that were chosen by hand.
 * @throws BAD_MAPPING for a chosen column that the file does not have
 */
export function chooseFields(
  match: ProfileMatch,
  fields: ChosenFields,
  sample: SampleColumns,
  format: 'csv' | 'json',
  file: string,
): ProfileMatch {
  if (fields === null) return match;
  const profile = withChosenFields(match.profile, fields);
  const bindings = bindColumns(profile, sample, takesAll(profile, format), chosenInputs(fields));
  refuseUnboundChoices(fields, bindings, sample, file);
  return { profile, bindings, confidence: match.confidence };
}

/** Whether records are read one by one, so that each may fill an input from another column. */
function takesAll(profile: Profile, format: 'csv' | 'json'): boolean {
  return format === 'json' || RecordRules.appliesTo(profile);
}

function isKnown({ profile, confidence, coverage }: Fit): boolean {
  return confidence > 0 && (coverage >= MIN_COVERAGE || profile.signature.matches.length >= ENOUGH_MATCHES);
}

function fitOf(profile: Profile, given: SampleColumns, format: 'csv' | 'json', lookup: ColumnLookup): Fit {
  const sample = columnsSeenBy(profile, given);
  const bindings = bindColumns(profile, sample, takesAll(profile, format));
  const evidence = evidenceFor(profile, bindings, lookup);
  const { matches, required, any } = profile.signature;
  const asked = matches.length + required.length + any.length;
  return {
    profile,
    bindings,
    evidence,
    confidence: asked === 0 ? 0 : evidence / asked,
    coverage: coverageOf(bindings, sample),
  };
}

/** How many parts of the signature were found; 0 when one that must be is not. */
function evidenceFor(profile: Profile, bindings: readonly Binding[], lookup: ColumnLookup): number {
  const { matches, required, any, actions } = profile.signature;
  const bound = new Set(bindings.map((binding) => binding.input));
  const isFilled = (input: Input) => bound.has(input) || isJoined(profile, input, lookup);
  if (!required.every(isFilled) || !fulfils(profile.signature, lookup)) return 0;
  if (actions !== undefined && !namesActionsAs(ACTION_SHAPES[actions], bindings)) return 0;
  return matches.length + required.length + any.filter(isFilled).length;
}

/** Whether a text with braces can fill an input: the file has the outermost columns of all its values. */
function isJoined(profile: Profile, input: Input, lookup: ColumnLookup): boolean {
  return (profile.inputs[input] ?? []).filter(isTemplate).some((text) => {
    const keys = pathsOf(parseTemplate(text) ?? []).map(outermostKey);
    return keys.every((key) => key !== null && lookup.column(key) !== null);
  });
}

/** Whether most action names are of the profile's grammar: any log has a time, a person and an action. */
function namesActionsAs(shape: RegExp, bindings: readonly Binding[]): boolean {
  const values = bindings.find((binding) => binding.input === 'action')?.column.values.slice(0, 200) ?? [];
  return values.filter((value) => shape.test(value)).length * 2 >= values.length;
}

/** The three grammars of action names. */
const ACTION_SHAPES = {
  dotted: /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/,
  camel: /^([A-Z][A-Za-z0-9]*)$/,
  bare: /^[a-z][a-z0-9_]*$/,
} as const;

function coverageOf(bindings: readonly Binding[], sample: SampleColumns): number {
  const columns = sample.columns.filter((column) => !column.peeked);
  if (columns.length === 0) return 1;
  const bound = bindings.map((binding) => binding.column);
  // Members of an object that an input takes whole count as taken.
  const taken = columns.filter(
    (column) => bound.includes(column) || bound.some((outer) => column.name.startsWith(`${outer.name}.`)),
  );
  return taken.length / columns.length;
}
