import type { FieldDifference } from '../../../shared/api/contract.ts';
import { formatNano } from '../../../shared/domain/decimal.ts';
import { extraRef } from '../../../shared/domain/field-ref.ts';
import { FIELD_NAMES, type FieldName, fieldSpec } from '../../../shared/domain/fields.ts';
import { toIso } from '../../../shared/time/format.ts';
import type { StoredValue } from '../record.ts';
import type { RecordContent } from './parsed-records.ts';

/** Deeper members of details are compared as one text. */
const MAX_DEPTH = 20;

/** Most differences named of one record. */
const MAX_DIFFERENCES = 200;

/** The fields in which two records differ, in the order of the fields; at most 200. */
export function fieldDifferences(first: RecordContent, second: RecordContent): FieldDifference[] {
  const differences: FieldDifference[] = [];
  const add = (field: string, a: string | null, b: string | null): void => {
    if (a !== b && differences.length < MAX_DIFFERENCES) differences.push({ field, first: a, second: b });
  };
  for (const name of FIELD_NAMES) {
    const [a, b] = [textOf(name, first.fields.get(name)), textOf(name, second.fields.get(name))];
    if (a === b) continue;
    if (fieldSpec(name).kind !== 'json') add(name, a, b);
    else compareJson(name, parsed(a), parsed(b), 0, add);
  }
  const columns = new Set([...first.extra.keys(), ...second.extra.keys()]);
  for (const column of columns) {
    add(extraRef(column), first.extra.get(column) ?? null, second.extra.get(column) ?? null);
  }
  return differences;
}

function textOf(name: FieldName, value: StoredValue | undefined): string | null {
  if (value === null || value === undefined) return null;
  switch (fieldSpec(name).kind) {
    case 'instant':
      return toIso(Number(value));
    case 'decimal':
      return formatNano(BigInt(value));
    case 'boolean':
      return Number(value) === 1 ? 'true' : 'false';
    default:
      return String(value);
  }
}

/** Undefined stands for a member that is not there. */
type Json = unknown;

function parsed(text: string | null): Json {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

function compareJson(
  path: string,
  a: Json,
  b: Json,
  depth: number,
  add: (field: string, a: string | null, b: string | null) => void,
): void {
  const [left, right] = [membersOf(a), membersOf(b)];
  if (depth >= MAX_DEPTH || (left === null && right === null)) {
    add(path, jsonText(a), jsonText(b));
    return;
  }
  if ((left === null && a !== undefined) || (right === null && b !== undefined)) {
    add(path, jsonText(a), jsonText(b));
    return;
  }
  for (const key of new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])])) {
    compareJson(`${path}.${key}`, left?.get(key), right?.get(key), depth + 1, add);
  }
}

/** Members of an object or a list; null of anything else. */
function membersOf(value: Json): ReadonlyMap<string, Json> | null {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : null;
}

function jsonText(value: Json): string | null {
  if (value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
