import { FIELD_NAMES } from '../../../../shared/domain/fields.ts';
import { type Column, integerAt, valueAt } from '../../columns/column.ts';
import { keepRows, keptRows } from '../../columns/kept-rows.ts';
import type { NewDuplicate, RecordPlace } from '../../record.ts';
import { naming } from '../../store/disk-error.ts';
import { eventsBehind } from '../../store/identities.ts';
import { withdrawnSources } from '../../store/withdrawals.ts';
import type { Workspace } from '../../store/workspace.ts';
import { IDENTIFIED_BY, type ParsedBlock } from '../parse/parsed-block.ts';
import { type ComparedEvent, isSame } from './compared-event.ts';
import { type FoundOccurrence, IdOccurrences } from './id-occurrences.ts';
import { IdentityTable } from './identity-table.ts';
import { KnownIdentities, NOTHING_PENDING } from './known-identities.ts';
import { StoredBytes } from './stored-bytes.ts';
import { storedEvent, storedIdentities } from './stored-records.ts';

/** The records of a block that are new, and the others. */
export interface SiftedBlock {
  readonly block: ParsedBlock;
  readonly duplicates: readonly NewDuplicate[];
  readonly conflicts: number;
}

/** What sifting needs to know besides the block. */
export interface SiftContext {
  /** Id the first event that is kept will get. */
  readonly nextEventId: number;
  /** Records of the file before the block, and how many of an earlier attempt are stored already. */
  readonly before: number;
  readonly alreadyStored: number;
  /** Bytes of the content that is being read. */
  bytesOf(place: RecordPlace): Uint8Array;
}

/** A record of a block whose id is known. */
interface MetRecord {
  readonly block: ParsedBlock;
  readonly row: number;
  /** Row of each event of the block that is kept. */
  readonly rows: readonly number[];
  readonly context: SiftContext;
}

/** Tells records that are already in the workspace from new ones, over all files of a job. */
export class KnownRecords {
  readonly #ws: Workspace;
  readonly #bytes: StoredBytes;
  #occurrences: IdOccurrences;
  #identities: KnownIdentities;
  #table: IdentityTable;
  /** Highest id of a batch whose events were taken into the table. */
  #loaded = 0;
  /** Sources whose events do not count as stored. */
  #leftOut: ReadonlySet<number> = new Set();

  constructor(ws: Workspace) {
    this.#ws = ws;
    this.#bytes = new StoredBytes(ws);
    this.#occurrences = new IdOccurrences(ws, this.#leftOut);
    this.#identities = new KnownIdentities(ws);
    this.#table = new IdentityTable(this.#identities);
  }

