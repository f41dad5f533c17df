import type { KernelMemory } from '../../kernels/kernel-memory.ts';
import { KernelWords } from '../../kernels/kernel-rows.ts';
import { type Container, mayBeContainer, parseContainer, readContainer } from '../normalise/details.ts';
import { trimmed } from '../normalise/trimmed.ts';
import type { CellTable } from './cell-table.ts';
import { cellText } from './cell-text.ts';
import { CellTexts } from './cell-texts.ts';
import type { CsvPlan } from './csv-parser.ts';
import { HeldJson } from './held-json.ts';
import type { JsonBytes } from './json-bytes.ts';
import type { RowTexts } from './row-texts.ts';

/** Fewer rows prove nothing about whether a column repeats itself. */
const TELLING_ROWS = 1_000;

/** The block that is being parsed. */
export interface CellBlock {
  readonly bytes: Buffer;
  readonly table: CellTable;
}

/** The cells of a column, without blanks around them; found once in a block for all who look at them. */
export class ColumnCells implements RowTexts {
  readonly varies = true;
  readonly column: number;
  readonly ids: KernelWords;
  met: Uint32Array = new Uint32Array();
  readonly #cells: CellTexts;
  readonly #plan: Pick<CsvPlan, 'encoding' | 'shape'>;
  readonly #block: () => CellBlock;
  #taken: CellBlock | null = null;
  #mostlyDistinct = false;
  /** Text of each id that was asked for: null when nothing is left without blanks. */
  readonly #texts: (string | null | undefined)[] = [];
  /** What the cells of the block that were looked into hold, and that of those that are new in it, once one was. */
  readonly #held = new Map<number, Container | undefined>();
  #json: HeldJson | null = null;
  #isJsonTaken = false;
  #firstNew = 0;
  /** Whether blanks were around a text: without them it may be equal to another one. */
  #hasTrimmed = false;

  constructor(
    memory: KernelMemory,
    column: number,
    plan: Pick<CsvPlan, 'encoding' | 'shape' | 'blockRows'>,
    block: () => CellBlock,
  ) {
    const { encoding, shape, blockRows } = plan;
    this.#plan = plan;
    this.column = column;
    this.#cells = new CellTexts(memory, encoding, shape.dialect);
    this.ids = new KernelWords(memory, blockRows);
    this.#block = block;
  }

  get size(): number {
    return this.#cells.texts.length;
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

  take(): void {
    const block = this.#block();
    if (this.#taken === block) return;
    this.#taken = block;
    this.#held.clear();
    this.#isJsonTaken = false;
    const before = this.size;
    this.#firstNew = before;
    this.met = this.#cells.take(block.bytes, block.table, this.column, this.ids);
    const { rows } = block.table;
    this.#mostlyDistinct = rows >= TELLING_ROWS && (this.size - before) * 2 > rows;
  }

  forget(): void {
    this.#cells.forget();
    this.#texts.length = 0;
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
    return this.#cells.texts[id] ?? '';
  }

  /** The object or list that a cell holds, where it is new in the block and nothing has to be made to say so. */
  plainOf(id: number): Container | undefined {
    if (id < this.#firstNew) return undefined;
    const text = this.textOf(id);
    return text === null ? undefined : this.#newJson().get(id, text);
  }

  /** The object or list that a cell holds as JSON text; undefined when it holds none. */
  heldBy(id: number): unknown {
    return this.containerOf(id)?.value;
  }

  /** The same, with what else is known of it. */
  containerOf(id: number): Container | undefined {
    const text = this.textOf(id);
    if (text === null || !mayBeContainer(text)) return undefined;
    const plain = id < this.#firstNew ? undefined : this.#newJson().get(id, text);
    if (plain !== undefined) return plain;
    if (!this.#held.has(id)) this.#held.set(id, readContainer(text));
    return this.#held.get(id);
  }

  #newJson(): HeldJson {
    this.#json ??= new HeldJson();
    if (!this.#isJsonTaken) this.#json.take(this.#firstNew, this.size, (id) => this.textOf(id));
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

/** The columns of a file that are looked at as texts. */
export class CsvColumns {
  readonly memory: KernelMemory;
  readonly #plan: CsvPlan;
  readonly #columns = new Map<number, ColumnCells>();
  readonly #current: () => CellBlock;
  #block: CellBlock;

  constructor(plan: CsvPlan, table: CellTable) {
    this.memory = table.memory;
    this.#plan = plan;
    this.#block = { bytes: Buffer.alloc(0), table };
    this.#current = () => this.#block;
  }

  /** The block at hand. */
  get block(): CellBlock {
    return this.#block;
  }

  get all(): readonly ColumnCells[] {
    return [...this.#columns.values()];
  }

  /** Begins a block. */
  begin(bytes: Buffer, table: CellTable): void {
    this.#block = { bytes, table };
  }

  /** The cells of a column, for all who look at it. */
  cells(column: number): ColumnCells {
    const known = this.#columns.get(column);
    if (known !== undefined) return known;
    const made = this.separate(column);
    this.#columns.set(column, made);
    return made;
  }

  /** The cells of a column that someone looks at already; null when nobody does. */
  shared(column: number): ColumnCells | null {
    return this.#columns.get(column) ?? null;
  }

  /** The cells of a column for one who forgets them whenever it likes. */
  separate(column: number): ColumnCells {
    return new ColumnCells(this.memory, column, this.#plan, this.#current);
  }

  /** Rows of the block. */
  get rows(): number {
    return this.#block.table.rows;
  }
}
