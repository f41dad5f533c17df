import { sql } from '../../sql.ts';
import { naming } from '../../store/disk-error.ts';
import { readRaw, storedBytes } from '../../store/raw-records.ts';
import { selectRows } from '../../store/run-sql.ts';
import type { Workspace } from '../../store/workspace.ts';

/** Events whose places are read at once. Records that repeat follow each other, forwards or backwards. */
const EVENTS_AT_ONCE = 4_096;

/** Stretches of places kept: those of a million events, in 16 MiB. */
const KEPT_PLACES = 256;

/** Bytes of content read at once, and how many such stretches are kept: files sorted in another way jump about. */
const WINDOW_BYTES = 256 * 1024;
const KEPT_WINDOWS = 16;

interface Place {
  readonly source: number;
  readonly byteOffset: number;
  readonly byteLength: number;
}

/** Places of consecutive events; a length of 0 where there is no event. No record is longer than 4 GiB. */
interface Places {
  readonly sources: Uint32Array;
  readonly byteOffsets: Float64Array;
  readonly byteLengths: Uint32Array;
}

/** The raw records of stored events, for comparing many of them in any order. */
export class StoredBytes {
  readonly #ws: Workspace;
  readonly #places = new Map<number, Places>();
  readonly #windows = new Map<string, Buffer>();

  constructor(ws: Workspace) {
    this.#ws = ws;
  }

  /**
   * Whether the record of an event is made of these bytes.
   * @throws WORKSPACE_DAMAGED when the record is not what was stored
   */
  equal(event: number, bytes: Uint8Array): boolean {
    const place = this.#placeOf(event);
    if (place === null || place.byteLength !== bytes.length) return false;
    return this.#bytesOf(place).equals(bytes);
  }

  #placeOf(event: number): Place | null {
    const stretch = Math.floor(event / EVENTS_AT_ONCE);
    const at = event - stretch * EVENTS_AT_ONCE;
    let places = this.#places.get(stretch);
    // Events are still being added to the last stretch.
    if (places === undefined || places.byteLengths[at] === 0) {
      places = this.#readPlaces(stretch);
      keep(this.#places, stretch, places, KEPT_PLACES);
    }
    const byteLength = places.byteLengths[at] ?? 0;
    if (byteLength === 0) return null;
    return { source: places.sources[at] ?? 0, byteOffset: places.byteOffsets[at] ?? 0, byteLength };
  }

  #readPlaces(stretch: number): Places {
    const first = stretch * EVENTS_AT_ONCE;
    const rows = naming(`Reading ${this.#ws.path}`, () =>
      selectRows(
        this.#ws.db,
        sql`SELECT id, source, byteOffset, byteLength FROM event_data
            WHERE id BETWEEN ${first} AND ${first + EVENTS_AT_ONCE - 1}`,
      ),
    );
    const sources = new Uint32Array(EVENTS_AT_ONCE);
    const byteOffsets = new Float64Array(EVENTS_AT_ONCE);
    const byteLengths = new Uint32Array(EVENTS_AT_ONCE);
    for (const [id, source, byteOffset, byteLength] of rows) {
      const at = Number(id) - first;
      sources[at] = Number(source);
      byteOffsets[at] = Number(byteOffset);
      byteLengths[at] = Number(byteLength);
    }
    return { sources, byteOffsets, byteLengths };
  }

  #bytesOf({ source, byteOffset, byteLength }: Place): Buffer {
    const window = Math.floor(byteOffset / WINDOW_BYTES);
    const from = window * WINDOW_BYTES;
    const to = byteOffset + byteLength;
    const key = `${source} ${window}`;
    let bytes = this.#windows.get(key);
    if (bytes === undefined || from + bytes.length < to) {
      const stored = storedBytes(this.#ws, source);
      bytes = readRaw(this.#ws, source, from, Math.max(to, Math.min(from + WINDOW_BYTES, stored)) - from);
      keep(this.#windows, key, bytes, KEPT_WINDOWS);
    }
    return bytes.subarray(byteOffset - from, to - from);
  }
}

/** Puts a value into a map as its newest, and drops the oldest beyond a number of them. */
function keep<K, V>(map: Map<K, V>, key: K, value: V, most: number): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}
