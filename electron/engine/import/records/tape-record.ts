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
  #words: Uint32Array = new Uint32Array();
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
   */
  take(tape: JsonTape, bytes: Buffer, start: number, end: number): void {
    this.#tape = tape;
    this.#words = tape.words;
    this.#bytes = bytes;
    this.#start = start;
    this.#text = tape.isWide ? null : bytes.toString('latin1', start, end);
    this.#isSpaced = tape.isSpaced;
    this.root = tape.first;
  }

  /** Takes a value that is on a tape, whose positions count in the bytes. */
  show(tape: JsonTape, bytes: Buffer, root: number, isSpaced: boolean): void {
    this.#tape = tape;
    this.#words = tape.words;
    this.#bytes = bytes;
    this.#text = null;
    this.#isSpaced = isSpaced;
    this.root = root;
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

  /** A value as `JSON.parse` gives it; objects as {@link TapeContainer}. */
  value(at: number): unknown {
    const kind = this.kind(at);
    if (kind === TAPE.none) return null;
    if (kind === TAPE.string) return this.text(at, null, true);
    return kind === TAPE.object ? new TapeContainer(this, at) : JSON.parse(this.json(at));
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

  /** Place of an element of a list; -1 where it has none of this index. */
  element(list: number, index: number): number {
    const end = this.behind(list);
    let at = this.first(list);
    for (let left = index; left > 0 && at < end; left -= 1) at = this.behind(at);
    return at < end ? at : -1;
  }

  #range(start: number, end: number): string {
    if (this.#text !== null) return this.#text.slice(start - this.#start, end - this.#start);
    return this.#encoding.decodeRange(this.#bytes, start, end);
  }
}

function nameIn(info: number): number {
  return (info >>> 4) & 0xfff;
}

/** Where keys lead that lead to no place on the tape: nowhere, or where others have to look. */
export const NO_PLACE = { none: -1, other: -2 } as const;

const INDEX = /^(?:0|[1-9]\d{0,6})$/;

/** The position in a list that a key is; -1 for other keys. */
export function positionOf(key: string): number {
  if (key.length === 1) {
    const digit = key.charCodeAt(0) - 48;
    return digit >= 0 && digit <= 9 ? digit : -1;
  }
  return INDEX.test(key) ? Number(key) : -1;
}

/** An object or list of a record on a tape, of which only what is asked for is made. It lasts as long as the record. */
export class TapeContainer {
  readonly #record: TapeRecord;
  #at: number;

  constructor(record: TapeRecord, at: number) {
    this.#record = record;
    this.#at = at;
  }

  /** Becomes the one at another place: where many are looked at, one object each would be most of what is made. */
  moveTo(at: number): void {
    this.#at = at;
  }

  get isList(): boolean {
    return this.#record.kind(this.#at) === TAPE.array;
  }

  /** What an object, or a list, has of its own under a key; undefined where there is nothing. */
  member(key: string): unknown {
    if (this.isList && positionOf(key) < 0) return Object.getOwnPropertyDescriptor(this.toJSON(), key)?.value;
    const at = this.#inside(this.#at, key);
    return at < 0 ? undefined : this.#record.value(at);
  }

  /** Follows keys as far as containers go: the place where they lead, or one of {@link NO_PLACE}. */
  placeOf(keys: readonly string[]): number {
    let at = this.#at;
    for (const key of keys) {
      const kind = this.#record.kind(at);
      if (kind === TAPE.string) return NO_PLACE.other;
      if (kind < TAPE.object) return NO_PLACE.none;
      if (kind === TAPE.object) at = this.#record.member(at, key);
      else {
        const index = positionOf(key);
        if (index < 0) return NO_PLACE.other;
        at = this.#record.element(at, index);
      }
      if (at < 0) return NO_PLACE.none;
    }
    return at;
  }

  /** The value at a place. */
  valueAt(place: number): unknown {
    return this.#record.value(place);
  }

  /** The elements of a list, so many at most. */
  elements(most: number): unknown[] {
    const record = this.#record;
    const end = record.behind(this.#at);
    const found: unknown[] = [];
    for (let at = record.first(this.#at); at < end && found.length < most; at = record.behind(at))
      found.push(record.value(at));
    return found;
  }

  /** Whether it is an object and a name of its members is one of those looked for. */
  hasName(wanted: (name: string) => boolean): boolean {
    if (this.isList) return false;
    const record = this.#record;
    const end = record.behind(this.#at);
    for (let at = record.first(this.#at); at < end; at = record.behind(at))
      if (wanted(record.key(at))) return true;
    return false;
  }

  /** All of it as JSON prints it. */
  json(): string {
    return this.#record.json(this.#at);
  }

  /** All of it, as `JSON.parse` gives it and `JSON.stringify` asks for it. */
  toJSON(): object {
    return JSON.parse(this.json()) as object;
  }

  #inside(container: number, key: string): number {
    return this.#record.kind(container) === TAPE.object
      ? this.#record.member(container, key)
      : this.#record.element(container, Number(key));
  }
}

/** A value as `JSON.parse` gives it, for whoever looks into all of it. */
export function inFull(value: unknown): unknown {
  return value instanceof TapeContainer ? value.toJSON() : value;
}
