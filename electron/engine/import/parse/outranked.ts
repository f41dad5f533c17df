import type { Input } from '../../../../shared/domain/inputs.ts';
import type { CsvRoles } from '../normalise/csv-roles.ts';
import { cellText } from './cell-text.ts';
import type { ColumnCells } from './column-cells.ts';
import type { Candidate } from './csv-candidates.ts';
import type { CsvColumns } from './csv-columns.ts';
import type { CsvPlan } from './csv-parser.ts';
import { type RowTexts, textAt } from './row-texts.ts';

/** Why a cell gave way: to another cell, to a value in JSON, or to a text that was put together. */
export const GAVE_WAY = { no: 0, toCell: 1, toEmbedded: 2, toJoined: 3 } as const;

/** Those of a column in the block. */
export interface CellsThatGaveWay {
  /** One of {@link GAVE_WAY} for each row. */
  readonly reasons: Uint8Array;
  /** Whether all that are not empty gave way to other cells, so that the column stays as it is. */
  readonly all: boolean;
}

/** One of several that may fill an input, with what is known of it in the block. */
interface Contender {
  readonly candidate: Candidate;
  readonly texts: RowTexts | null;
  /** Whether each row has it. */
  present: Uint8Array;
}

/** Cells that a better value was found for: they stay under the name of their column. */
export class Outranked {
  readonly #plan: CsvPlan;
  readonly #columns: CsvColumns;
  /** For each input with several candidates, these. */
  readonly #inputs: readonly (readonly Contender[])[];
  /** Why the cell of each row gave way, by column. */
  readonly #rows = new Map<number, CellsThatGaveWay>();

  constructor(
    plan: CsvPlan,
    roles: CsvRoles,
    columns: CsvColumns,
    candidates: ReadonlyMap<Input, readonly Candidate[]>,
    textsOf: (candidate: Candidate) => RowTexts,
  ) {
    this.#plan = plan;
    this.#columns = columns;
    const contested = [...candidates].filter(
      ([input, of]) => !roles.judged.has(input) && mayBeOutranked(of) > 0,
    );
    this.#inputs = contested.map(([, of]) =>
      of.slice(0, mayBeOutranked(of)).map((candidate) => ({
        candidate,
        texts: isCell(candidate) ? null : textsOf(candidate),
        present: new Uint8Array(),
      })),
    );
  }

  /** Columns that may give way. */
  get columns(): readonly number[] {
    return this.#inputs.flatMap((of) =>
      of.slice(1).flatMap(({ candidate: { column } }) => (column < 0 ? [] : [column])),
    );
  }

  /** Takes in the block. */
  take(): void {
    this.#rows.clear();
    for (const contenders of this.#inputs) {
      for (const contender of contenders) contender.present = this.#presence(contender);
      this.#judge(contenders);
    }
  }

  /** The cells of a column that gave way; null when none did. */
  rowsOf(column: number): CellsThatGaveWay | null {
    return this.#rows.get(column) ?? null;
  }

  #presence({ candidate, texts }: Contender): Uint8Array {
    const { table } = this.#columns.block;
    const present = new Uint8Array(table.rows);
    if (texts === null) return this.#presenceOfCells(candidate.column, present);
    texts.take();
    if (texts.isEmpty) return present;
    const ids = texts.varies ? texts.ids.values : null;
    for (let row = 0; row < present.length; row += 1) {
      if (texts.textOf(ids?.[row] ?? 0) !== null) present[row] = 1;
    }
    return present;
  }

  #presenceOfCells(column: number, present: Uint8Array): Uint8Array {
    const { bytes, table } = this.#columns.block;
    const { encoding, shape } = this.#plan;
    const cells = table.startsAndEnds(column);
    for (let row = 0; row < present.length; row += 1) {
      const start = cells[row * 2] ?? 0;
      if (start === cells[row * 2 + 1]) continue;
      const first = bytes[start] ?? 0;
      // Only what begins with a blank, or what may be one, has to be looked at as text.
      const isText = first > 32 && first < 127;
      if (isText || cellText(bytes, table, row, column, encoding, shape.dialect.quote) !== null)
        present[row] = 1;
    }
    return present;
  }

  #judge(contenders: readonly Contender[]): void {
    const { rows } = this.#columns.block.table;
    const better = new Uint8Array(rows);
    for (const [index, { candidate, present }] of contenders.entries()) {
      if (!isCell(candidate)) continue;
      const others = contenders.slice(0, index).filter((other) => !isCell(other.candidate));
      const reasons = new Uint8Array(rows);
      let gave = 0;
      for (let row = 0; row < rows; row += 1) {
        if (present[row] === 0) continue;
        const isBest = better[row] === 0;
        if (isBest && others.length === 0) better[row] = 1;
        else {
          const reason = isBest ? this.#overruled(others, candidate.column, row) : GAVE_WAY.toCell;
          reasons[row] = reason;
          gave |= reason;
          better[row] = 1;
        }
      }
      if (gave === GAVE_WAY.no) continue;
      this.#rows.set(candidate.column, {
        reasons,
        all: gave === GAVE_WAY.toCell && this.#areAll(candidate.column, reasons),
      });
    }
  }

  /** Whether every cell of a column that holds anything gave way. */
  #areAll(column: number, reasons: Uint8Array): boolean {
    const cells = this.#columns.block.table.startsAndEnds(column);
    return reasons.every((reason, row) => reason !== GAVE_WAY.no || cells[row * 2] === cells[row * 2 + 1]);
  }

  /** Whether the best cell of a row gave way to something that is none. The same text in JSON takes nothing away. */
  #overruled(others: readonly Contender[], column: number, row: number): number {
    const inJson = others.find(
      ({ candidate, present }) => candidate.kind === 'embedded' && present[row] === 1,
    );
    if (inJson?.texts) {
      const cells: ColumnCells = this.#columns.cells(column);
      cells.take();
      return textAt(inJson.texts, row) === textAt(cells, row) ? GAVE_WAY.no : GAVE_WAY.toEmbedded;
    }
    return others.some(({ present }) => present[row] === 1) ? GAVE_WAY.toJoined : GAVE_WAY.no;
  }
}

/** How many of what may fill an input, from the best on, have to be known to tell which cells gave way. */
export function mayBeOutranked(candidates: readonly Candidate[]): number {
  const last = candidates.findLastIndex(isCell);
  return last < 1 ? 0 : last + 1;
}

function isCell({ kind }: Candidate): boolean {
  return kind === 'cell';
}
