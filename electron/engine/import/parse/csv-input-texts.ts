import { INPUTS, type Input } from '../../../../shared/domain/inputs.ts';
import { mayStateChanges } from '../normalise/changes.ts';
import { type CsvRoles, csvRoles } from '../normalise/csv-roles.ts';
import { currencyCode } from '../normalise/usage-figures.ts';
import { parseMemberPath } from '../profile/member-path.ts';
import type { CellTable } from './cell-table.ts';
import { CollectedColumn } from './collected-column.ts';
import { CollectedTexts } from './collected-texts.ts';
import type { ColumnCells } from './column-cells.ts';
import { type Candidate, CsvCandidates } from './csv-candidates.ts';
import { csvChanges } from './csv-changes.ts';
import { CsvColumns } from './csv-columns.ts';
import type { CsvPlan } from './csv-parser.ts';
import { CsvSums } from './csv-sums.ts';
import { mayBeOutranked, Outranked } from './outranked.ts';
import { RankedTexts } from './ranked-texts.ts';
import { firstIds, type RowIds } from './row-ids.ts';
import type { RowTexts } from './row-texts.ts';

/** What the rows of a CSV file give to each input; the counterpart of `CsvInputs`. */
export class CsvInputTexts {
  readonly columns: CsvColumns;
  readonly roles: CsvRoles;
  /** What the rows say changed; null when they say nothing. */
  readonly changes: RowTexts | null;
  /**
   * Whether the details are all put together from JSON of which no member may state changes, so that nothing is left to
   * be read in them.
   */
  readonly detailIsPlain: boolean;
  /** How these are put together from bytes; null where they are not. */
  readonly collected: CollectedColumn | null;
  readonly #plan: CsvPlan;
  readonly #table: CellTable;
  readonly #found: CsvCandidates;
  readonly #candidates: ReadonlyMap<Input, readonly Candidate[]>;
  readonly #texts = new Map<Candidate, RowTexts>();
  readonly #inputs = new Map<Input, RowTexts>();
  readonly #details: RowTexts | null;

  constructor(plan: CsvPlan, table: CellTable) {
    this.#plan = plan;
    this.#table = table;
    const { shape, bindings, reading } = plan;
    this.columns = new CsvColumns(plan, table);
    this.roles = csvRoles(shape.columns, bindings, reading.profile);
    this.#found = new CsvCandidates(plan, this.roles, this.columns);
    this.#candidates = new Map(INPUTS.map((input) => [input, this.#found.of(input)]));
    const { collected } = this.roles;
    const isOther =
      this.#candidates.get('detail')?.length !== 0 || reading.profile.defaults.detail !== undefined;
    this.detailIsPlain =
      collected.length > 0 && !isOther && !collected.some(({ name }) => mayStateChanges(name));
    this.changes = csvChanges(plan, this.columns, this.#found);
    const keys = this.#collectedKeys();
    this.#details =
      keys.size === 0 ? null : new CollectedTexts(this.columns, keys, this.detailIsPlain, plan.blockRows);
    this.collected = this.detailIsPlain ? new CollectedColumn(this.columns, keys) : null;
  }

  /** What may fill an input, best first; texts are made once for each. */
  candidatesOf(input: Input): readonly Candidate[] {
    return (this.#candidates.get(input) ?? []).map((candidate) => ({
      ...candidate,
      texts: () => this.#textsOf(candidate),
    }));
  }

  /** The column whose cells are all that an input can have; null when there are other texts, or none. */
  columnOf(input: Input): number | null {
    const [only, ...others] = this.#candidates.get(input) ?? [];
    return only?.kind === 'cell' && others.length === 0 ? only.column : null;
  }

  /** The texts of an input, with the profile's default; null when there are none. */
  of(input: Input): RowTexts | null {
    const known = this.#inputs.get(input);
    if (known !== undefined) return known;
    const { profile } = this.#plan.reading;
    const fallback = profile.defaults[input] ?? null;
    const candidates = this.#textsOfAll(input);
    if (input === 'detail' && this.#details !== null) candidates.push(this.#details);
    const [only, ...others] = candidates;
    if (only === undefined && fallback === null) return null;
    const edit = input === 'currency' && profile.usage !== undefined ? currencyCode : undefined;
    const asIs = others.length === 0 && fallback === null && edit === undefined;
    const made =
      only === undefined
        ? this.#found.same(fallback)
        : asIs
          ? only
          : new RankedTexts(this.columns, candidates, fallback, this.#plan.blockRows, edit);
    this.#inputs.set(input, made);
    return made;
  }

  /** The log's own ids of the rows of the block; null when it has none. */
  nativeIds(): RowIds | null {
    const [only, ...others] = (this.#candidates.get('nativeId') ?? []).map((candidate) => candidate.ids());
    if (only === undefined) return null;
    return others.length === 0 ? only : firstIds([only, ...others]);
  }

  /** How an input that is a sum is made; null when it is none. */
  sumsOf(input: Input, kind: 'integer' | 'decimal'): CsvSums | null {
    const sums: Partial<Record<Input, readonly string[]>> = this.#plan.reading.profile.usage?.sums ?? {};
    const names = sums[input] ?? [];
    const columns = new Map(
      names.flatMap((name) => {
        const column = this.roles.columnOf(name);
        return column === undefined ? [] : [[name, column] as const];
      }),
    );
    if (columns.size === 0) return null;
    const paths = names.flatMap((name) => {
      const path = parseMemberPath(name);
      return path === null ? [] : [path];
    });
    return new CsvSums(this.#table, kind, paths, columns);
  }

  /** Cells that give way to others of their row. */
  outranked(): Outranked {
    return new Outranked(this.#plan, this.roles, this.columns, this.#candidates, (candidate) =>
      this.#textsOf(candidate),
    );
  }

  /** No text in any row. */
  get nothing(): RowTexts {
    return this.#found.same(null);
  }

  /** All that is remembered. */
  get remembered(): readonly RowTexts[] {
    const own = [...this.#inputs.values(), ...this.#found.made, ...this.columns.all];
    return [...own, ...[this.changes, this.#details].filter((texts) => texts !== null)];
  }

  /** Those that may rule over a cell are looked at one by one, as it matters which of them does. */
  #textsOfAll(input: Input): RowTexts[] {
    const all = this.#candidates.get(input) ?? [];
    const single = this.roles.judged.has(input) ? 0 : mayBeOutranked(all);
    const own = (candidate: Candidate) => this.#textsOf(candidate);
    return [...all.slice(0, single).map(own), ...this.#found.together(all.slice(single), own)];
  }

  #textsOf(candidate: Candidate): RowTexts {
    const known = this.#texts.get(candidate);
    if (known !== undefined) return known;
    const made = candidate.texts();
    this.#texts.set(candidate, made);
    return made;
  }

  /** Columns that are kept together, as far as they hold JSON, each with its name. */
  #collectedKeys(): ReadonlyMap<ColumnCells, string> {
    return new Map(
      this.roles.collected.map(({ name, column }) => [
        this.columns.cells(column),
        `${JSON.stringify(name)}:`,
      ]),
    );
  }
}
