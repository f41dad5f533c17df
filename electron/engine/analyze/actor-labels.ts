import type { Breakdown } from '../../../shared/api/contract.ts';
import type { Checkpoint, LoadedColumns } from '../query/loaded-columns.ts';
import { actorLedger, isNameless, lookups } from './actor-ledger.ts';
import { actorSightings, type Sighting, sightingsOf } from './actor-sightings.ts';
import { withNamedKeys } from './named-keys.ts';

/** Names of actors that were looked up before; null where none is known, or several are. */
export type KnownLabels = Map<string, string | null>;

/**
 * Looks up the names of actors that were not looked up before, where the ledger knows exactly one. Looks at the events
 * of these actors and of their ids and addresses alone.
 * @param leftOut sources whose events do not count
 * @param actors ids and addresses that the events show without a name
 * @param known of these columns; what is looked up is added
 * @throws CANCELLED
 */
export function learnActorNames(
  columns: LoadedColumns,
  leftOut: Pick<ReadonlySet<number>, 'has'>,
  actors: readonly string[],
  known: KnownLabels,
  checkpoint: Checkpoint,
): void {
  const unknown = actors.filter((actor) => !known.has(actor));
  if (unknown.length === 0) return;
  const names = namesOfActors(columns, leftOut, unknown, checkpoint);
  for (const actor of unknown) known.set(actor, names.get(actor) ?? null);
}

/**
 * A breakdown by actor in which ids and addresses that the events show without a name have the name that is known, where
 * that is exactly one. Keys stay.
 */
export function withActorNames(
  breakdown: Breakdown,
  namesOf: (actors: readonly string[]) => ReadonlyMap<string, string | null>,
): Breakdown {
  const asked = breakdown.groups.flatMap(({ key, label }) => (key !== null && key === label ? [key] : []));
  const known = namesOf(asked);
  if (asked.every((actor) => known.get(actor) === null)) return breakdown;
  const groups = breakdown.groups.map((group) => {
    const label = group.key !== null && group.key === group.label ? known.get(group.key) : null;
    return typeof label === 'string' ? { ...group, label } : group;
  });
  return { ...breakdown, groups };
}

function namesOfActors(
  columns: LoadedColumns,
  leftOut: Pick<ReadonlySet<number>, 'has'>,
  actors: readonly string[],
  checkpoint: Checkpoint,
): ReadonlyMap<string, string> {
  const texts = columns.texts('actor');
  if (texts === null) return new Map();
  const asked = new Uint8Array(texts.size + 1);
  for (const actor of actors) asked[texts.codeOf(actor)] = 1;
  asked[0] = 0;
  const wanted = withNamedKeys(columns, texts, asked, checkpoint);
  if (!wanted.includes(1)) return new Map();
  const shown = actorSightings(columns, leftOut, checkpoint, (at) => wanted[texts.codes[at] ?? 0] === 1);
  // A text that is a name for some events is a name.
  const named = new Set(shown.filter((sighting) => !isShownByKey(sighting)).map(({ actor }) => actor));
  const nameless = shown.filter(({ actor }) => !named.has(actor));
  const keys = nameless.flatMap(lookups);
  const of = (wantedBy: 'id' | 'email') => keys.flatMap(([by, key]) => (by === wantedBy ? [key] : []));
  const [ids, emails] = [of('id'), of('email')];
  const known = sightingsOf(columns, leftOut, ids, emails, checkpoint);
  const bare = bareIds(columns, known);
  const ledger = actorLedger(
    bare.length === 0 ? known : sightingsOf(columns, leftOut, [...ids, ...bare], emails, checkpoint),
  );
  const found = new Map<string, Set<string>>();
  for (const sighting of nameless) {
    const names = lookups(sighting)
      .map(([by, key]) => ledger.namesOf(sighting.tenant, by, key))
      .find((some) => some.length > 0);
    const own = found.get(sighting.actor ?? '') ?? new Set();
    for (const { name } of names ?? []) own.add(name);
    found.set(sighting.actor ?? '', own);
  }
  const single = [...found].flatMap(([actor, names]) => {
    const [name] = names;
    return names.size === 1 && name !== undefined ? [[actor, name] as const] : [];
  });
  return new Map(single);
}

/** Names that are ids as well: whether they stand for a name is known from the events of these ids. */
function bareIds(columns: LoadedColumns, sightings: readonly Sighting[]): string[] {
  const ids = columns.texts('actorId');
  const names = new Set(sightings.flatMap(({ name, id }) => (name === null || name === id ? [] : [name])));
  return ids === null ? [] : [...names].filter((name) => ids.codeOf(name) !== 0);
}

/** Whether the actor of events is shown by its id or address, which says nothing about whose it is. */
function isShownByKey(sighting: Sighting): boolean {
  const { actor } = sighting;
  if (actor === null || !isNameless(sighting)) return false;
  return lookups(sighting).some(([, key]) => key === actor || key === actor.toLowerCase());
}
