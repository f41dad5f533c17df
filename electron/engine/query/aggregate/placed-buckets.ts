import type { StretchRoom } from './stretch-room.ts';
import type { BucketFinder } from './time-buckets.ts';

/** The buckets of a histogram while a pass looks times up in them. Make it before the room is looked at. */
export class PlacedBuckets {
  readonly #finder: BucketFinder;
  readonly #room: StretchRoom;
  readonly #starts: number;
  readonly #grid: number;

  constructor(finder: BucketFinder, room: StretchRoom) {
    this.#finder = finder;
    this.#room = room;
    this.#starts = room.take(finder.starts.byteLength);
    this.#grid = room.take(finder.grid.byteLength);
  }

  /** Brings the buckets; after the room was looked at. */
  begin(): void {
    const { floats, words } = this.#room.memory;
    floats.set(this.#finder.starts, this.#starts / 8);
    words.set(this.#finder.grid, this.#grid / 4);
  }

  /** Where the records of the events are: bucket `b` is group `b + 1`, undated ones are group 0. */
  cells(stride: number): void {
    const { starts, grid, slotsPerUnit } = this.#finder;
    const { at, found, memory } = this.#room;
    memory.kernels.bucketCells(
      at.times,
      found,
      this.#starts,
      starts.length - 1,
      this.#grid,
      grid.length,
      slotsPerUnit,
      stride,
      at.cells,
    );
  }
}
