import {
  KnownInside,
  keysBehind,
  type MemberPath,
  namesLookedUp,
  type Outermost,
  outermostKey,
  pathsInside,
} from '../profile/member-path.ts';
import type { ColumnCells } from './column-cells.ts';
import type { EmbeddedValues } from './embedded-values.ts';

/** A cell, or a value inside the JSON of one. */
export type ValuePart = ColumnCells | EmbeddedValues;

/** Where values are found. */
export interface ValueSource {
  /** The cells of the column with a name; undefined where there is none. */
  readonly cells: (name: string) => ColumnCells | undefined;
  readonly inside: (cells: ColumnCells, keys: readonly string[]) => EmbeddedValues;
}

/** What some paths lead to in the rows of a block: the least that has to be known of the cells to follow them. */
export class RowValues {
  /** Each once. */
  readonly parts: readonly ValuePart[];
  readonly #columns = new Map<string, ColumnCells | InsideCell>();
  /** Cells of which all has to be known. */
  readonly #whole: readonly ColumnCells[];
  #idOf: (part: ValuePart) => number = () => 0;

  constructor(paths: readonly MemberPath[], source: ValueSource) {
    for (const path of paths.flatMap(pathsInside)) {
      const name = namesLookedUp(path) === null ? null : outermostKey(path);
      const cells = name === null ? undefined : source.cells(name);
      if (name === null || cells === undefined) continue;
      const keys = keysBehind(path);
      const known = this.#columns.get(name) ?? new InsideCell((part) => this.#idOf(part));
      if (keys.length > 0 && known instanceof InsideCell) known.add(keys, source.inside(cells, keys));
      // Whoever looks at all of a cell sees the rest, too.
      this.#columns.set(name, keys.length === 0 ? cells : known);
    }
    const parts = [...this.#columns.keys()].flatMap((name) => this.partsOf(name));
    this.parts = [...new Set(parts)];
    this.#whole = [...this.#columns.values()].flatMap((of) => (of instanceof InsideCell ? [] : [of]));
  }

  /** Those in the column with a name. */
  partsOf(name: string): readonly ValuePart[] {
    const column = this.#columns.get(name);
    if (column === undefined) return [];
    return column instanceof InsideCell ? column.parts : [column];
  }

  /** A row, by the id that each part has in it; the same as long as nobody asks for another. */
  rowOf(idOf: (part: ValuePart) => number): Outermost {
    this.#idOf = idOf;
    for (const cells of this.#whole) cells.makeReady();
    return this.#record;
  }

  readonly #record: Outermost = (name) => {
    const column = this.#columns.get(name);
    return column === undefined || column instanceof InsideCell ? column : column.valueOf(this.#idOf(column));
  };
}

/** The cell of a row of which only some values are known. */
class InsideCell extends KnownInside {
  readonly #idOf: (part: ValuePart) => number;
  readonly #values = new Map<string, EmbeddedValues>();

  constructor(idOf: (part: ValuePart) => number) {
    super();
    this.#idOf = idOf;
  }

  get parts(): readonly EmbeddedValues[] {
    return [...this.#values.values()];
  }

  add(keys: readonly string[], values: EmbeddedValues): void {
    this.#values.set(nameOf(keys), values);
  }

  override valueAt(keys: readonly string[]): unknown {
    const values = this.#values.get(nameOf(keys));
    return values?.valueOf(this.#idOf(values));
  }
}

function nameOf(keys: readonly string[]): string {
  return keys.length === 1 ? (keys[0] ?? '') : JSON.stringify(keys);
}
