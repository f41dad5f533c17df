import type { Binding } from '../profile/bind-columns.ts';
import { memberInside } from '../profile/member-path.ts';
import type { Profile } from '../profile/profile-format.ts';
import { type CsvRoles, csvRoles } from './csv-roles.ts';
import { parseContainer } from './details.ts';
import type { ExtraColumns } from './extra-columns.ts';
import { type InputValues, inputIndex } from './input-values.ts';
import { jsonText } from './json-text.ts';
import { RecordRules } from './record-rules.ts';
import { trimmed } from './trimmed.ts';

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
  readonly #roles: CsvRoles;
  readonly #bound: readonly (readonly [input: number, column: number, rank: number])[];
  readonly #embedded: readonly Embedded[];
  /** Inputs whose column stays. */
  readonly #judged: ReadonlySet<number>;
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
    const roles = csvRoles(columns, bindings, profile);
    this.#roles = roles;
    this.#rules = RecordRules.appliesTo(profile) ? new RecordRules(profile) : null;
    this.#judged = new Set([...roles.judged].map(inputIndex));
    this.#bound = roles.bound.map(({ input, column, rank }) => [inputIndex(input), column, rank]);
    this.#embedded = roles.embedded.map((embedded) => ({ ...embedded, input: inputIndex(embedded.input) }));
    this.#filled = [
      ...new Set([
        ...this.#bound.map(([input]) => input),
        ...this.#embedded.map(({ input }) => input),
        ...(this.#rules?.inputs ?? []),
        ...(profile.details.length === 0 ? [] : [DETAIL]),
      ]),
    ];
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
    for (const { column, name, free } of this.#roles.own) {
      const cell = row[column];
      if (cell !== undefined && cell !== '' && (free || this.#spare.has(column))) extra.add(name, cell);
    }
    if (this.#embedded.length > 0) this.#fillEmbedded(into, extra);
    if (this.#roles.collected.length > 0) this.#collect(into, extra);
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
    if (bound === undefined || value === null || this.#judged.has(input)) return;
    extra.add(this.#columns[bound[1]] ?? '', value);
  }

  /** Puts the columns that are kept together into the details, as far as they hold JSON. */
  #collect(into: InputValues, extra: ExtraColumns): void {
    const members = this.#roles.collected.flatMap(({ column, name }) => {
      const cell = this.#row[column] ?? '';
      if (this.#inside(column) !== undefined) return [`${JSON.stringify(name)}:${cell.trim()}`];
      if (cell !== '') extra.add(name, cell);
      return [];
    });
    if (members.length > 0) into.values[DETAIL] ??= `{${members.join(',')}}`;
  }

  /** A cell by the name of its column: what it holds when that is JSON. */
  readonly #valueOf = (name: string): unknown => {
    const column = this.#roles.columnOf(name);
    if (column === undefined) return undefined;
    return this.#inside(column) ?? trimmed(this.#row[column] ?? '') ?? undefined;
  };

  /** The object or list that a cell holds as JSON text; undefined when it holds none. */
  #inside(column: number): unknown {
    if (!this.#parsed.has(column)) this.#parsed.set(column, parseContainer((this.#row[column] ?? '').trim()));
    return this.#parsed.get(column);
  }
}
