import { baseOfPast, isBaseVerb, twoWordVerb } from './verbs.ts';

/** What an action says by its form alone. */
export interface Parsed {
  readonly resourceKind: string | null;
  readonly verb: string | null;
}

const NOTHING: Parsed = { resourceKind: null, verb: null };

/** Longer texts are sentences or attacks, not names; they are kept as found and not taken apart. */
const LONGEST_NAME = 200;

/** Names of one or more words. Anything else is prose or markup. */
const WORDS = /^[\p{L}\p{N}_\- ]+\.?$/u;

const DOTTED = /^[\p{L}\p{N}_-]+(?:[.:/][\p{L}\p{N}_-]+)+$/u;

/** The version that some cloud APIs end their names with: `ListFunctions20150331`, `GetFunction20150331v2`. */
const API_VERSION = /(?<=\p{L})20\d{2}_?[01]\d_?[0-3]\d(?:v\d+)?$/u;

/** Numbers, as of Windows events, are no words. */
const NUMBER = /^\p{N}+$/u;

/** Begins with a capital and goes on behind `-`, `_` or a space. */
const VERB_FIRST = /^\p{Lu}[\p{L}]*[-_ ]\p{L}/u;

/** The start of a hump: `assetDeleted`, `SSOLogin`. */
const HUMP = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;

/**
 * Takes an action apart by its grammar.
 *
 * - `resource.verb` (also `:` and `/`): what stands before the last separator is the resource
 * - CamelCase: `AssetDeleted`, and verb first as in `DeleteBucket`
 * - bare verb with a resource type: `create` + `team`
 *
 * - verb and noun: `Set-Mailbox`, `Add member to role.`, `ADD_GROUP_MEMBER`
 *
 * Other words with spaces are read like CamelCase where one of them is a known verb.
 *
 * The verb comes out in base form, words joined by `_`, verb first: `revoked` is `revoke`, `role_changed` is
 * `change_role`. Verbs that are not known are kept as found, in lower case.
 */
export function parseAction(action: string, resourceType: string | null): Parsed {
  const name = action.trim().replace(API_VERSION, '');
  if (name === '' || name.length > LONGEST_NAME) return NOTHING;
  if (DOTTED.test(name)) return parseDotted(name);
  const words = WORDS.test(name) ? wordsOf(name) : [];
  if (words.length === 0 || NUMBER.test(name)) return NOTHING;
  if (VERB_FIRST.test(name)) {
    const [verb = '', ...rest] = words;
    if (isBaseVerb(verb) && twoWordVerb(verb, rest[0] ?? '') === null)
      return { resourceKind: rest.join('_'), verb };
  }
  const isCamelCase = words.length > 1 && /^[\p{L}\p{N}]+$/u.test(name);
  if (resourceType !== null && resourceType.trim() !== '' && !isCamelCase) {
    return { resourceKind: snakeCase(resourceType), verb: verbOf(words) };
  }
  return splitWords(words, isCamelCase);
}

/** Lower case, words joined by `_`: `ConversationInvite` and `conversation invite` are `conversation_invite`. */
export function snakeCase(text: string): string | null {
  const words = text.length > LONGEST_NAME ? [] : wordsOf(text);
  return words.length === 0 ? null : words.join('_');
}

function wordsOf(text: string): string[] {
  return text
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((part) => part.split(HUMP))
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

function parseDotted(name: string): Parsed {
  const segments = name.split(/[.:/]/).map((segment) => wordsOf(segment));
  const verb = verbOf(segments.pop() ?? []);
  const resource = segments.map((words) => words.join('_')).filter((segment) => segment !== '');
  return { resourceKind: resource.join('.') || null, verb };
}

/** `role changed` → `change_role`; `add member` → `add_member`; `logged in` → `login`. */
function verbOf(words: readonly string[]): string | null {
  if (words.length === 0) return null;
  const ending = words.length === 2 ? twoWordVerb(words[0] ?? '', words[1] ?? '') : null;
  if (ending !== null) return ending;
  const base = baseOfPast(words.at(-1) ?? '');
  return base === null ? words.join('_') : [base, ...words.slice(0, -1)].join('_');
}

/**
 * A past form at the end is the verb; else a base form at the start; else, in CamelCase, the last word. Other words
 * without a known verb tell nothing, except a single one, which is the verb.
 */
function splitWords(words: readonly string[], isCamelCase: boolean): Parsed {
  const [first = '', ...rest] = words;
  const last = words.at(-1) ?? '';
  const ending = twoWordVerb(words.at(-2) ?? '', last);
  if (ending !== null) return { resourceKind: words.slice(0, -2).join('_') || null, verb: ending };
  const base = baseOfPast(last);
  if (base === null && isBaseVerb(first)) {
    return { resourceKind: rest.join('_') || null, verb: first };
  }
  if (base === null && !isBaseVerb(last) && !isCamelCase && rest.length > 0) return NOTHING;
  return { resourceKind: words.slice(0, -1).join('_') || null, verb: base ?? last };
}
