import type { Profile } from '../profile/profile-format.ts';
import { type Actor, readActor } from './actor.ts';

/** Beyond so many actors all are forgotten. */
const MOST = 50_000;
/** Actors that share an id are few; where they are not, looking through them is dearer than reading them again. */
const MOST_ALIKE = 16;

interface Known {
  readonly person: string | null;
  readonly id: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly kind: string | null;
  readonly actor: Actor;
}

/** Remembers who was put together from what, because logs repeat themselves. */
export class KnownActors {
  /** By what tells them apart best: a key of all parts would have to be put together for each record. */
  readonly #known = new Map<string, Known[]>();
  #count = 0;

  /** The actor of these parts. @param rules the same in every call */
  get(
    person: string | null,
    id: string | null,
    name: string | null,
    email: string | null,
    kind: string | null,
    rules: Profile['actors'],
  ): Actor {
    const label = id ?? email ?? name ?? person ?? '';
    let alike = this.#known.get(label);
    if (alike !== undefined) {
      for (const one of alike) {
        if (one.name !== name || one.email !== email || one.kind !== kind) continue;
        if (one.id === id && one.person === person) return one.actor;
      }
    }
    if (this.#count >= MOST) {
      this.#known.clear();
      this.#count = 0;
      alike = undefined;
    }
    const actor = readActor({ person, id, name, email, kind }, rules);
    const known = { person, id, name, email, kind, actor };
    if (alike === undefined || alike.length >= MOST_ALIKE) this.#known.set(label, [known]);
    else alike.push(known);
    this.#count += 1;
    return actor;
  }
}
