import { sql } from '../../sql.ts';
import { naming } from '../../store/disk-error.ts';
import { readRaw, storedBytes } from '../../store/raw-records.ts';
import { selectRows } from '../../store/run-sql.ts';
import type { Workspace } from '../../store/workspace.ts';

/** Events whose places are read at once: records that repeat follow each other. */
const EVENTS_AT_ONCE = 4_096;
const WINDOW_BYTES = 1024 * 1024;

interface Place {
  readonly source: number;
  readonly byteOffset: number;
  readonly byteLength: number;
}

/** The raw records of stored events, for comparing many of them one after the other. */
export class StoredBytes {
  readonly #ws: Workspace;
  #places = new Map<number, Place>();
  #window: { readonly source: number; readonly from: number; readonly bytes: Buffer } = {
    source: 0,
    from: 0,
    bytes: Buffer.alloc(0),
  };

  constructor(ws: Workspace) {
    this.#ws = ws;
  }

  /**
   * Whether the record of an event is made of these bytes.
   * @throws WORKSPACE_DAMAGED when the record is not what was stored
   */
  equal(event: number, bytes: Uint8Array): boolean {
    const place = this.#placeOf(event);
    if (place === undefined || place.byteLength !== bytes.length) return false;
    return this.#bytesOf(place).equals(bytes);
  }

  #placeOf(event: number): Place | undefined {
    const known = this.#places.get(event);
    if (known !== undefined) return known;
    const last = event + EVENTS_AT_ONCE - 1;
    const rows = naming(`Reading ${this.#ws.path}`, () =>
      selectRows(
        this.#ws.db,
        sql`SELECT id, source, byteOffset, byteLength FROM event WHERE id BETWEEN ${event} AND ${last}`,
      ),
    );
    this.#places = new Map(
      rows.map(([id, source, byteOffset, byteLength]) => [
        Number(id),
        { source: Number(source), byteOffset: Number(byteOffset), byteLength: Number(byteLength) },
      ]),
    );
    return this.#places.get(event);
  }

  #bytesOf({ source, byteOffset, byteLength }: Place): Buffer {
    const { from, bytes } = this.#window;
    const inside = this.#window.source === source && byteOffset >= from;
    if (!inside || byteOffset + byteLength > from + bytes.length) {
      const stored = storedBytes(this.#ws, source);
      const length = Math.max(byteLength, Math.min(WINDOW_BYTES, stored - byteOffset));
      this.#window = { source, from: byteOffset, bytes: readRaw(this.#ws, source, byteOffset, length) };
    }
    const start = byteOffset - this.#window.from;
    return this.#window.bytes.subarray(start, start + byteLength);
  }
}
