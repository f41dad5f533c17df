import type { StoredValue } from '../../record.ts';

/** Values of the fields in order, and extra columns by name. */
export interface ComparedEvent {
  readonly values: readonly StoredValue[];
  readonly extra: ReadonlyMap<string, string>;
}

/** Whether two events say the same. */
export function isSame(a: ComparedEvent, b: ComparedEvent): boolean {
  return hasSameFields(a, b) && hasSameExtra(a, b);
}

/** Whether two events have the same fields, and columns that no field takes tell them apart. */
export function differsOnlyInExtra(a: ComparedEvent, b: ComparedEvent): boolean {
  return hasSameFields(a, b) && !hasSameExtra(a, b);
}

function hasSameFields(a: ComparedEvent, b: ComparedEvent): boolean {
  // Numbers come back from SQLite in another type than they went in.
  return a.values.every((value, index) => {
    const other = b.values[index] ?? null;
    return value === other || (value !== null && other !== null && String(value) === String(other));
  });
}

function hasSameExtra(a: ComparedEvent, b: ComparedEvent): boolean {
  if (a.extra.size !== b.extra.size) return false;
  for (const [name, value] of a.extra) if (b.extra.get(name) !== value) return false;
  return true;
}
