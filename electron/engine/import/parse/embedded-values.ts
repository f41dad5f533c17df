import { KernelWords } from '../../kernels/kernel-rows.ts';
import { jsonText } from '../normalise/json-text.ts';
import { trimmed } from '../normalise/trimmed.ts';
import { valueInside } from '../profile/member-path.ts';
import { inFull } from '../records/tape-record.ts';
import type { ColumnCells } from './column-cells.ts';
import type { CsvColumns } from './csv-columns.ts';
import { DistinctNumbers } from './distinct-numbers.ts';
import { IdMap, UNSET } from './id-map.ts';
import { InternTable } from './intern-table.ts';
import { textsBytes } from './remembered.ts';
import type { RowTexts } from './row-texts.ts';

const encoder = new TextEncoder();
/** Kernels read so much behind a text. */
const BEHIND_TEXT = 16;
const QUOTE = '"';
/** What stands where bytes are no UTF-8, which may be others in another text. */
const REPLACEMENT = '\uFFFD';
const NOTHING_MET = Uint32Array.of(0);

/**
 * The values at some keys inside the JSON of a column's cells, numbered as they are written: what follows from them is
 * worked out once for each, and they are made only where it is. 0 is none.
 */
export class EmbeddedValues implements RowTexts {
  readonly varies = true;
  readonly ids: KernelWords;
  met: Uint32Array = new Uint32Array();
  /** The column they are in. */
  readonly cells: ColumnCells;
  readonly #columns: CsvColumns;
  readonly #keys: readonly string[];
  readonly #table: InternTable;
  readonly #distinct: DistinctNumbers;
  /** Number of the value in each cell that was looked into. */
  readonly #ofCells: IdMap;
  readonly #texts: (string | null | undefined)[] = [];
  #characters = 0;
  #hasStrings = false;
  #hasOthers = false;
  /** Whether two that are written differently may have the same text. */
  #mayRepeat = false;
  #taken: object | null = null;

  /** @param rows most rows of a block */
  constructor(columns: CsvColumns, cells: ColumnCells, keys: readonly string[], rows: number) {
    this.#columns = columns;
    this.cells = cells;
    this.#keys = keys;
    this.#table = new InternTable(columns.memory);
    this.#distinct = new DistinctNumbers(columns.memory);
    this.#ofCells = new IdMap(columns.memory);
    this.ids = new KernelWords(columns.memory, rows);
  }

  get areOwn(): boolean {
    return !this.#mayRepeat && !(this.#hasStrings && this.#hasOthers);
  }

