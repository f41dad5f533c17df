import type { Profile } from '../profile/profile-format.ts';
import { holdsFor } from '../profile/text-tests.ts';

/** Who did it, as stored. */
export interface Actor {
  readonly actor: string | null;
  readonly id: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly kind: 'user' | 'system' | 'service' | 'apiKey' | 'unknown' | null;
}

/** What a record says of its actor. */
export interface ActorParts {
  readonly person: string | null;
  readonly id: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly kind: string | null;
}

/** The words shown for the two actors that are nobody in particular. They are different things. */
export const SYSTEM_ACTOR = 'System';
export const UNKNOWN_ACTOR = 'Unknown user';

const NOBODY: Actor = { actor: null, id: null, name: null, email: null, kind: null };
const NAME_AND_EMAIL = /^(.*?)\s*[<(]\s*([^\s<>()@]+@[^\s<>()@]+)\s*[>)]$/;
/** Longer text is a name as it stands. */
const MAX_PERSON = 500;
const EMAIL = /^[^\s<>()@,;]+@[^\s<>()@,;]+$/;
const API_KEY = /^(?:api[ _-]?key\b|key[_:]|sk-)/i;
const SERVICE = /^(?:svc[-_.]|service[ -]account\b)|\.gserviceaccount\.com$|\[bot\]$/i;

/** Puts an actor together; the stored actor is the e-mail address, else the id, else the name. */
export function readActor(parts: ActorParts, rules: Profile['actors']): Actor {
  const person = readPerson(parts.person);
  const email = parts.email ?? person.email;
  const name = parts.name ?? person.name;
  const { id } = parts;
  if (email === null && name === null && id === null) return emptyActor(rules);
  const label = name ?? email ?? id ?? '';
  if (isOneOf(label, rules.system)) return { actor: SYSTEM_ACTOR, id, name, email, kind: 'system' };
  if (isOneOf(label, rules.unknown)) {
    return { actor: email ?? id ?? UNKNOWN_ACTOR, id, name, email, kind: 'unknown' };
  }
  return { actor: email ?? id ?? name, id, name, email, kind: kindOf(parts.kind, [label, id, email], rules) };
}

function emptyActor(rules: Profile['actors']): Actor {
  if (rules.whenEmpty === 'system') return { ...NOBODY, actor: SYSTEM_ACTOR, kind: 'system' };
  if (rules.whenEmpty === 'unknown') return { ...NOBODY, actor: UNKNOWN_ACTOR, kind: 'unknown' };
  return NOBODY;
}

/** `Dana Reyes <dana@x.test>`, `Dana Reyes (dana@x.test)`, an address alone, or a name alone. */
export function readPerson(text: string | null): { name: string | null; email: string | null } {
  if (text === null) return { name: null, email: null };
  if (text.length > MAX_PERSON) return { name: text, email: null };
  const both = NAME_AND_EMAIL.exec(text);
  if (both !== null) {
    const name = (both[1] ?? '').replace(/^"(.*)"$/, '$1').trim();
    return { name: name === '' ? null : name, email: both[2] ?? null };
  }
  return EMAIL.test(text) ? { name: null, email: text } : { name: text, email: null };
}

function kindOf(
  stated: string | null,
  labels: readonly (string | null)[],
  rules: Profile['actors'],
): Actor['kind'] {
  const known = rules.patterns.find((tests) =>
    labels.some((label) => label !== null && holdsFor(label, tests)),
  );
  if (known !== undefined) return known.kind;
  if (stated !== null) {
    if (Object.hasOwn(rules.kinds, stated)) return rules.kinds[stated] ?? 'user';
    const word = stated.toLowerCase().replace(/[^a-z]/g, '');
    if (word.includes('system')) return 'system';
    if (word.includes('service') || word === 'bot' || word.endsWith('app')) return 'service';
    if (word.includes('apikey')) return 'apiKey';
    if (word === 'unknown' || word === 'anonymous') return 'unknown';
  }
  if (labels.some((label) => label !== null && API_KEY.test(label))) return 'apiKey';
  if (labels.some((label) => label !== null && SERVICE.test(label))) return 'service';
  return 'user';
}

function isOneOf(text: string, names: readonly string[]): boolean {
  const wanted = text.toLowerCase();
  return names.some((name) => name.toLowerCase() === wanted);
}
