import { isUtf8 } from 'node:buffer';
import type { Column } from '../../columns/column.ts';
import type { CsvRoles, OwnColumn } from '../normalise/csv-roles.ts';
import { type ColumnCells, TELLING_ROWS } from './column-cells.ts';
import type { CsvColumns } from './csv-columns.ts';
import { distinctTexts } from './distinct-texts.ts';
import { type JoinedPart, joinedColumn, suitsBytes } from './joined-column.ts';
import { GAVE_WAY, type Outranked } from './outranked.ts';
import { MAX_REMEMBERED, MAX_REMEMBERED_BYTES } from './remembered.ts';
import { TextField } from './text-field.ts';

/** Fewer than {@link TELLING_ROWS} tell as well where their texts are long: looking those up is the more for nothing. */
const TELLING_BYTES = 512 * 1024;

/** Share of cells that are new in a block, from which on they are put together from bytes where others looked into them. */
const NEW_SHARE = 3 / 4;

/** Which cells of a column are kept. */
type Kept = 'all' | 'text' | 'outranked';

/** One column of the file that is kept under its own name. */
class ExtraColumn {
  readonly name: string;
  readonly column: number;
  readonly kept: Kept;
  readonly #columns: CsvColumns;
  readonly #isUtf8: boolean;
  readonly #field = new TextField();
  #cells: ColumnCells | null = null;
  #isShared = false;
  /** Code of each cell, where one was asked for. */
  readonly #codes: (number | undefined)[] = [];
  /** The same without blanks around it. */
  readonly #trimmed: (number | undefined)[] = [];
  #mostlyDistinct = false;

  constructor({ name, column }: OwnColumn, kept: Kept, columns: CsvColumns, isUtf8: boolean) {
    this.name = name;
    this.column = column;
    this.kept = kept;
    this.#columns = columns;
    this.#isUtf8 = isUtf8;
  }

  /** What is remembered together with cells that others look at. */
  get sharedSize(): number {
    return this.#isShared ? this.#field.size : 0;
  }

  get sharedBytes(): number {
    return this.#isShared ? this.#field.bytes : 0;
  }

  /** To be called whenever the cells that are shared forget. */
  forget(): void {
    if (this.#isShared) this.#forget();
  }

  /** All cells of the block, or those that do not hold JSON. */
  parse(): Column | null {
    const { bytes, table } = this.#columns.block;
    if (this.#mostlyDistinct) {
      const column = distinctTexts(bytes, table, this.column);
      if (column !== null && isUtf8(column.bytes)) {
        this.#forgetOwn();
        return column.bytes.length === 0 ? null : column;
      }
    }
    const cells = this.#takeCells();
    if (this.kept === 'all' && this.#isUtf8 && cells.isMostlyJson && suitsBytes(table, cells, NEW_SHARE)) {
      const column = joinedColumn(table, [partOf(cells)], false);
      if (column !== undefined) return column;
    }
    let fresh = 0;
    let freshBytes = 0;
    for (const id of cells.met) {
      if (this.#codes[id] !== undefined) continue;
      this.#codes[id] = this.#codeOf(cells, id);
      fresh += 1;
      freshBytes += cells.sizeOf(id);
    }
    const { rows } = table;
    this.#field.fillFrom(cells.ids, cells.met, this.#codes);
    const tells = rows >= TELLING_ROWS || freshBytes >= TELLING_BYTES;
    this.#mostlyDistinct = this.kept !== 'text' && this.#isUtf8 && tells && fresh * 2 > rows;
    return this.#field.finish(table);
  }

  /** The cells that gave way: whole, or as the value they would have been. */
  parseOutranked(reasons: Uint8Array): Column | null {
    const { table } = this.#columns.block;
    const cells = this.#takeCells();
    const ids = cells.ids.values;
    const codes = new Uint32Array(reasons.length);
    for (let row = 0; row < codes.length; row += 1) {
      const reason = reasons[row] ?? GAVE_WAY.no;
      if (reason === GAVE_WAY.no) continue;
      const id = ids[row] ?? 0;
      if (reason === GAVE_WAY.toCell)
        codes[row] = this.#codes[id] ??= this.#field.codeOf(cells.wholeTextOf(id));
      else codes[row] = this.#trimmed[id] ??= this.#field.codeOf(cells.textOf(id));
    }
    this.#field.fillListed(codes);
    return this.#field.finish(table);
  }

  #codeOf(cells: ColumnCells, id: number): number {
    if (this.kept === 'text' && cells.heldBy(id) !== undefined) return 0;
    const text = cells.wholeTextOf(id);
    if (text === '') return 0;
    // Blanks may make cells equal that are kept without.
    return cells.areOneToOne && this.kept !== 'outranked'
      ? this.#field.newCode(text)
      : this.#field.codeOf(text);
  }

  #forget(): void {
    this.#field.forget();
    this.#codes.length = 0;
    this.#trimmed.length = 0;
  }

