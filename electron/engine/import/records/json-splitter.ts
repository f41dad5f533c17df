import {
  type FoundRecords,
  MAX_RECORD_BYTES,
  type Splitter,
  type StartPosition,
  type Units,
} from './found-records.ts';
import { JsonEnvelope } from './json-envelope.ts';
import { type BrokenRecord, findNextRecord, firstKeyOf } from './json-resync.ts';
import { CHAR, isJsonBlank, JsonScanner } from './json-scanner.ts';
import { JsonTape } from './json-tape.ts';

/**
 * Finds the records of JSON documents: the elements of the array at a path, or, without a path, the values
 * themselves. Several documents may follow each other. A record whose structure is broken ends where the next
 * one plausibly begins; `JSON.parse` then says what is wrong with it.
 */
export class JsonSplitter implements Splitter {
  readonly #envelope: JsonEnvelope | null;
  readonly #scanner = new JsonScanner();
  readonly #maxRecord: number;
  readonly #taped: boolean;
  #tape: JsonTape | null = null;
  #state: 'outside' | 'between' | 'record' | 'broken' = 'outside';
  #position: number;
  #line: number;
  #recordStart = 0;
  #recordLine = 0;
  /** Blanks in front of the record on its line; -1 when something else is there. */
  #indent = 0;
  #onlyBlanks = true;
  #lineStart: number;
  #broken: BrokenRecord | null = null;
  #firstKey: readonly number[] | null = null;
  #passingOver = false;
  /** What stands before the next record of a list: its bracket, a record, or a comma, and where that is. */
  #before: 'bracket' | 'record' | 'comma' = 'bracket';
  #comma: { readonly at: number; readonly line: number; readonly column: number } | null = null;

  /**
   * @param path keys to the array of records, empty for a top-level array; null when each value is a record
   * @param taped whether plain records are taken apart at once, which only UTF-8 can be
   */
  constructor(path: readonly string[] | null, start: StartPosition, unitBytes: 1 | 2, taped = false) {
    this.#taped = taped;
    this.#envelope = path === null ? null : new JsonEnvelope(path);
    this.#maxRecord = MAX_RECORD_BYTES / unitBytes;
    this.#position = start.at;
    this.#lineStart = start.at;
    this.#line = start.line;
  }

  /** Units of the text around the records; null when there is none. */
  get envelope(): readonly number[] | null {
    return this.#envelope?.kept ?? null;
  }

  close(): void {
    this.#tape?.close();
    this.#tape = null;
  }

