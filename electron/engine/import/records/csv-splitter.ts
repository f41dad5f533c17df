import type { CsvChoices } from '../../../../shared/domain/import-choices.ts';
import { DelimiterMatch } from './delimiter-match.ts';
import {
  type Failure,
  type FoundRecords,
  MAX_RECORD_BYTES,
  type Splitter,
  type StartPosition,
  type Units,
} from './found-records.ts';

export type QuoteEscape = NonNullable<CsvChoices['escape']>;

/** How a CSV file is written. */
export interface CsvDialect {
  /** One or more characters. */
  readonly delimiter: string;
  /** One character; empty when cells are never quoted. */
  readonly quote: string;
  /**
   * How a quote inside quotes is written: twice, behind a backslash, or just so, in which case only one before
   * a delimiter or a line end closes the cell.
   */
  readonly escape: QuoteEscape;
  /** `\r` only where the file has no line feeds at all. */
  readonly newline: '\n' | '\r';
}

/** Longest quoted cell; a longer one is a quote that was never closed. */
export const MAX_QUOTED_BYTES = 8 * 1024 * 1024;

const CR = 13;
const BACKSLASH = 92;

/** Stands for a character that there is not. */
const NONE = -1;

/** Where the scan is inside a record. */
const CELL_START = 0;
const UNQUOTED = 1;
const QUOTED = 2;
const QUOTE_SEEN = 3;

/**
 * Finds the records of a CSV file after RFC 4180, in any dialect: a quote opens only at the start of a cell, line
 * ends inside quotes belong to the cell. Beyond the grammar: quotes inside unquoted cells are literal; text after
 * a closing quote is literal when the cell is on one line; a quoted cell that runs over lines and does not close
 * properly is a broken quote, of which only the first line is rejected. Lines in which no cell holds anything are
 * no records.
 */
export class CsvSplitter implements Splitter {
  readonly #delimiter: DelimiterMatch;
  readonly #quote: number;
  readonly #escape: CsvDialect['escape'];
  readonly #keepBlank: boolean;
  readonly #newline: number;
  readonly #maxRecord: number;
  readonly #maxQuoted: number;
  #position: number;
  #line: number;
  #recordStart: number;
  #recordLine: number;
  #state = CELL_START;
  /** Opening quote of the current cell, and where its line starts and ends. */
  #quoteAt = -1;
  #quoteLineStart = 0;
  #quoteLineEnd = -1;
  /** Where the text of that line ends: before its carriage return, if it has one. */
  #quoteTextEnd = -1;
  #quoteLine = 0;
  #lineStart: number;
  /** Set while the rest of an oversized line is passed over. */
  #passingOver = false;
  /** The unit before was a backslash that protects the next one. */
  #protected = false;

  /** @param keepBlank whether lines without content are records too, as when the head of a file is looked at */
  constructor(dialect: CsvDialect, start: StartPosition, unitBytes: 1 | 2, keepBlank = false) {
    this.#delimiter = new DelimiterMatch(dialect.delimiter, unitBytes);
    this.#quote = dialect.quote === '' ? NONE : dialect.quote.charCodeAt(0);
    this.#escape = dialect.escape;
    this.#keepBlank = keepBlank;
    this.#newline = dialect.newline.charCodeAt(0);
    this.#maxRecord = MAX_RECORD_BYTES / unitBytes;
    this.#maxQuoted = MAX_QUOTED_BYTES / unitBytes;
    this.#position = start.at;
    this.#recordStart = start.at;
    this.#lineStart = start.at;
    this.#line = start.line;
    this.#recordLine = start.line;
  }

  /** Where the record that is not finished begins; null while the rest of a line is passed over. */
  get resume(): StartPosition | null {
    return this.#passingOver ? null : { at: this.#recordStart, line: this.#recordLine };
  }

