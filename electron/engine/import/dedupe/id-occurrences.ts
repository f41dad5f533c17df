import type { Workspace } from '../../store/workspace.ts';
import { type ComparedEvent, differsOnlyInExtra, isSame } from './compared-event.ts';
import type { IdentityTable } from './identity-table.ts';
import { storedIdentities } from './stored-records.ts';

/** Events of one id that a record is held against. A log may give all its records one id. */
const MOST_COMPARED = 32;

/** Of these, how many by their fields, which takes far longer than by their bytes. */
const MOST_READ = 4;

/** A record whose id is known, and how to look at the events that have this id. */
export interface HeldRecord {
  hasBytesOf(event: number): boolean;
  content(): ComparedEvent;
  contentOf(event: number): ComparedEvent;
}

/** The stored event a record repeats, or is in conflict with. */
export interface FoundOccurrence {
  readonly event: number;
  readonly kind: 'same' | 'conflict';
}

/**
 * Events of ids that may come more than once in one export, beyond the first one, which the table of identities has.
 * Read from the workspace only once such a record is met.
 */
export class IdOccurrences {
  readonly #ws: Workspace;
  /** Events after the first of their identity, by that one. */
  readonly #further = new Map<number, number[]>();
  /** The last batch looked at, and the last one before the source. */
  #loaded = 0;
  #last = 0;
  /** First event of the source that is being read. */
  #own = Number.POSITIVE_INFINITY;
  #fresh = false;
  readonly #leftOut: ReadonlySet<number>;

  /** @param leftOut sources whose events do not count */
  constructor(ws: Workspace, leftOut: ReadonlySet<number>) {
    this.#ws = ws;
    this.#leftOut = leftOut;
  }

  /**
   * Begins a source.
   * @param last batch that was stored before
   * @param own first event of the source, or the id its first one will get
   */
  begin(last: number, own: number): void {
    this.#last = last;
    this.#own = own;
    this.#fresh = false;
  }

  /**
   * What a record with a known id is, whose first event is `first`. It is a duplicate of the event that says the same. If only columns without a
   * field differ, which is where exports number their rows, it is one in conflict, and so it is when another source had
   * the id. Else, within one source, it is an event of its own: null, and `next` is remembered as its event.
   */
  judge(table: IdentityTable, first: number, next: number, record: HeldRecord): FoundOccurrence | null {
    if (!this.#fresh) this.#load(table);
    const further = this.#further.get(first) ?? [];
    const events = [first, ...further];
    const equal = events.find((event) => record.hasBytesOf(event));
    if (equal !== undefined) return { event: equal, kind: 'same' };
    const found = events.length < MOST_COMPARED ? sayingTheSame(events.slice(0, MOST_READ), record) : null;
    if (found !== null) return found;
    if (first < this.#own) return { event: first, kind: 'conflict' };
    if (events.length < MOST_COMPARED) this.#further.set(first, [...further, next]);
    return null;
  }

  /** Takes in what was stored before the source began, which is all the table knows as stored. */
  #load(table: IdentityTable): void {
    for (const { batch, firstEvent, identities } of storedIdentities(this.#ws, this.#loaded, this.#leftOut)) {
      if (batch > this.#last) break;
      const count = identities.length / 2;
      for (let row = 0; row < count; row += 1) {
        const first = table.find(identities, row);
        const event = firstEvent + row;
        if (first === 0 || first === event) continue;
        const known = this.#further.get(first) ?? [];
        if (known.includes(event) || known.length + 1 >= MOST_COMPARED) continue;
        this.#further.set(first, [...known, event]);
      }
      this.#loaded = batch;
    }
    this.#fresh = true;
  }
}

function sayingTheSame(events: readonly number[], record: HeldRecord): FoundOccurrence | null {
  const own = record.content();
  for (const event of events) {
    const other = record.contentOf(event);
    if (isSame(own, other)) return { event, kind: 'same' };
    if (differsOnlyInExtra(own, other)) return { event, kind: 'conflict' };
  }
  return null;
}
