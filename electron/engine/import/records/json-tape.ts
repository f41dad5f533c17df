import type { KernelMemory } from '../../kernels/kernel-memory.ts';
import { giveMemory, takeMemory } from '../../kernels/spare-memory.ts';
import type { TextEncoding } from '../decode/text-encoding.ts';

/** Kinds of values; the kernel knows the same numbers. */
export const TAPE = { none: 0, string: 1, scalar: 2, object: 3, array: 4 } as const;

/** Words of a value on the tape, and of a record. */
export const ENTRY_WORDS = 3;
const RECORD_WORDS = 6;

/** Names, their bytes and where to find them, as the kernel lays them out. */
const TABLE_BYTES = 64 + 8_192 * 4 + 4_095 * 16 + 131_072 + 64;
const NAMES_AT = (64 + 8_192 * 4) / 4;

/** Longer windows, which hold a long record, are for the full grammar. */
export const MAX_WINDOW = 8 * 1024 * 1024;
/** Below this the full grammar is through before kernels are ready. */
const MIN_WINDOW = 4 * 1024;
const MOST_RECORDS = 32_768;
/** Deepest nesting of what a tape holds. */
export const MAX_TAPED_NESTING = 64;
/** Behind the content. */
const PADDING = 64;

const SPACED = 1;
const WIDE = 2;

const decoder = new TextDecoder('latin1');

/** Names that are remembered, each where few others go. */
const ASKED = 128;

function slotOf(name: string): number {
  const { length } = name;
  if (length === 0) return 0;
  return (length * 7 + name.charCodeAt(0) * 3 + name.charCodeAt(length - 1) * 13) & (ASKED - 1);
}

/** Texts of a window by their places: addresses of lists, as the kernel lays them out. */
export interface PlacedTexts {
  readonly spansAt: number;
  readonly count: number;
  /** Bytes in front of a list that make it a member of an object. */
  readonly before: number;
  readonly placesAt: number;
  readonly spacedAt: number;
  readonly takesWide: boolean;
}

/**
 * The plain objects of a stretch of JSON in UTF-8, taken apart by a kernel: their values in the order of the text, with
 * where each stands. What is not plain (see `kernels/assembly/json.ts`) is not here, and for `JSON.parse`; what is, is
 * as `JSON.parse` and `JSON.stringify` would give it.
 */
export class JsonTape {
  /** Of the record looked at: line ends inside, index of its first value in {@link words}, and what it is like. */
  lineFeeds = 0;
  first = 0;
  isSpaced = false;
  isWide = false;
  readonly #memory: KernelMemory;
  readonly #isOwn: boolean;
  readonly #table: number;
  readonly #records: number;
  readonly #out: number;
  readonly #names: string[] = [];
  readonly #ids = new Map<string, number>();
  /** Names that were asked for last, their ids, and how many names there were then. */
  readonly #askedNames: string[] = Array.from({ length: ASKED }, () => '');
  readonly #askedIds = new Int32Array(ASKED).fill(-1);
  readonly #askedOf = new Int32Array(ASKED).fill(-1);
  #base = 0;
  #tape = 0;
  #room = 0;
  #length = 0;
  #tapeUsed = 0;
  #count = 0;
  #cursor = 0;

  /** @param memory into which it goes, where it shares that of others and reads no records */
  constructor(memory: KernelMemory | null = null) {
    this.#isOwn = memory === null;
    this.#memory = memory ?? takeMemory();
    this.#table = this.#memory.keep(TABLE_BYTES);
    this.#records = memory === null ? this.#memory.keep(MOST_RECORDS * RECORD_WORDS * 4) : 0;
    this.#out = this.#memory.keep(64);
  }

  /** The tape: kind, name and more (see the kernel), start, end of each value. To be asked for again after kernels ran. */
  get words(): Uint32Array {
    return this.#memory.words;
  }

  /** Address of position 0 of the window. */
  get base(): number {
    return this.#base;
  }

  /** Whether it reads an encoding. */
  static reads({ name, marks }: TextEncoding): boolean {
    return name === 'utf-8' && marks === null;
  }

  /** Whether it is of use for some bytes. */
  static suits({ length }: Uint8Array): boolean {
    return length >= MIN_WINDOW && length <= MAX_WINDOW;
  }

