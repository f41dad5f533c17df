import type { ImportOptions } from '../../../../shared/domain/import-choices.ts';
import { INPUTS, type Input } from '../../../../shared/domain/inputs.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Binding } from './bind-columns.ts';
import { closestNames } from './closest-names.ts';
import type { Profile } from './profile-format.ts';
import type { SampleColumn, SampleColumns } from './sample-columns.ts';
import { parseTemplate } from './text-template.ts';

/** The `fields` of the import options: inputs taken from other columns than the profile says. */
export type ChosenFields = ImportOptions['fields'];

/** Inputs whose columns were chosen by hand; also those that were left out. */
export function chosenInputs(fields: ChosenFields): ReadonlySet<Input> {
  return new Set(INPUTS.filter((input) => fields?.[input] !== undefined));
}

/** The profile with the chosen columns in place of its own candidates. */
export function withChosenFields(profile: Profile, fields: ChosenFields): Profile {
  if (fields === null) return profile;
  const inputs = { ...profile.inputs };
  const defaults = { ...profile.defaults };
  for (const input of chosenInputs(fields)) {
    inputs[input] = fields[input] ?? [];
    // Left out by hand means empty, not what the profile would fill in.
    if (fields[input]?.length === 0) delete defaults[input];
  }
  return { ...profile, inputs, defaults };
}

/**
 * Checks that every choice came to something. Of several names one suffices, so that a mapping serves files that call
 * the same column differently.
 * @throws BAD_MAPPING naming the column and the names that are closest to it, or what else takes the column
 */
export function refuseUnboundChoices(
  fields: ChosenFields,
  bindings: readonly Binding[],
  sample: SampleColumns,
  file: string,
): void {
  for (const input of chosenInputs(fields)) {
    const [first] = fields?.[input] ?? [];
    if (fields?.[input]?.some((name) => parseTemplate(name) !== null)) continue;
    if (first === undefined || bindings.some((binding) => binding.input === input)) continue;
    const why = whyUnbound(first, bindings, sample.columns);
    throw new AppError('BAD_MAPPING', `${file}: ${input} cannot be taken from ${quoted(first)}: ${why}`, {
      file,
      choice: `fields.${input}`,
      input,
      column: first,
    });
  }
}

function whyUnbound(name: string, bindings: readonly Binding[], columns: readonly SampleColumn[]): string {
  const taker = bindings.find(({ column, path }) => column.name === name && path.length === 0);
  if (taker !== undefined) return `${taker.input} is taken from it already. Choose one of the two.`;
  const column = columns.find((candidate) => candidate.name === name);
  if (column?.holds === 'containers') return 'it holds objects. Choose one of its members.';
  const close = closestNames(
    name,
    columns.map((candidate) => candidate.name),
  );
  if (close.length === 0) return 'the file has no such column.';
  return `the file has no such column. Closest: ${close.map(quoted).join(', ')}.`;
}

function quoted(name: string): string {
  return JSON.stringify(name.length > 100 ? `${name.slice(0, 100)}…` : name);
}
