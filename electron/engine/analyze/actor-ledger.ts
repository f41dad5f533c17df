import type { ActorNames, LedgerConflict, LedgerKind } from '../../../shared/api/contract.ts';
import { isNamelessRow, nameKeys, type SeenName } from '../../../shared/domain/actor-names.ts';
import type { Sighting } from './actor-sightings.ts';
import { KnownTexts } from './known-texts.ts';

/** One actor: sightings that name the same id, or the same address or name where there is none. */
export interface Identity {
  readonly tenant: string | null;
  readonly by: 'id' | 'email' | 'name';
  readonly key: string;
  readonly sightings: Sighting[];
}

/** The actors of a workspace, and the names by which ids and addresses are known. */
export interface ActorLedger {
  readonly identities: readonly Identity[];
  readonly conflicts: readonly LedgerConflict[];
  /** Names of an id or address; empty when none is known or the address belongs to several ids. */
  namesOf(tenant: string | null, by: 'id' | 'email', key: string): readonly SeenName[];
  /** Names of everything that some event shows without one. */
  readonly wanted: readonly ActorNames[];
}

/** Kinds that stand for accounts: a log that states none may mean any of them. The others are never joined to them. */
const ACCOUNTS: ReadonlySet<LedgerKind> = new Set(['user', 'service', 'unstated']);

/** Most conflicts that are told. */
const MAX_CONFLICTS = 1_000;

/**
 * Joins sightings into actors, inside one tenant only.
 *
 * - Sightings of accounts with the same id are one actor. One without an id, with an e-mail address that exactly one id
 *   has, belongs to that id; one whose only name is a known id belongs to that. Names alone never join anything.
 * - System, API keys, unknown and deleted actors each stay what they are. An unknown one with an id or address is told
 *   the name this id or address has elsewhere; it is not made that actor.
 * - What contradicts itself (an address of several ids, an id with several names or addresses) is listed.
 */
export function actorLedger(sightings: readonly Sighting[]): ActorLedger {
  const accounts = sightings.filter(({ kind }) => ACCOUNTS.has(kind));
  const ids = new Set(accounts.flatMap(({ tenant, id }) => (id === null ? [] : [pairKey(tenant, id)])));
  const idsOfEmail = new Map<string, Set<string>>();
  for (const { tenant, id, email } of accounts) {
    if (id === null || email === null) continue;
    const key = pairKey(tenant, emailKey(email));
    const known = idsOfEmail.get(key) ?? new Set();
    idsOfEmail.set(key, known.add(id));
  }
  const placeOf = (sighting: Sighting): Pick<Identity, 'by' | 'key'> => {
    const { tenant, id, email, actor, name, kind } = sighting;
    if (id !== null) return { by: 'id', key: id };
    if (email !== null) {
      const owners = idsOfEmail.get(pairKey(tenant, emailKey(email)));
      const [owner] = owners?.size === 1 && ACCOUNTS.has(kind) ? owners : [];
      return owner === undefined ? { by: 'email', key: emailKey(email) } : { by: 'id', key: owner };
    }
    const label = name ?? actor ?? '';
    return { by: ids.has(pairKey(tenant, label)) ? 'id' : 'name', key: label };
  };
  const identities = new Map<string, Identity>();
  for (const sighting of sightings) {
    const place = placeOf(sighting);
    const group = ACCOUNTS.has(sighting.kind) ? 'account' : sighting.kind;
    const key = JSON.stringify([sighting.tenant, group, place.by, place.key]);
    const known = identities.get(key) ?? { tenant: sighting.tenant, ...place, sightings: [] };
    identities.set(key, known);
    known.sightings.push(sighting);
  }
  const names = new KnownNames(accounts, ids, idsOfEmail);
  return {
    identities: [...identities.values()],
    conflicts: conflictsOf(accounts, idsOfEmail),
    namesOf: (tenant, by, key) => names.of(tenant, by, key),
    wanted: wantedNames(sightings, names),
  };
}

/** Whether a sighting shows an id or address instead of a name. */
export function isNameless(sighting: Sighting): boolean {
  const unknown = sighting.kind === 'unknown' || sighting.kind === 'deleted';
  return isNamelessRow({ ...rowOf(sighting), actorKind: unknown ? 'unknown' : sighting.kind });
}

function rowOf({ actor, id, name, email }: Pick<Sighting, 'actor' | 'id' | 'name' | 'email'>) {
  return { actor, actorId: id, actorName: name, actorEmail: email };
}