  /** To be called when nothing is looked at any more. */
  close(): void {
    if (this.#isOwn) giveMemory(this.#memory);
  }

  /** Takes in another window; what was found before is gone. */
  load(bytes: Uint8Array): void {
    this.open(bytes.length);
    this.#memory.bytes.set(bytes, this.#base);
    this.opened(bytes.length);
  }

  /** Makes room for another window, which is written to {@link base}; what was found before is gone. */
  open(length: number): void {
    const needed = length + PADDING;
    if (needed > this.#room) {
      // Windows differ by what is left of the piece before.
      this.#room = Math.max(Math.ceil(needed * 1.25), 2 * this.#room);
      this.#base = this.#memory.keep(this.#room);
      this.#tape = this.#memory.keep(this.#room);
    }
    this.#tapeUsed = this.#tape;
    this.#count = 0;
    this.#cursor = 0;
  }

  /** Says that the window was written, and how long it is: not longer than there is room for. */
  opened(length: number): void {
    this.#memory.bytes.fill(0, this.#base + length, this.#base + length + PADDING);
    this.#length = length;
  }

  /**
   * Reads the record that begins at a position of the window, and probably those behind it; positions only rise.
   * @returns the position behind it; 0 where it is not plain, or ends behind the window
   */
  read(at: number): number {
    if (this.#startAt(at) < 0) this.#readFrom(at);
    return this.look(at);
  }

  /**
   * Reads texts of the window, an object or list each, instead of records; see the kernel.
   * @returns whether all are plain objects, or nothing
   */
  place(texts: PlacedTexts): boolean {
    const { spansAt, count, before, placesAt, spacedAt, takesWide } = texts;
    const { kernels } = this.#memory;
    const end = this.#tape + this.#room;
    const [table, tape] = [this.#table, this.#tape];
    const { base } = this;
    return (
      kernels.readHeld(base, spansAt, count, before, table, tape, end, placesAt, spacedAt, takesWide) !== 0
    );
  }

  /**
   * Looks at a record that was read.
   * @returns the position behind it; 0 where none that begins there was
   */
  look(at: number): number {
    if (this.#startAt(at) !== at) return 0;
    const { words } = this;
    const record = this.#records / 4 + this.#cursor * RECORD_WORDS;
    const traits = words[record + 5] ?? 0;
    this.lineFeeds = words[record + 2] ?? 0;
    this.first = this.#tape / 4 + (words[record + 3] ?? 0) * ENTRY_WORDS;
    this.isSpaced = (traits & SPACED) !== 0;
    this.isWide = (traits & WIDE) !== 0;
    return words[record + 1] ?? 0;
  }

  /** Goes back to the first record. */
  rewind(): void {
    this.#cursor = 0;
  }

  /** The text of a name. */
  nameOf(id: number): string {
    for (let next = this.#names.length; next <= id; next += 1) {
      const name = this.#table / 4 + NAMES_AT + next * 4;
      const at = this.words[name + 1] ?? 0;
      const text = decoder.decode(this.#memory.bytes.subarray(at, at + (this.words[name + 2] ?? 0)));
      this.#names.push(text);
      this.#ids.set(text, next);
    }
    return this.#names[id] ?? '';
  }

  /** The id of a name; -1 where nothing read so far has it. */
  idOf(name: string): number {
    const size = this.words[this.#table / 4] ?? 0;
    if (this.#names.length < size) this.nameOf(size - 1);
    // The names that are asked for are few, and most of the time is looking them up.
    const slot = slotOf(name);
    if (this.#askedNames[slot] === name && this.#askedOf[slot] === size) return this.#askedIds[slot] ?? -1;
    const id = this.#ids.get(name) ?? -1;
    this.#askedNames[slot] = name;
    this.#askedOf[slot] = size;
    this.#askedIds[slot] = id;
    return id;
  }

  /** Where the first record begins that begins at a position or behind it; -1 when there is none yet. */
  #startAt(at: number): number {
    for (; this.#cursor < this.#count; this.#cursor += 1) {
      const start = this.words[this.#records / 4 + this.#cursor * RECORD_WORDS] ?? 0;
      if (start >= at) return start;
    }
    return -1;
  }

  #readFrom(at: number): void {
    const most = MOST_RECORDS - this.#count;
    if (most === 0 || at >= this.#length) return;
    const records = this.#records + this.#count * RECORD_WORDS * 4;
    const tapeEnd = this.#tape + this.#room;
    this.#count += this.#memory.kernels.readObjects(
      this.#base,
      at,
      this.#table,
      this.#tape,
      this.#tapeUsed,
      tapeEnd,
      records,
      most,
      this.#out,
    );
    this.#tapeUsed = this.words[this.#out / 4] ?? tapeEnd;
  }
}
