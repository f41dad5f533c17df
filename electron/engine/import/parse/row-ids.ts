import { LONGEST_ABSENT } from '../normalise/numbers.ts';
import { namesLookedUp } from '../profile/member-path.ts';
import { MAX_VALUE, type Placeholder, placeholderText, type TextTemplate } from '../profile/text-template.ts';
import type { ColumnCells } from './column-cells.ts';
import type { EmbeddedValues } from './embedded-values.ts';
import type { IdPart } from './id-parts.ts';
import { type JsonBytes, partOf } from './json-bytes.ts';
import { textAt } from './row-texts.ts';

type TextOfRow = (row: number) => string | null;

/** The log's own ids of the rows of a block. They differ from row to row, so that no text of them is remembered. */
export interface RowIds {
  /** Without blanks around it; null where the row has none. */
  readonly textOf: TextOfRow;
  /** Adds the id of a row as a part of JSON text. Returns false where {@link textOf} has to be asked instead. */
  readonly add: (row: number, into: JsonBytes) => boolean;
  /** What a kernel may put them together from; null where it cannot. */
  readonly parts: readonly IdPart[] | null;
}

/** Ids that are values in the JSON of cells: texts are only made for those that kernels cannot take as they are written. */
export function idsOfValues(values: EmbeddedValues): RowIds {
  const ids = idsOfText((row) => {
    values.take();
    return textAt(values, row);
  });
  return { ...ids, parts: [{ kind: 'placed', write: (to) => values.writePlaces(to) }] };
}

/** The first of several that a row has. */
export function firstIds(each: readonly RowIds[]): RowIds {
  return idsOfText((row) => {
    for (const { textOf } of each) {
      const text = textOf(row);
      if (text !== null) return text;
    }
    return null;
  });
}

/** Texts that differ. */
function idsOfText(textOf: TextOfRow): RowIds {
  return {
    textOf,
    add: (row, into) => {
      const text = textOf(row);
      return text !== null && into.addPart(text);
    },
    parts: null,
  };
}

/** Ids that are the cells of a column. */
export function idsOfCells(cells: ColumnCells): RowIds {
  return {
    textOf: (row) => cells.textAt(row),
    add: (row, into) => {
      const before = into.length;
      return cells.addPlain(row, into) && isTrimmed(into, before);
    },
    parts: [{ kind: 'cell', column: cells.column, isWord: false }],
  };
}

/** Ids that are put together. What a cell gives to its place is worked out once in a block. */
export function idsOfTemplate(template: TextTemplate, columns: ReadonlyMap<string, ColumnCells>): RowIds {
  for (const cells of columns.values()) if (!cells.areDistinct) cells.take();
  const parts = template.map((part) => (typeof part === 'string' ? sameInAll(part) : placeOf(part, columns)));
  return {
    textOf: (row) => {
      let text = '';
      for (const { textOf } of parts) {
        const value = textOf(row);
        if (value === null) return null;
        text += value;
      }
      const trimmed = text.trim();
      return trimmed === '' ? null : trimmed;
    },
    add: (row, into) => {
      const before = into.length;
      if (parts.every(({ add }) => add(row, into))) return isTrimmed(into, before);
      into.length = before;
      return false;
    },
    parts: parts.some((part) => part.parts === null) ? null : parts.flatMap((part) => part.parts ?? []),
  };
}

/** Whether what was added from a position on has no blanks around it; else it is taken away again. */
function isTrimmed(into: JsonBytes, from: number): boolean {
  if (into.length > from && isMark(into.bytes[from]) && isMark(into.bytes[into.length - 1])) return true;
  into.length = from;
  return false;
}

/** Whether a byte is a whole character that is no blank. */
function isMark(byte = 0): boolean {
  return byte > 0x20 && byte < 0x7f;
}

function placeOf(place: Placeholder, columns: ReadonlyMap<string, ColumnCells>): RowIds {
  const names = namesLookedUp(place.path) ?? [];
  const cells = columns.get(names[0] ?? '');
  if (names.length > 1) {
    return idsOfText((row) => placeholderText(place, (name) => columns.get(name)?.valueAt(row)));
  }
  if (cells === undefined) return sameInAll(placeholderText(place, () => undefined));
  if (cells.areDistinct) {
    const texts = idsOfText((row) => placeholderText(place, () => cells.valueAt(row)));
    return place.path.length > 1 || place.edits.length > 0
      ? texts
      : {
          ...texts,
          add: (row, into) => addWord(cells, row, into) || texts.add(row, into),
          parts: [{ kind: 'cell', column: cells.column, isWord: true }],
        };
  }
  return remembered(cells, (id) => placeholderText(place, () => cells.valueOf(id)));
}

/** Adds a cell that fills its place as it stands: no JSON, no word for "no value". */
function addWord(cells: ColumnCells, row: number, into: JsonBytes): boolean {
  const before = into.length;
  if (!cells.addPlain(row, into) || !isTrimmed(into, before)) return false;
  const size = into.length - before;
  const first = into.bytes[before];
  if (size > LONGEST_ABSENT && size <= MAX_VALUE && first !== OPEN_OBJECT && first !== OPEN_LIST) return true;
  into.length = before;
  return false;
}

const OPEN_OBJECT = 123;
const OPEN_LIST = 91;

function sameInAll(text: string | null): RowIds {
  const part = text === null ? null : partOf(text);
  return {
    textOf: () => text,
    add: (_, into) => {
      if (part !== null) into.addBytes(part);
      return part !== null;
    },
    parts: part === null ? null : [{ kind: 'same', bytes: part }],
  };
}

/** What follows from the cells of a block, once for each. */
function remembered(cells: ColumnCells, textOfId: (id: number) => string | null): RowIds {
  const known: (Uint8Array | null | undefined)[] = [];
  const bytesOf = (id: number): Uint8Array | null => {
    let part = known[id];
    if (part === undefined) {
      const text = textOfId(id);
      part = text === null ? null : partOf(text);
      known[id] = part;
    }
    return part;
  };
  return {
    textOf: (row) => textOfId(cells.ids.values[row] ?? 0),
    add: (row, into) => {
      const part = bytesOf(cells.ids.values[row] ?? 0);
      if (part !== null) into.addBytes(part);
      return part !== null;
    },
    parts: [{ kind: 'numbered', ids: cells.ids, met: cells.met, bytesOf }],
  };
}
