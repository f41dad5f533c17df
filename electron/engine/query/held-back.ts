import { type CountedMatches, countMatches } from './counted-matches.ts';
import type { Checkpoint } from './loaded-columns.ts';
import { STRETCH } from './narrow-mask.ts';

/** Held back by more than one restriction. */
const SEVERAL = 0xffff;

/**
 * Which restriction holds each event back, where it is the only one: so what there would be without one of them is known
 * for all of them after each was evaluated once.
 */
export class HeldBack {
  readonly #all: Uint8Array;
  /** By position: 0 when nothing holds the event back, the number of the one restriction that does, or SEVERAL. */
  readonly #by: Uint16Array;
  #restrictions = 0;
  #counts: Uint32Array = new Uint32Array(0);

  /** @param all the events that are there at all */
  constructor(all: Uint8Array) {
    this.#all = all;
    this.#by = new Uint16Array(all.length);
  }

  /** Adds a restriction by what it lets through of the events that are {@link open}. Returns its number. */
  restrict(mask: Uint8Array, checkpoint: Checkpoint): number {
    this.#restrictions += 1;
    const number = this.#restrictions;
    const by = this.#by;
    forEachStretch(by.length, checkpoint, (from, to) => {
      for (let at = from; at < to; at += 1) {
        if (mask[at] === 0) by[at] = by[at] === 0 ? number : SEVERAL;
      }
    });
    return number;
  }

  /** Counts, once all restrictions are there. */
  count(checkpoint: Checkpoint): void {
    const [all, by] = [this.#all, this.#by];
    const counts = new Uint32Array(SEVERAL + 1);
    forEachStretch(by.length, checkpoint, (from, to) => {
      for (let at = from; at < to; at += 1) {
        const held = by[at] as number;
        counts[held] = (counts[held] as number) + (all[at] as number);
      }
    });
    this.#counts = counts;
  }

  /** How many events there would be without a restriction. */
  countWithout(number: number): number {
    return (this.#counts[0] ?? 0) + (this.#counts[number] ?? 0);
  }

  /** The events there would be without a restriction. */
  maskWithout(number: number): Uint8Array {
    const [all, by] = [this.#all, this.#by];
    return all.map((there, at) => (by[at] === 0 || by[at] === number ? there : 0));
  }

  /** The events that at most one restriction holds back so far. */
  open(): CountedMatches {
    const [all, by] = [this.#all, this.#by];
    return countMatches(all.map((there, at) => (by[at] === SEVERAL ? 0 : there)));
  }
}

function forEachStretch(
  count: number,
  checkpoint: Checkpoint,
  step: (from: number, to: number) => void,
): void {
  for (let from = 0; from < count; from += STRETCH) {
    checkpoint.throwIfCancelled();
    step(from, Math.min(count, from + STRETCH));
  }
}
