import type { KernelMemory } from '../../kernels/kernel-memory.ts';
import { KernelWords } from '../../kernels/kernel-rows.ts';
import { type Container, mayBeContainer, parseContainer, readContainer } from '../normalise/details.ts';
import { trimmed } from '../normalise/trimmed.ts';
import { MAX_TAPED_NESTING } from '../records/json-tape.ts';
import type { CellTable } from './cell-table.ts';
import { cellText } from './cell-text.ts';
import { CellTexts } from './cell-texts.ts';
import type { CsvPlan } from './csv-parser.ts';
import { type FoundValues, HeldJson } from './held-json.ts';
import type { JsonBytes } from './json-bytes.ts';
import type { RowTexts } from './row-texts.ts';

/** Fewer rows prove nothing about whether a column repeats itself. */
export const TELLING_ROWS = 1_000;

/** What has to be known of a file to read its cells. */
export interface CellsPlan extends Pick<CsvPlan, 'encoding' | 'blockRows'> {
  readonly shape: Pick<CsvPlan['shape'], 'dialect'>;
}

/** The block that is being parsed. */
export interface CellBlock {
  readonly bytes: Buffer;
  readonly table: CellTable;
}

/** JSON text in a cell. */
export interface HeldText {
  readonly text: string;
  readonly nesting: number;
}

/** The cells of a column, without blanks around them; found once in a block for all who look at them. */
export class ColumnCells implements RowTexts {
  readonly varies = true;
  readonly column: number;
  readonly ids: KernelWords;
  met: Uint32Array = new Uint32Array();
  readonly #cells: CellTexts;
  readonly #memory: KernelMemory;
  readonly #plan: CellsPlan;
  readonly #block: () => CellBlock;
  #taken: CellBlock | null = null;
  #mostlyDistinct = false;
  /** Text of each id that was asked for: null when nothing is left without blanks. */
  readonly #texts: (string | null | undefined)[] = [];
  /** What the cells of the block that were looked into hold, and that of those that are new in it, once one was. */
  readonly #held = new Map<number, Container | undefined>();
  /** How deep the JSON of each id is nested that somebody asked for; 0 where there is none. */
  readonly #nestings: (number | undefined)[] = [];
  #json: HeldJson | null = null;
  #isJsonTaken = false;
  #isReady = false;
  #firstNew = 0;
  /** A row of each cell that is new in the block. */
  #newRows = new Uint32Array();
  /** Whether blanks were around a text: without them it may be equal to another one. */
  #hasTrimmed = false;

  constructor(memory: KernelMemory, column: number, plan: CellsPlan, block: () => CellBlock) {
    const { encoding, shape, blockRows } = plan;
    this.#memory = memory;
    this.#plan = plan;
    this.column = column;
    this.#cells = new CellTexts(memory, encoding, shape.dialect);
    this.ids = new KernelWords(memory, blockRows);
    this.#block = block;
  }

  get size(): number {
    return this.#cells.size;
  }

  get bytes(): number {
    return this.#cells.bytes;
  }

  /** Whether no cell of the block has a text. */
  get isEmpty(): boolean {
    return this.met.every((id) => this.textOf(id) === null);
  }

  /** Whether the cells of the block are better looked at one by one: they mostly differ, and nobody has found them yet. */
  get areDistinct(): boolean {
    return this.#mostlyDistinct && this.#taken !== this.#block();
  }

  /** Whether somebody looked into the cells that are new in the block, and most of what they have may be JSON. */
  get isMostlyJson(): boolean {
    return this.#isJsonTaken && this.#json?.isMostlyJson === true;
  }

  /** Cells that are new in the block. */
  get newCells(): number {
    return this.#newRows.length;
  }

