import type { SeenCodes } from './distinct-counts.ts';
import type { StretchRoom } from './stretch-room.ts';

/** More marks stay where they are. */
const MOST_BYTES = 1024 * 1024;

/** Marks of codes while a pass sets them. Make it before the room is looked at. */
export class PlacedSeen {
  readonly #seen: SeenCodes;
  readonly #room: StretchRoom;
  /** Where the marks are in the memory of the room; null when there are too many. */
  readonly #at: number | null;

  constructor(seen: SeenCodes, room: StretchRoom) {
    this.#seen = seen;
    this.#room = room;
    this.#at = seen.seen.length > MOST_BYTES ? null : room.take(seen.seen.length);
  }

  /** Brings the marks there are; after the room was looked at. */
  begin(): void {
    if (this.#at !== null) this.#room.memory.bytes.set(this.#seen.seen, this.#at);
  }

  /** Marks the codes of the events. */
  mark(): void {
    this.#room.markCodes(this.#seen.codes, this.#seen.seen, this.#at);
  }

  /** Takes the marks back. */
  end(): void {
    const { seen } = this.#seen;
    if (this.#at !== null) seen.set(this.#room.memory.bytes.subarray(this.#at, this.#at + seen.length));
  }
}
