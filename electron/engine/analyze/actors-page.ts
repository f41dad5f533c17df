import type {
  ActorsArg,
  ActorsPage,
  LedgerActor,
  LedgerKind,
  ResolvedName,
} from '../../../shared/api/contract.ts';
import { isNamelessRow, nameAsOf } from '../../../shared/domain/actor-names.ts';
import type { EventRow } from '../../../shared/domain/event.ts';
import { toIsoOrNull } from '../../../shared/time/format.ts';
import type { Checkpoint, LoadedColumns } from '../query/loaded-columns.ts';
import {
  type ActorLedger,
  actorLedger,
  emailKey,
  type Identity,
  isNameless,
  lookups,
} from './actor-ledger.ts';
import { type Sighting, sightingsOf } from './actor-sightings.ts';
import { KnownTexts } from './known-texts.ts';

/** The actors whose id, name, address or key holds a text, most events first. */
export function actorsPage(ledger: ActorLedger, { search, offset, limit }: ActorsArg): ActorsPage {
  const wanted = search.trim().toLowerCase();
  const found = ledger.identities
    .map((identity) => ({ identity, events: eventsOf(identity), resolved: resolvedOf(ledger, identity) }))
    .filter(({ identity, resolved }) => wanted === '' || matches(identity, resolved, wanted))
    .sort((a, b) => b.events - a.events || (a.identity.key < b.identity.key ? -1 : 1));
  const counts: Record<LedgerKind, number> = {
    user: 0,
    service: 0,
    apiKey: 0,
    system: 0,
    unknown: 0,
    deleted: 0,
    unstated: 0,
  };
  for (const { identity } of found) counts[kindOf(identity)] += 1;
  return {
    total: found.length,
    counts,
    resolved: found.filter(({ resolved }) => resolved !== null).length,
    actors: found
      .slice(offset, offset + limit)
      .map(({ identity, events, resolved }) => actorOf(identity, events, resolved)),
    conflicts: ledger.conflicts,
  };
}

/**
 * The name known of the actor of an event that shows only an id or address; null when it has one, or none is known.
 * Looks at the events of that id or address and at no others.
 * @param leftOut sources whose events do not count
 * @throws CANCELLED
 */
export function resolvedActor(
  columns: LoadedColumns,
  leftOut: Pick<ReadonlySet<number>, 'has'>,
  event: Pick<EventRow, 'tenant' | 'actor' | 'actorId' | 'actorName' | 'actorEmail' | 'actorKind' | 'time'>,
  checkpoint: Checkpoint,
): ResolvedName | null {
  if (event.actor === null || !isNamelessRow(event)) return null;
  const asked = {
    tenant: event.tenant,
    actor: event.actor,
    id: event.actorId,
    name: event.actorName,
    email: event.actorEmail,
  };
  const ids = lookups(asked).flatMap(([by, key]) => (by === 'id' ? [key] : []));
  const addresses = event.actorEmail === null ? [] : [event.actorEmail];
  const ledger = actorLedger(sightingsOf(columns, leftOut, ids, addresses, checkpoint));
  return lookUp(ledger, asked, event.time);
}

function lookUp(
  ledger: ActorLedger,
  sighting: Pick<Sighting, 'tenant' | 'id' | 'email' | 'actor' | 'name'>,
  time: number | null,
): ResolvedName | null {
  for (const [by, key] of lookups(sighting)) {
    const known = nameAsOf(ledger.namesOf(sighting.tenant, by, key), time);
    if (known !== null) return { ...known, asOf: toIsoOrNull(known.asOf), by };
  }
  return null;
}

function resolvedOf(ledger: ActorLedger, { sightings }: Identity): ResolvedName | null {
  if (!sightings.every(isNameless)) return null;
  for (const sighting of sightings) {
    const known = lookUp(ledger, sighting, null);
    if (known !== null) return known;
  }
  return null;
}

function matches({ sightings }: Identity, resolved: ResolvedName | null, wanted: string): boolean {
  const has = (text: string | null | undefined): boolean => text?.toLowerCase().includes(wanted) === true;
  return (
    has(resolved?.name) ||
    sightings.some(
      ({ actor, id, name, email, apiKey }) => has(actor) || has(id) || has(name) || has(email) || has(apiKey),
    )
  );
}

function eventsOf({ sightings }: Identity): number {
  return sightings.reduce((sum, { events }) => sum + events, 0);
}

/** The kind that most of its events state; "unstated" only when none states one. */
function kindOf({ sightings }: Identity): LedgerKind {
  const events = new Map<LedgerKind, number>();
  for (const { kind, events: more } of sightings) events.set(kind, (events.get(kind) ?? 0) + more);
  if (events.size > 1) events.delete('unstated');
  return [...events].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 'unstated';
}

function actorOf(identity: Identity, events: number, resolved: ResolvedName | null): LedgerActor {
  const { tenant, by, key, sightings } = identity;
  const [ids, names, emails, keys, all] = Array.from({ length: 5 }, () => new KnownTexts());
  for (const sighting of sightings) {
    ids?.add(sighting.id, sighting);
    names?.add(sighting.name, sighting);
    emails?.add(sighting.email === null ? null : emailKey(sighting.email), sighting);
    keys?.add(sighting.apiKey, sighting);
    all?.add('', sighting);
  }
  const [seen] = all?.list() ?? [];
  return {
    tenant,
    kind: kindOf(identity),
    key,
    by,
    ids: ids?.list() ?? [],
    names: names?.list() ?? [],
    emails: emails?.list() ?? [],
    keys: keys?.list() ?? [],
    events,
    firstTime: seen?.firstTime ?? null,
    lastTime: seen?.lastTime ?? null,
    sources: seen?.sources ?? [],
    resolved,
  };
}
