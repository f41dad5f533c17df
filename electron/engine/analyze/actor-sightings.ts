import type { LedgerKind } from '../../../shared/api/contract.ts';
import type { FieldName } from '../../../shared/domain/fields.ts';
import type { Checkpoint, LoadedColumns, LoadedTexts } from '../query/loaded-columns.ts';
import { eventSources, eventTimes } from './event-times.ts';

/** One way in which an actor is named by events: everything they say of it, and when. */
export interface Sighting {
  readonly tenant: string | null;
  readonly actor: string | null;
  readonly id: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly apiKey: string | null;
  readonly kind: LedgerKind;
  readonly events: number;
  /** µs UTC; null when none of the events is dated. */
  readonly first: number | null;
  readonly last: number | null;
  /** Ascending. */
  readonly sources: readonly number[];
}

/** Sources, by id. */
type SourceSet = Pick<ReadonlySet<number>, 'has'>;

/** What tells sightings apart, in the order in which it is looked at: what differs least comes first. */
const COLUMNS = ['tenant', 'actorKind', 'actor', 'actorId', 'actorName', 'actorEmail', 'apiKey'] as const;
type SightingColumn = Extract<FieldName, (typeof COLUMNS)[number]>;

/** Words by which logs mark an account that is gone. */
const DELETED = /\b(?:deleted|removed|deactivated|former)\b/i;

/**
 * Every way in which events name an actor, from the columns in one pass. Events that name none have no sighting.
 * @param leftOut sources whose events are not looked at
 * @param only which events are looked at
 * @throws CANCELLED
 */
export function actorSightings(
  columns: LoadedColumns,
  leftOut: SourceSet,
  checkpoint: Checkpoint,
  only: (position: number) => boolean = () => true,
): Sighting[] {
  const texts = COLUMNS.map((name) => columns.texts(name));
  const slots = new Slots(texts);
  const timeOf = eventTimes(columns);
  const sourceOf = eventSources(columns);
  for (let position = 0; position < columns.count; position += 1) {
    if (position % 65_536 === 0) checkpoint.throwIfCancelled();
    const source = sourceOf(position);
    if (!leftOut.has(source) && only(position)) slots.add(position, timeOf(position), source);
  }
  return slots.sightings();
}

/**
 * The sightings with one of some ids or e-mail addresses: all that a name of them can be found in. Quick, because
 * other events are only compared by their codes.
 */
export function sightingsOf(
  columns: LoadedColumns,
  leftOut: SourceSet,
  ids: readonly string[],
  addresses: readonly string[],
  checkpoint: Checkpoint,
): Sighting[] {
  const actorIds = columns.texts('actorId');
  const emails = columns.texts('actorEmail');
  const idCodes = new Set(ids.map((id) => actorIds?.codeOf(id) ?? 0));
  const emailCodes = new Set<number>();
  const wanted = new Set(addresses.map((address) => address.toLowerCase()));
  if (wanted.size > 0 && emails !== null) {
    for (let code = 1; code <= emails.size; code += 1) {
      if (wanted.has(emails.text(code).toLowerCase())) emailCodes.add(code);
    }
  }
  idCodes.delete(0);
  return actorSightings(
    columns,
    leftOut,
    checkpoint,
    (position) => idCodes.has(actorIds?.codes[position] ?? 0) || emailCodes.has(emails?.codes[position] ?? 0),
  );
}

/** Numbers the combinations of codes as they are met, and adds up the events of each. */
class Slots {
  readonly #texts: readonly (LoadedTexts | null)[];
  /** For each column: the combination so far and the next code, to the combination of both. */
  readonly #next: readonly Map<number, number>[];
  /** Codes of each combination, one after the other. */
  readonly #codes: number[][] = [];
  readonly #events: number[] = [];
  readonly #first: number[] = [];
  readonly #last: number[] = [];
  readonly #sources: (number | Set<number>)[] = [];

  constructor(texts: readonly (LoadedTexts | null)[]) {
    this.#texts = texts;
    this.#next = texts.map(() => new Map());
  }

  add(position: number, time: number, source: number): void {
    const slot = this.#slotOf(position);
    this.#events[slot] = (this.#events[slot] ?? 0) + 1;
    if (time < (this.#first[slot] ?? Infinity)) this.#first[slot] = time;
    if (time > (this.#last[slot] ?? -Infinity)) this.#last[slot] = time;
    const known = this.#sources[slot];
    if (known === undefined) this.#sources[slot] = source;
    else if (known instanceof Set) known.add(source);
    else if (known !== source) this.#sources[slot] = new Set([known, source]);
  }

  #slotOf(position: number): number {
    let combined = 0;
    for (let at = 0; at < this.#texts.length; at += 1) {
      const texts = this.#texts[at];
      if (texts === null || texts === undefined) continue;
      const next = this.#next[at];
      const key = combined * (texts.size + 1) + (texts.codes[position] ?? 0);
      let known = next?.get(key);
      if (known === undefined) {
        known = next?.size ?? 0;
        next?.set(key, known);
      }
      combined = known;
    }
    this.#codes[combined] ??= this.#texts.map((texts) => texts?.codes[position] ?? 0);
    return combined;
  }

  sightings(): Sighting[] {
    return this.#codes.flatMap((codes, slot): Sighting[] => {
      const text = (name: SightingColumn): string | null => {
        const at = COLUMNS.indexOf(name);
        const code = codes[at] ?? 0;
        return code === 0 ? null : (this.#texts[at]?.text(code) ?? null);
      };
      const [actor, id, name, email] = [
        text('actor'),
        text('actorId'),
        text('actorName'),
        text('actorEmail'),
      ];
      if (actor === null && id === null && name === null && email === null) return [];
      const sources = this.#sources[slot] ?? [];
      return [
        {
          tenant: text('tenant'),
          actor,
          id,
          name,
          email,
          apiKey: text('apiKey'),
          kind: kindOf(text('actorKind'), name ?? actor),
          events: this.#events[slot] ?? 0,
          first: this.#first[slot] ?? null,
          last: this.#last[slot] ?? null,
          sources: typeof sources === 'number' ? [sources] : [...sources].sort((a, b) => a - b),
        },
      ];
    });
  }
}

function kindOf(stated: string | null, label: string | null): LedgerKind {
  switch (stated) {
    case 'user':
    case 'service':
    case 'apiKey':
    case 'system':
      return stated;
    case 'unknown':
      return label !== null && DELETED.test(label) ? 'deleted' : 'unknown';
    default:
      return 'unstated';
  }
}
