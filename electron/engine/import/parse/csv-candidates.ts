import type { Input } from '../../../../shared/domain/inputs.ts';
import { KernelWords } from '../../kernels/kernel-rows.ts';
import type { BoundColumn, CsvRoles } from '../normalise/csv-roles.ts';
import { jsonText } from '../normalise/json-text.ts';
import { type JoinedText, RecordRules } from '../normalise/record-rules.ts';
import { type MemberPath, namesLookedUp, valueInside } from '../profile/member-path.ts';
import { fillTemplate, pathsOf } from '../profile/text-template.ts';
import type { ColumnCells, CsvColumns } from './column-cells.ts';
import type { CsvPlan } from './csv-parser.ts';
import { JoinedTexts } from './joined-texts.ts';
import { idsOfCells, idsOfTemplate, idsOfTexts, type RowIds } from './row-ids.ts';
import { type RowTexts, SameText } from './row-texts.ts';

/** What may fill an input: a cell, a value in the JSON text of a cell, or a text put together from several. */
export interface Candidate {
  readonly kind: 'cell' | 'embedded' | 'joined';
  /** Column of a cell; -1 for others. */
  readonly column: number;
  readonly rank: number;
  /** Where its text follows from the cells of one column and nothing else: that column. */
  readonly follows: Follows | null;
  /** Made when it is asked for. */
  texts(): RowTexts;
  /** The ids of the rows of the block, where it is the log's own id; `texts` gives what {@link texts} made. */
  ids(texts: () => RowTexts): RowIds;
}

/** How a text follows from the cell of a column. */
interface Follows {
  readonly column: number;
  /** Whether there is none where the cell is empty. */
  readonly needsCell: boolean;
  readonly textOf: (cells: ColumnCells, id: number) => string | null;
}

/** Finds what may fill the inputs of a CSV file. */
export class CsvCandidates {
  readonly #plan: CsvPlan;
  readonly #roles: CsvRoles;
  readonly #columns: CsvColumns;
  readonly #joined: readonly JoinedText[];
  readonly #made: JoinedTexts<ColumnCells>[] = [];

  constructor(plan: CsvPlan, roles: CsvRoles, columns: CsvColumns) {
    this.#plan = plan;
    this.#roles = roles;
    this.#columns = columns;
    this.#joined = RecordRules.joined(plan.reading.profile);
  }

  /** What was put together so far, for whoever has it forgotten. */
  get made(): readonly RowTexts[] {
    return this.#made;
  }

