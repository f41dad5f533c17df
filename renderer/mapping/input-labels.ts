import { fieldSpec, isFieldName } from '../../shared/domain/fields.ts';
import { INPUTS, type Input } from '../../shared/domain/inputs.ts';

/** Inputs that are no field of the same name: rules, which fill several fields from one column. */
const RULES: Readonly<Partial<Record<Input, string>>> = {
  nativeId: 'Record id',
  person: 'Actor: name and e-mail',
  providerModel: 'Provider / model',
  tokenPair: 'Tokens: input / output',
  creditsOrByok: 'Credits or BYOK cost',
};

/** Name of an input as the views call what it fills. */
export function inputLabel(input: Input): string {
  return RULES[input] ?? (isFieldName(input) ? fieldSpec(input).label : spelledOut(input));
}

/** The value of a select for a column that fills nothing. */
export const EXTRA = 'extra';

/** What a column can be taken for. */
export const INPUT_CHOICES: readonly { readonly value: string; readonly label: string }[] = [
  { value: EXTRA, label: 'Extra column' },
  ...INPUTS.map((input) => ({ value: input, label: inputLabel(input) })),
];

/** `startTime` as `Start time`. */
function spelledOut(name: string): string {
  const words = name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
