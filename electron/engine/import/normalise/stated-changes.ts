import type { Change } from '../../../../shared/domain/event.ts';
import {
  type MemberPath,
  memberOf,
  type Outermost,
  outermostKey,
  parseMemberPath,
  pathReader,
} from '../profile/member-path.ts';
import type { Profile } from '../profile/profile-format.ts';
import {
  fillTemplate,
  isTemplate,
  parseTemplate,
  pathsOf,
  type TextTemplate,
} from '../profile/text-template.ts';
import { inFull } from '../records/tape-record.ts';
import { compare, MAX_CHANGES } from './changes.ts';
import { jsonText } from './json-text.ts';

type Rule = Profile['changes'][number];
/** Adds what a record says. */
export type Reader = (record: Outermost, changes: Change[]) => void;

/** Longer texts are not taken for JSON. */
const MAX_JSON_TEXT = 64 * 1024;

/** One place where a profile says that changes stand. */
export interface ChangePlace {
  /** Names in the record of which one must have a value, or nothing is said. */
  readonly needs: readonly string[];
  /** Paths that are looked up. */
  readonly paths: readonly MemberPath[];
  readonly read: Reader;
}

/** The places of a profile, in order. */
export function changePlaces(rules: readonly Rule[]): readonly ChangePlace[] {
  return rules.map(placeOf);
}

/** Reads what changed from where a profile says it stands. */
export class StatedChanges {
  readonly #readers: readonly Reader[];

  constructor(rules: readonly Rule[]) {
    this.#readers = changePlaces(rules).map(({ read }) => read);
  }

  /** The changes as JSON text; null when the record states none. */
  read(record: Outermost): string | null {
    const changes: Change[] = [];
    for (const read of this.#readers) read(record, changes);
    return changes.length === 0 ? null : JSON.stringify(changes.slice(0, MAX_CHANGES));
  }
}

function placeOf(rule: Rule): ChangePlace {
  if ('list' in rule) return placeAt(rule.list, (path) => listReader(path, rule));
  if ('fields' in rule) return placeAt(rule.fields, (path) => fieldsReader(path, rule));
  const before = rule.before === undefined ? null : pathOf(rule.before);
  const after = pathOf(rule.after);
  const template = isTemplate(rule.name ?? '') ? parseTemplate(rule.name ?? '') : null;
  const sides = before === null ? [after] : [before, after];
  return {
    needs: (rule.onlyBefore ? sides.slice(0, 1) : sides).flatMap((path) => outermostKey(path) ?? []),
    paths: [...sides, ...pathsOf(template ?? [])],
    read: pairReader(before, after, template ?? rule.name ?? '', rule.onlyBefore),
  };
}

function placeAt(text: string, reader: (path: MemberPath) => Reader): ChangePlace {
  const path = pathOf(text);
  const key = outermostKey(path);
  return { needs: key === null ? [] : [key], paths: [path], read: reader(path) };
}

/** Two values of the record itself. Nothing is said where neither is there. */
function pairReader(
  beforePath: MemberPath | null,
  afterPath: MemberPath,
  name: string | TextTemplate,
  onlyBefore: boolean,
): Reader {
  const readBefore = beforePath === null ? () => undefined : pathReader(beforePath);
  const readAfter = pathReader(afterPath);
  return (record, changes) => {
    const before = unwrapped(readBefore(record));
    const found = unwrapped(readAfter(record));
    if (isNothing(before) && (onlyBefore || isNothing(found))) return;
    const after = onlyBefore ? membersOf(found, before) : found;
    const path = typeof name === 'string' ? name : (fillTemplate(name, record) ?? '');
    compare(path, before, after, changes, 0);
  };
}

/** The members of a value that an object has too; the value itself where that is no object. */
function membersOf(value: unknown, like: unknown): unknown {
  if (typeof like !== 'object' || like === null || Array.isArray(like)) return value;
  return Object.fromEntries(Object.keys(like).map((key) => [key, memberOf(value, key)]));
}

/** `[{name, old, new}]` */
function listReader(path: MemberPath, keys: { name: string; before: string; after: string }): Reader {
  const read = pathReader(path);
  return (record, changes) => {
    const list = unwrapped(read(record));
    if (!Array.isArray(list)) return;
    for (const entry of list.slice(0, MAX_CHANGES)) {
      const name = memberOf(entry, keys.name);
      const before = unwrapped(memberOf(entry, keys.before));
      const after = unwrapped(memberOf(entry, keys.after));
      if (name === undefined || name === null || (isNothing(before) && isNothing(after))) continue;
      changes.push({ path: jsonText(name), before, after });
    }
  };
}

/** `{name: {old, new}}` */
function fieldsReader(path: MemberPath, keys: { before: string; after: string }): Reader {
  const read = pathReader(path);
  return (record, changes) => {
    const fields = unwrapped(read(record));
    if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return;
    for (const [name, entry] of Object.entries(fields).slice(0, MAX_CHANGES)) {
      const before = memberOf(entry, keys.before);
      const after = memberOf(entry, keys.after);
      if (before !== undefined || after !== undefined) {
        changes.push({ path: name, before: unwrapped(before), after: unwrapped(after) });
      }
    }
  };
}

function isNothing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

/** How JSON text that is looked into begins, and how it then ends. Finding out by trial takes long. */
const ENDS: ReadonlyMap<string, string> = new Map([
  ['[', ']'],
  ['{', '}'],
  ['"', '"'],
]);

/** What a JSON text holds; other values as they are. */
function unwrapped(value: unknown): unknown {
  if (typeof value !== 'string') return inFull(value);
  const end = ENDS.get(value.charAt(0));
  if (end === undefined || value.length > MAX_JSON_TEXT || !value.trimEnd().endsWith(end)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** @throws RangeError for what the format does not let in */
function pathOf(text: string): MemberPath {
  const path = parseMemberPath(text);
  if (path === null) throw new RangeError(`${text} is not a path`);
  return path;
}
