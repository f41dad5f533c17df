import type { Workspace } from '../../store/workspace.ts';
import { type ComparedEvent, isSame } from './compared-event.ts';
import type { IdentityTable } from './identity-table.ts';
import type { StoredBytes } from './stored-bytes.ts';
import { storedEvent, storedIdentities } from './stored-records.ts';

/** Events of one id that a record is held against, at most: by its bytes, and, which takes far longer, by its fields. */
const MOST_COMPARED = 32;
const MOST_READ = 4;

/**
 * Finds, for a record whose id may come more than once, the stored event it repeats: of all with this id the one that
 * says the same, each for one record of a source. Read only once such a record is met.
 */
export class StoredOccurrences {
  readonly #ws: Workspace;
  readonly #bytes: StoredBytes;
  /** Stored events after the first, by the entry of their identity. */
  readonly #further = new Map<number, number[]>();
  /** The last batch looked at, and the last one before the source. */
  #loaded = 0;
  #last = 0;
  /** Events that no record of the source was found to repeat yet, by the entry of their identity. */
  #free = new Map<number, number[]>();
  #fresh = false;

  constructor(ws: Workspace, bytes: StoredBytes) {
    this.#ws = ws;
    this.#bytes = bytes;
  }

  /**
   * Begins a source.
   * @param last batch that was stored before
   */
  begin(last: number): void {
    this.#last = last;
    this.#free = new Map();
    this.#fresh = false;
  }

  /**
   * The event that a record repeats, and whether it says the same. Where none does, the first that no other record of
   * the source repeats.
   * @param bytes of the record; null when it is one of several events of it
   */
  match(
    table: IdentityTable,
    entry: number,
    bytes: Uint8Array | null,
    content: () => ComparedEvent,
  ): { readonly event: number; readonly same: boolean } {
    if (!this.#fresh) this.#load(table);
    const first = table.event(entry);
    const free = this.#free.get(entry) ?? [first, ...(this.#further.get(entry) ?? [])];
    this.#free.set(entry, free);
    // A log may give all its records one id.
    const near = free.slice(0, MOST_COMPARED);
    const equal = bytes === null ? undefined : near.find((event) => this.#bytes.equal(event, bytes));
    const found = equal ?? this.#sayingTheSame(near.slice(0, MOST_READ), content);
    const event = found ?? free[0] ?? first;
    const at = free.indexOf(event);
    if (at >= 0) free.splice(at, 1);
    return { event, same: found !== undefined };
  }

  #sayingTheSame(events: readonly number[], content: () => ComparedEvent): number | undefined {
    const own = content();
    return events.find((event) => isSame(own, storedEvent(this.#ws, event)));
  }

  /** Takes in what was stored before the source began, which is all the table knows as stored. */
  #load(table: IdentityTable): void {
    for (const { batch, firstEvent, identities } of storedIdentities(this.#ws, this.#loaded)) {
      if (batch > this.#last) break;
      const count = identities.length / 2;
      for (let row = 0; row < count; row += 1) {
        const entry = table.find(identities, row);
        const event = firstEvent + row;
        if (entry < 0 || table.event(entry) === event) continue;
        const known = this.#further.get(entry);
        if (known === undefined) this.#further.set(entry, [event]);
        else known.push(event);
      }
      this.#loaded = batch;
    }
    this.#fresh = true;
  }
}
