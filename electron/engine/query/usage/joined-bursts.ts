/** A burst as far as it matters which events it has. */
export interface EventsOfBurst {
  readonly positions: Uint32Array;
}

/** Bursts that are the same one, seen by several fields: the first that was found, and the others. */
export interface JoinedBurst<T> {
  readonly burst: T;
  readonly also: readonly T[];
}

/**
 * Joins bursts of which one has at least half of its events in another that ranks before it: a worker that one member
 * ran all the time is one finding, not two.
 * @param ranked the most unusual first
 * @param count events of the workspace
 */
export function joinBursts<T extends EventsOfBurst>(ranked: readonly T[], count: number): JoinedBurst<T>[] {
  const owner = new Uint32Array(ranked.length === 0 ? 0 : count);
  const joined: { readonly burst: T; readonly also: T[] }[] = [];
  for (const burst of ranked) {
    const shared = new Map<number, number>();
    for (const position of burst.positions) {
      const own = owner[position] ?? 0;
      if (own !== 0) shared.set(own, (shared.get(own) ?? 0) + 1);
    }
    const [most] = [...shared].sort(([, a], [, b]) => b - a);
    const same =
      most !== undefined && 2 * most[1] >= burst.positions.length ? joined[most[0] - 1] : undefined;
    if (same === undefined) joined.push({ burst, also: [] });
    else same.also.push(burst);
    const place = same === undefined ? joined.length : (most?.[0] ?? 0);
    for (const position of burst.positions) if (owner[position] === 0) owner[position] = place;
  }
  return joined;
}
