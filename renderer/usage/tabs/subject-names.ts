import { type FieldName, fieldSpec } from '../../../shared/domain/fields.ts';

/** What the fields of a usage log are called where people, workers and keys are ranked. */
const NAMES: ReadonlyMap<FieldName, readonly [one: string, many: string]> = new Map([
  ['actor', ['Member', 'Members']],
  ['worker', ['AI worker', 'AI workers']],
  ['entryPoint', ['Entry point', 'Entry points']],
  ['apiKey', ['API key', 'API keys']],
  ['model', ['Model', 'Models']],
  ['provider', ['Provider', 'Providers']],
  ['reason', ['Reason', 'Reasons']],
  ['workspaceName', ['Workspace', 'Workspaces']],
]);

/** `Member`, `AI worker`, `Model`. */
export function nameOfOne(field: FieldName): string {
  return NAMES.get(field)?.[0] ?? fieldSpec(field).label;
}

/** What stands in place of a name: `No AI worker`, `No entry point`. */
export function nameOfNone(field: FieldName): string {
  const one = nameOfOne(field);
  return `No ${/^[A-Z][a-z]/.test(one) ? one.charAt(0).toLowerCase() + one.slice(1) : one}`;
}

/** `Members`, `AI workers`, `Models`. */
export function nameOfMany(field: FieldName): string {
  return NAMES.get(field)?.[1] ?? fieldSpec(field).label;
}
