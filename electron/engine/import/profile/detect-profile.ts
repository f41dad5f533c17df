import { type Binding, bindColumns } from './bind-columns.ts';
import { type ChosenFields, chosenInputs, refuseUnboundChoices, withChosenFields } from './chosen-fields.ts';
import type { Profile } from './profile-format.ts';
import type { SampleColumns } from './sample-columns.ts';

/** The profile a file is read with. */
export interface ProfileMatch {
  readonly profile: Profile;
  /** Share of the profile's signature that was found, 0 to 1. */
  readonly confidence: number;
  readonly bindings: readonly Binding[];
}

/** Share of a file's columns that a profile must take, so that a few common names do not decide for a foreign file. */
const MIN_COVERAGE = 0.6;

/**
 * Picks the profile whose signature fits best; of equally good ones the one that takes more columns. The last
 * profile takes every file and is used when no other fits.
 */
export function detectProfile(
  profiles: readonly Profile[],
  sample: SampleColumns,
  format: 'csv' | 'json',
): ProfileMatch {
  let best: (ProfileMatch & { readonly coverage: number }) | null = null;
  for (const profile of profiles) {
    if (profile.guess || !profile.formats.includes(format)) continue;
    const match = matchProfile(profile, sample, format);
    const coverage = coverageOf(match.bindings, sample);
    if (match.confidence === 0 || coverage < MIN_COVERAGE) continue;
    const better =
      best === null ||
      match.confidence > best.confidence ||
      (match.confidence === best.confidence && coverage > best.coverage);
    if (better) best = { ...match, coverage };
  }
  if (best !== null) return best;
  const fallback = profiles.find((profile) => profile.guess) ?? profiles.at(-1);
  if (fallback === undefined) throw new RangeError('There are no profiles');
  return matchProfile(fallback, sample, format);
}

/** How well one profile fits. */
export function matchProfile(profile: Profile, sample: SampleColumns, format: 'csv' | 'json'): ProfileMatch {
  const bindings = bindColumns(profile, sample, format === 'json');
  return { profile, bindings, confidence: confidenceOf(profile, bindings) };
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
  const bindings = bindColumns(profile, sample, format === 'json', chosenInputs(fields));
  refuseUnboundChoices(fields, bindings, sample, file);
  return { profile, bindings, confidence: match.confidence };
}

function confidenceOf(profile: Profile, bindings: readonly Binding[]): number {
  const { required, any, actions } = profile.signature;
  const bound = new Set(bindings.map((binding) => binding.input));
  if (required.length === 0 || !required.every((input) => bound.has(input))) return 0;
  if (actions !== undefined && !namesActionsAs(ACTION_SHAPES[actions], bindings)) return 0;
  const found = required.length + any.filter((input) => bound.has(input)).length;
  return found / (required.length + any.length);
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