  scan(units: Units, base: number, final: boolean, found: FoundRecords): number {
    const end = base + units.length;
    do {
      while (this.#position < end) {
        if (this.#passingOver) this.#passOver(units, base, end, found);
        else if (this.#state === QUOTED) this.#scanQuoted(units, base, end, found);
        else this.#scanPlain(units, base, end, found);
      }
    } while (final && this.#finish(units, base, end, found));
    if (this.#position - this.#recordStart > this.#maxRecord) this.#passingOver = true;
    return Math.min(end, this.#passingOver ? this.#position : this.#recordStart);
  }

  /** Everything outside quotes. Returns at an opening quote and at the end of the window. */
  #scanPlain(units: Units, base: number, end: number, found: FoundRecords): void {
    const delimiter = this.#delimiter;
    const { last } = delimiter;
    const single = delimiter.length === 1;
    const quote = this.#quote;
    const newline = this.#newline;
    const backslashes = this.#escape === 'backslash';
    const length = end - base;
    let state = this.#state;
    let i = this.#position - base;
    for (; i < length; i += 1) {
      const unit = units[i] ?? NONE;
      if (this.#protected) {
        this.#protected = false;
        if (unit !== newline) {
          state = UNQUOTED;
          continue;
        }
      }
      if (single ? unit === last : delimiter.endsAt(unit)) state = CELL_START;
      else if (unit === newline) {
        this.#endRecord(units, base, base + i, found);
        state = CELL_START;
      } else if (unit === quote && state !== UNQUOTED) {
        this.#position = base + i + 1;
        if (state === CELL_START) this.#openQuote(base + i);
        this.#state = QUOTED;
        // Without an escape the quote before was text, and this one may close the cell.
        if (state === QUOTE_SEEN && this.#escape === 'none') this.#state = QUOTE_SEEN;
        if (this.#state === QUOTED) return;
        state = QUOTE_SEEN;
      } else if (state === CELL_START) state = UNQUOTED;
      else if (state === QUOTE_SEEN && unit !== CR && !delimiter.begun) {
        if (this.#escape === 'none') {
          this.#state = QUOTED;
          this.#position = base + i;
          return;
        }
        if (this.#spansLines()) {
          this.#rejectBrokenQuote(found);
          return;
        }
        state = UNQUOTED;
      }
      if (backslashes && unit === BACKSLASH) this.#protected = true;
    }
    this.#state = state;
    this.#position = base + i;
  }

  #openQuote(at: number): void {
    this.#delimiter.reset();
    this.#quoteAt = at;
    this.#quoteLine = this.#line;
    this.#quoteLineStart = this.#lineStart;
    this.#quoteLineEnd = -1;
  }

  /** Inside quotes. Returns after the next quote, which closes the cell or is the first of a doubled one. */
  #scanQuoted(units: Units, base: number, end: number, found: FoundRecords): void {
    const quote = this.#quote;
    const newline = this.#newline;
    const backslashes = this.#escape === 'backslash';
    const length = end - base;
    const limit = Math.min(length, this.#quoteAt + this.#maxQuoted - base);
    let i = this.#position - base;
    for (; i < limit; i += 1) {
      const unit = units[i];
      if (this.#protected) {
        this.#protected = false;
        if (unit !== newline) continue;
      }
      if (backslashes && unit === BACKSLASH) this.#protected = true;
      else if (unit === quote) {
        this.#state = QUOTE_SEEN;
        this.#position = base + i + 1;
        return;
      }
      if (unit === newline) {
        if (this.#quoteLineEnd < 0) {
          this.#quoteLineEnd = base + i;
          this.#quoteTextEnd = base + (newline !== CR && units[i - 1] === CR ? i - 1 : i);
        }
        this.#line += 1;
        this.#lineStart = base + i + 1;
      }
    }
    this.#position = base + i;
    if (i >= length) return;
    if (this.#spansLines()) this.#rejectBrokenQuote(found);
    else this.#passingOver = true;
  }

  #spansLines(): boolean {
    return this.#quoteLineEnd >= 0;
  }

  #endRecord(units: Units, base: number, at: number, found: FoundRecords): void {
    const from = this.#recordStart;
    const crlf = this.#newline !== CR && at > from && units[at - 1 - base] === CR;
    const to = crlf ? at - 1 : at;
    this.#addRecord(units, base, from, to, found);
    this.#beginRecord(at + 1);
  }

  #addRecord(units: Units, base: number, from: number, to: number, found: FoundRecords): void {
    if (this.#keepBlank) found.add(from, to, this.#recordLine);
    else if (to <= from) return;
    else if (this.#delimiter.isBlank(units, from - base, to - base, this.#quote)) {
      found.blankLines.push(this.#recordLine);
    } else found.add(from, to, this.#recordLine);
  }

  #beginRecord(at: number): void {
    this.#line += 1;
    this.#recordLine = this.#line;
    this.#recordStart = at;
    this.#lineStart = at;
    this.#quoteLineEnd = -1;
    this.#protected = false;
    this.#delimiter.reset();
  }

  /** Rejects the record up to the end of the line that holds the open quote, and goes on behind it. */
  #rejectBrokenQuote(found: FoundRecords): void {
    const lineEnd = this.#quoteLineEnd;
    found.addFailure(this.#recordStart, this.#quoteTextEnd, this.#recordLine, this.#brokenQuote());
    this.#line = this.#quoteLine;
    this.#position = lineEnd + 1;
    this.#state = CELL_START;
    this.#beginRecord(lineEnd + 1);
  }

  #brokenQuote(): Failure {
    const column = this.#quoteAt - this.#quoteLineStart + 1;
    const where = this.#quoteLine === this.#recordLine ? '' : ` in line ${this.#quoteLine}`;
    return { column, reason: `The quote that opens at column ${column}${where} is never closed` };
  }

  /** Looks for the end of a line that is too long to be a record. */
  #passOver(units: Units, base: number, end: number, found: FoundRecords): void {
    const at = units.indexOf(this.#newline, this.#position - base);
    if (at < 0) {
      this.#position = end;
      return;
    }
    this.#rejectOversized(base + at, found);
    this.#position = base + at + 1;
    this.#state = CELL_START;
    this.#beginRecord(base + at + 1);
  }

  #rejectOversized(to: number, found: FoundRecords): void {
    this.#passingOver = false;
    const reason = `The record is longer than ${MAX_RECORD_BYTES / 1024 / 1024} MiB`;
    found.addFailure(this.#recordStart, to, this.#recordLine, { column: null, reason });
  }

  /** Ends the last record. Returns true when a broken quote sends the scan back to an earlier line. */
  #finish(units: Units, base: number, end: number, found: FoundRecords): boolean {
    if (this.#passingOver) this.#rejectOversized(end, found);
    else if (this.#state === QUOTED && this.#spansLines()) {
      this.#rejectBrokenQuote(found);
      return this.#position < end;
    } else if (this.#state === QUOTED) {
      found.truncated = true;
      found.addFailure(this.#recordStart, end, this.#recordLine, this.#brokenQuote());
    } else if (end > this.#recordStart) this.#addRecord(units, base, this.#recordStart, end, found);
    this.#recordStart = end;
    return false;
  }
}
