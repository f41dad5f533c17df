import { FIELD_NAMES } from '../../../../shared/domain/fields.ts';
import type { NewDuplicate, NewEvent, RecordPlace, StoredValue } from '../../record.ts';
import { ident, join, sql } from '../../sql.ts';
import { naming } from '../../store/disk-error.ts';
import { IDENTITY_BYTES } from '../../store/format.ts';
import { identitiesOf } from '../../store/identities.ts';
import type { Workspace } from '../../store/workspace.ts';
import { IdentityIndex } from './identity-index.ts';

/** An event of the batch that is not stored yet. */
type PendingEvent = Pick<NewEvent, 'values' | 'extra'>;

/** Tells records that are already in the workspace from new ones, over all files of a job. */
export class Duplicates {
  readonly #ws: Workspace;
  #index: IdentityIndex | null = null;

  constructor(ws: Workspace) {
    this.#ws = ws;
  }

  /**
   * Begins a source.
   * @param resumed id of the source when it is one that was interrupted: its own events do not make its
   * records duplicates
   */
  begin(resumed: number | null): void {
    if (this.#index !== null && resumed === null) return;
    this.#index = naming(`Reading ${this.#ws.path}`, () => this.#load(resumed));
  }

  /** Ends a source that was read to its end. */
  end(): void {
    this.#index?.endSource();
  }

  /** Forgets everything that was not committed: the next source reads what is stored. */
  forget(): void {
    this.#index = null;
  }

  /** A record identified by its content: a duplicate only as often as earlier sources hold it. */
  byContent(identity: Uint8Array, place: RecordPlace, event: number): NewDuplicate | null {
    const index = this.#begun();
    const entry = index.entry(identity, event);
    return index.occurs(entry) ? { place, event: index.event(entry), kind: 'same' } : null;
  }

  /** A record with a native id: a duplicate whenever the id is known, in conflict when its content differs. */
  byNativeId(
    identity: Uint8Array,
    place: RecordPlace,
    candidate: PendingEvent,
    event: number,
    pending: (event: number) => PendingEvent | undefined,
  ): NewDuplicate | null {
    const index = this.#begun();
    const known = index.find(identity);
    const entry = known >= 0 ? known : index.entry(identity, event);
    index.occurs(entry);
    if (known < 0) return null;
    const first = index.event(entry);
    const stored = pending(first) ?? this.#stored(first);
    return { place, event: first, kind: isSame(candidate, stored) ? 'same' : 'conflict' };
  }

  #begun(): IdentityIndex {
    if (this.#index === null) throw new RangeError('No source was begun');
    return this.#index;
  }

  #load(resumed: number | null): IdentityIndex {
    const own = new Set(resumed === null ? [] : firstEventsOf(this.#ws, resumed));
    const index = new IdentityIndex();
    for (const { firstEvent, identities } of identitiesOf(this.#ws)) {
      for (let i = 0; i * IDENTITY_BYTES < identities.length; i += 1) {
        if (own.has(firstEvent)) index.entry(identities, firstEvent + i, i * IDENTITY_BYTES);
        else index.addStored(identities, i * IDENTITY_BYTES, firstEvent + i);
      }
    }
    return index;
  }

  #stored(event: number): PendingEvent {
    const columns = join(FIELD_NAMES.map(ident), ', ');
    const query = sql`SELECT ${columns}, extra FROM event WHERE id = ${event}`;
    const row = naming(`Reading ${this.#ws.path}`, () =>
      this.#ws.db
        .prepare<unknown[], StoredValue[]>(query.text)
        .raw()
        .get(...query.values),
    );
    const extra = row?.pop() ?? null;
    return { values: row ?? [], extra: typeof extra === 'string' ? extra : null };
  }
}

function firstEventsOf(ws: Workspace, source: number): number[] {
  const query = sql`SELECT firstEvent FROM batch WHERE source = ${source} AND firstEvent IS NOT NULL`;
  return ws.db
    .prepare<unknown[], number>(query.text)
    .pluck()
    .all(...query.values);
}

/** Whether two events say the same. Numbers come back from SQLite in another type than they went in. */
function isSame(a: PendingEvent, b: PendingEvent): boolean {
  if (a.extra !== b.extra || a.values.length !== b.values.length) return false;
  return a.values.every((value, index) => {
    const other = b.values[index];
    return (
      value === other ||
      (value !== null && other !== null && other !== undefined && String(value) === String(other))
    );
  });
}
