/**
 * Verbs of audit logs in base form. Past forms are derived from these, never the other way round: the spelling of
 * a past form does not tell its base (`archived` is `archive`, `reported` is `report`).
 */
const VERBS = `
  accept access acquire activate add allow apply approve archive assign associate assume attach authenticate
  authorize backup block call cancel change check claim clear clone close comment complete configure confirm
  connect consent consume copy create deactivate decline decrypt delegate delete deny deploy describe detach
  disable disassociate disconnect dismiss downgrade download duplicate edit elevate enable encrypt enforce enroll
  execute expire export fail fetch flag generate grant hide impersonate import install invite invoke issue join
  kick launch leave link list lock log login logout mention merge migrate mint modify move new open pause permit pin plan
  post preview print promote provision publish purchase purge query recover recycle redeem refill refresh refund
  regenerate register reissue reject release remove rename renew reopen replace report request require resolve
  respond restart restore restrict resume retire retry revert revoke rotate save schedule share sign start stop submit
  subscribe suspend switch sync tag terminate toggle transfer trigger turn unarchive unassign unblock undelete uninstall
  unlink unlock unpin unpublish unshare unsubscribe update upgrade upload use validate verify view
`
  .trim()
  .split(/\s+/);

/** Base and past form that do not follow {@link regularPast}. */
const IRREGULAR: readonly (readonly [base: string, past: string])[] = [
  ['cancel', 'cancelled'],
  ['get', 'got'],
  ['leave', 'left'],
  ['make', 'made'],
  ['put', 'put'],
  ['read', 'read'],
  ['reset', 'reset'],
  ['run', 'run'],
  ['send', 'sent'],
  ['set', 'set'],
  ['split', 'split'],
  ['withdraw', 'withdrawn'],
  ['write', 'written'],
];

const DOUBLES_LAST_LETTER = new Set([
  'log',
  'permit',
  'pin',
  'plan',
  'stop',
  'submit',
  'tag',
  'transfer',
  'unpin',
]);

function regularPast(verb: string): string {
  if (verb.endsWith('e')) return `${verb}d`;
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ied`;
  return DOUBLES_LAST_LETTER.has(verb) ? `${verb}${verb.slice(-1)}ed` : `${verb}ed`;
}

const BASES: ReadonlySet<string> = new Set([...VERBS, ...IRREGULAR.map(([base]) => base)]);

const BASE_OF_PAST: ReadonlyMap<string, string> = new Map([
  ...VERBS.map((verb) => [regularPast(verb), verb] as const),
  ...IRREGULAR.map(([base, past]) => [past, base] as const),
]);

const PARTICLES = new Set(['in', 'off', 'on', 'out', 'up']);

/** A verb of two words in base form (`signed in` → `sign_in`, `logged in` → `login`); null when it is none. */
export function twoWordVerb(word: string, particle: string): string | null {
  const base = baseOfPast(word) ?? (isBaseVerb(word) ? word : null);
  if (base === null || !PARTICLES.has(particle)) return null;
  return base === 'log' ? `${base}${particle}` : `${base}_${particle}`;
}

/** Whether a lower-case word is a known verb in base form. */
export function isBaseVerb(word: string): boolean {
  return BASES.has(word);
}

/** The base form of a known past form (`revoked` → `revoke`), lower case; null for any other word. */
export function baseOfPast(word: string): string | null {
  return BASE_OF_PAST.get(word) ?? null;
}
