import { type FieldRef, parseFieldRef } from '../domain/field-ref.ts';
import { FIELD_NAMES, type FieldKind, fieldSpec, ORDERED_KINDS } from '../domain/fields.ts';

/** Names people write for a field beside its own. */
const ALIASES: ReadonlyMap<string, FieldRef> = new Map([['workspace', 'workspaceName']]);

const BY_LOWER_CASE: ReadonlyMap<string, FieldRef> = new Map(
  [...FIELD_NAMES, 'id', 'source'].map((name) => [name.toLowerCase(), name]),
);

/** The field an unquoted name means: `inputtokens` is `inputTokens`; unknown names stay as they are. */
export function resolveWrittenName(name: string): FieldRef {
  const lower = name.toLowerCase();
  return BY_LOWER_CASE.get(lower) ?? ALIASES.get(lower) ?? name;
}

/** The kind of what a reference points at. Extra columns hold text. */
export function kindOfRef(field: FieldRef): FieldKind {
  const target = parseFieldRef(field);
  if (target.kind === 'field') return fieldSpec(target.name).kind;
  return target.kind === 'id' ? 'integer' : 'text';
}

/** Whether every value of a reference is a number or an instant. */
export function holdsNumbers(field: FieldRef): boolean {
  return ORDERED_KINDS.has(kindOfRef(field));
}

/** Whether values can be compared: numbers, instants, and extra columns where their text is a number. */
export function isOrdered(field: FieldRef): boolean {
  return holdsNumbers(field) || parseFieldRef(field).kind === 'extra';
}
