import type { KernelMemory } from '../../kernels/kernel-memory.ts';
import { KernelWords } from '../../kernels/kernel-rows.ts';
import type { Container } from '../normalise/details.ts';
import { JsonTape, MAX_TAPED_NESTING, MAX_WINDOW } from '../records/json-tape.ts';
import { positionOf, TapeContainer, TapeRecord } from '../records/tape-record.ts';
import type { CellTable } from './cell-table.ts';

const UTF_8 = {
  decodeRange: (bytes: Buffer, from: number, to: number): string => bytes.toString('utf8', from, to),
};

/** Cells of a block that are looked into. */
export interface NewCells {
  readonly table: CellTable;
  readonly column: number;
  /** Id of the first; those of the others follow. */
  readonly from: number;
  /** A row that has each. */
  readonly rows: Uint32Array;
}

/** Where the values at some keys are. Addresses and lists hold until kernels write to the scratch of the table again. */
export interface FoundValues {
  /** How many there are, and start and end of each, counted from {@link base}, as JSON is written. */
  readonly count: number;
  readonly rangesAt: number;
  readonly base: number;
  /** Address of the indexes of the cells of them, among those taken in. */
  readonly whoseAt: number;
  /** Index of each cell of which `JSON.parse` has to tell. */
  readonly odd: Uint32Array;
}

/** Places on the tape, one for each cell. */
interface Places {
  readonly at: number;
  /** Whether some are no objects. */
  readonly isOdd: boolean;
}

/**
 * The JSON that cells of a column hold, taken apart by a kernel, all of a block at once: only what is asked for is made,
 * where objects of all cells would be many and live until the block ends.
 */
export class HeldJson {
  readonly #memory: KernelMemory;
  readonly #quote: number;
  readonly #isUtf8: boolean;
  readonly #tape: JsonTape;
  /** For each cell: start and end of its text in the window of the tape; see the kernel. */
  readonly #spans: KernelWords;
  /** Address of its value on the tape; 0 where it has none, {@link ASK} where that is for `JSON.parse` to say. */
  readonly #places: KernelWords;
  /** Whether some are no objects. */
  #isOdd = false;
  /** Places behind keys that were followed in the block. */
  readonly #followed = new Map<string, Places>();
  #isMostlyJson = false;
  /** Whether it has blanks between its tokens. */
  readonly #spacedAt: number;
  #cells: NewCells | null = null;
  #bytes: Buffer = Buffer.alloc(0);
  #generation = -1;
  readonly #record = new TapeRecord(UTF_8);
  /** Id of the cell that is shown, and the generation of the memory as it was shown in. */
  #shown = -1;
  #shownIn = -1;
  readonly #value = new TapeContainer(this.#record, 0);
  readonly #container: Container = { value: this.#value, nesting: MAX_TAPED_NESTING };

  /**
   * @param rows most rows of a block
   * @param isUtf8 whether cells are UTF-8; else those that are not ASCII are for `JSON.parse`
   */
  constructor(memory: KernelMemory, rows: number, quote: string, isUtf8: boolean) {
    this.#memory = memory;
    this.#quote = quote.charCodeAt(0);
    this.#isUtf8 = isUtf8;
    this.#tape = new JsonTape(memory);
    this.#spans = new KernelWords(memory, rows * 2);
    this.#places = new KernelWords(memory, rows);
    this.#spacedAt = memory.keep(rows);
  }