/** An address as it is compared. */
export function emailKey(email: string): string {
  return email.toLowerCase();
}

function pairKey(tenant: string | null, key: string): string {
  return JSON.stringify([tenant, key]);
}

/** Names of ids and of addresses, as accounts gave them. */
class KnownNames {
  readonly #byId = new Map<string, SeenName[]>();
  readonly #byEmail = new Map<string, SeenName[]>();
  readonly #idsOfEmail: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(
    accounts: readonly Sighting[],
    ids: ReadonlySet<string>,
    idsOfEmail: ReadonlyMap<string, ReadonlySet<string>>,
  ) {
    this.#idsOfEmail = idsOfEmail;
    for (const sighting of accounts) {
      const { tenant, id, email, name } = sighting;
      // A bare id in the place of a name is no name.
      if (name === null || name === id || ids.has(pairKey(tenant, name))) continue;
      const seen = { name, email, ...spanOf(sighting) };
      if (id !== null) add(this.#byId, pairKey(tenant, id), seen);
      if (email !== null) add(this.#byEmail, pairKey(tenant, emailKey(email)), seen);
    }
  }

  of(tenant: string | null, by: 'id' | 'email', key: string): readonly SeenName[] {
    const place = pairKey(tenant, key);
    if (by === 'id') return this.#byId.get(place) ?? [];
    return (this.#idsOfEmail.get(place)?.size ?? 0) > 1 ? [] : (this.#byEmail.get(place) ?? []);
  }
}

function spanOf({ first, last, sources }: Sighting): Pick<SeenName, 'first' | 'last' | 'sources'> {
  return { first, last, sources };
}

function add(names: Map<string, SeenName[]>, key: string, seen: SeenName): void {
  const list = names.get(key) ?? [];
  names.set(key, list);
  const at = list.findIndex(({ name, email }) => name === seen.name && email === seen.email);
  const known = list[at];
  if (known === undefined) list.push(seen);
  else
    list[at] = {
      ...known,
      first: least(known.first, seen.first),
      last: greatest(known.last, seen.last),
      sources: [...new Set([...known.sources, ...seen.sources])].sort((a, b) => a - b),
    };
}

function least(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b);
}

function greatest(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.max(a, b);
}

function wantedNames(sightings: readonly Sighting[], names: KnownNames): ActorNames[] {
  const wanted = new Map<string, ActorNames>();
  for (const sighting of sightings) {
    if (!isNameless(sighting)) continue;
    for (const [by, key] of lookups(sighting)) {
      const place = JSON.stringify([sighting.tenant, by, key]);
      const known = names.of(sighting.tenant, by, key);
      if (known.length > 0) wanted.set(place, { tenant: sighting.tenant, by, key, names: known });
    }
  }
  return [...wanted.values()];
}

/** By what a name may be found, best first. */
export function lookups(
  sighting: Pick<Sighting, 'id' | 'email' | 'actor' | 'name'>,
): ReturnType<typeof nameKeys> {
  return nameKeys(rowOf(sighting));
}

function conflictsOf(
  accounts: readonly Sighting[],
  idsOfEmail: ReadonlyMap<string, ReadonlySet<string>>,
): LedgerConflict[] {
  const found = new Map<string, LedgerConflict & { readonly texts: KnownTexts }>();
  const note = (kind: LedgerConflict['kind'], sighting: Sighting, key: string, text: string): void => {
    const place = JSON.stringify([kind, sighting.tenant, key]);
    const known = found.get(place) ?? {
      kind,
      tenant: sighting.tenant,
      key,
      values: [],
      texts: new KnownTexts(),
    };
    found.set(place, known);
    known.texts.add(text, sighting);
  };
  for (const sighting of accounts) {
    const { tenant, id, email, name } = sighting;
    if (id === null) continue;
    if (name !== null && name !== id) note('id-with-several-names', sighting, id, name);
    if (email === null) continue;
    note('id-with-several-emails', sighting, id, emailKey(email));
    if ((idsOfEmail.get(pairKey(tenant, emailKey(email)))?.size ?? 0) > 1) {
      note('email-of-several-ids', sighting, emailKey(email), id);
    }
  }
  return [...found.values()]
    .filter(({ texts }) => texts.size > 1)
    .sort((a, b) => b.texts.events - a.texts.events)
    .slice(0, MAX_CONFLICTS)
    .map(({ texts, ...conflict }) => ({ ...conflict, values: texts.list() }));
}
