import { parseContainer } from '../normalise/details.ts';
import { NO_PLACE, TapeContainer } from '../records/tape-record.ts';

/** One step of a path into a record. */
export type PathStep =
  /** A member of an object, or the position in a list. */
  | { readonly kind: 'key'; readonly key: string }
  /** The first element of a list whose member has this text. */
  | { readonly kind: 'where'; readonly member: string; readonly is: string }
  /** The member whose key is the text at another path. */
  | { readonly kind: 'named'; readonly by: MemberPath };

/** Steps from a record to a value in it. */
export type MemberPath = readonly PathStep[];

/** What a path is looked up in: the outermost step is answered by the record itself. */
export type Outermost = (key: string) => unknown;

/** A value of which only what stands at some keys is known, and nothing has to be made to tell. */
export abstract class KnownInside {
  /** What {@link valueInside} gives for the keys. */
  abstract valueAt(keys: readonly string[]): unknown;
}

const MAX_STEPS = 16;
/** Lists are searched this far for an element. */
const MAX_SEARCHED = 1_000;
/** Longer JSON text in a string is not looked into. */
const MAX_EMBEDDED = 4 * 1024 * 1024;

/**
 * Reads the written form of a path: keys joined by dots (`a.b`), positions in lists (`a.0`), keys with any
 * characters in quotes (`a["x.y/z"]`), the element of a list that has a member of some text
 * (`parameters[name=USER_EMAIL].value`), and the member whose key stands elsewhere (`[$type].id`).
 * @returns null when the text is not a path
 */
export function parseMemberPath(text: string): MemberPath | null {
  const steps: PathStep[] = [];
  let at = 0;
  while (at < text.length) {
    if (steps.length >= MAX_STEPS) return null;
    if (text[at] === '[') {
      const end = closing(text, at);
      const step = end < 0 ? null : bracketStep(text.slice(at + 1, end));
      if (step === null) return null;
      steps.push(step);
      at = end + 1;
    } else {
      const end = nextBreak(text, at);
      if (end === at) return null;
      steps.push({ kind: 'key', key: text.slice(at, end) });
      at = end;
    }
    if (at < text.length && text[at] !== '[') {
      if (text[at] !== '.' || at + 1 === text.length) return null;
      at += 1;
    }
  }
  return steps.length === 0 ? null : steps;
}

/** Where the bracket that opens at a position closes; quotes hide brackets. */
function closing(text: string, from: number): number {
  const quoted = text[from + 1] === '"';
  return quoted ? text.indexOf('"]', from + 2) + 1 || -1 : text.indexOf(']', from);
}

function nextBreak(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) if (text[at] === '.' || text[at] === '[') return at;
  return text.length;
}

function bracketStep(inside: string): PathStep | null {
  if (inside.startsWith('"')) {
    return inside.length < 3 ? null : { kind: 'key', key: inside.slice(1, -1) };
  }
  if (inside.startsWith('$')) {
    const by = parseMemberPath(inside.slice(1));
    return by === null ? null : { kind: 'named', by };
  }
  const equals = inside.indexOf('=');
  if (equals <= 0) return null;
  return { kind: 'where', member: inside.slice(0, equals), is: inside.slice(equals + 1) };
}

/** The first key of a path; null when it is not fixed. */
export function outermostKey(path: MemberPath): string | null {
  const [first] = path;
  return first?.kind === 'key' ? first.key : null;
}

/** The names a path looks up in the record itself; null when they are not fixed. */
export function namesLookedUp(path: MemberPath): readonly string[] | null {
  const names = path.map((step, at): readonly string[] | null => {
    if (step.kind === 'named') return at === 0 ? null : namesLookedUp(step.by);
    return at === 0 && step.kind === 'key' ? [step.key] : [];
  });
  return names.includes(null) ? null : names.flatMap((some) => some ?? []);
}

/** The keys behind the outermost step of a path, as far as they are fixed. */
export function keysBehind(path: MemberPath): readonly string[] {
  const keys: string[] = [];
  for (let at = 1; at < path.length; at += 1) {
    const step = path[at];
    if (step?.kind !== 'key') break;
    keys.push(step.key);
  }
  return keys;
}

/** The paths that have to be looked up to follow one: that of each key that stands elsewhere, and its own. */
export function pathsInside(path: MemberPath): readonly MemberPath[] {
  return [path, ...path.flatMap((step) => (step.kind === 'named' ? pathsInside(step.by) : []))];
}

/** The value at a path, null where that stands there; undefined when there is none. JSON text on the way is looked into. */
export function valueAt(path: MemberPath, record: Outermost): unknown {
  let value: unknown;
  for (let at = 0; at < path.length; at += 1) {
    const step = path[at];
    if (step === undefined) return undefined;
    const key = keyOf(step, record);
    if (key === null) return undefined;
    if (at === 0) {
      value = step.kind === 'where' ? undefined : record(key);
      if (value instanceof KnownInside) {
        const keys = keysBehind(path);
        value = value.valueAt(keys);
        at += keys.length;
      }
    } else {
      const inside = typeof value === 'string' ? embedded(value) : value;
      value = step.kind === 'where' ? elementOf(inside, step.member, step.is) : memberOf(inside, key);
    }
    if (value === undefined || (value === null && at + 1 < path.length)) return undefined;
  }
  return value;
}

/** {@link valueAt} a path, for whoever looks into many records: paths of nothing but keys are followed at once. */
export function pathReader(path: MemberPath): (record: Outermost) => unknown {
  const keys = path.flatMap((step) => (step.kind === 'key' ? [step.key] : []));
  const [first, ...inner] = keys;
  if (first === undefined || keys.length < path.length) return (record) => valueAt(path, record);
  if (inner.length === 0) return (record) => record(first);
  return (record) => valueInside(record(first), inner);
}

/** The value at a path of an object. */
export function valueIn(path: MemberPath, record: object): unknown {
  return valueAt(path, (key) => memberOf(record, key));
}

function keyOf(step: PathStep, record: Outermost): string | null {
  if (step.kind === 'key') return step.key;
  if (step.kind === 'where') return '';
  const key = valueAt(step.by, record);
  return typeof key === 'string' ? key : null;
}

function elementOf(list: unknown, member: string, is: string): unknown {
  if (list instanceof TapeContainer) {
    if (!list.isList) return undefined;
    return list.elements(MAX_SEARCHED).find((element) => memberOf(element, member) === is);
  }
  if (!Array.isArray(list)) return undefined;
  const most = Math.min(list.length, MAX_SEARCHED);
  for (let index = 0; index < most; index += 1) {
    const element: unknown = list[index];
    if (memberOf(element, member) === is) return element;
  }
  return undefined;
}

/** Follows keys into a value, and into the JSON text that strings hold on the way. */
export function valueInside(value: unknown, keys: readonly string[]): unknown {
  if (value instanceof KnownInside) return value.valueAt(keys);
  if (value instanceof TapeContainer) {
    const place = value.placeOf(keys);
    if (place === NO_PLACE.none) return undefined;
    if (place !== NO_PLACE.other) return value.valueAt(place);
  }
  return keys.reduce(memberInside, value);
}

/** The member of an object, or of the object that a string holds as JSON text. */
export function memberInside(value: unknown, key: string): unknown {
  return memberOf(typeof value === 'string' ? embedded(value) : value, key);
}

/** An own member: keys of a path must not reach what every object inherits. */
export function memberOf(value: unknown, key: string): unknown {
  if (value instanceof TapeContainer) return value.member(key);
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}

function embedded(text: string): unknown {
  return text.length > MAX_EMBEDDED ? undefined : parseContainer(text.trim());
}
