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
  #index = new IdentityIndex();
  /** Highest event id taken into the index. */
  #loaded = 0;

  constructor(ws: Workspace) {
    this.#ws = ws;
  }

  /**
   * Begins a source: takes in what was stored since the last one began. When an import is resumed, its own
   * events count like those of any other source: the record after its k-th stored occurrence is the (k+1)-th.
   */
  begin(): void {
    naming(`Reading ${this.#ws.path}`, () => this.#load());
  }

  /** Ends a source that was read to its end. */
  end(): void {
    this.#index.endSource();
  }

  /** Forgets what was not committed: the next source takes everything anew from what is stored. */
  forget(): void {
    this.#index = new IdentityIndex();
    this.#loaded = 0;
  }

  /** A record identified by its content: a duplicate only as often as earlier sources hold it. */
  byContent(identity: Uint8Array, place: RecordPlace): NewDuplicate | null {
    const index = this.#index;
    const entry = index.find(identity);
    if (entry < 0) return null;
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
    const index = this.#index;
    const known = index.find(identity);
    if (known < 0) {
      index.entry(identity, event);
      return null;
    }
    const first = index.event(known);
    const stored = pending(first) ?? this.#stored(first);
    return { place, event: first, kind: isSame(candidate, stored) ? 'same' : 'conflict' };
  }

  #load(): void {
    for (const { firstEvent, identities } of identitiesOf(this.#ws, this.#loaded)) {
      const count = identities.length / IDENTITY_BYTES;
      for (let i = 0; i < count; i += 1)
        this.#index.addStored(identities, i * IDENTITY_BYTES, firstEvent + i);
      this.#loaded = firstEvent + count - 1;
    }
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

/** Extra columns are the same whatever their order. */
function isSameExtra(a: string | null, b: string | null): boolean {
  if (a === b || a === null || b === null) return a === b;
  const others = new Map(Object.entries(JSON.parse(b) as object));
  const own = Object.entries(JSON.parse(a) as object);
  return own.length === others.size && own.every(([key, value]) => others.get(key) === value);
}

/** Whether two events say the same. Numbers come back from SQLite in another type than they went in. */
function isSame(a: PendingEvent, b: PendingEvent): boolean {
  if (!isSameExtra(a.extra, b.extra) || a.values.length !== b.values.length) return false;
  return a.values.every((value, index) => {
    const other = b.values[index];
    return (
      value === other ||
      (value !== null && other !== null && other !== undefined && String(value) === String(other))
    );
  });
}
