import type { Input } from '../../../../shared/domain/inputs.ts';
import { KernelWords } from '../../kernels/kernel-rows.ts';
import type { BoundColumn, CsvRoles } from '../normalise/csv-roles.ts';
import { type JoinedText, RecordRules } from '../normalise/record-rules.ts';
import { type MemberPath, namesLookedUp, type Outermost } from '../profile/member-path.ts';
import { fillTemplate, pathsOf, type TextTemplate } from '../profile/text-template.ts';
import type { ColumnCells } from './column-cells.ts';
import type { CsvColumns } from './csv-columns.ts';
import type { CsvPlan } from './csv-parser.ts';
import { EmbeddedValues } from './embedded-values.ts';
import { JoinedTexts } from './joined-texts.ts';
import { idsOfCells, idsOfTemplate, idsOfValues, type RowIds } from './row-ids.ts';
import { type RowTexts, SameText } from './row-texts.ts';
import { RowValues, type ValuePart, type ValueSource } from './row-values.ts';

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
  /** The ids of the rows of the block, where it is the log's own id. */
  ids(): RowIds;
}

/** How a text follows from the cell of a column. */
interface Follows {
  readonly column: number;
  readonly textOf: (cells: ColumnCells, id: number) => string | null;
}

/** Finds what may fill the inputs of a CSV file. */
export class CsvCandidates {
  readonly #plan: CsvPlan;
  readonly #roles: CsvRoles;
  readonly #columns: CsvColumns;
  readonly #joined: readonly JoinedText[];
  readonly #made: RowTexts[] = [];
  readonly #inside = new Map<string, EmbeddedValues>();

  constructor(plan: CsvPlan, roles: CsvRoles, columns: CsvColumns) {
    this.#plan = plan;
    this.#roles = roles;
    this.#columns = columns;
    this.#joined = RecordRules.joined(plan.reading.profile);
  }

  /** What was put together so far, for whoever has it forgotten. */
  get made(): readonly RowTexts[] {
    return [...this.#made, ...this.#inside.values()];
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
    return [
      this.#joinedFrom([cells], [], (idOf) => {
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
   * @param needs names of columns of which one must have a value; none when there may be a text in any case
   * @param derive the text of a row, whose values it looks up by name
   */
  fromColumns(
    paths: readonly MemberPath[],
    needs: readonly string[],
    derive: (record: Outermost) => string | null,
  ): RowTexts {
    const values = new RowValues(paths, this.#source);
    const needed = needs.flatMap((name) => values.partsOf(name));
    if (needs.length > 0 && needed.length === 0) return this.same(null);
    if (values.parts.length === 0) return this.same(derive(() => undefined));
    return this.#joinedFrom(values.parts, needed, (idOf) => derive(values.rowOf(idOf)));
  }

  /** Where rules find values: those inside cells are looked for once, for all that ask for the same. */
  readonly #source: ValueSource = {
    cells: (name) => {
      const column = this.#roles.columnOf(name);
      return column === undefined ? undefined : this.#columns.cells(column);
    },
    inside: (cells, keys) => {
      const name = JSON.stringify([cells.column, ...keys]);
      const known = this.#inside.get(name);
      if (known !== undefined) return known;
      const made = new EmbeddedValues(this.#columns, cells, keys, this.#plan.blockRows);
      this.#inside.set(name, made);
      return made;
    },
  };

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
    const texts = () => this.#source.inside(this.#columns.cells(column), path);
    return { kind: 'embedded', column: -1, rank, follows: null, texts, ids: () => idsOfValues(texts()) };
  }

  #template({ rank, template }: JoinedText): Candidate {
    const paths = pathsOf(template);
    const texts = () => this.fromColumns(paths, [], (record) => fillTemplate(template, record));
    const names = new Set(paths.flatMap((path) => namesLookedUp(path) ?? []));
    const columns = new Map([...names].flatMap((name) => this.#named(name)));
    const ids = () => idsOfTemplate(template, columns);
    const follows = paths.every(({ length }) => length === 1) ? followsFrom(template, columns) : null;
    return { kind: 'joined', column: -1, rank, follows, texts, ids };
  }

  /** The cells of the column with a name, beside it; nothing where there is none. */
  #named(name: string): (readonly [string, ColumnCells])[] {
    const cells = this.#source.cells(name);
    return cells === undefined ? [] : [[name, cells]];
  }

  #joinedFrom<Part extends ValuePart>(
    parts: readonly Part[],
    needs: readonly Part[],
    derive: (idOf: (part: Part) => number) => string | null,
  ): RowTexts {
    const made = new JoinedTexts<Part>(this.#columns, parts, needs, derive, this.#plan.blockRows);
    this.#made.push(made);
    return made;
  }
}

/** How the text of a template follows from the cells of one column; null where it does from several, or from none. */
function followsFrom(template: TextTemplate, columns: ReadonlyMap<string, ColumnCells>): Follows | null {
  const [only, ...others] = new Set(columns.values());
  if (only === undefined || others.length > 0) return null;
  // Made once, not for each cell.
  let shown = 0;
  const record = (name: string) => columns.get(name)?.valueOf(shown);
  const textOf = (_: ColumnCells, id: number) => {
    shown = id;
    return fillTemplate(template, record);
  };
  return { column: only.column, textOf };
}
