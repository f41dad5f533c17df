import { type CellKind, isStrict, kindOf } from './cell-kinds.ts';

/** What the regular rows of a file have in a column. */
interface ColumnModel {
  /** Kind of nearly all values, if it is a strict one. */
  readonly kind: CellKind | null;
  /** Form of nearly all values, such as `A-9`; null when they have none in common. */
  readonly form: string | null;
  /** Whether cells are empty, never, sometimes or always. */
  readonly empty: 'never' | 'sometimes' | 'always';
}

const NEARLY_ALL = 0.95;
/** Fewer regular rows do not show what a column holds. */
const ENOUGH_ROWS = 8;
const LONGEST_FORM = 40;
/** Rows with more cells are not mended: there would be too many ways. */
const MOST_COLUMNS = 256;

/** What the columns of a file hold, by which cells that lost their place are put back. */
export interface RowModel {
  readonly columns: readonly ColumnModel[];
}

/** Learns from the rows of the right length; null when they are too few or their columns hold anything. */
export function learnRows(rows: readonly (readonly string[])[], width: number): RowModel | null {
  const regular = rows.filter((row) => row.length === width);
  if (regular.length < ENOUGH_ROWS || width < 3 || width > MOST_COLUMNS) return null;
  const columns = Array.from({ length: width }, (_, column) =>
    modelOf(regular.map((row) => row[column] ?? '')),
  );
  const told = columns.filter((column) => column.kind !== null || column.form !== null);
  return told.length >= 2 ? { columns } : null;
}

/** How well a cell belongs to a column: 1 it is like the others there, 0 it cannot be. */
export function fitOf({ columns }: RowModel, cell: string, column: number): number {
  const model = columns[column];
  if (model === undefined) return 0;
  if (cell === '') return model.empty === 'never' ? 0 : 1;
  if (model.empty === 'always') return 0.5;
  if (model.form !== null) return formOf(cell) === model.form ? 1 : 0;
  const kind = kindOf(cell);
  if (model.kind !== null) return kind === model.kind ? 1 : 0;
  return kind === 'torn' ? 0.5 : isStrict(kind) ? 0.7 : 0.9;
}

function modelOf(values: readonly string[]): ColumnModel {
  const filled = values.filter((value) => value !== '');
  const empty = filled.length === 0 ? 'always' : filled.length === values.length ? 'never' : 'sometimes';
  const kind = commonOf(filled.map(kindOf));
  return {
    kind: kind !== null && isStrict(kind) ? kind : null,
    form: commonOf(filled.map(formOf)),
    empty,
  };
}

function commonOf<T extends string>(values: readonly (T | null)[]): T | null {
  const counts = new Map<T, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  for (const [value, count] of counts) if (count >= values.length * NEARLY_ALL) return value;
  return null;
}

/** A code with letters as A and digits as 9, each once for a run; null for text without digits and for numbers. */
function formOf(cell: string): string | null {
  if (cell.length > LONGEST_FORM || !/\d/.test(cell) || /\s/.test(cell)) return null;
  if (isStrict(kindOf(cell))) return null;
  return cell.replace(/\d+/g, '9').replace(/\p{L}+/gu, 'A');
}
