import type { Binding } from '../profile/bind-columns.ts';
import { parseContainer } from './details.ts';
import type { ExtraColumns } from './extra-columns.ts';
import { type InputValues, inputIndex } from './input-values.ts';
import { jsonText } from './json-text.ts';

interface Embedded {
  readonly input: number;
  readonly column: number;
  readonly path: readonly string[];
}

/** Takes the cells of a row to their inputs and extra columns. */
export class CsvInputs {
  readonly #columns: readonly string[];
  readonly #bound: readonly (readonly [input: number, column: number, rank: number])[];
  readonly #embedded: readonly Embedded[];
  readonly #extra: readonly (readonly [column: number, name: string])[];

  constructor(columns: readonly string[], bindings: readonly Binding[]) {
    this.#columns = columns;
    const place = new Map(columns.map((name, index) => [name, index]));
    const at = (binding: Binding): number => place.get(binding.column.name) ?? -1;
    const direct = bindings.filter((binding) => binding.path.length === 0);
    this.#bound = direct.map((binding) => [inputIndex(binding.input), at(binding), binding.rank]);
    this.#embedded = bindings
      .filter((binding) => binding.path.length > 0)
      .map((binding) => ({ input: inputIndex(binding.input), column: at(binding), path: binding.path }));
    const taken = new Set(this.#bound.map(([, column]) => column));
    this.#extra = columns.map((name, index) => [index, name] as const).filter(([index]) => !taken.has(index));
  }

  /** Fills inputs and extra columns from one row. Missing cells are null, surplus ones columns of their own. */
  fill(row: readonly string[], into: InputValues, extra: ExtraColumns): void {
    for (const [input, column, rank] of this.#bound) {
      const cell = row[column];
      const value = cell === undefined ? null : trimmed(cell);
      into.values[input] = value;
      into.ranks[input] = value === null ? -1 : rank;
    }
    if (this.#embedded.length > 0) this.#fillEmbedded(row, into);
    for (const [column, name] of this.#extra) {
      const cell = row[column];
      if (cell !== undefined && cell !== '') extra.addDistinct(name, cell);
    }
    for (let column = this.#columns.length; column < row.length; column += 1) {
      const cell = row[column];
      if (cell !== undefined && cell !== '') extra.add(`column ${column + 1}`, cell);
    }
  }

  #fillEmbedded(row: readonly string[], into: InputValues): void {
    let parsedColumn = -1;
    let parsed: unknown;
    for (const { input, column, path } of this.#embedded) {
      if (column !== parsedColumn) {
        parsed = parseContainer((row[column] ?? '').trim());
        parsedColumn = column;
      }
      const value = path.reduce(memberOf, parsed);
      into.values[input] = value === undefined || value === null ? null : trimmed(jsonText(value));
    }
  }
}

/** An own member: keys of a path must not reach what every object inherits. */
function memberOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

/** Without blanks around it; null when nothing is left. */
function trimmed(cell: string): string | null {
  if (cell === '') return null;
  const first = cell.charCodeAt(0);
  const last = cell.charCodeAt(cell.length - 1);
  if (first > 32 && last > 32 && first < 128 && last < 128) return cell;
  const text = cell.trim();
  return text === '' ? null : text;
}
