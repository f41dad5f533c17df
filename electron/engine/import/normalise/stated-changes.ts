import type { Change } from '../../../../shared/domain/event.ts';
import {
  type MemberPath,
  memberOf,
  type Outermost,
  parseMemberPath,
  valueAt,
} from '../profile/member-path.ts';
import type { Profile } from '../profile/profile-format.ts';
import { fillTemplate, isTemplate, parseTemplate, type TextTemplate } from '../profile/text-template.ts';
import { compare, MAX_CHANGES } from './changes.ts';
import { jsonText } from './json-text.ts';

type Rule = Profile['changes'][number];
/** Adds what a record says. */
type Reader = (record: Outermost, changes: Change[]) => void;

/** Longer texts are not taken for JSON. */
const MAX_JSON_TEXT = 64 * 1024;

/** Reads what changed from where a profile says it stands. */
export class StatedChanges {
  readonly #readers: readonly Reader[];

  constructor(rules: readonly Rule[]) {
    this.#readers = rules.map(readerOf);
  }

  /** The changes as JSON text; null when the record states none. */
  read(record: Outermost): string | null {
    const changes: Change[] = [];
    for (const read of this.#readers) read(record, changes);
    return changes.length === 0 ? null : JSON.stringify(changes.slice(0, MAX_CHANGES));
  }
}

function readerOf(rule: Rule): Reader {
  if ('list' in rule) return listReader(pathOf(rule.list), rule);
  if ('fields' in rule) return fieldsReader(pathOf(rule.fields), rule);
  const before = rule.before === undefined ? null : pathOf(rule.before);
  return pairReader(before, pathOf(rule.after), rule.name ?? '', rule.onlyBefore);
}

/** Two values of the record itself. Nothing is said where neither is there. */
function pairReader(
  beforePath: MemberPath | null,
  afterPath: MemberPath,
  name: string,
  onlyBefore: boolean,
): Reader {
  const template: TextTemplate | null = isTemplate(name) ? parseTemplate(name) : null;
  return (record, changes) => {
    const before = beforePath === null ? null : unwrapped(valueAt(beforePath, record));
    const found = unwrapped(valueAt(afterPath, record));
    if (before === null && (onlyBefore || found === null)) return;
    const after = onlyBefore ? membersOf(found, before) : found;
    const path = template === null ? name : (fillTemplate(template, record) ?? '');
    compare(path, before, after, changes, 0);
  };
}

/** The members of a value that an object has too; the value itself where that is no object. */
function membersOf(value: unknown, like: unknown): unknown {
  if (typeof like !== 'object' || like === null || Array.isArray(like)) return value;
  return Object.fromEntries(Object.keys(like).map((key) => [key, memberOf(value, key) ?? null]));
}

/** `[{name, old, new}]` */
function listReader(path: MemberPath, keys: { name: string; before: string; after: string }): Reader {
  return (record, changes) => {
    const list = unwrapped(valueAt(path, record));
    if (!Array.isArray(list)) return;
    for (const entry of list.slice(0, MAX_CHANGES)) {
      const name = memberOf(entry, keys.name);
      const before = unwrapped(memberOf(entry, keys.before));
      const after = unwrapped(memberOf(entry, keys.after));
      if (name === undefined || name === null || (before === null && after === null)) continue;
      changes.push({ path: jsonText(name), before, after });
    }
  };
}

/** `{name: {old, new}}` */
function fieldsReader(path: MemberPath, keys: { before: string; after: string }): Reader {
  return (record, changes) => {
    const fields = unwrapped(valueAt(path, record));
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

/** What a JSON text holds; other values as they are, an absent one as null. */
function unwrapped(value: unknown): unknown {
  if (typeof value !== 'string') return value ?? null;
  const first = value.charAt(0);
  if ((first !== '[' && first !== '{' && first !== '"') || value.length > MAX_JSON_TEXT) return value;
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