  /**
   * Begins a source: takes in what was stored since the last one began. When an import is resumed, its own
   * events count like those of any other source: the record after its k-th stored occurrence is the (k+1)-th.
   * @param own the source, and its first event or the id that will get
   * @param replaced the source it is read in place of, which does not count; nor do withdrawn ones
   */
  begin(own: { readonly source: number; readonly firstEvent: number }, replaced: number | null): void {
    const leftOut = new Set([...withdrawnSources(this.#ws).keys(), ...(replaced === null ? [] : [replaced])]);
    leftOut.delete(own.source);
    this.#leaveOut(leftOut);
    naming(`Reading ${this.#ws.path}`, () => {
      this.#identities.expect(NOTHING_PENDING);
      this.#table.reserve(eventsBehind(this.#ws, this.#loaded));
      const stored = storedIdentities(this.#ws, this.#loaded, this.#leftOut);
      for (const { batch, firstEvent, identities } of stored) {
        const count = identities.length / 2;
        for (let row = 0; row < count; row += 1) this.#table.addStored(identities, row, firstEvent + row);
        this.#loaded = batch;
      }
    });
    this.#occurrences.begin(this.#loaded, own.firstEvent);
  }

  /** Ends a source that was read to its end. */
  end(): void {
    this.#table.endSource();
  }

  /** Forgets what was not committed: the next source takes everything anew from what is stored. */
  forget(): void {
    this.#identities = new KnownIdentities(this.#ws);
    this.#table = new IdentityTable(this.#identities);
    this.#occurrences = new IdOccurrences(this.#ws, this.#leftOut);
    this.#loaded = 0;
  }

  /** The table only ever grows: where other sources count than before, it is made anew. */
  #leaveOut(sources: ReadonlySet<number>): void {
    const same = sources.size === this.#leftOut.size && [...sources].every((id) => this.#leftOut.has(id));
    if (same) return;
    this.#leftOut = sources;
    this.forget();
  }

  /** Takes out of a block what is stored already. */
  sift(block: ParsedBlock, context: SiftContext): SiftedBlock {
    const { count } = block.events;
    const skipped = context.before < context.alreadyStored;
    if (!skipped && block.native === null && this.#table.size === 0) {
      return { block, duplicates: [], conflicts: 0 };
    }
    const isStored = skipped ? storedRows(block, context) : null;
    const keep = new Uint8Array(count);
    const duplicates: NewDuplicate[] = [];
    /** Row of each event of the block that is kept. */
    const rows: number[] = [];
    this.#identities.expect({ firstEvent: context.nextEventId, identities: block.identities, rows });
    if (block.native !== null) this.#table.reserve(count);
    for (let row = 0; row < count; row += 1) {
      if (isStored === null && block.native !== null) {
        const event = context.nextEventId + rows.length;
        const behind = this.#table.addNew(block.identities, block.native, row, event);
        for (; row < behind; row += 1) {
          keep[row] = 1;
          rows.push(row);
        }
        if (row === count) break;
      }
      const stored = isStored?.(row) === true;
      // Occurrences are counted from the start of the file; ids are known without it.
      if (stored && hasId(block, row)) continue;
      const found = this.#duplicate(block, row, rows, context);
      if (stored) continue;
      if (found === null) {
        keep[row] = 1;
        rows.push(row);
      } else duplicates.push(found);
    }
    const rejects = isStored === null ? block.rejects : rejectsBehind(block, context);
    const conflicts = duplicates.filter(({ kind }) => kind === 'conflict').length;
    if (rows.length === count) return { block: { ...block, rejects }, duplicates, conflicts };
    return { block: { ...keptBlock(block, keep, rows.length), rejects }, duplicates, conflicts };
  }

  #duplicate(
    block: ParsedBlock,
    row: number,
    rows: readonly number[],
    context: SiftContext,
  ): NewDuplicate | null {
    const table = this.#table;
    const way = block.native?.[row] ?? IDENTIFIED_BY.bytes;
    if (way === IDENTIFIED_BY.nativeId || way === IDENTIFIED_BY.repeatedId) {
      const first = table.find(block.identities, row);
      if (first === 0) {
        table.add(block.identities, row, context.nextEventId + rows.length);
        return null;
      }
      const met = { block, row, rows, context };
      return way === IDENTIFIED_BY.nativeId ? this.#byNativeId(first, met) : this.#byRepeatedId(first, met);
    }
    if (table.size === 0) return null;
    const event = table.find(block.identities, row);
    if (event === 0) return null;
    const place = placeOf(block, row);
    // Equal identities are likely the same record; only equal bytes are. One of several events of a record has no
    // bytes of its own: there it is what was made of it.
    const same =
      way === IDENTIFIED_BY.content
        ? isSame(blockEvent(block, row), storedEvent(this.#ws, event))
        : this.#bytes.equal(event, context.bytesOf(place));
    if (!same) return null;
    return table.occurs(event) ? { place, event, kind: 'same' } : null;
  }

  /** A record with a native id that is known: a duplicate, in conflict when its content differs. */
  #byNativeId(event: number, { block, row, rows, context }: MetRecord): NewDuplicate {
    const { nextEventId, bytesOf } = context;
    const pending = event < nextEventId ? undefined : rows[event - nextEventId];
    const place = placeOf(block, row);
    // Reading a row takes a hundred times as long as comparing bytes, which mostly are the same.
    if (pending === undefined && isWholeRecord(block, row) && this.#bytes.equal(event, bytesOf(place))) {
      return { place, event, kind: 'same' };
    }
    const stored = pending === undefined ? storedEvent(this.#ws, event) : blockEvent(block, pending);
    const same = isSame(blockEvent(block, row), stored);
    return { place, event, kind: same ? 'same' : 'conflict' };
  }

  /** A record with a known id that may come again in one export. */
  #byRepeatedId(first: number, { block, row, rows, context }: MetRecord): NewDuplicate | null {
    const { nextEventId, bytesOf } = context;
    const next = nextEventId + rows.length;
    const place = placeOf(block, row);
    const bytes = isWholeRecord(block, row) ? bytesOf(place) : null;
    const pending = (event: number) => (event < nextEventId ? undefined : rows[event - nextEventId]);
    const found: FoundOccurrence | null = this.#occurrences.judge(this.#table, first, next, {
      hasBytesOf: (event) => {
        if (bytes === null) return false;
        const other = pending(event);
        if (other === undefined) return this.#bytes.equal(event, bytes);
        return isWholeRecord(block, other) && Buffer.compare(bytesOf(placeOf(block, other)), bytes) === 0;
      },
      content: () => blockEvent(block, row),
      contentOf: (event) => {
        const other = pending(event);
        return other === undefined ? storedEvent(this.#ws, event) : blockEvent(block, other);
      },
    });
    return found === null ? null : { place, ...found };
  }
}

function hasId({ native }: ParsedBlock, row: number): boolean {
  return native?.[row] === IDENTIFIED_BY.nativeId || native?.[row] === IDENTIFIED_BY.repeatedId;
}

function blockEvent({ events, extra }: ParsedBlock, row: number): ComparedEvent {
  const named = new Map<string, string>();
  for (const [name, column] of extra) {
    const text = valueAt(column, row);
    if (text !== null) named.set(name, String(text));
  }
  return { values: FIELD_NAMES.map((name) => valueAt(events.columns.get(name), row)), extra: named };
}

function placeOf({ events }: ParsedBlock, row: number): RecordPlace {
  return {
    line: numberOf(events.columns.get('line'), row),
    byteOffset: numberOf(events.columns.get('byteOffset'), row),
    byteLength: numberOf(events.columns.get('byteLength'), row),
  };
}

/** Whether an event is all that was made of its record: its neighbours are at other places. */
function isWholeRecord({ events }: ParsedBlock, row: number): boolean {
  const places = events.columns.get('byteOffset');
  const at = numberOf(places, row);
  return (
    (row === 0 || numberOf(places, row - 1) !== at) &&
    (row + 1 >= events.count || numberOf(places, row + 1) !== at)
  );
}

function numberOf(column: Column | undefined, row: number): number {
  return column === undefined ? 0 : Number(integerAt(column, row) ?? 0);
}

/** Records of an earlier attempt, by their place among all records of the block. */
function storedRows(block: ParsedBlock, { before, alreadyStored }: SiftContext): (row: number) => boolean {
  let rejected = 0;
  const places = block.rejects.map(({ place }) => place.byteOffset);
  return (row) => {
    const at = numberOf(block.events.columns.get('byteOffset'), row);
    while ((places[rejected] ?? Number.POSITIVE_INFINITY) < at) rejected += 1;
    return before + row + rejected < alreadyStored;
  };
}

function rejectsBehind(block: ParsedBlock, { before, alreadyStored }: SiftContext): ParsedBlock['rejects'] {
  let row = 0;
  return block.rejects.filter(({ place }, index) => {
    while (
      row < block.events.count &&
      numberOf(block.events.columns.get('byteOffset'), row) < place.byteOffset
    )
      row += 1;
    return before + row + index >= alreadyStored;
  });
}

function keptBlock(block: ParsedBlock, keep: Uint8Array, count: number): ParsedBlock {
  const identities = new Uint32Array(count * 2);
  for (let row = 0, to = 0; row < keep.length; row += 1) {
    if (keep[row] === 0) continue;
    identities[to * 2] = block.identities[row * 2] ?? 0;
    identities[to * 2 + 1] = block.identities[row * 2 + 1] ?? 0;
    to += 1;
  }
  const extra: (readonly [string, Column])[] = [];
  for (const [name, column] of block.extra) {
    const kept = keptRows(column, keep, count);
    if (kept !== null) extra.push([name, kept]);
  }
  return {
    events: keepRows(block.events, keep, count),
    extra,
    identities,
    native: null,
    rejects: block.rejects,
  };
}
