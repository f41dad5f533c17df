import { addLanes } from './add-lanes.ts';
import type { GroupTable } from './group-table.ts';
import type { StretchRoom } from './stretch-room.ts';

/** Larger tables stay where they are: most of the time for them goes into waiting for memory anyway. */
const MOST_BYTES = 4 * 1024 * 1024;

/** A table while a pass adds to it. Make it before the room is looked at. */
export class PlacedTable {
  readonly table: GroupTable;
  readonly #room: StretchRoom;
  /** Where its sums, bits and list of lanes are in the memory of the room; null when it is too large. */
  readonly #at: { readonly sums: number; readonly present: number; readonly lanes: number } | null;
  readonly #shift: number;

  constructor(table: GroupTable, room: StretchRoom) {
    this.table = table;
    this.#room = room;
    this.#shift = Math.log2(table.stride);
    const { sums, present, lanes } = table;
    this.#at =
      sums.byteLength > MOST_BYTES
        ? null
        : {
            sums: room.take(sums.byteLength),
            present: room.take(present.byteLength),
            lanes: room.take(lanes.length * 4),
          };
  }

  /** Brings what the table has so far; after the room was looked at. */
  begin(): void {
    if (this.#at === null) return;
    const { sums, present, lanes } = this.table;
    const { floats, bytes, words } = this.#room.memory;
    floats.set(sums, this.#at.sums / 8);
    bytes.set(present, this.#at.present);
    words.set(
      lanes.map((lane) => this.#room.laneAt(lane)),
      this.#at.lanes / 4,
    );
  }

  /** Adds the lanes of the events to the records that {@link StretchRoom.cells} tells. */
  add(): void {
    const { table } = this;
    const { at, cells, found, lanes, memory, present } = this.#room;
    if (this.#at === null) {
      const own = table.lanes.flatMap((lane) => lanes[lane] ?? []);
      addLanes(cells, found, own, table.sums);
      if (table.nullable) addPresent(cells, found, this.#shift, present, table.present);
      return;
    }
    const { kernels } = memory;
    kernels.addLanes(at.cells, found, this.#at.sums, this.#at.lanes, table.lanes.length);
    if (table.nullable) kernels.addPresent(at.cells, found, this.#shift, at.present, this.#at.present);
  }

  /** Takes the sums back. */
  end(): void {
    if (this.#at === null) return;
    const { sums, present } = this.table;
    const { floats, bytes } = this.#room.memory;
    sums.set(floats.subarray(this.#at.sums / 8, this.#at.sums / 8 + sums.length));
    present.set(bytes.subarray(this.#at.present, this.#at.present + present.length));
  }
}

function addPresent(
  cells: Int32Array,
  found: number,
  shift: number,
  bits: Uint8Array,
  present: Uint8Array,
): void {
  for (let i = 0; i < found; i += 1) {
    const group = (cells[i] ?? 0) >>> shift;
    present[group] = (present[group] ?? 0) | (bits[i] ?? 0);
  }
}
