import { formatNano } from '../../../shared/domain/decimal.ts';
import { toIso } from '../../../shared/time/format.ts';
import {
  type Column,
  type DictionaryColumn,
  integerAt,
  numberNull,
  type TextColumn,
} from '../columns/column.ts';
import type { EventIds } from '../query/query-engine.ts';
import type { CellFormat } from './row-format.ts';
import type { SegmentPart } from './segment-columns.ts';
import { ABSENT, type Cell, type TextCells } from './text-cells.ts';

/** Most rows that are gathered at a time. */
export const GATHERED_ROWS = 2_048;

const decoder = new TextDecoder();

/** What one cell holds in the rows of a chunk: numbers yet to be printed, or texts that are ready. */
export class GatheredCells {
  readonly format: CellFormat;
  /** Whether {@link texts} holds the cells, rather than {@link numbers}. */
  ready = true;
  readonly texts = new Uint32Array(GATHERED_ROWS);
  /** NaN where there is no value. */
  readonly numbers: Float64Array;
  readonly #cells: TextCells;
  readonly #sources: ReadonlyMap<number, string>;
  /** Cells of texts and values that were met. */
  readonly #known = new Map<string | number | bigint, Cell>();
  /** Cells of the texts of dictionaries, by code. */
  #ofCodes = new WeakMap<DictionaryColumn, Uint32Array>();
  #generation: number;

  /** @param sources file names by id */
  constructor(format: CellFormat, cells: TextCells, sources: ReadonlyMap<number, string>) {
    this.format = format;
    this.#cells = cells;
    this.#sources = sources;
    this.#generation = cells.generation;
    this.numbers = new Float64Array(isPrinted(format) ? GATHERED_ROWS : 0);
  }

  /** Gathers the cell of every row of a chunk. */
  gather(ids: EventIds, parts: readonly SegmentPart[]): void {
    const { column: name } = this.format;
    if (name === 'id') {
      this.ready = false;
      this.numbers.set(ids);
      return;
    }
    this.#forgetCleared();
    const columns = parts.map(({ segment }) => segment.column(name));
    this.ready = !isPrinted(this.format) || columns.some((column) => column?.kind === 'big');
    parts.forEach((part, index) => {
      const column = columns[index] ?? null;
      if (!this.ready) gatherNumbers(this.numbers, column, part);
      else if (column === null) for (const slot of part.slots) this.texts[slot] = ABSENT;
      else if (column.kind === 'dictionary') this.#gatherCodes(column, part);
      else if (column.kind === 'text') this.#gatherTexts(column, part);
      else this.#gatherValues(column, part);
    });
  }

  #forgetCleared(): void {
    if (this.#generation === this.#cells.generation) return;
    this.#generation = this.#cells.generation;
    this.#known.clear();
    this.#ofCodes = new WeakMap();
  }

  #gatherCodes(column: DictionaryColumn, { rows, slots }: SegmentPart): void {
    const { codes, texts } = column;
    const cells = this.#ofCodes.get(column) ?? new Uint32Array(texts.length + 1);
    this.#ofCodes.set(column, cells);
    const out = this.texts;
    for (let i = 0; i < rows.length; i += 1) {
      const code = codes[rows[i] ?? 0] ?? 0;
      let cell = cells[code] ?? ABSENT;
      // Not asked for yet, or absent whenever it is asked for.
      if (cell === ABSENT && code !== 0) {
        cell = this.#cellOf(texts[code - 1] ?? '');
        cells[code] = cell;
      }
      out[slots[i] ?? 0] = cell;
    }
  }

  #cellOf(text: string): Cell {
    return this.#known.get(text) ?? this.#remember(text, this.format.cell(text));
  }

  #gatherTexts({ ends, nulls, bytes }: TextColumn, { rows, slots }: SegmentPart): void {
    const { addBytes, cell } = this.format;
    for (let i = 0; i < rows.length; i += 1) {
      const row = rows[i] ?? 0;
      const slot = slots[i] ?? 0;
      const from = row === 0 ? 0 : (ends[row - 1] ?? 0);
      const to = ends[row] ?? 0;
      if (nulls !== null && nulls[row] !== 0) this.texts[slot] = ABSENT;
      else if (addBytes !== null) this.texts[slot] = addBytes(this.#cells, bytes, from, to);
      else {
        const text = cell(decoder.decode(bytes.subarray(from, to)));
        this.texts[slot] = text === null ? ABSENT : this.#cells.add(text);
      }
    }
  }

  /** Numbers shown as words, and those beyond 2⁵³. */
  #gatherValues(column: Column, { rows, slots }: SegmentPart): void {
    for (let i = 0; i < rows.length; i += 1) {
      const value = integerAt(column, rows[i] ?? 0);
      this.texts[slots[i] ?? 0] =
        value === null ? ABSENT : (this.#known.get(value) ?? this.#remember(value, this.#words(value)));
    }
  }

  #words(value: number | bigint): string | null {
    const { kind, quote, cell } = this.format;
    if (kind === 'source') {
      const name = this.#sources.get(Number(value));
      return name === undefined ? null : cell(name);
    }
    if (kind === 'boolean') return String(Number(value) === 1);
    if (kind === 'instant') return quote + toIso(Number(value)) + quote;
    return kind === 'decimal' ? formatNano(BigInt(value)) : String(value);
  }

  #remember(value: string | number | bigint, text: string | null): Cell {
    if (text === null) return ABSENT;
    const cell = this.#cells.add(text);
    this.#known.set(value, cell);
    return cell;
  }
}

/** Whether the cell is a number that is printed row by row. */
function isPrinted({ kind }: CellFormat): boolean {
  return kind === 'integer' || kind === 'decimal' || kind === 'instant';
}

function gatherNumbers(out: Float64Array, column: Column | null, { rows, slots }: SegmentPart): void {
  if (column?.kind !== 'number') {
    for (const slot of slots) out[slot] = Number.NaN;
    return;
  }
  const { values, base, scale } = column;
  const nullValue = numberNull(values);
  for (let i = 0; i < rows.length; i += 1) {
    const value = values[rows[i] ?? 0] ?? Number.NaN;
    out[slots[i] ?? 0] = value === nullValue ? Number.NaN : base + value * scale;
  }
}