  /** Forgets cells that nobody else looks at. */
  #forgetOwn(): void {
    if (this.#isShared || this.#cells === null || this.#cells.size === 0) return;
    this.#cells.forget();
    this.#forget();
  }

  /** The cells of the block: those that others look at, too, where somebody does. */
  #takeCells(): ColumnCells {
    if (this.#cells === null) {
      const shared = this.#columns.shared(this.column);
      this.#isShared = shared !== null;
      this.#cells = shared ?? this.#columns.separate(this.column);
    }
    const cells = this.#cells;
    const bytes = cells.bytes + this.#field.bytes;
    if (cells.size > MAX_REMEMBERED || bytes > MAX_REMEMBERED_BYTES) this.#forgetOwn();
    cells.take();
    return cells;
  }
}

/** Cells as they are. */
function partOf(cells: ColumnCells): JoinedPart {
  return { cells, key: NO_KEY, textOf: (id) => cells.wholeTextOf(id), takesAll: true };
}

const NO_KEY = new Uint8Array();

/** The columns of a CSV file that are kept under their own names, because no field takes them or not always. */
export class CsvExtra {
  readonly #columns: readonly ExtraColumn[];
  readonly #outranked: Outranked | null;

  /** @param outranked null where the profile has no rules about whole records, so that no cell gives way */
  constructor(roles: CsvRoles, columns: CsvColumns, outranked: Outranked | null, isUtf8: boolean) {
    this.#outranked = outranked;
    const extra = (own: OwnColumn, kept: Kept) => new ExtraColumn(own, kept, columns, isUtf8);
    const mayGiveWay = new Set(outranked?.columns ?? []);
    this.#columns = [
      ...roles.own.filter(({ free }) => free).map((own) => extra(own, 'all')),
      ...roles.collected.map((own) => extra(own, 'text')),
      ...roles.named.filter(({ column }) => mayGiveWay.has(column)).map((own) => extra(own, 'outranked')),
    ].sort((a, b) => a.column - b.column);
  }

  /** Whether columns come in the order in which records parsed one by one give them: with rules about whole records. */
  get asRows(): boolean {
    return this.#outranked !== null;
  }

  get size(): number {
    return Math.max(0, ...this.#columns.map(({ sharedSize }) => sharedSize));
  }

  get bytes(): number {
    return this.#columns.reduce((sum, { sharedBytes }) => sum + sharedBytes, 0);
  }

  /** To be called whenever the columns that are shared forget. */
  forget(): void {
    for (const column of this.#columns) column.forget();
  }

  /**
   * The columns of a block that have a value, by name; with rules about whole records in the order in which parsing
   * record by record meets them, else in that of the file.
   */
  parse(): (readonly [name: string, column: Column])[] {
    const outranked = this.#outranked;
    outranked?.take();
    const met: { name: string; column: Column; row: number; step: number }[] = [];
    for (const extra of this.#columns) {
      const gaveWay = extra.kept === 'outranked' ? (outranked?.rowsOf(extra.column) ?? null) : null;
      if (extra.kept === 'outranked' && gaveWay === null) continue;
      const column = gaveWay === null || gaveWay.all ? extra.parse() : extra.parseOutranked(gaveWay.reasons);
      if (column === null) continue;
      const row = outranked === null ? 0 : firstRowOf(column);
      met.push({ name: extra.name, column, row, step: stepOf(extra, gaveWay?.reasons[row]) });
    }
    if (outranked !== null) met.sort((a, b) => a.row - b.row || a.step - b.step);
    return met.map(({ name, column }) => [name, column]);
  }
}

/** When a record's columns are kept: those that are there, what gave way to JSON, what is no JSON, and the rest. */
function stepOf({ kept }: ExtraColumn, reason: number | undefined): number {
  if (kept === 'text') return 2;
  if (reason === GAVE_WAY.toEmbedded) return 1;
  return reason === GAVE_WAY.toJoined ? 3 : 0;
}

function firstRowOf(column: Column): number {
  if (column.kind === 'dictionary') return column.codes.findIndex((code) => code !== 0);
  return column.kind === 'text' && column.nulls !== null ? column.nulls.indexOf(0) : 0;
}
