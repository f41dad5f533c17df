import { columnKey } from '../profile/column-key.ts';

/** Keys that make an object an event of its own, whatever arrays it holds: when, and who or what. */
const WHEN_KEYS: ReadonlySet<string> = new Set([
  'timestamp',
  'time',
  'datetime',
  'date',
  'eventtime',
  'creationtime',
  'createdat',
  'published',
  'occurredat',
]);
const WHAT_KEYS: ReadonlySet<string> = new Set([
  'action',
  'event',
  'eventname',
  'eventtype',
  'operation',
  'type',
  'actor',
  'user',
  'userid',
  'useridentity',
  'model',
]);

/** Whether an object with these keys is an event, whatever else it holds: it says when, and who or what. */
export function isEvent(keys: readonly string[]): boolean {
  return has(keys, WHEN_KEYS) && has(keys, WHAT_KEYS);
}

/** Whether an object with these keys says when, or who or what. */
export function isEventInPart(keys: readonly string[]): boolean {
  return has(keys, WHEN_KEYS) || has(keys, WHAT_KEYS);
}

function has(keys: readonly string[], names: ReadonlySet<string>): boolean {
  return keys.some((key) => names.has(columnKey(key)));
}