  /** What may fill an input, best first. */
  of(input: Input): readonly Candidate[] {
    const { bound, embedded } = this.#roles;
    const mine = (one: { readonly input: Input }) => one.input === input;
    return [
      ...bound.filter(mine).map((one) => this.#cell(one)),
      ...embedded.filter(mine).map((one) => this.#embedded(one)),
      ...this.#joined.filter(mine).map((one) => this.#template(one)),
    ].sort((a, b) => a.rank - b.rank);
  }

  /**
   * Texts of neighbours among the candidates of an input. Those that follow from the same column are looked at together,
   * so that a worse one is only worked out where the better ones give nothing.
   * @param own the texts of one for itself
   */
  together(candidates: readonly Candidate[], own: (candidate: Candidate) => RowTexts): RowTexts[] {
    const runs: Candidate[][] = [];
    for (const candidate of candidates) {
      const run = runs.at(-1);
      const column = candidate.follows?.column;
      if (run !== undefined && column !== undefined && run[0]?.follows?.column === column)
        run.push(candidate);
      else runs.push([candidate]);
    }
    return runs.flatMap((run) => (run.length === 1 ? run.map(own) : this.#firstOf(run)));
  }

  #firstOf(run: readonly Candidate[]): RowTexts[] {
    const each = run.flatMap(({ follows }) => follows ?? []);
    const [first] = each;
    if (first === undefined) return [];
    const cells = this.#columns.cells(first.column);
    const needs = each.every(({ needsCell }) => needsCell) ? [cells] : [];
    return [
      this.#joinedFrom([cells], needs, (idOf) => {
        const id = idOf(cells);
        for (const { textOf } of each) {
          const text = textOf(cells, id);
          if (text !== null) return text;
        }
        return null;
      }),
    ];
  }

  /**
   * Texts that follow from values of columns.
   * @param paths all that is looked up
   * @param needs names of columns of which one must have a text; none when there may be a text in any case
   * @param derive the text of a row, whose values it looks up by name
   */
  fromColumns(
    paths: readonly MemberPath[],
    needs: readonly string[],
    derive: (record: (name: string) => unknown) => string | null,
  ): RowTexts {
    const parts = this.#columnsOf(paths);
    const needed = needs.flatMap((name) => parts.get(name) ?? []);
    if (needs.length > 0 && needed.length === 0) return this.same(null);
    if (parts.size === 0) return this.same(derive(() => undefined));
    // Made once, not for each row.
    let idOf = (_: ColumnCells): number => 0;
    const record = (name: string): unknown => {
      const part = parts.get(name);
      return part?.valueOf(idOf(part));
    };
    return this.#joinedFrom([...new Set(parts.values())], needed, (idIn) => {
      idOf = idIn;
      return derive(record);
    });
  }

  /** The columns that paths look up, by name. */
  #columnsOf(paths: readonly MemberPath[]): Map<string, ColumnCells> {
    return new Map(
      paths
        .flatMap((path) => namesLookedUp(path) ?? [])
        .flatMap((name) => {
          const column = this.#roles.columnOf(name);
          return column === undefined ? [] : [[name, this.#columns.cells(column)] as const];
        }),
    );
  }

  /** The same text in every row. */
  same(text: string | null): SameText {
    return new SameText(new KernelWords(this.#columns.memory, 0), text);
  }

  #cell({ column, rank }: BoundColumn): Candidate {
    const texts = () => this.#columns.cells(column);
    const ids = () => idsOfCells(this.#columns.cells(column));
    return { kind: 'cell', column, rank, follows: null, texts, ids };
  }

  #embedded({ column, rank, path }: BoundColumn): Candidate {
    const textOf = (cells: ColumnCells, id: number) => {
      const value = valueInside(cells.heldBy(id), path);
      const text = value === undefined || value === null ? '' : jsonText(value).trim();
      return text === '' ? null : text;
    };
    const texts = () => {
      const cells = this.#columns.cells(column);
      return this.#joinedFrom([cells], [cells], (idOf) => textOf(cells, idOf(cells)));
    };
    const follows = { column, needsCell: true, textOf };
    return { kind: 'embedded', column: -1, rank, follows, texts, ids: (made) => idsOfTexts(made()) };
  }

  #template({ rank, template }: JoinedText): Candidate {
    const paths = pathsOf(template);
    const texts = () => this.fromColumns(paths, [], (record) => fillTemplate(template, record));
    const columns = this.#columnsOf(paths);
    const [only, ...others] = new Set(columns.values());
    // Made once, not for each cell.
    let shown = 0;
    const record = (name: string) => columns.get(name)?.valueOf(shown);
    const textOf = (_: ColumnCells, id: number) => {
      shown = id;
      return fillTemplate(template, record);
    };
    const follows =
      only === undefined || others.length > 0 ? null : { column: only.column, needsCell: false, textOf };
    return { kind: 'joined', column: -1, rank, follows, texts, ids: () => idsOfTemplate(template, columns) };
  }

  #joinedFrom(
    parts: readonly ColumnCells[],
    needs: readonly ColumnCells[],
    derive: (idOf: (part: ColumnCells) => number) => string | null,
  ): RowTexts {
    const made = new JoinedTexts(this.#columns, parts, needs, derive, this.#plan.blockRows);
    this.#made.push(made);
    return made;
  }
}
