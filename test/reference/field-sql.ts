import type { ExtraNames } from '../../electron/engine/query/extra-names.ts';
import { unknownField } from '../../electron/engine/query/field-column.ts';
import { ident, raw, type Sql, type SqlValue, sql } from '../../electron/engine/sql.ts';
import { parseNano } from '../../shared/domain/decimal.ts';
import { type FieldRef, parseFieldRef } from '../../shared/domain/field-ref.ts';
import { type FieldKind, fieldSpec } from '../../shared/domain/fields.ts';
import { AppError } from '../../shared/errors.ts';
import { parseInstant } from '../../shared/time/format.ts';

/** What a field reference is in SQL, inside a statement over `event`. */
export interface FieldSql {
  readonly ref: FieldRef;
  /** `source` is compared by id; `extra` holds text that may be a number. */
  readonly kind: FieldKind | 'source' | 'extra';
  readonly label: string;
  /** The value as stored. */
  readonly value: Sql;
  /** The value as text, as it is shown and exported. */
  readonly text: Sql;
}

/** The names a workspace knows: the fields, and the extra columns of its files. */
export interface FieldCatalog {
  /** @throws UNKNOWN_FIELD */
  resolve(ref: FieldRef): FieldSql;
  /** Like `resolve`, for a column that must exist even when it is written `extra.<name>`. */
  require(ref: FieldRef): FieldSql;
}

/** The catalog of a workspace with these extra columns. Pure. */
export function fieldCatalog(extraNames: ExtraNames): FieldCatalog {
  const ids = new Map([...extraNames].map(([id, name]) => [name, id]));
  const resolve = (ref: FieldRef, mustExist: boolean): FieldSql => {
    const target = parseFieldRef(ref);
    if (target.kind === 'field')
      return fieldSql(ref, fieldSpec(target.name).kind, fieldSpec(target.name).label);
    if (target.kind === 'id') return fieldSql(ref, 'integer', 'Event');
    if (target.kind === 'source') return sourceSql(ref);
    const id = ids.get(target.column);
    if (id === undefined && (mustExist || ref === target.column)) throw unknownField(ref, [...ids.keys()]);
    return extraSql(ref, target.column, id);
  };
  return { resolve: (ref) => resolve(ref, false), require: (ref) => resolve(ref, true) };
}

function fieldSql(ref: FieldRef, kind: FieldKind, label: string): FieldSql {
  const value = ident(ref);
  return { ref, kind, label, value, text: textOf(value, kind) };
}

function textOf(value: Sql, kind: FieldKind): Sql {
  switch (kind) {
    case 'text':
    case 'json':
      return value;
    case 'integer':
      return sql`CAST(${value} AS TEXT)`;
    case 'decimal':
      return sql`tg_decimal(${value} / 1000000000, ${value} % 1000000000)`;
    case 'instant':
      return sql`tg_instant(${value})`;
    case 'boolean':
      return sql`CASE ${value} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END`;
  }
}

/** The text of a source is the name of its file. */
function sourceSql(ref: FieldRef): FieldSql {
  const name = sql`(SELECT source.name FROM source WHERE source.id = event.source)`;
  return { ref, kind: 'source', label: 'Source', value: raw('event.source'), text: name };
}

/** The key of an extra column in the stored JSON is made of its id alone, so no log text becomes a path. */
function extraSql(ref: FieldRef, column: string, id: number | undefined): FieldSql {
  const value = id === undefined ? raw('NULL') : sql`(extra ->> ${raw(`'$.c${Math.trunc(id)}'`)})`;
  return { ref, kind: 'extra', label: column, value, text: value };
}

/**
 * A facet value as it is stored; undefined when no stored value can be written so. Integers are bound as
 * such: a plain number would be bound as a floating-point value.
 */
export function storedFacetValue(field: FieldSql, value: string): SqlValue | undefined {
  switch (field.kind) {
    case 'text':
    case 'json':
    case 'extra':
      return value;
    case 'integer':
    case 'source':
      return /^-?\d{1,15}$/.test(value) ? BigInt(value) : undefined;
    case 'decimal':
      return parseNano(value) ?? undefined;
    case 'boolean':
      return value === 'true' ? 1n : value === 'false' ? 0n : undefined;
    case 'instant':
      return instantOf(value);
  }
}

function instantOf(value: string): bigint | undefined {
  try {
    return BigInt(parseInstant(value, 'UTC'));
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
