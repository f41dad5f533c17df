import { CHAR, isJsonBlank } from './json-scanner.ts';

/** Longest envelope kept with the source; its bytes are in the raw blocks in any case. */
const MAX_ENVELOPE = 1024 * 1024;
const MAX_KEY = 1_000;

/** What a unit outside all records means. */
export type EnvelopeStep = 'inside' | 'records-begin' | 'value-begins';

/**
 * Walks what surrounds the records of a JSON document: everything but the elements of the array at `path`.
 * Keeps the text of the first document's surroundings.
 */
export class JsonEnvelope {
  readonly #path: readonly string[];
  /** Containers open now, and how many of them are the objects the path leads through. */
  #depth = 0;
  #matched = 0;
  #inString = false;
  #escaped = false;
  #string: number[] = [];
  #key: string | null = null;
  readonly #kept: number[] = [];
  #documents = 0;

  /** @param path keys from the top-level object to the array of records; empty for a top-level array */
  constructor(path: readonly string[]) {
    this.#path = path;
  }

  /** Whether no container is open. */
  get atTop(): boolean {
    return this.#depth === 0 && !this.#inString;
  }

  /** Text around the records of the first document, its array left empty; null when nothing is around them. */
  get kept(): readonly number[] | null {
    return this.#path.length === 0 || this.#kept.length >= MAX_ENVELOPE ? null : this.#kept;
  }

  /** Takes one unit. `value-begins`: a value stands where the document should, and is a record of its own. */
  take(unit: number): EnvelopeStep {
    if (this.atTop && (isJsonBlank(unit) || unit === CHAR.comma || unit === CHAR.recordSeparator))
      return 'inside';
    const isFirst = this.#documents === 0;
    const step = this.#inString ? this.#takeInString(unit) : this.#takeStructure(unit);
    if (isFirst && step !== 'value-begins') this.#keep(unit);
    return step;
  }

  /** Takes the bracket that ends the array of records. */
  endRecords(): void {
    if (this.#documents === 0) this.#keep(CHAR.closeArray);
    if (this.#depth === 0) this.#documents += 1;
  }

  #keep(unit: number): void {
    if (this.#kept.length < MAX_ENVELOPE) this.#kept.push(unit);
  }

  #takeInString(unit: number): EnvelopeStep {
    if (this.#escaped) this.#escaped = false;
    else if (unit === CHAR.backslash) this.#escaped = true;
    else if (unit === CHAR.quote || unit === CHAR.lf) {
      this.#inString = false;
      return 'inside';
    }
    if (this.#string.length < MAX_KEY) this.#string.push(unit);
    return 'inside';
  }

  #takeStructure(unit: number): EnvelopeStep {
    switch (unit) {
      case CHAR.quote:
        if (this.#depth === 0) return 'value-begins';
        this.#inString = true;
        this.#string = [];
        return 'inside';
      case CHAR.colon:
        this.#key = this.#depth === this.#matched ? textOf(this.#string) : null;
        return 'inside';
      case CHAR.comma:
        this.#key = null;
        return 'inside';
      case CHAR.openObject:
        return this.#openObject();
      case CHAR.openArray:
        return this.#openArray();
      case CHAR.closeObject:
      case CHAR.closeArray:
        return this.#close();
      default:
        return this.#depth === 0 && !isJsonBlank(unit) ? 'value-begins' : 'inside';
    }
  }

  #openObject(): EnvelopeStep {
    if (this.#depth === 0 && this.#path.length === 0) return 'value-begins';
    const onPath =
      this.#depth === this.#matched &&
      this.#matched < this.#path.length &&
      (this.#matched === 0 || this.#key === this.#path[this.#matched - 1]);
    this.#depth += 1;
    if (onPath) this.#matched += 1;
    this.#key = null;
    return 'inside';
  }

  #openArray(): EnvelopeStep {
    const onPath = this.#depth === this.#matched && this.#matched === this.#path.length;
    if (onPath && (this.#path.length === 0 || this.#key === this.#path.at(-1))) return 'records-begin';
    if (this.#depth === 0) return 'value-begins';
    this.#depth += 1;
    return 'inside';
  }

  #close(): EnvelopeStep {
    if (this.#depth === 0) return 'value-begins';
    this.#depth -= 1;
    this.#matched = Math.min(this.#matched, this.#depth);
    this.#key = null;
    if (this.#depth === 0) this.#documents += 1;
    return 'inside';
  }
}

/** A key as written; the key of a path is compared before escapes are resolved, as it was when the path was found. */
function textOf(units: readonly number[]): string {
  return String.fromCharCode(...units);
}
