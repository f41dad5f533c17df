import type { Input } from '../../../../shared/domain/inputs.ts';
import type { Binding } from '../profile/bind-columns.ts';
import { columnKey } from '../profile/column-key.ts';
import type { Profile } from '../profile/profile-format.ts';
import { RecordRules } from './record-rules.ts';

/** A column that fills an input, as it stands or from the JSON in it. */
export interface BoundColumn {
  readonly input: Input;
  readonly column: number;
  /** Keys into the JSON text of the cell; empty when the cell itself is meant. */
  readonly path: readonly string[];
  /** The lower one wins where a row has both. */
  readonly rank: number;
}

/** A column that is kept under its own name. */
export interface OwnColumn {
  readonly column: number;
  readonly name: string;
  /** Whether it always is; else only where its cell gave way to a better one. */
  readonly free: boolean;
}

/** What the columns of a CSV file are for; the same for parsing by rows and by columns. */
export interface CsvRoles {
  /** In the order in which they are tried. */
  readonly bound: readonly BoundColumn[];
  readonly embedded: readonly BoundColumn[];
  /** Kept together in the details, where they hold JSON. */
  readonly collected: readonly OwnColumn[];
  readonly own: readonly OwnColumn[];
  /** All columns. */
  readonly named: readonly OwnColumn[];
  /** Inputs whose column stays whatever its value comes to. */
  readonly judged: ReadonlySet<Input>;
  /** Column of each name that a rule may say. */
  readonly columnOf: (name: string) => number | undefined;
}

/** Settles what each column is for. */
export function csvRoles(
  columns: readonly string[],
  bindings: readonly Binding[],
  profile: Profile,
): CsvRoles {
  const place = new Map(columns.map((name, index) => [name, index]));
  const all = bindings.map(({ input, column, path, rank }) => ({
    ...{ input, path, rank },
    column: place.get(column.name) ?? -1,
  }));
  const bound = all.filter(({ path }) => path.length === 0);
  const judged = RecordRules.judged(profile);
  const taken = new Set(bound.filter(({ input }) => !judged.has(input)).map(({ column }) => column));
  const details = new Set(profile.details.map(columnKey));
  const later = new Set(
    bound.filter(({ input }, at) => bound.findIndex((other) => other.input === input) < at),
  );
  const spare = new Set([...later].map(({ column }) => column));
  const named = columns.map((name, column) => ({ name, column, free: !taken.has(column) }));
  const isCollected = ({ name, free }: OwnColumn) => free && details.has(columnKey(name));
  return {
    bound,
    embedded: all.filter(({ path }) => path.length > 0),
    collected: named.filter(isCollected),
    own: named.filter((column) => (column.free || spare.has(column.column)) && !isCollected(column)),
    named,
    judged,
    columnOf: columnLookup(columns),
  };
}

/** Finds columns by what the spellings of their names have in common; of several, the first. */
function columnLookup(columns: readonly string[]): (name: string) => number | undefined {
  const places = new Map(columns.map((name, index) => [columnKey(name), index] as const).reverse());
  const known = new Map<string, number | undefined>();
  return (name) => {
    if (!known.has(name)) known.set(name, places.get(columnKey(name)));
    return known.get(name);
  };
}
