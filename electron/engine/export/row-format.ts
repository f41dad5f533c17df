import type { ColumnName } from '../columns/column.ts';
import type { Cell, TextCells } from './text-cells.ts';

/** How a row of events is written in some format: cells with a text before each, and a text behind the last. */
export interface RowFormat {
  readonly cells: readonly CellFormat[];
  readonly end: string;
  /** A cell without a value. */
  readonly absent: string;
}

/** One cell of every row. */
export interface CellFormat {
  readonly before: string;
  readonly column: ColumnName | 'id';
  readonly kind: 'text' | 'integer' | 'decimal' | 'instant' | 'boolean' | 'source';
  /** Around an instant. */
  readonly quote: '' | '"';
  /** The cell of a text, of a source that of its file name; null when it is absent after all. */
  readonly cell: (text: string) => string | null;
  /** Adds the cell of a text given as UTF-8, where that is quicker than through {@link cell}. */
  readonly addBytes: ((cells: TextCells, bytes: Uint8Array, from: number, to: number) => Cell) | null;
}
