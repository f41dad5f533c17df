import type { TextEncoding } from '../decode/text-encoding.ts';
import type { MetTexts } from '../normalise/met-texts.ts';
import { ENTRY_WORDS, type JsonTape, TAPE } from './json-tape.ts';

/** Of a string: it has escapes. */
const ESCAPED = 8;

/** V8 makes parts of a text of at least so many characters point into it. */
const SLICED = 13;

/** One record on a tape. Values go by their place on it; one object serves all records. */
export class TapeRecord {
  readonly #encoding: Pick<TextEncoding, 'decodeRange'>;
  #tape: JsonTape | null = null;
  #words = new Uint32Array();
  #bytes: Buffer = Buffer.alloc(0);
  /** Text of the record where it is ASCII, and where it begins. */
  #text: string | null = null;
  #start = 0;
  #isSpaced = false;
  /** Place of the record itself. */
  root = 0;

  constructor(encoding: Pick<TextEncoding, 'decodeRange'>) {
    this.#encoding = encoding;
  }

  /**
   * Takes the record that the tape was asked for last.
   * @param text of the record, where it is known
   */
  take(tape: JsonTape, bytes: Buffer, start: number, end: number, text?: string): void {
    this.#tape = tape;
    this.#words = tape.words;
    this.#bytes = bytes;
    this.#start = start;
    this.#text = tape.isWide ? null : (text ?? bytes.toString('latin1', start, end));
    this.#isSpaced = tape.isSpaced;
    this.root = tape.first;
  }

  /** Place of the first member or element of a container, and behind the last. */
  first(container: number): number {
    return container + ENTRY_WORDS;
  }

  behind(at: number): number {
    const info = this.#words[at] ?? 0;
    return at + ENTRY_WORDS * (1 + ((info & 7) >= TAPE.object ? info >>> 16 : 0));
  }

  kind(at: number): number {
    return (this.#words[at] ?? 0) & 7;
  }

  /** The tape it is on. */
  get tape(): JsonTape | null {
    return this.#tape;
  }

  /** The id that the tape gives the name of a member. */
  nameId(at: number): number {
    return nameIn(this.#words[at] ?? 0);
  }

  key(at: number): string {
    return this.#tape?.nameOf(nameIn(this.#words[at] ?? 0)) ?? '';
  }

  /**
   * A string as it is, anything else as JSON prints it.
   * @param met texts that may have occurred before
   * @param isKept whether it may be remembered, and then should not hold on to the text of the record
   */
  text(at: number, met: MetTexts | null, isKept: boolean): string {
    const info = this.#words[at] ?? 0;
    const start = this.#words[at + 1] ?? 0;
    const end = this.#words[at + 2] ?? 0;
    if ((info & 7) >= TAPE.object) return this.json(at);
    if ((info & ESCAPED) !== 0) return JSON.parse(this.#range(start - 1, end + 1)) as string;
    if (this.#text === null) return this.#range(start, end);
    const hint = info >>> 16;
    const known = met?.find(hint, this.#text, start - this.#start, end - start);
    if (known !== undefined) return known;
    const isMet = met?.takes(end - start) === true;
    // Short texts are copies anyway.
    const isOwn = (isMet || isKept) && end - start >= SLICED;
    const text = isOwn
      ? this.#bytes.toString('latin1', start, end)
      : this.#text.slice(start - this.#start, end - this.#start);
    if (isMet) met?.add(hint, text);
    return text;
  }

  /** A value as JSON prints it. */
  json(at: number): string {
    const isString = this.kind(at) === TAPE.string;
    const start = (this.#words[at + 1] ?? 0) - (isString ? 1 : 0);
    const text = this.#range(start, (this.#words[at + 2] ?? 0) + (isString ? 1 : 0));
    return this.#isSpaced && this.kind(at) >= TAPE.object ? JSON.stringify(JSON.parse(text)) : text;
  }

  /** A value as `JSON.parse` gives it; objects as {@link TapeObject}. */
  value(at: number): unknown {
    const kind = this.kind(at);
    if (kind === TAPE.none) return null;
    if (kind === TAPE.string) return this.text(at, null, true);
    return kind === TAPE.object ? new TapeObject(this, at) : JSON.parse(this.json(at));
  }

  /** Place of a member of an object; -1 where it has none of this name. */
  member(object: number, key: string): number {
    const name = this.#tape?.idOf(key) ?? -1;
    if (name < 0) return -1;
    const end = this.behind(object);
    for (let at = this.first(object); at < end; at = this.behind(at))
      if (nameIn(this.#words[at] ?? 0) === name) return at;
    return -1;
  }

  #range(start: number, end: number): string {
    if (this.#text !== null) return this.#text.slice(start - this.#start, end - this.#start);
    return this.#encoding.decodeRange(this.#bytes, start, end);
  }
}

function nameIn(info: number): number {
  return (info >>> 4) & 0xfff;
}

/** An object of a record on a tape, of which only what is asked for is made. It lasts as long as the record. */
export class TapeObject {
  readonly #record: TapeRecord;
  readonly #at: number;

  constructor(record: TapeRecord, at: number) {
    this.#record = record;
    this.#at = at;
  }

  /** A member; undefined where there is none. */
  member(key: string): unknown {
    const at = this.#record.member(this.#at, key);
    return at < 0 ? undefined : this.#record.value(at);
  }

  /** Whether a name of its members is one of those looked for. */
  hasName(wanted: (name: string) => boolean): boolean {
    const record = this.#record;
    const end = record.behind(this.#at);
    for (let at = record.first(this.#at); at < end; at = record.behind(at))
      if (wanted(record.key(at))) return true;
    return false;
  }

  /** All of it, as `JSON.parse` gives it and `JSON.stringify` asks for it. */
  toJSON(): unknown {
    return JSON.parse(this.#record.json(this.#at));
  }
}

/** A value as `JSON.parse` gives it, for whoever looks into all of it. */
export function inFull(value: unknown): unknown {
  return value instanceof TapeObject ? value.toJSON() : value;
}