  get size(): number {
    return Math.max(this.#table.count, this.#texts.length);
  }

  get bytes(): number {
    return textsBytes(this.#table.count, this.#characters);
  }

  /** Whether no row of the block has a value. */
  get isEmpty(): boolean {
    return this.met.length === 0 || (this.met.length === 1 && this.met[0] === 0);
  }

  forget(): void {
    this.#table.forget();
    this.#ofCells.forget();
    this.#texts.length = 0;
    this.#characters = 0;
    this.#hasStrings = false;
    this.#hasOthers = false;
    this.#mayRepeat = false;
  }

  take(): void {
    const { block } = this.#columns;
    if (this.#taken === block) return;
    this.#taken = block;
    const { cells } = this;
    cells.take();
    this.#ofCells.makeRoom(cells.size);
    this.#find(cells.met);
    const { table } = block;
    if (this.#table.count === 0) {
      this.ids.values.fill(0, 0, table.rows);
      this.met = NOTHING_MET;
      return;
    }
    table.memory.kernels.mapIds(cells.ids.at, table.rows, this.#ofCells.at, this.ids.at);
    this.met = this.#distinct.ofMapped(table, cells.met, this.#ofCells, this.#table.count + 1);
  }

  /** The text of a value without blanks around it; null where nothing is left. */
  textOf(id: number): string | null {
    if (id === 0) return null;
    const known = this.#texts[id];
    if (known !== undefined) return known;
    const value = this.valueOf(id);
    const whole = value === null || value === undefined ? null : jsonText(value);
    const text = whole === null ? null : trimmed(whole);
    if (text !== null) {
      this.#characters += text.length;
      if (typeof value === 'string') this.#hasStrings = true;
      else this.#hasOthers = true;
      // What is no string may be written with other blanks.
      if (text !== whole || typeof value === 'object' || text.includes(REPLACEMENT)) this.#mayRepeat = true;
    }
    this.#texts[id] = text;
    return text;
  }

  /** A value as `JSON.parse` gives it; undefined where there is none. */
  valueOf(id: number): unknown {
    if (id === 0) return undefined;
    const written = this.#table.textOf(id - 1);
    if (written.startsWith(QUOTE) && !written.includes('\\')) return written.slice(1, -1);
    return JSON.parse(written);
  }

  /**
   * Writes where the string of each row is: start and end, counted as in the window of the cells, both 0 for rows that have
   * to be looked at by themselves.
   */
  writePlaces(to: number): void {
    const { cells } = this;
    cells.take();
    const { memory, block } = this.#columns;
    const { base, rangesAt, whoseAt, count } = cells.findInside(this.#keys);
    const { firstNew, size } = cells;
    const { table } = block;
    const spans = memory.take((size - firstNew) * 8);
    const shift = base - table.base;
    memory.kernels.placeStrings(base, rangesAt, whoseAt, count, size - firstNew, shift, spans);
    memory.kernels.spansOfRows(cells.ids.at, table.rows, firstNew, size - firstNew, spans, to);
    memory.give(spans, (size - firstNew) * 8);
  }

  /** Numbers the values of cells that were not looked into yet. */
  #find(met: Uint32Array): void {
    const { firstNew, size } = this.cells;
    const numbers = this.#ofCells;
    const odd: number[] = [];
    if (size > firstNew && numbers.get(firstNew) === UNSET) {
      numbers.fill(0, firstNew, size);
      const found = this.cells.findInside(this.#keys);
      for (const index of found.odd) odd.push(firstNew + index);
      const given = this.#numbersOf(found.base, found.rangesAt, found.count);
      const { kernels } = this.#columns.memory;
      kernels.scatterIds(found.whoseAt, given, found.count, numbers.at, firstNew);
    }
    for (let index = 0; index < met.length; index += 1) {
      const id = met[index] ?? 0;
      if (numbers.get(id) === UNSET) odd.push(id);
    }
    if (odd.length > 0) this.#lookInto(odd);
  }

  /** Looks into cells one by one, and numbers what they hold as if it were written so. */
  #lookInto(ids: readonly number[]): void {
    const numbers = this.#ofCells;
    const having: number[] = [];
    const written: Uint8Array[] = [];
    let bytes = BEHIND_TEXT;
    for (const id of ids) {
      numbers.set(id, 0);
      const value = valueInside(this.cells.heldBy(id), this.#keys);
      if (value === undefined) continue;
      const text = encoder.encode(JSON.stringify(inFull(value)));
      bytes += text.length;
      having.push(id);
      written.push(text);
    }
    if (having.length === 0) return;
    const { memory } = this.#columns;
    const at = memory.take(bytes);
    const ranges = memory.take(having.length * 8);
    let end = 0;
    for (const [index, text] of written.entries()) {
      memory.bytes.set(text, at + end);
      memory.words[ranges / 4 + index * 2] = end;
      end += text.length;
      memory.words[ranges / 4 + index * 2 + 1] = end;
    }
    const given = this.#numbersOf(at, ranges, having.length) / 4;
    for (const [index, id] of having.entries()) numbers.set(id, (memory.words[given + index] ?? 0) + 1);
    memory.give(ranges, having.length * 8);
    memory.give(at, bytes);
  }

  /** Numbers texts by where they are. Returns the address of the numbers, behind room for others. */
  #numbersOf(base: number, ranges: number, count: number): number {
    const { table } = this.#columns.block;
    const out = table.scratch.out.at + table.maxRows * 4;
    this.#table.texts(table, base, ranges, count, out);
    return out;
  }
}
