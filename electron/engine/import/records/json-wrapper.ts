import { parseContainer } from '../normalise/details.ts';
import { columnKey } from '../profile/column-key.ts';
import { isEvent, isEventInPart } from './event-keys.ts';

/** How many records show whether they wrap another one. */
export const JUDGED_RECORDS = 50;
/** How many wrappers may lie around each other. */
const MAX_WRAPPERS = 3;

/** Put in front of a wrapper's members whose names the record inside has too. */
const OUTER = 'envelope.';

/**
 * Finds the strings that hold the records proper. Log services hand out a record as JSON text inside a record of
 * their own, which says only when and where it came along: CloudWatch and its subscriptions in `message`, queues in
 * `body`, agents in `log`. Such a string is the only member with anything in it, and without it the record is no
 * event by itself.
 * @returns keys from the outermost wrapper on; empty when records stand for themselves
 */
export function findWrappers(records: readonly unknown[]): readonly string[] {
  const keys: string[] = [];
  let looked = records.slice(0, JUDGED_RECORDS).filter(isObject);
  while (keys.length < MAX_WRAPPERS && looked.length > 0) {
    const key = wrapperOf(looked, MAX_WRAPPERS - keys.length);
    if (key === null) break;
    keys.push(key);
    looked = looked.map((record) => unwrapped(record, [key])).filter(isObject);
  }
  return keys;
}

/**
 * The record inside its wrappers, with the members of these beside its own; the record itself where a wrapper holds
 * no JSON text. Made from entries, so that a key such as `__proto__` stays a key.
 */
export function unwrapped(record: unknown, wrappers: readonly string[]): unknown {
  let value = record;
  for (const key of wrappers) {
    if (!isObject(value)) return value;
    const inside = containerAt(value, key);
    if (inside === null) return value;
    const names = new Set(Object.keys(inside));
    const around = Object.entries(value).filter(([name]) => name !== key);
    value = Object.fromEntries([
      ...Object.entries(inside),
      ...around.map(([name, member]): [string, unknown] => [freeName(name, names), member]),
    ]);
  }
  return value;
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  while (taken.has(free)) free = OUTER + free;
  return free;
}

/** The one key under which most records hold a record as text, at most so many levels deep; null when there is none. */
function wrapperOf(records: readonly object[], levels: number): string | null {
  const [first] = records;
  if (first === undefined || levels === 0) return null;
  const keys = Object.keys(first).filter((key) => containerAt(first, key) !== null);
  const [key] = keys;
  if (key === undefined || keys.length > 1) return null;
  const wrapping = records.filter((record) => wraps(record, key, levels));
  return wrapping.length * 10 >= records.length * 8 ? key : null;
}

function wraps(record: object, key: string, levels: number): boolean {
  const others = Object.entries(record).filter(([name]) => name !== key);
  if (others.some(([, member]) => isRich(member))) return false;
  const inside = containerAt(record, key);
  if (inside === null) return false;
  if (!isEventInPart(Object.keys(inside)) && wrapperOf([inside], levels - 1) === null) return false;
  return !isEvent(others.map(([name]) => name).filter((name) => columnKey(name) !== 'type'));
}

function isRich(member: unknown): boolean {
  return typeof member === 'object' && member !== null && Object.keys(member).length > 0;
}

/** The object that a member holds as text; null when it holds none. */
function containerAt(record: object, key: string): object | null {
  const text: unknown = Object.getOwnPropertyDescriptor(record, key)?.value;
  if (typeof text !== 'string') return null;
  const inside = parseContainer(text.trim());
  return isObject(inside) ? inside : null;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
