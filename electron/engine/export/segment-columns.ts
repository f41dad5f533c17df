import type { Column, ColumnName } from '../columns/column.ts';
import type { EventIds } from '../query/query-engine.ts';
import { readColumn } from '../store/column-index.ts';
import { type IndexSegment, listSegments } from '../store/index-segments.ts';
import type { Workspace } from '../store/workspace.ts';

/** Bytes of columns kept in memory: those of six million usage events, or of 60,000 nested records. */
const KEPT_BYTES = 192 * 1024 * 1024;

/** One event in so many is what reading whole segments is worth. */
const WORTH_A_SEGMENT = 64;

/** Columns of one segment, read when first asked for. */
export class SegmentColumns {
  /** Bytes of what was read. */
  bytes = 0;
  readonly #ws: Workspace;
  readonly #segment: IndexSegment;
  readonly #columns = new Map<ColumnName, Column | null>();

  constructor(ws: Workspace, segment: IndexSegment) {
    this.#ws = ws;
    this.#segment = segment;
  }

  column(name: ColumnName): Column | null {
    const known = this.#columns.get(name);
    if (known !== undefined) return known;
    const column = readColumn(this.#ws, this.#segment, name);
    this.#columns.set(name, column);
    if (column !== null) this.bytes += bytesOf(column);
    return column;
  }
}

/** Some rows of one segment: row `rows[i]` of the segment is number `slots[i]` of the chunk they were asked for in. */
export interface SegmentPart {
  readonly segment: SegmentColumns;
  readonly rows: Uint32Array;
  readonly slots: Uint32Array;
}

/** Finds events in the segments of the column index and keeps the segments used last. */
export class SegmentReader {
  readonly #ws: Workspace;
  readonly #segments: readonly IndexSegment[];
  readonly #kept = new Map<IndexSegment, SegmentColumns>();
  /** Bytes of the largest segment so far. */
  #largest = 1;

  /** @param events how many events will be asked for */
  constructor(ws: Workspace, events: number) {
    this.#ws = ws;
    const { ready, segments } = listSegments(ws);
    const last = segments.at(-1);
    const total = last === undefined ? 0 : last.firstEvent + last.count;
    // A few events of many are sooner read from their rows; so are all while there is no index to read.
    this.#segments = ready && events * WORTH_A_SEGMENT >= total ? segments : [];
  }

  /**
   * The segments that some events lie in; null when these events are better read from their rows: they are
   * scattered over more segments than can be kept, or are in none.
   */
  partsOf(ids: EventIds): SegmentPart[] | null {
    const places = this.#placesOf(ids);
    if (places === null || places.size > this.#room()) return null;
    return Array.from(places, ([segment, slots]) =>
      partOf(this.#use(segment), segment.firstEvent, slots, ids),
    );
  }

  /** How many segments can be kept, going by the largest so far. */
  #room(): number {
    return Math.max(1, Math.floor(KEPT_BYTES / this.#largest));
  }

  /** Which slots lie in which segment. */
  #placesOf(ids: EventIds): Map<IndexSegment, Slots> | null {
    const places = new Map<IndexSegment, Slots>();
    let segment: IndexSegment | undefined;
    let slots = new Slots(0);
    for (let slot = 0; slot < ids.length; slot += 1) {
      const id = ids[slot] ?? 0;
      if (segment === undefined || id < segment.firstEvent || id >= segment.firstEvent + segment.count) {
        segment = segmentOf(this.#segments, id);
        if (segment === undefined) return null;
        slots = places.get(segment) ?? new Slots(ids.length);
        places.set(segment, slots);
      }
      slots.add(slot);
    }
    return places;
  }

  /** The segment as the one used last; those not used for longest go when there is no room. */
  #use(segment: IndexSegment): SegmentColumns {
    const kept = this.#kept.get(segment) ?? new SegmentColumns(this.#ws, segment);
    this.#kept.delete(segment);
    this.#kept.set(segment, kept);
    let total = 0;
    for (const { bytes } of this.#kept.values()) {
      total += bytes;
      this.#largest = Math.max(this.#largest, bytes);
    }
    for (const [oldest, { bytes }] of this.#kept) {
      if (total <= KEPT_BYTES || oldest === segment) break;
      this.#kept.delete(oldest);
      total -= bytes;
    }
    return kept;
  }
}

/** A list of slots without boxes. */
class Slots {
  readonly #slots: Uint32Array;
  #count = 0;

  constructor(most: number) {
    this.#slots = new Uint32Array(most);
  }

  add(slot: number): void {
    this.#slots[this.#count] = slot;
    this.#count += 1;
  }

  get all(): Uint32Array {
    return this.#slots.subarray(0, this.#count);
  }
}

function partOf(segment: SegmentColumns, firstEvent: number, { all }: Slots, ids: EventIds): SegmentPart {
  const rows = new Uint32Array(all.length);
  for (let i = 0; i < rows.length; i += 1) rows[i] = (ids[all[i] ?? 0] ?? 0) - firstEvent;
  return { segment, rows, slots: all };
}

/** The segment an event lies in. */
function segmentOf(segments: readonly IndexSegment[], id: number): IndexSegment | undefined {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { firstEvent, count } = segments[middle] ?? { firstEvent: 0, count: 0 };
    if (id < firstEvent + count) high = middle;
    else low = middle + 1;
  }
  const found = segments[low];
  return found !== undefined && id >= found.firstEvent ? found : undefined;
}

/** Bytes of a column in memory, about. */
function bytesOf(column: Column): number {
  if (column.kind === 'text') return column.bytes.byteLength + column.ends.byteLength;
  if (column.kind !== 'dictionary') return column.values.byteLength;
  return column.texts.reduce((sum, text) => sum + text.length, column.codes.byteLength);
}
