import {
  type FoundRecords,
  MAX_RECORD_BYTES,
  type Splitter,
  type StartPosition,
  type Units,
} from './found-records.ts';

const LF = 10;
const CR = 13;
const HASH = 0x23;

/**
 * Finds records that are lines: JSON Lines, the W3C extended format, columns between blanks. A line end cannot occur
 * inside them, so a broken line costs only itself.
 */
export class LineSplitter implements Splitter {
  readonly #maxRecord: number;
  readonly #directives: boolean;
  #position: number;
  #lineStart: number;
  #line: number;

  /** @param directives whether a line that begins with `#` says something about those behind it and is no record */
  constructor(start: StartPosition, unitBytes: 1 | 2, directives = false) {
    this.#directives = directives;
    this.#maxRecord = MAX_RECORD_BYTES / unitBytes;
    this.#position = start.at;
    this.#lineStart = start.at;
    this.#line = start.line;
  }

  scan(units: Units, base: number, final: boolean, found: FoundRecords): number {
    const end = base + units.length;
    while (this.#position < end) {
      const at = units.indexOf(LF, this.#position - base);
      if (at < 0) {
        this.#position = end;
        break;
      }
      this.#endLine(units, base, base + at, found);
      this.#position = base + at + 1;
      this.#lineStart = this.#position;
      this.#line += 1;
    }
    if (final && end > this.#lineStart) {
      this.#endLine(units, base, end, found);
      this.#lineStart = end;
    }
    return end - this.#lineStart > this.#maxRecord ? end : Math.min(end, this.#lineStart);
  }

  #endLine(units: Units, base: number, lineEnd: number, found: FoundRecords): void {
    if (lineEnd - this.#lineStart > this.#maxRecord) {
      const reason = `The record is longer than ${MAX_RECORD_BYTES / 1024 / 1024} MiB`;
      found.addFailure(this.#lineStart, lineEnd, this.#line, { column: null, reason });
      return;
    }
    let from = this.#lineStart;
    let to = lineEnd;
    while (from < to && isBlank(units[from - base])) from += 1;
    while (to > from && isBlank(units[to - 1 - base])) to -= 1;
    if (to <= from) return;
    if (this.#directives && units[from - base] === HASH) found.addDirective(from, to, this.#line);
    else found.add(from, to, this.#line);
  }
}

/** Blanks around a value; the record separator of RFC 7464 counts as one. */
function isBlank(unit: number | undefined): boolean {
  return unit === 32 || unit === 9 || unit === CR || unit === 0x1e;
}
