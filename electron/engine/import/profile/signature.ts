import { parseContainer } from '../normalise/details.ts';
import { jsonText } from '../normalise/json-text.ts';
import { isAbsent, looksLikeNumber } from '../normalise/numbers.ts';
import { looksLikeTime } from '../normalise/time-text.ts';
import { columnKey } from './column-key.ts';
import { memberOf } from './member-path.ts';
import type { Profile } from './profile-format.ts';
import type { SampleColumn, SampleColumns } from './sample-columns.ts';
import { holdsFor } from './text-tests.ts';

type Condition = Profile['signature']['matches'][number];
type Shape = NonNullable<Condition['shape']>;

/** How many values a condition is judged by. */
const JUDGED_VALUES = 500;

/** The columns of a file by what their names have in common. Made once for all profiles. */
export class ColumnLookup {
  readonly #byKey = new Map<string, SampleColumn>();

  constructor({ columns }: SampleColumns) {
    for (const column of columns) {
      const key = columnKey(column.name);
      if (!this.#byKey.has(key)) this.#byKey.set(key, column);
    }
  }

  /** The column of a name; null when the file has none. */
  column(name: string): SampleColumn | null {
    return this.#byKey.get(columnKey(name)) ?? null;
  }

  /** Values of a column or of a member of the JSON texts in one; null when there is no such thing. */
  values(name: string): readonly string[] | null {
    const own = this.column(name);
    if (own !== null) return own.values;
    for (let dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
      const holder = this.column(name.slice(0, dot));
      if (holder?.holds !== 'objects-as-text') continue;
      const values = membersOf(holder.values, name.slice(dot + 1).split('.'));
      return values.length === 0 ? null : values;
    }
    return null;
  }
}

function membersOf(texts: readonly string[], keys: readonly string[]): string[] {
  return texts.slice(0, JUDGED_VALUES).flatMap((text) => {
    const value = keys.reduce<unknown>(memberOf, parseContainer(text.trim()));
    return value === undefined || value === null ? [] : [jsonText(value)];
  });
}

/** Whether a file has what a profile says it must, and nothing of what it says it never has. */
export function fulfils({ matches, without }: Profile['signature'], columns: ColumnLookup): boolean {
  return (
    matches.every((condition) => holds(condition, columns)) &&
    without.every((name) => columns.values(name) === null)
  );
}

function holds(condition: Condition, columns: ColumnLookup): boolean {
  const found = condition.column.map((name) => columns.values(name)).find((values) => values !== null);
  if (found === undefined || found === null) return false;
  const judged = found.slice(0, JUDGED_VALUES).filter((value) => !isAbsent(value));
  const fitting = judged.filter((value) => holdsFor(value, condition) && hasShape(value, condition.shape));
  return fitting.length * 2 > judged.length || judged.length === 0;
}

function hasShape(text: string, shape: Shape | undefined): boolean {
  return shape === undefined || SHAPES[shape](text.trim());
}

const SHAPES: Readonly<Record<Shape, (text: string) => boolean>> = {
  uuid: (text) => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text),
  object: (text) => text.startsWith('{') && text.endsWith('}'),
  number: looksLikeNumber,
  time: looksLikeTime,
  email: (text) => /^[^\s<>()@,;]+@[^\s<>()@,;]+$/.test(text),
};