  take(): void {
    const block = this.#block();
    if (this.#taken === block) return;
    this.#taken = block;
    this.#held.clear();
    this.#isJsonTaken = false;
    this.#isReady = false;
    const before = this.size;
    this.#firstNew = before;
    const { met, fresh } = this.#cells.take(block.bytes, block.table, this.column, this.ids);
    this.met = met;
    this.#newRows = fresh.slice();
    const { rows } = block.table;
    this.#mostlyDistinct = rows >= TELLING_ROWS && (this.size - before) * 2 > rows;
  }

  forget(): void {
    this.#cells.forget();
    this.#texts.length = 0;
    this.#nestings.length = 0;
    this.#held.clear();
    this.#firstNew = 0;
    this.#isJsonTaken = false;
    this.#hasTrimmed = false;
  }

  textOf(id: number): string | null {
    const known = this.#texts[id];
    if (known !== undefined) return known;
    const whole = this.wholeTextOf(id);
    const text = trimmed(whole);
    if (text !== null && text.length !== whole.length) this.#hasTrimmed = true;
    this.#texts[id] = text;
    return text;
  }

  get areOwn(): boolean {
    return this.areOneToOne && !this.#hasTrimmed;
  }

  /** Whether no two cells are equal with the blanks around them. */
  get areOneToOne(): boolean {
    return this.#cells.areOneToOne;
  }

  /** The cell with the blanks around it. */
  wholeTextOf(id: number): string {
    const known = this.#texts[id];
    if (typeof known === 'string' && !this.#hasTrimmed) return known;
    return (this.#isJsonTaken ? this.#json?.textOf(id) : null) ?? this.#cells.textOf(id);
  }

  /** Bytes of the cell, as it is written. */
  sizeOf(id: number): number {
    return this.#cells.sizeOf(id);
  }

  /** The object or list that a cell holds, where it is new in the block and nothing has to be made to say so. */
  plainOf(id: number): Container | undefined {
    return id < this.#firstNew || !this.#mayBeJson(id) ? undefined : this.#newJson().get(id);
  }

  /** The object or list that a cell holds as JSON text; undefined when it holds none. */
  heldBy(id: number): unknown {
    return this.containerOf(id)?.value;
  }

  /** The same, with what else is known of it. */
  containerOf(id: number): Container | undefined {
    const plain = this.plainOf(id);
    if (plain !== undefined) return plain;
    const text = this.#mayBeJson(id) ? this.textOf(id) : null;
    if (text === null || !mayBeContainer(text)) return undefined;
    if (!this.#held.has(id)) this.#held.set(id, readContainer(text));
    return this.#held.get(id);
  }

  /**
   * Takes apart what new cells hold, where one may hold JSON: to be called before cells of several columns are looked into
   * at once, as each of them would move the memory in which the others are.
   */
  makeReady(): void {
    if (this.#isReady) return;
    this.#isReady = true;
    for (let id = this.#firstNew; id < this.size && !this.#isJsonTaken; id += 1)
      if (this.#mayBeJson(id)) this.#newJson();
  }

  #mayBeJson(id: number): boolean {
    if (!this.#cells.isDecoded(id)) return true;
    const text = this.textOf(id);
    return text !== null && mayBeContainer(text);
  }

  /** Ids from here on are of cells that are new in the block. */
  get firstNew(): number {
    return this.#firstNew;
  }

  /** The values at some keys inside the cells that are new in the block. */
  findInside(keys: readonly string[]): FoundValues {
    return this.#newJson().find(keys);
  }

  /**
   * Writes where the JSON of the cells of the block is to words from an address on; see {@link HeldJson.writeSpans}.
   * @param andOthers whether new cells that hold no JSON are to be looked at as well
   * @returns ids of the cells that have to be looked at by themselves
   */
  spansOfJson(to: number, andOthers: boolean): number[] {
    const asked = this.#newJson().writeSpans(to);
    const { words } = this.#memory;
    const others: number[] = [];
    for (let id = this.#firstNew; id < this.size; id += 1) {
      const isHeld = words[to / 4 + id * 2 + 1] !== 0;
      this.#nestings[id] = isHeld ? MAX_TAPED_NESTING : 0;
      if (andOthers && !isHeld) others.push(id);
    }
    for (const id of asked) this.#nestings[id] = undefined;
    if (!andOthers) others.push(...asked);
    for (const id of this.met) if (id < this.#firstNew) others.push(id);
    return others;
  }

  /** The text of a cell that holds an object or list, and how deep that is nested; null for any other. */
  jsonOf(id: number): HeldText | null {
    let nesting = this.#nestings[id];
    if (nesting === undefined) {
      nesting = this.containerOf(id)?.nesting ?? 0;
      this.#nestings[id] = nesting;
    }
    const text = nesting === 0 ? null : this.textOf(id);
    return text === null ? null : { text, nesting };
  }

  #newJson(): HeldJson {
    const { encoding, shape, blockRows } = this.#plan;
    this.#json ??= new HeldJson(this.#memory, blockRows, shape.dialect.quote, encoding.name === 'utf-8');
    if (!this.#isJsonTaken) {
      const { table } = this.#block();
      this.#json.take({ table, column: this.column, from: this.#firstNew, rows: this.#newRows });
    }
    this.#isJsonTaken = true;
    return this.#json;
  }

  /** What rules see of a cell: what it holds as JSON, else its text. */
  valueOf(id: number): unknown {
    return this.heldBy(id) ?? this.textOf(id) ?? undefined;
  }

  /** The text of a row, whose cell does not have to be found first. */
  textAt(row: number): string | null {
    const { bytes, table } = this.#block();
    const { encoding, shape } = this.#plan;
    return cellText(bytes, table, row, this.column, encoding, shape.dialect.quote);
  }

  /** Adds the cell of a row as a part of JSON text. Returns false where it has to be looked at as text. */
  addPlain(row: number, into: JsonBytes): boolean {
    const { bytes, table } = this.#block();
    const start = table.startOf(row, this.column);
    return (
      !table.isEscaped(row, this.column) && into.addPlainBytes(bytes, start, table.endOf(row, this.column))
    );
  }

  /** The same of the cell of a row, which does not have to be found first. */
  valueAt(row: number): unknown {
    const text = this.textAt(row);
    if (text === null) return undefined;
    return parseContainer(text) ?? text;
  }
}