  scan(units: Units, base: number, final: boolean, found: FoundRecords): number {
    const end = base + units.length;
    const isTaped = this.#taped && units instanceof Uint8Array && JsonTape.suits(units);
    if (isTaped) {
      this.#tape ??= new JsonTape();
      this.#tape.load(units);
      found.tape = this.#tape;
    }
    for (let waiting = false; this.#position < end && !waiting; ) {
      if (this.#state === 'record') waiting = this.#scanRecord(units, base, found);
      else if (this.#state === 'broken') waiting = this.#resync(units, base, final, found);
      else this.#scanOutside(units, base, found);
    }
    if (final) this.#finish(end, found);
    found.tape?.rewind();
    const inRecord = this.#state === 'record' || this.#state === 'broken';
    if (inRecord && this.#position - this.#recordStart > this.#maxRecord) this.#passingOver = true;
    return inRecord && !this.#passingOver ? this.#recordStart : Math.min(end, this.#position);
  }

  /** Envelope and separators, up to the next record or the end of the window. */
  #scanOutside(units: Units, base: number, found: FoundRecords): void {
    const length = units.length;
    for (let i = this.#position - base; i < length; i += 1) {
      const unit = units[i] ?? 0;
      if (this.#beginsRecord(unit, base + i, found)) {
        this.#beginRecord(base + i);
        return;
      }
      if (unit === CHAR.lf) {
        this.#line += 1;
        this.#lineStart = base + i + 1;
        this.#onlyBlanks = true;
      } else if (!isJsonBlank(unit)) this.#onlyBlanks = false;
    }
    this.#position = base + length;
  }

  #beginsRecord(unit: number, at: number, found: FoundRecords): boolean {
    if (this.#state === 'between') {
      if (isJsonBlank(unit)) return false;
      if (unit === CHAR.comma) this.#takeComma(at, found);
      else if (unit === CHAR.closeArray) this.#endList(found);
      else {
        if (this.#before === 'record') found.withoutComma.push(this.#line);
        return true;
      }
      return false;
    }
    if (this.#envelope === null)
      return !isJsonBlank(unit) && unit !== CHAR.comma && unit !== CHAR.recordSeparator;
    const step = this.#envelope.take(unit);
    if (step === 'records-begin') {
      this.#state = 'between';
      this.#before = 'bracket';
    }
    return step === 'value-begins';
  }

  /** A comma behind which no record follows, or before which none stood, may be all that is left of one. */
  #takeComma(at: number, found: FoundRecords): void {
    if (this.#before === 'comma') this.#rejectComma(found);
    this.#comma = { at, line: this.#line, column: at - this.#lineStart + 1 };
    if (this.#before === 'bracket') this.#rejectComma(found);
    else this.#before = 'comma';
  }

  #rejectComma(found: FoundRecords): void {
    if (this.#comma === null) return;
    const { at, line, column } = this.#comma;
    const reason = `Not valid JSON: A comma without a value at column ${column}`;
    found.addFailure(at, at + 1, line, { column, reason });
    this.#comma = null;
  }

  #endList(found: FoundRecords): void {
    if (this.#before === 'comma') this.#rejectComma(found);
    this.#envelope?.endRecords();
    this.#state = 'outside';
  }

  #beginRecord(at: number): void {
    this.#recordStart = at;
    this.#recordLine = this.#line;
    this.#indent = this.#onlyBlanks ? at - this.#lineStart : -1;
    this.#onlyBlanks = false;
    this.#scanner.begin(at);
    this.#returnTo = this.#state === 'between' ? 'between' : 'outside';
    this.#state = 'record';
    this.#position = at;
  }

  #returnTo: 'between' | 'outside' = 'outside';

  #scanRecord(units: Units, base: number, found: FoundRecords): boolean {
    const { tape } = found;
    if (tape !== null && this.#position === this.#recordStart) {
      const end = tape.read(this.#position - base);
      if (end > 0) {
        this.#position = base + end;
        this.#firstKey ??= firstKeyOf(units, this.#recordStart - base);
        this.#line += tape.lineFeeds;
        this.#endRecord(this.#position, found);
        return false;
      }
    }
    const step = this.#scanner.run(units, base);
    this.#position = this.#scanner.position;
    if (step === 'more') return true;
    if (step === 'broken') {
      // A bracket that closes nothing would be found again at once.
      if (this.#position === this.#recordStart) this.#position += 1;
      const ownKey = this.#passingOver ? null : firstKeyOf(units, this.#recordStart - base);
      this.#broken = {
        indent: this.#indent,
        opener: units[this.#recordStart - base] ?? CHAR.openObject,
        firstKey: ownKey ?? this.#firstKey,
      };
      this.#line += this.#scanner.lineFeeds;
      this.#state = 'broken';
      return false;
    }
    if (this.#firstKey === null && !this.#passingOver)
      this.#firstKey = firstKeyOf(units, this.#recordStart - base);
    this.#line += this.#scanner.lineFeeds;
    this.#endRecord(this.#position, found, true);
    return false;
  }

  /** Looks for the next record behind a broken one. Returns true when the window does not suffice. */
  #resync(units: Units, base: number, final: boolean, found: FoundRecords): boolean {
    if (this.#broken === null) return false;
    const next = findNextRecord(units, this.#position - base, this.#broken, final);
    this.#line += next.lineFeeds;
    this.#position = base + next.at;
    if (!next.found) return true;
    let end = this.#position;
    const lowest = Math.max(base, this.#recordStart + 1);
    while (end > lowest && isSeparator(units[end - 1 - base])) end -= 1;
    this.#onlyBlanks = next.indent >= 0;
    this.#lineStart = this.#position - Math.max(0, next.indent);
    this.#endRecord(end, found);
    return false;
  }

  #endRecord(to: number, found: FoundRecords, isWhole = false): void {
    if (this.#passingOver) {
      const reason = `The record is longer than ${MAX_RECORD_BYTES / 1024 / 1024} MiB`;
      found.addFailure(this.#recordStart, to, this.#recordLine, { column: null, reason });
      this.#passingOver = false;
    } else found.add(this.#recordStart, to, this.#recordLine, isWhole ? this.#scanner.traits : undefined);
    this.#broken = null;
    this.#before = 'record';
    this.#state = this.#returnTo;
  }

  #finish(end: number, found: FoundRecords): void {
    if (this.#state === 'record' || this.#state === 'broken') {
      found.truncated = this.#state === 'record' && !this.#scanner.mayEnd;
      this.#endRecord(end, found);
      this.#position = end;
    }
    if (this.#state === 'between' || this.#envelope?.atTop === false) found.truncated = true;
  }
}

function isSeparator(unit: number | undefined): boolean {
  return isJsonBlank(unit) || unit === CHAR.comma;
}
