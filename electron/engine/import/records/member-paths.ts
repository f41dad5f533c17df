import { parseContainer } from '../normalise/details.ts';
import { jsonText } from '../normalise/json-text.ts';
import { columnKey } from '../profile/column-key.ts';
import { ColumnValues } from '../profile/column-values.ts';
import type { SampleColumn } from '../profile/sample-columns.ts';
import { TAPE } from './json-tape.ts';
import type { TapeRecord } from './tape-record.ts';

/** How many paths of JSON records are looked at. */
const MAX_COLUMNS = 5_000;

/** A member path, and those below it. */
interface Path {
  /** Keys joined by dots. */
  readonly name: string;
  /** Null where there are too many columns, and at the root. */
  readonly column: Collected | null;
  /** By key; null for a key that no column has. */
  readonly below: Map<string, Path | null>;
  /** The first element of a list that stands here, which is no column of its own. */
  first: Path | null;
}

interface Collected {
  readonly values: ColumnValues;
  holds: SampleColumn['holds'];
  /** Found by looking into the first element of an array, or into a text. */
  readonly peeked: boolean;
}

/** Collects what the members of records hold. */
export class MemberPaths {
  readonly #columns = new Map<string, Collected>();
  readonly #root: Path = pathAt('', null);

  /** Every member path so far, in the order in which they were met. */
  columns(): SampleColumn[] {
    return [...this.#columns].map(
      ([name, { values, holds, peeked }]): SampleColumn => ({ name, values: values.values, holds, peeked }),
    );
  }

  /** Adds a record as `JSON.parse` gives it. */
  add(record: unknown): void {
    if (isObject(record)) this.#walk(record, this.#root, false);
    else if (record !== null) note(this.#column('value', false), record);
  }

  /** {@link add} for a record on a tape. */
  addTaped(record: TapeRecord): void {
    this.#walkTape(record, record.root, this.#root, false);
  }

  #walk(object: object, at: Path, peeked: boolean): void {
    for (const [key, value] of Object.entries(object)) {
      if (value === null) continue;
      const path = this.#below(at, key, peeked);
      if (path === null) continue;
      note(path.column, value);
      if (typeof value === 'string') this.#lookInto(value, path);
      else if (isObject(value)) this.#walk(value, path, peeked);
      else if (Array.isArray(value) && isObject(value[0])) this.#walk(value[0], firstOf(path), true);
    }
  }

  #walkTape(record: TapeRecord, object: number, at: Path, peeked: boolean): void {
    const end = record.behind(object);
    for (let place = record.first(object); place < end; place = record.behind(place)) {
      const kind = record.kind(place);
      if (kind === TAPE.none) continue;
      const path = this.#below(at, record.key(place), peeked);
      if (path === null) continue;
      if (kind < TAPE.object) {
        const text = record.text(place, null, true);
        noteText(path.column, text);
        if (kind === TAPE.string) this.#lookInto(text, path);
        continue;
      }
      noteContainer(path.column, record, place);
      const first = record.first(place);
      if (kind === TAPE.object) this.#walkTape(record, place, path, peeked);
      else if (first < record.behind(place) && record.kind(first) === TAPE.object) {
        this.#walkTape(record, first, firstOf(path), true);
      }
    }
  }

  /** Text may hold an object. */
  #lookInto(text: string, path: Path): void {
    const inside = text.startsWith('{') ? parseContainer(text) : undefined;
    if (typeof inside === 'object' && inside !== null) this.#walk(inside, path, true);
  }

  /** Null for a key without a letter or digit. */
  #below(at: Path, key: string, peeked: boolean): Path | null {
    let path = at.below.get(key);
    if (path === undefined) {
      const name = at === this.#root ? key : `${at.name}.${key}`;
      path = columnKey(key) === '' ? null : pathAt(name, this.#column(name, peeked));
      at.below.set(key, path);
    }
    return path;
  }

  #column(name: string, peeked: boolean): Collected | null {
    const known = this.#columns.get(name);
    if (known !== undefined) return known;
    if (this.#columns.size >= MAX_COLUMNS) return null;
    const column: Collected = { values: new ColumnValues(), holds: 'text', peeked };
    this.#columns.set(name, column);
    return column;
  }
}

function pathAt(name: string, column: Collected | null): Path {
  return { name, column, below: new Map(), first: null };
}

function firstOf(list: Path): Path {
  list.first ??= pathAt(`${list.name}.0`, null);
  return list.first;
}

/** Values are made texts only as long as they are kept. */
function note(column: Collected | null, value: unknown): void {
  if (column === null) return;
  if (typeof value === 'object') column.holds = 'containers';
  if (!column.values.isFull) column.values.add(jsonText(value));
}

function noteText(column: Collected | null, text: string): void {
  if (column !== null && !column.values.isFull) column.values.add(text);
}

function noteContainer(column: Collected | null, record: TapeRecord, place: number): void {
  if (column === null) return;
  column.holds = 'containers';
  if (!column.values.isFull) column.values.add(record.json(place));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
