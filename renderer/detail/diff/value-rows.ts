import { diffArrays } from 'diff';
import { isJsonText } from '../json/json-tokens.ts';
import { canonical, isSame } from './same-value.ts';

/** What stands for a side that is not there at all, as opposed to null. Of a change such a side is undefined. */
export const ABSENT: unique symbol = Symbol('not there');

export type RowKind = 'same' | 'changed' | 'removed' | 'added' | 'moved';

/** One member or element of a value, before and after. */
export interface ValueRow {
  readonly kind: RowKind;
  /** Where it is inside the value: `.roles[2]`; empty for the value itself. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Deeper values are compared as a whole. */
const DEEPEST = 40;
/** Rows of one value; what is more is compared as a whole too. */
const MOST_ROWS = 2_000;
/** Milliseconds that lining up two lists may take. */
const LINE_UP = 100;

/**
 * Two values, member by member and element by element. Elements of lists are lined up, so that one added in front does
 * not change all others; one that is gone here and new there has moved. Text that is JSON is looked into.
 *
 * Lining up is jsdiff's. Libraries that compare whole values put keys of the log into plain objects, where a change of
 * `__proto__` vanishes, or compare lists by place.
 */
export function valueRows(before: unknown, after: unknown): ValueRow[] {
  const rows: ValueRow[] = [];
  compare('', lookedInto(before), lookedInto(after), rows, 0);
  return rows;
}

function lookedInto(value: unknown): unknown {
  if (value === undefined) return ABSENT;
  return typeof value === 'string' && isJsonText(value) ? JSON.parse(value) : value;
}

function compare(path: string, before: unknown, after: unknown, rows: ValueRow[], depth: number): void {
  const goOn = depth < DEEPEST && rows.length < MOST_ROWS;
  if (goOn && isObject(before) && isObject(after)) compareMembers(path, before, after, rows, depth);
  else if (goOn && Array.isArray(before) && Array.isArray(after)) {
    compareElements(path, before, after, rows, depth);
  } else rows.push({ kind: kindOf(before, after), path, before, after });
}

function kindOf(before: unknown, after: unknown): RowKind {
  if (before === ABSENT) return 'added';
  if (after === ABSENT) return 'removed';
  return isSame(before, after) ? 'same' : 'changed';
}

function compareMembers(path: string, before: object, after: object, rows: ValueRow[], depth: number): void {
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    compare(`${path}${memberPath(key)}`, ownMember(before, key), ownMember(after, key), rows, depth + 1);
  }
}

/** Names come from the log, so inherited members must not answer. */
function ownMember(value: object, key: string): unknown {
  const own = Object.getOwnPropertyDescriptor(value, key);
  return own === undefined ? ABSENT : own.value;
}

function memberPath(key: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

/** A place in each of two lists; null where there is none. */
interface Pair {
  readonly from: number | null;
  readonly to: number | null;
  /** Whether the same element was taken out here and put in there. */
  readonly moved?: boolean;
}

function compareElements(
  path: string,
  before: readonly unknown[],
  after: readonly unknown[],
  rows: ValueRow[],
  depth: number,
): void {
  for (const { from, to, moved } of linedUp(before, after)) {
    const [was, is] = [from === null ? ABSENT : before[from], to === null ? ABSENT : after[to]];
    const place = `${path}[${from === null || to === null || from === to ? (to ?? from) : `${from} → ${to}`}]`;
    if (moved) rows.push({ kind: 'moved', path: place, before: was, after: is });
    else compare(place, was, is, rows, depth + 1);
  }
}

/** Which element of the one list is which of the other, in the order in which they are shown. */
function linedUp(before: readonly unknown[], after: readonly unknown[]): Pair[] {
  const steps = diffArrays(before.map(canonical), after.map(canonical), { timeout: LINE_UP });
  if (steps === undefined) return byPlace(before.length, after.length);
  const pairs: Pair[] = [];
  let [from, to] = [0, 0];
  for (const { added, removed, count } of steps) {
    for (let step = 0; step < count; step += 1) {
      pairs.push({ from: added ? null : from, to: removed ? null : to });
      if (!added) from += 1;
      if (!removed) to += 1;
    }
  }
  return joined(pairs, before, after);
}

function byPlace(before: number, after: number): Pair[] {
  return Array.from({ length: Math.max(before, after) }, (_, at) => ({
    from: at < before ? at : null,
    to: at < after ? at : null,
  }));
}

/** Joins what is gone with what is new where both are the same thing: equal, of one id, or lists and objects in turn. */
function joined(pairs: readonly Pair[], before: readonly unknown[], after: readonly unknown[]): Pair[] {
  const gone = pairs.flatMap(({ from, to }) => (to === null && from !== null ? [from] : []));
  const fresh = pairs.flatMap(({ from, to }) => (from === null && to !== null ? [to] : []));
  const partner = new Map<number, Pair>();
  const taken = new Set<number>();
  for (const nameOf of [canonical, identityOf]) {
    const byName = new Map<string, number[]>();
    for (const to of fresh) {
      const name = taken.has(to) ? null : nameOf(after[to]);
      if (name !== null) byName.set(name, [...(byName.get(name) ?? []), to]);
    }
    for (const from of gone) {
      const name = partner.has(from) ? null : nameOf(before[from]);
      const to = name === null ? undefined : byName.get(name)?.shift();
      if (to === undefined) continue;
      partner.set(from, { from, to, moved: nameOf === canonical });
      taken.add(to);
    }
  }
  return pairs.flatMap((pair) => {
    if (pair.from !== null && pair.to === null) return [partner.get(pair.from) ?? pair];
    return pair.to !== null && pair.from === null && taken.has(pair.to) ? [] : [pair];
  });
}

const IDENTIFYING = ['id', 'key', 'name', 'email'];

/** What an element of a list is known by; null for one that says nothing about itself. */
function identityOf(value: unknown): string | null {
  if (!isObject(value)) return null;
  for (const key of IDENTIFYING) {
    const own = ownMember(value, key);
    if (typeof own === 'string' || typeof own === 'number') return JSON.stringify([key, own]);
  }
  return null;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
