import type { KnownAs } from '../../../shared/api/contract.ts';
import { toIsoOrNull } from '../../../shared/time/format.ts';
import type { Sighting } from './actor-sightings.ts';

interface Seen {
  events: number;
  first: number | null;
  last: number | null;
  readonly sources: Set<number>;
}

/** Texts that an actor went by, with the events, times and sources of each. */
export class KnownTexts {
  readonly #seen = new Map<string, Seen>();

  get size(): number {
    return this.#seen.size;
  }

  get events(): number {
    let events = 0;
    for (const seen of this.#seen.values()) events += seen.events;
    return events;
  }

  add(text: string | null, { events, first, last, sources }: Sighting): void {
    if (text === null) return;
    const seen = this.#seen.get(text) ?? { events: 0, first: null, last: null, sources: new Set<number>() };
    this.#seen.set(text, seen);
    seen.events += events;
    if (first !== null && (seen.first === null || first < seen.first)) seen.first = first;
    if (last !== null && (seen.last === null || last > seen.last)) seen.last = last;
    for (const source of sources) seen.sources.add(source);
  }

  /** Newest first. */
  list(): KnownAs[] {
    return [...this.#seen]
      .sort(([, a], [, b]) => (b.last ?? -Infinity) - (a.last ?? -Infinity))
      .map(([text, { events, first, last, sources }]) => ({
        text,
        firstTime: toIsoOrNull(first),
        lastTime: toIsoOrNull(last),
        events,
        sources: [...sources].sort((a, b) => a - b),
      }));
  }
}
