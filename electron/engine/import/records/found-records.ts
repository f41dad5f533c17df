import type { RecordPlace } from '../../record.ts';
import type { JsonTape } from './json-tape.ts';
import type { JsonTraits } from './json-traits.ts';

/** Why a stretch of the content is not a record. */
export interface Failure {
  /** 1-based column inside the line of the place; null when the record as a whole is meant. */
  readonly column: number | null;
  readonly reason: string;
}

/** Units of the content: bytes, or 16-bit units where the encoding has them. */
export type Units = Uint8Array | Uint16Array;

/**
 * Longest record that is read, in bytes. A longer one is rejected, and its bytes are kept like all others. A
 * record passes through about ten copies on its way into a row, so this bounds the memory of an import.
 */
export const MAX_RECORD_BYTES = 16 * 1024 * 1024;

/** What a splitter found in a stretch of content, in file order. */
export class FoundRecords {
  readonly places: RecordPlace[] = [];
  /** Index in {@link places} → why that one is no record. */
  readonly failures = new Map<number, Failure>();
  /** Index in {@link places} → what was seen of the JSON text while its end was looked for. */
  readonly traits: JsonTraits[] = [];
  /** What was read of JSON while ends of records were looked for; positions count from the first byte of the stretch. */
  tape: JsonTape | null = null;
  /** Lines (1-based) of CSV in which no cell holds anything: no records. */
  readonly blankLines: number[] = [];
  /** Lines of JSON records that no comma separates from the one before. */
  readonly withoutComma: number[] = [];
  /** Lines that say how those behind them are read; no records. `before` is the index in {@link places} of the next record. */
  readonly directives: { readonly before: number; readonly place: RecordPlace }[] = [];
  /** The content ends inside the last record. */
  truncated = false;
  readonly #unitBytes: 1 | 2;

  constructor(unitBytes: 1 | 2) {
    this.#unitBytes = unitBytes;
  }

  /** Adds a record that spans the units `[from, to)` of the content. */
  add(from: number, to: number, line: number, traits?: JsonTraits): void {
    const size = this.#unitBytes;
    if (traits !== undefined) this.traits[this.places.length] = traits;
    this.places.push({ line, byteOffset: from * size, byteLength: (to - from) * size });
  }

  /** Adds a line that is about the records behind it. */
  addDirective(from: number, to: number, line: number): void {
    const size = this.#unitBytes;
    const place = { line, byteOffset: from * size, byteLength: (to - from) * size };
    this.directives.push({ before: this.places.length, place });
  }

  /** Adds a stretch that is not a record. */
  addFailure(from: number, to: number, line: number, failure: Failure): void {
    this.failures.set(this.places.length, failure);
    this.add(from, to, line);
  }
}

/**
 * Finds the boundaries of records. Positions count units from the start of the content, so that they stay
 * valid while the content passes by in windows.
 */
export interface Splitter {
  /** Where the record that is not finished begins, when another may go on from there; missing where none can. */
  readonly resume?: StartPosition | null;
  /**
   * Looks at the window `units`, whose first unit is at position `base`, going on where it stopped before.
   * @param final whether the content ends with the window
   * @returns position up to which the units are not needed any more
   */
  scan(units: Units, base: number, final: boolean, found: FoundRecords): number;
  /** Lets go of what it needs to scan, once all that was found is read. */
  close?(): void;
}

/** Where records begin: after a byte-order mark, a header, a separator line. */
export interface StartPosition {
  /** In units. */
  readonly at: number;
  /** 1-based. */
  readonly line: number;
}
