import type { Change } from '../../../../shared/domain/event.ts';
import { inFull, TapeContainer } from '../records/tape-record.ts';

/** Pairs of keys under which logs put the state before and after. */
const PAIRS: readonly (readonly [before: string, after: string])[] = [
  ['old', 'new'],
  ['before', 'after'],
  ['old_value', 'new_value'],
  ['oldValue', 'newValue'],
  ['OldValue', 'NewValue'],
  ['old_values', 'new_values'],
  ['oldValues', 'newValues'],
  ['previous', 'current'],
  ['previous_value', 'current_value'],
  ['from', 'to'],
];

/** Keys under which logs list changed fields, and keys that name the field. */
const LISTS = ['changes', 'modifiedProperties', 'ModifiedProperties', 'diff'];
const NAMES = ['path', 'field', 'name', 'Name', 'key', 'property', 'attribute'];

const STATING: ReadonlySet<string> = new Set([...PAIRS.flat(), ...LISTS]);

/** Whether a member of the details with this key may state what changed. */
export function mayStateChanges(key: string): boolean {
  return STATING.has(key);
}

/** Most changes kept of one record. */
export const MAX_CHANGES = 1_000;
const MAX_DEPTH = 20;

/** What changed, after the structured details of a record; empty when they do not tell. */
export function changesIn(given: unknown): readonly Change[] {
  if (given instanceof TapeContainer && !given.hasName(mayStateChanges)) return [];
  const detail = inFull(given);
  if (!isObject(detail)) return [];
  const changes: Change[] = [];
  const pair = pairIn(detail);
  if (pair !== null) compare('', pair.before, pair.after, changes, 0);
  for (const key of LISTS) {
    const list = member(detail, key);
    if (Array.isArray(list)) for (const entry of list) addListed(entry, changes);
    else if (isObject(list)) addKeyed(list, changes);
  }
  return changes.slice(0, MAX_CHANGES);
}

function pairIn(value: object): { before: unknown; after: unknown } | null {
  for (const [before, after] of PAIRS) {
    if (Object.hasOwn(value, before) && Object.hasOwn(value, after)) {
      return { before: member(value, before), after: member(value, after) };
    }
  }
  return null;
}

/** `[{field, old, new}]` */
function addListed(entry: unknown, changes: Change[]): void {
  if (!isObject(entry)) return;
  const name = NAMES.map((key) => member(entry, key)).find((value) => typeof value === 'string');
  const pair = pairIn(entry);
  if (typeof name === 'string' && pair !== null) changes.push({ path: name, ...pair });
}

/** `{field: {old, new}}` or `{field: [old, new]}` */
function addKeyed(list: object, changes: Change[]): void {
  const pair = pairIn(list);
  if (pair !== null) {
    compare('', pair.before, pair.after, changes, 0);
    return;
  }
  for (const [path, value] of Object.entries(list)) {
    if (Array.isArray(value) && value.length === 2) changes.push({ path, before: value[0], after: value[1] });
    else if (isObject(value)) {
      const inner = pairIn(value);
      if (inner !== null) changes.push({ path, ...inner });
    }
  }
}

/** Lists the members that differ. Of a side that is null or absent every member of the other is absent. */
export function compare(
  path: string,
  before: unknown,
  after: unknown,
  changes: Change[],
  depth: number,
): void {
  if (changes.length >= MAX_CHANGES) return;
  const objects = isObject(before) || isObject(after);
  if (!objects || depth >= MAX_DEPTH || !canDescend(before) || !canDescend(after)) {
    if (!areEqual(before, after)) changes.push({ path, before, after });
    return;
  }
  const keys = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  for (const key of keys) {
    const inside = path === '' ? key : `${path}.${key}`;
    compare(inside, member(before ?? {}, key), member(after ?? {}, key), changes, depth + 1);
  }
}

/** Whether values are the same as JSON. */
function areEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  const mayBe = typeof one === 'object' && typeof other === 'object';
  return mayBe && JSON.stringify(one) === JSON.stringify(other);
}

function canDescend(value: unknown): value is object | null | undefined {
  return value === null || value === undefined || isObject(value);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own member; undefined when there is none. Keys come from the log, so inherited members must not answer. */
function member(value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}
