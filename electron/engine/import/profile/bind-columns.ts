import { INPUTS, type Input } from '../../../../shared/domain/inputs.ts';
import { currencyIn, isAbsent, looksLikeNumber } from '../normalise/numbers.ts';
import { looksLikeTime } from '../normalise/time-text.ts';
import { columnKey } from './column-key.ts';
import type { Profile } from './profile-format.ts';
import { holdsJsonObjects, type SampleColumn, type SampleColumns } from './sample-columns.ts';
import { isTemplate } from './text-template.ts';

/** A column that fills an input. */
export interface Binding {
  readonly input: Input;
  readonly column: SampleColumn;
  /** Keys into the JSON object the column holds; empty when the column itself is meant. */
  readonly path: readonly string[];
  /** Position among the profile's candidates; the lower one wins where a record has both. */
  readonly rank: number;
}

/** The name by which a binding is stated: the column, with the path through the JSON text in it. */
export function boundName({ column, path }: Binding): string {
  return [column.name, ...path].join('.');
}

/** How many values a guess is judged by. */
const JUDGED_VALUES = 500;

/** Inputs whose values must be times or numbers for a guess to hold. */
const NUMERIC_INPUTS: ReadonlySet<Input> = new Set([
  'requests',
  'inputTokens',
  'outputTokens',
  'credits',
  'balance',
  'cost',
  'byokCost',
]);

/**
 * Finds the columns a profile takes. A column fills one input only.
 * @param all whether every candidate is taken, as for records that do not all have the same members; else only
 * the first column that the file has, and the members of JSON texts that would be better
 * @param chosen inputs whose candidates were chosen by hand: they come first, are meant to the letter, and are not
 * judged by their values
 */
export function bindColumns(
  profile: Profile,
  sample: SampleColumns,
  all: boolean,
  chosen: ReadonlySet<Input> = NONE,
): readonly Binding[] {
  const byKey = new Map<string, SampleColumn>();
  for (const column of sample.columns) {
    const key = columnKey(column.name);
    if (!byKey.has(key)) byKey.set(key, column);
  }
  const byName = new Map(sample.columns.map((column) => [column.name, column]));
  const taken = new Set<SampleColumn>();
  const bindings: Binding[] = [];
  const chosenFirst = [...INPUTS].sort((a, b) => Number(chosen.has(b)) - Number(chosen.has(a)));
  for (const input of chosenFirst) {
    const candidates = profile.inputs[input] ?? [];
    for (const [rank, candidate] of candidates.entries()) {
      const exact = chosen.has(input) ? byName.get(candidate) : undefined;
      if (exact === undefined && isTemplate(candidate)) continue;
      const binding = exact === undefined ? bind(input, candidate, rank, byKey) : bindTo(input, exact, rank);
      if (binding === null || (binding.path.length === 0 && taken.has(binding.column))) continue;
      if (profile.guess && !chosen.has(input) && !looksRight(binding)) continue;
      if (binding.path.length === 0) taken.add(binding.column);
      bindings.push(binding);
      if (!all && binding.path.length === 0) break;
    }
  }
  return profile.guess && !chosen.has('time') ? withGuessedTime(bindings, sample, taken) : bindings;
}

const NONE: ReadonlySet<Input> = new Set();

function bind(
  input: Input,
  candidate: string,
  rank: number,
  byKey: ReadonlyMap<string, SampleColumn>,
): Binding | null {
  const column = byKey.get(columnKey(candidate));
  if (column !== undefined) return bindTo(input, column, rank);
  const [outer, ...path] = candidate.split('.');
  const holder = path.length === 0 || outer === undefined ? undefined : byKey.get(columnKey(outer));
  return holder !== undefined && holdsObjects(holder) ? { input, column: holder, path, rank } : null;
}

/** Whether the values are JSON objects as text: cells of a CSV file, or strings of a JSON record. */
function holdsObjects({ holds, values }: SampleColumn): boolean {
  return holds === 'objects-as-text' || (holds === 'text' && holdsJsonObjects(values));
}

function bindTo(input: Input, column: SampleColumn, rank: number): Binding | null {
  return column.holds === 'containers' && input !== 'detail' ? null : { input, column, path: [], rank };
}

/** Whether the values are what the input needs. An empty column proves nothing against it. */
function looksRight({ input, column, path }: Binding): boolean {
  if (path.length > 0) return true;
  const values = column.values.slice(0, JUDGED_VALUES).filter((value) => !isAbsent(value));
  if (values.length === 0) return true;
  if (input === 'time') return share(values, looksLikeTime) >= 0.5;
  if (NUMERIC_INPUTS.has(input)) return share(values, (value) => looksLikeNumber(value)) >= 0.5;
  if (input === 'currency')
    return share(values, (value) => currencyIn(value) !== null || value.length === 3) >= 0.5;
  return true;
}

const TIME_WORDS = /time|date|when|_at$|At$/i;

/**
 * Without a column of a known name: one whose name speaks of time and whose values are times; else one whose
 * values are all written with date and clock, whatever it is called. Bare numbers and dates do not suffice there.
 */
function withGuessedTime(
  bindings: Binding[],
  sample: SampleColumns,
  taken: ReadonlySet<SampleColumn>,
): Binding[] {
  if (bindings.some((binding) => binding.input === 'time')) return bindings;
  const free = sample.columns.filter((column) => !taken.has(column) && column.holds === 'text');
  const column =
    free.find((candidate) => TIME_WORDS.test(candidate.name) && holdsMostly(candidate, looksLikeTime)) ??
    free.find((candidate) => holdsMostly(candidate, (value) => value.includes(':') && looksLikeTime(value)));
  return column === undefined ? bindings : [...bindings, { input: 'time', column, path: [], rank: 0 }];
}

function holdsMostly(column: SampleColumn, holds: (value: string) => boolean): boolean {
  const values = column.values.slice(0, JUDGED_VALUES);
  return values.length > 0 && share(values, holds) >= 0.9;
}

function share(values: readonly string[], holds: (value: string) => boolean): number {
  return values.filter(holds).length / values.length;
}
