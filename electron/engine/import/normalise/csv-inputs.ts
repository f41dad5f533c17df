import type { Binding } from '../profile/bind-columns.ts';
import { columnKey } from '../profile/column-key.ts';
import { memberInside } from '../profile/member-path.ts';
import type { Profile } from '../profile/profile-format.ts';
import { parseContainer } from './details.ts';
import type { ExtraColumns } from './extra-columns.ts';
import { type InputValues, inputIndex } from './input-values.ts';
import { jsonText } from './json-text.ts';
import { RecordRules } from './record-rules.ts';

interface Embedded {
  readonly input: number;
  readonly column: number;
  readonly path: readonly string[];
  readonly rank: number;
}

const DETAIL = inputIndex('detail');

/** Takes the cells of a row to their inputs and extra columns. */
export class CsvInputs {
  readonly #columns: readonly string[];
  /** Column of each name, by what its spellings have in common. */
  readonly #places: ReadonlyMap<string, number>;
  readonly #bound: readonly (readonly [input: number, column: number, rank: number])[];
  readonly #embedded: readonly Embedded[];
  /** Columns that no input takes, and those an input takes only when better ones are empty. */
  readonly #extra: readonly (readonly [column: number, name: string, free: boolean])[];
  readonly #collected: readonly (readonly [column: number, name: string])[];
  /** Null when the profile has none. */
  readonly #rules: RecordRules | null;
  /** Inputs that a row may fill. */
  readonly #filled: readonly number[];
  #row: readonly string[] = [];
  /** Columns of the row that another one was better than. */
  readonly #spare = new Set<number>();
  /** What the cells of the row hold that were looked into. */
  readonly #parsed = new Map<number, unknown>();

  constructor(columns: readonly string[], bindings: readonly Binding[], profile: Profile) {
    this.#columns = columns;
    this.#places = new Map(columns.map((name, index) => [columnKey(name), index] as const).reverse());
    this.#rules = RecordRules.appliesTo(profile) ? new RecordRules(profile) : null;
    const place = new Map(columns.map((name, index) => [name, index]));
    const at = (binding: Binding): number => place.get(binding.column.name) ?? -1;
    const direct = bindings.filter((binding) => binding.path.length === 0);
    this.#bound = direct.map((binding) => [inputIndex(binding.input), at(binding), binding.rank]);
    this.#embedded = bindings
      .filter((binding) => binding.path.length > 0)
      .map((binding) => {
        const { input, path, rank } = binding;
        return { input: inputIndex(input), column: at(binding), path, rank };
      });
    this.#filled = [
      ...new Set([
        ...this.#bound.map(([input]) => input),
        ...this.#embedded.map(({ input }) => input),
        ...(this.#rules?.inputs ?? []),
        ...(profile.details.length === 0 ? [] : [DETAIL]),
      ]),
    ];
    const inputs = this.#bound.map(([input]) => input);
    const judged = this.#rules?.judged ?? new Set();
    const taken = new Set(this.#bound.filter(([input]) => !judged.has(input)).map(([, column]) => column));
    const details = new Set(profile.details.map(columnKey));
    const free = columns.map((name, index) => [index, name] as const).filter(([index]) => !taken.has(index));
    this.#collected = free.filter(([, name]) => details.has(columnKey(name)));
    const later = new Set(
      this.#bound.filter(([input], at) => inputs.indexOf(input) < at).map(([, column]) => column),
    );
    this.#extra = columns.flatMap((name, index) => {
      const isFree = !taken.has(index);
      if (!isFree && !later.has(index)) return [];
      return isFree && details.has(columnKey(name)) ? [] : [[index, name, isFree] as const];
    });
  }

  /** Fills inputs and extra columns from one row. Missing cells are null, surplus ones columns of their own. */
  fill(row: readonly string[], into: InputValues, extra: ExtraColumns): void {
    this.#row = row;
    if (this.#parsed.size > 0) this.#parsed.clear();
    if (this.#spare.size > 0) this.#spare.clear();
    for (const input of this.#filled) {
      into.values[input] = null;
      into.ranks[input] = -1;
    }
    for (const [input, column, rank] of this.#bound) {
      const cell = row[column];
      const value = cell === undefined ? null : trimmed(cell);
      if (value === null) continue;
      if ((into.values[input] ?? null) !== null) this.#spare.add(column);
      else {
        into.values[input] = value;
        into.ranks[input] = rank;
      }
    }
    for (const [column, name, free] of this.#extra) {
      const cell = row[column];
      if (cell !== undefined && cell !== '' && (free || this.#spare.has(column))) extra.add(name, cell);
    }
    if (this.#embedded.length > 0) this.#fillEmbedded(into, extra);
    if (this.#collected.length > 0) this.#collect(into, extra);
    this.#rules?.apply(this.#valueOf, into, (input) => this.#keepReplaced(input, into, extra));
    for (let column = this.#columns.length; column < row.length; column += 1) {
      const cell = row[column];
      if (cell !== undefined && cell !== '') extra.add(`column ${column + 1}`, cell);
    }
  }

  #fillEmbedded(into: InputValues, extra: ExtraColumns): void {
    for (const { input, column, path, rank } of this.#embedded) {
      const before = into.values[input] ?? null;
      if (before !== null && (into.ranks[input] ?? -1) <= rank) continue;
      const value = path.reduce(memberInside, this.#inside(column));
      const text = value === undefined || value === null ? null : trimmed(jsonText(value));
      if (text === null) continue;
      if (before !== null && before !== text) this.#keepReplaced(input, into, extra);
      into.values[input] = text;
      into.ranks[input] = rank;
    }
  }

  /** A cell that gives way to a better value stays under its own name. */
  #keepReplaced(input: number, into: InputValues, extra: ExtraColumns): void {
    const bound = this.#bound.find(([own, , rank]) => own === input && rank === into.ranks[input]);
    const value = into.values[input] ?? null;
    if (bound === undefined || value === null || this.#rules?.judged.has(input) === true) return;
    extra.add(this.#columns[bound[1]] ?? '', value);
  }

  /** Puts the columns that are kept together into the details, as far as they hold JSON. */
  #collect(into: InputValues, extra: ExtraColumns): void {
    const members = this.#collected.flatMap(([column, name]) => {
      const cell = this.#row[column] ?? '';
      if (this.#inside(column) !== undefined) return [`${JSON.stringify(name)}:${cell.trim()}`];
      if (cell !== '') extra.add(name, cell);
      return [];
    });
    if (members.length > 0) into.values[DETAIL] ??= `{${members.join(',')}}`;
  }

  /** A cell by the name of its column: what it holds when that is JSON. */
  readonly #valueOf = (name: string): unknown => {
    const column = this.#places.get(columnKey(name));
    if (column === undefined) return undefined;
    return this.#inside(column) ?? trimmed(this.#row[column] ?? '') ?? undefined;
  };

  /** The object or list that a cell holds as JSON text; undefined when it holds none. */
  #inside(column: number): unknown {
    if (!this.#parsed.has(column)) this.#parsed.set(column, parseContainer((this.#row[column] ?? '').trim()));
    return this.#parsed.get(column);
  }
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