  /** What the cell with an id holds; undefined where it is for `JSON.parse` to say. It lasts until another one is asked for. */
  get(id: number): Container | undefined {
    const { generation } = this.#memory;
    // Kernels may have moved the memory in which it was.
    if (id === this.#shown && this.#shownIn === generation) return this.#container;
    const index = this.#indexOf(id);
    const place = index < 0 ? ASK : (this.#places.values[index] ?? 0);
    if (place <= ASK) return undefined;
    const isSpaced = this.#memory.bytes[this.#spacedAt + index] === 1;
    this.#record.show(this.#tape, this.#window, place / 4, isSpaced);
    this.#value.moveTo(place / 4);
    this.#shown = id;
    this.#shownIn = generation;
    return this.#container;
  }

  /** The text of the cell with an id, where it may be JSON and has no blanks around it; else null. */
  textOf(id: number): string | null {
    const index = this.#indexOf(id);
    const spans = this.#spans.values;
    const start = index < 0 ? 0 : (spans[index * 2] ?? 0);
    if (start <= ASK || !this.#isUtf8) return null;
    return this.#window.toString('utf8', start, spans[index * 2 + 1]);
  }

  /** Whether most of what the new cells have may be JSON. */
  get isMostlyJson(): boolean {
    return this.#isMostlyJson;
  }

  /** Takes in the cells that are new in a block; what was there before holds no longer. */
  take(cells: NewCells): void {
    const { table, column, rows } = cells;
    for (const { at } of this.#followed.values()) this.#memory.give(at, 4 * (this.#cells?.rows.length ?? 0));
    this.#followed.clear();
    this.#cells = cells;
    this.#shown = -1;
    this.#generation = -1;
    const { memory } = table;
    const count = rows.length;
    const bytes = this.#bytesFor(cells);
    this.#isMostlyJson = false;
    if (bytes > MAX_WINDOW) {
      this.#spans.values.fill(ASK, 0, count * 2);
      this.#places.values.fill(ASK, 0, count);
      this.#isOdd = true;
      return;
    }
    const list = memory.take(count * 4);
    this.#tape.open(bytes);
    memory.words.set(rows, list / 4);
    const { base } = this.#tape;
    const [at, escaped, spans] = [table.cellsAt(column), table.escapedAt(column), this.#spans.at];
    const { kernels } = memory;
    const written = kernels.writeHeld(table.base, at, escaped, this.#quote, list, count, base, spans);
    this.#tape.opened(written);
    this.#isMostlyJson = written * 2 > bytes;
    memory.give(list, count * 4);
    this.#isOdd = !this.#tape.place({
      spansAt: spans,
      count,
      before: BEFORE_LIST,
      placesAt: this.#places.at,
      spacedAt: this.#spacedAt,
      takesWide: this.#isUtf8,
    });
  }

  /** The values at some keys, one at least, inside what the cells hold. */
  find(keys: readonly string[]): FoundValues {
    const cells = this.#cells;
    const key = keys.at(-1) ?? '';
    const from = this.#behind(keys.slice(0, -1));
    const name = this.#tape.idOf(key);
    // Most names that are looked for are in no cell.
    if (cells === null || (name < 0 && !from.isOdd)) return NOTHING;
    const memory = this.#memory;
    const { table, rows } = cells;
    const rangesAt = table.scratch.floats.at;
    const whoseAt = table.scratch.out.at;
    const odd = whoseAt + table.maxRows * 4;
    const out = memory.take(4);
    const count = memory.kernels.findValues(
      from.at,
      rows.length,
      name,
      positionOf(key),
      rangesAt,
      whoseAt,
      odd,
      out,
    );
    memory.give(out, 4);
    return {
      count,
      rangesAt,
      base: this.#tape.base,
      whoseAt,
      odd: memory.words.slice(odd / 4, odd / 4 + (memory.words[out / 4] ?? 0)),
    };
  }

  /**
   * Writes start and end of the text of each cell to words from an address on, by its id: addresses, both 0 where it holds
   * no JSON.
   * @returns ids of the cells for `JSON.parse`
   */
  writeSpans(to: number): number[] {
    const { from, rows } = this.#cells ?? { from: 0, rows: NONE };
    const { words } = this.#memory;
    const spans = this.#spans.values;
    const places = this.#places.values;
    const { base } = this.#tape;
    const odd: number[] = [];
    for (let index = 0; index < rows.length; index += 1) {
      const place = places[index] ?? 0;
      const at = to / 4 + (from + index) * 2;
      if (place === ASK) odd.push(from + index);
      words[at] = place > ASK ? base + (spans[index * 2] ?? 0) : 0;
      words[at + 1] = place > ASK ? base + (spans[index * 2 + 1] ?? 0) : 0;
    }
    return odd;
  }

  /** The places behind some keys, worked out once in a block. */
  #behind(keys: readonly string[]): Places {
    const key = keys.at(-1);
    if (key === undefined) return { at: this.#places.at, isOdd: this.#isOdd };
    const name = JSON.stringify(keys);
    const known = this.#followed.get(name);
    if (known !== undefined) return known;
    const from = this.#behind(keys.slice(0, -1));
    const count = this.#cells?.rows.length ?? 0;
    const at = this.#memory.take(count * 4);
    const { kernels } = this.#memory;
    const isOdd = kernels.followKey(from.at, count, this.#tape.idOf(key), positionOf(key), at) !== 0;
    const found = { at, isOdd };
    this.#followed.set(name, found);
    return found;
  }

  /** The window, as it is after kernels may have moved it. */
  get #window(): Buffer {
    if (this.#generation !== this.#memory.generation) {
      this.#generation = this.#memory.generation;
      this.#bytes = Buffer.from(this.#memory.bytes.buffer, this.#tape.base);
    }
    return this.#bytes;
  }

  #indexOf(id: number): number {
    const { from, rows } = this.#cells ?? { from: 0, rows: NONE };
    return id >= from && id < from + rows.length ? id - from : -1;
  }

  #bytesFor({ table, column, rows }: NewCells): number {
    const cells = table.startsAndEnds(column);
    let bytes = BEFORE_TEXT + BEHIND_TEXT;
    for (let index = 0; index < rows.length; index += 1) {
      const row = rows[index] ?? 0;
      bytes += (cells[row * 2 + 1] ?? 0) - (cells[row * 2] ?? 0) + AROUND_TEXT;
    }
    return bytes;
  }
}

const NONE = new Uint32Array();
const NOTHING: FoundValues = { count: 0, rangesAt: 0, base: 0, whoseAt: 0, odd: NONE };
const ASK = 1;
/** What the kernel writes before a list, before all, around any text, and the most it writes too many. */
const BEFORE_LIST = '{"l":'.length;
const BEFORE_TEXT = 2;
const AROUND_TEXT = BEFORE_LIST + 2;
const BEHIND_TEXT = 16;
