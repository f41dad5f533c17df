import { formatNano } from '../../../../shared/domain/decimal.ts';
import { type FieldRef, parseFieldRef } from '../../../../shared/domain/field-ref.ts';
import { type FieldKind, fieldSpec } from '../../../../shared/domain/fields.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Codes, ColumnName, ExtraName } from '../../columns/column.ts';
import type { Checkpoint, LoadedColumns } from '../loaded-columns.ts';
import { once } from './column-facts.ts';
import { numberCodes } from './number-codes.ts';

/** What a group of events is called when it is the one without a value. */
export const NO_VALUE = 'No value';

/** The names of a workspace that its columns do not hold. */
export interface GroupNames {
  /**
   * The column of a file's own column, named as in a filter.
   * @throws UNKNOWN_FIELD when the workspace has none of that name
   */
  extraColumn(ref: FieldRef): ExtraName;
  /** The file name of a source; null when there is no such source. */
  sourceName(id: number): string | null;
  /** The names that are known of actors whose events show an id or address only, by that; absent where none is. */
  knownActors?(keys: readonly string[], checkpoint: Checkpoint): ReadonlyMap<string, string | null>;
}

/** A field that events are grouped by: a code for each position, 0 where there is no value. */
export interface GroupField {
  readonly ref: FieldRef;
  /** Null when no event has a value. */
  readonly codes: Codes | null;
  /** Codes run from 1 to this. */
  readonly size: number;
  /** The text of a group, which finds its events in a facet clause; null for code 0. */
  key(code: number): string | null;
  /** How a group is shown, where that does not depend on the events. */
  label(code: number): string;
  /** Whether groups with a value are shown by something else than that. */
  readonly renamed?: boolean;
  /** Order of the keys of two groups, no value last. */
  compare(a: number, b: number): number;
}

/**
 * The groups of a field, source or extra column.
 * @throws BAD_ARGUMENT for a field that has no groups, UNKNOWN_FIELD for a column that is not there
 */
export function groupField(columns: LoadedColumns, ref: FieldRef, names: GroupNames): GroupField {
  const target = parseFieldRef(ref);
  switch (target.kind) {
    case 'id':
      return eventIds(columns, ref);
    case 'source':
      return sources(columns, ref, names);
    case 'extra':
      return texts(columns, ref, names.extraColumn(ref));
    case 'field':
      return fieldGroups(columns, target.name, fieldSpec(target.name).kind, fieldSpec(target.name).label);
  }
}

function fieldGroups(columns: LoadedColumns, name: ColumnName, kind: FieldKind, label: string): GroupField {
  switch (kind) {
    case 'text':
      return texts(columns, name, name);
    case 'boolean':
      return flags(columns, name);
    case 'integer':
      return numbers(columns, name, name, String);
    case 'decimal':
      return numbers(columns, name, name, (value) => formatNano(BigInt(value)));
    case 'instant':
    case 'json':
      throw new AppError(
        'BAD_ARGUMENT',
        `${label} has no groups. Count by another field${kind === 'instant' ? ', or use the histogram' : ''}.`,
        { field: name },
      );
  }
}

function texts(columns: LoadedColumns, ref: FieldRef, name: ColumnName): GroupField {
  const column = columns.texts(name);
  if (column === null) return withoutValues(ref);
  const field = labelled(ref, column.codes, column.size, (code) => column.text(code));
  return { ...field, compare: (a, b) => (a === 0 || b === 0 ? noneLast(a, b) : column.compare(a, b)) };
}

function numbers(
  columns: LoadedColumns,
  ref: FieldRef,
  name: ColumnName,
  text: (value: number | bigint) => string,
): GroupField {
  const column = columns.numbers(name);
  if (column === null) return withoutValues(ref);
  const coded = once(columns, `codes of ${name}`, () => numberCodes(column, columns.count));
  return labelled(ref, coded.codes, coded.size, (code) => text(coded.value(code)));
}

function flags(columns: LoadedColumns, name: ColumnName): GroupField {
  const field = numbers(columns, name, name, (value) => (value === 1 ? 'true' : 'false'));
  if (name !== 'byok') return field;
  const byok = (code: number) => (field.key(code) === 'true' ? 'BYOK' : 'Non-BYOK');
  return { ...field, renamed: true, label: (code) => (code === 0 ? NO_VALUE : byok(code)) };
}

function sources(columns: LoadedColumns, ref: FieldRef, names: GroupNames): GroupField {
  const field = numbers(columns, ref, 'source', String);
  const label = (code: number) => names.sourceName(Number(field.key(code))) || field.label(code);
  return { ...field, renamed: true, label };
}

function eventIds(columns: LoadedColumns, ref: FieldRef): GroupField {
  const codes = once(columns, 'codes of id', () => {
    return new Uint32Array(columns.count).map((_, position) => position + 1);
  });
  return labelled(ref, codes, columns.count, (code) => String(columns.idAt(code - 1)));
}

function withoutValues(ref: FieldRef): GroupField {
  return labelled(ref, null, 0, () => '');
}

function labelled(
  ref: FieldRef,
  codes: Codes | null,
  size: number,
  text: (code: number) => string,
): GroupField {
  return {
    ref,
    codes,
    size,
    key: (code) => (code === 0 ? null : text(code)),
    label: (code) => (code === 0 ? NO_VALUE : text(code)),
    compare: (a, b) => compareKeys(a === 0 ? null : text(a), b === 0 ? null : text(b)),
  };
}

/** Order of codes of which one is 0. */
function noneLast(a: number, b: number): number {
  if (a === b) return 0;
  return a === 0 ? 1 : -1;
}

/** Order of keys where nothing else decides: by UTF-16 units, no value last. */
export function compareKeys(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  return b === null || a < b ? -1 : 1;
}
