/** A name that an id or an e-mail address went by, and when it was seen; µs UTC, null when undated. */
export interface SeenName {
  readonly name: string;
  readonly email: string | null;
  readonly first: number | null;
  readonly last: number | null;
  readonly sources: readonly number[];
}

/** A name with the moment at which it is known to have been in use. */
export interface NameAsOf extends Pick<SeenName, 'name' | 'email' | 'sources'> {
  /** µs UTC; null when it was only seen in undated events. */
  readonly asOf: number | null;
}

/**
 * The name to show for an event: the one whose first sighting is the last before it, as of its last sighting when that
 * lies before the event, else as of its first; when all were seen later, the earliest of them. Names that were only
 * seen undated come last. Null without names.
 * @param time of the event, µs UTC; null asks for the newest name
 */
export function nameAsOf(names: readonly SeenName[], time: number | null): NameAsOf | null {
  const at = time ?? Number.POSITIVE_INFINITY;
  let best: SeenName | null = null;
  for (const name of names) if (best === null || isBetter(name, best, at)) best = name;
  if (best === null) return null;
  const { name, email, sources, first, last } = best;
  return { name, email, sources, asOf: last !== null && last <= at ? last : first };
}

function isBetter(name: SeenName, than: SeenName, at: number): boolean {
  if (name.first === null || than.first === null) return than.first === null && name.first !== null;
  const [before, thanBefore] = [name.first <= at, than.first <= at];
  if (before !== thanBefore) return before;
  if (name.first !== than.first) return before ? name.first > than.first : name.first < than.first;
  return (name.last ?? 0) > (than.last ?? 0);
}

/** What a row of a log says of its actor. */
interface ActorOfRow {
  readonly actor: string | null;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly actorEmail: string | null;
  readonly actorKind: string | null;
}

/** Whether an event shows its actor by an id or an address alone. System and API keys are never looked up. */
export function isNamelessRow({ actor, actorId, actorName, actorEmail, actorKind }: ActorOfRow): boolean {
  if (actorKind === 'system' || actorKind === 'apiKey') return false;
  if (actorKind === 'unknown') return actorId !== null || actorEmail !== null;
  if (actor === null) return false;
  return actorName === null || actorName === actorId || (actorId === null && actorEmail === null);
}

/** By what a name may be found, best first: an id, a bare id in the place of the name, an address in lower case. */
export function nameKeys({
  actor,
  actorId,
  actorName,
  actorEmail,
}: Omit<ActorOfRow, 'actorKind'>): readonly (readonly [by: 'id' | 'email', key: string])[] {
  const label = actorId === null && actorEmail === null ? (actorName ?? actor) : null;
  return [
    ...(actorId === null ? [] : [['id', actorId] as const]),
    ...(label === null ? [] : [['id', label] as const]),
    ...(actorEmail === null ? [] : [['email', actorEmail.toLowerCase()] as const]),
  ];
}
