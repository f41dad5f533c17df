import { hash } from 'node:crypto';
import type { KernelMemory } from '../../kernels/kernel-memory.ts';
import type { CellTable } from './cell-table.ts';

const FIRST_SCRATCH = 1 << 12;

/**
 * Computes what identifies a record: 64 bits over its context and its raw bytes, or over its context and its
 * native id. The context keeps equal text of unlike files apart: for records of a CSV file it holds the column
 * names, because `1,2` under other names is another record.
 *
 * Two lanes that multiply, turn and add each word of four bytes, finished like MurmurHash3: fast, and no proof.
 * Equal identities only name a candidate; records are taken for the same after their bytes were compared.
 */
export class RecordIdentity {
  readonly #seeds: readonly [number, number];
  #scratch: Buffer = Buffer.alloc(FIRST_SCRATCH);

  /** @param context profile, format and column names */
  constructor(context: readonly string[]) {
    const digest = Buffer.from(hash('sha256', JSON.stringify(context), 'hex'), 'hex');
    this.#seeds = [digest.readInt32LE(0), digest.readInt32LE(4)];
  }

  /** Of the raw bytes of a record, written to `into` at twice the index. */
  ofBytes({ words, bytes }: Words, from: number, to: number, into: Uint32Array, index: number): void {
    let a = this.#seeds[0];
    let b = this.#seeds[1];
    let at = from;
    // Words of the record lie across two words of the memory, unless it begins on one.
    const shift = (from & 3) * 8;
    let here = from >> 2;
    for (; at + 4 <= to && here + 1 < words.length; at += 4, here += 1) {
      const low = words[here] ?? 0;
      const word = shift === 0 ? low : (low >>> shift) | ((words[here + 1] ?? 0) << (32 - shift));
      a = Math.imul(a ^ word, 0x9e3779b1);
      a = (a << 13) | (a >>> 19);
      b = Math.imul(b + word, 0x85ebca6b);
      b = (b << 17) | (b >>> 15);
    }
    for (; at + 4 <= to; at += 4) {
      const word =
        (bytes[at] ?? 0) |
        ((bytes[at + 1] ?? 0) << 8) |
        ((bytes[at + 2] ?? 0) << 16) |
        ((bytes[at + 3] ?? 0) << 24);
      a = Math.imul(a ^ word, 0x9e3779b1);
      a = (a << 13) | (a >>> 19);
      b = Math.imul(b + word, 0x85ebca6b);
      b = (b << 17) | (b >>> 15);
    }
    let rest = to - from;
    for (; at < to; at += 1) rest = Math.imul(rest, 257) ^ (bytes[at] ?? 0);
    into[index * 2] = finished(a ^ rest);
    into[index * 2 + 1] = finished(Math.imul(b ^ rest, 0x9e3779b1) ^ a);
  }

  /** Of the raw bytes of all records of a table: what {@link ofBytes} gives for each. */
  ofRecords({ memory, base, records, rows, scratch }: CellTable): Uint32Array<ArrayBuffer> {
    const [a, b] = this.#seeds;
    const out = scratch.out.at;
    memory.kernels.identify(base, records.at, rows, a, b, out);
    return memory.words.slice(out / 4, out / 4 + rows * 2);
  }

  /**
   * Of texts in the memory of kernels: what {@link ofBytes} gives for each, written to `out`, of which each takes 8 bytes.
   * @param base address of their position 0
   * @param places address of start and end of each
   */
  ofPlaces({ kernels }: KernelMemory, base: number, places: number, count: number, out: number): void {
    const [a, b] = this.#seeds;
    kernels.identify(base, places, count, a, b, out);
  }

  /** Of a native id. Ids are unique inside one tenant only. */
  ofNativeId(tenant: string | null, id: string, into: Uint32Array, index: number): void {
    const text = JSON.stringify([tenant, id]);
    if (text.length * 3 > this.#scratch.length) this.#scratch = Buffer.alloc(text.length * 3);
    this.ofBytes(wordsOf(this.#scratch), 0, this.#scratch.write(text), into, index);
  }
}

/** Bytes, and the same memory as the words {@link RecordIdentity.ofBytes} reads. */
export interface Words {
  readonly bytes: Uint8Array;
  /** Little-endian words; the last bytes may belong to none. */
  readonly words: Int32Array;
}

/** Bytes to take identities of. They are copied where they do not begin on a word of their memory. */
export function wordsOf(bytes: Uint8Array): Words {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
  return {
    bytes: aligned,
    words: new Int32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 2),
  };
}

function finished(state: number): number {
  const first = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return second ^ (second >>> 16);
}
