import { keysOfFloats } from './column-order.ts';
import type { Checkpoint } from './loaded-columns.ts';
import type { OwnTexts } from './loaded-texts.ts';
import { STRETCH } from './narrow-mask.ts';
import { numberOf } from './number-text.ts';
import { sortByKeys } from './radix-order.ts';
import type { Utf8Texts } from './text-table.ts';

/**
 * Places of the texts of a column in its order, by code; 0 stays 0. Texts are ordered ignoring the case of ASCII
 * letters, those equal then by their bytes.
 * @param numeric puts texts that are numbers first, by their value
 */
export function ranksOfTexts(texts: OwnTexts, numeric: boolean, checkpoint: Checkpoint): Uint32Array {
  const codes = new Uint32Array(texts.size);
  for (let at = 0; at < codes.length; at += 1) codes[at] = at + 1;
  new TextSort(texts.utf8, checkpoint).sort(codes, 0);
  const ordered = numeric ? numbersFirst(codes, texts, checkpoint) : codes;
  const ranks = new Uint32Array(texts.size + 1);
  for (let at = 0; at < ordered.length; at += 1) {
    if (at % STRETCH === 0) checkpoint.throwIfCancelled();
    ranks[ordered[at] as number] = at + 1;
  }
  return ranks;
}

/** Stable: texts of the same number keep their order, and so do those that are none. */
function numbersFirst(codes: Uint32Array, texts: OwnTexts, checkpoint: Checkpoint): Uint32Array {
  const values = new Float64Array(codes.length + 1);
  const numbers = new Uint32Array(codes.length);
  const others = new Uint32Array(codes.length);
  let [numberCount, otherCount] = [0, 0];
  for (const code of codes) {
    if (code % 4_096 === 0) checkpoint.throwIfCancelled();
    const value = numberOf(texts.text(code));
    if (value === null) others[otherCount++] = code;
    else {
      // Zero has two signs, which are equal.
      values[code] = value === 0 ? 0 : value;
      numbers[numberCount++] = code;
    }
  }
  const keys = keysOfFloats(values, values.length, checkpoint);
  const ordered = new Uint32Array(codes.length);
  ordered.set(sortByKeys(numbers.subarray(0, numberCount), keys, checkpoint));
  ordered.set(others.subarray(0, otherCount), numberCount);
  return ordered;
}

/** Bytes compared at a time. */
const WORD = 8;
/** Fewer texts than this are compared one with another. */
const FEW = 512;
/** Texts that agree for longer are compared one with another, rather than going ever deeper. */
const DEEP = 512;

/** Each byte with the case of ASCII letters taken away. */
const FOLDED = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte,
);

/** Sorts codes of texts: eight bytes at a time by radix while many texts share a beginning, else by comparing. */
class TextSort {
  readonly #bytes: Uint8Array;
  readonly #ends: Uint32Array;
  readonly #checkpoint: Checkpoint;
  #compared = 0;

  constructor({ bytes, ends }: Utf8Texts, checkpoint: Checkpoint) {
    this.#bytes = bytes;
    this.#ends = ends;
    this.#checkpoint = checkpoint;
  }

  /** Sorts texts of which all have the same first `depth` bytes, case aside. */
  sort(codes: Uint32Array, depth: number): void {
    if (codes.length < FEW || depth >= DEEP) {
      codes.sort((a, b) => this.#compare(a, b, depth));
      return;
    }
    const keys = this.#keys(codes, depth);
    const places = new Uint32Array(codes.length);
    for (let at = 0; at < places.length; at += 1) places[at] = at;
    const order = sortByKeys(places, keys, this.#checkpoint);
    const before = codes.slice();
    for (let at = 0; at < codes.length; at += 1) {
      if (at % STRETCH === 0) this.#checkpoint.throwIfCancelled();
      codes[at] = before[order[at] as number] as number;
    }
    this.#sortEqual(codes, order, keys, depth + WORD);
  }

  /** Sorts every run of texts whose keys are the same. */
  #sortEqual(
    codes: Uint32Array,
    order: Uint32Array,
    { low, high }: { low: Uint32Array; high: Uint32Array },
    depth: number,
  ): void {
    let start = 0;
    for (let at = 1; at <= order.length; at += 1) {
      if (at % STRETCH === 0) this.#checkpoint.throwIfCancelled();
      const first = order[start] ?? 0;
      const next = order[at] ?? 0;
      if (at < order.length && low[first] === low[next] && high[first] === high[next]) continue;
      if (at - start > 1) {
        const run = codes.subarray(start, at);
        // A text that ended has the key of one that goes on with NUL characters: only comparing tells them apart.
        if (run.some((code) => this.#length(code) < depth)) run.sort((a, b) => this.#compare(a, b, 0));
        else this.sort(run, depth);
      }
      start = at;
    }
  }

  /** The next eight bytes of every text, missing ones 0. */
  #keys(codes: Uint32Array, depth: number): { low: Uint32Array; high: Uint32Array } {
    const low = new Uint32Array(codes.length);
    const high = new Uint32Array(codes.length);
    for (let at = 0; at < codes.length; at += 1) {
      if (at % STRETCH === 0) this.#checkpoint.throwIfCancelled();
      const code = codes[at] ?? 0;
      const from = (this.#ends[code - 1] ?? 0) + depth;
      const end = this.#ends[code] ?? 0;
      high[at] = this.#word(from, end);
      low[at] = this.#word(from + 4, end);
    }
    return { low, high };
  }

  #word(from: number, end: number): number {
    let word = 0;
    for (let at = from; at < from + 4; at += 1) {
      word = (word << 8) | (at < end ? (FOLDED[this.#bytes[at] ?? 0] ?? 0) : 0);
    }
    return word >>> 0;
  }

  #length(code: number): number {
    return (this.#ends[code] ?? 0) - (this.#ends[code - 1] ?? 0);
  }

  /** By bytes from `depth` on ignoring the case of ASCII letters, then by all bytes. */
  #compare(a: number, b: number, depth: number): number {
    const bytes = this.#bytes;
    const [aFrom, bFrom] = [this.#ends[a - 1] ?? 0, this.#ends[b - 1] ?? 0];
    const [aLength, bLength] = [this.#length(a), this.#length(b)];
    const shorter = Math.min(aLength, bLength);
    for (let at = depth; at < shorter; at += 1) {
      const difference = (FOLDED[bytes[aFrom + at] ?? 0] ?? 0) - (FOLDED[bytes[bFrom + at] ?? 0] ?? 0);
      if (difference !== 0) return this.#counted(at, difference);
    }
    if (aLength !== bLength) return this.#counted(shorter, aLength - bLength);
    for (let at = 0; at < shorter; at += 1) {
      const difference = (bytes[aFrom + at] ?? 0) - (bytes[bFrom + at] ?? 0);
      if (difference !== 0) return this.#counted(shorter + at, difference);
    }
    return 0;
  }

  /** A result, after looking now and then whether the work is still wanted. */
  #counted(bytes: number, result: number): number {
    this.#compared += bytes + WORD;
    if (this.#compared > 1_000_000) {
      this.#compared = 0;
      this.#checkpoint.throwIfCancelled();
    }
    return result;
  }
}
