import { join, type Sql, type SqlValue, sql } from '../../electron/engine/sql.ts';
import { NANO } from '../../shared/domain/decimal.ts';
import { AppError } from '../../shared/errors.ts';
import type { Bound, RangeClause } from '../../shared/filter/filter.ts';
import type { FieldSql } from './field-sql.ts';

/**
 * A range as a condition. Without bounds it asks for any value.
 * @throws BAD_ARGUMENT for a field whose values have no order
 */
export function compileRange({ min, max }: RangeClause, field: FieldSql): Sql {
  const value = comparable(field);
  const conditions: Sql[] = [];
  if (min !== null) conditions.push(atLeast(value, field, min));
  if (max !== null) conditions.push(atMost(value, field, max));
  return conditions.length === 0 ? sql`${value} IS NOT NULL` : join(conditions, ' AND ');
}

function comparable(field: FieldSql): Sql {
  switch (field.kind) {
    case 'integer':
    case 'decimal':
    case 'instant':
      return field.value;
    case 'extra':
      return sql`tg_number(${field.value})`;
    case 'text':
    case 'boolean':
    case 'json':
    case 'source':
      throw new AppError(
        'BAD_ARGUMENT',
        `${field.label} has no order, so it cannot be filtered by a range.`,
        {
          field: field.ref,
        },
      );
  }
}

function atLeast(value: Sql, field: FieldSql, bound: Bound): Sql {
  const { stored, exact } = storedBound(field, bound);
  // Above a value between two stored ones lie those above the lower of the two.
  return bound.inclusive && exact ? sql`${value} >= ${stored}` : sql`${value} > ${stored}`;
}

function atMost(value: Sql, field: FieldSql, bound: Bound): Sql {
  const { stored, exact } = storedBound(field, bound);
  return bound.inclusive || !exact ? sql`${value} <= ${stored}` : sql`${value} < ${stored}`;
}

/** A bound in stored units; when it lies between two, the lower of them and `exact` false. */
function storedBound(field: FieldSql, { value }: Bound): { stored: SqlValue; exact: boolean } {
  return field.kind === 'decimal' ? floorNano(value) : { stored: value, exact: true };
}

/**
 * A number in nano units, rounded down, by its shortest decimal digits: 0.1 is exactly 100,000,000. What no
 * stored value can reach becomes a plain number, which SQL compares all the same.
 */
function floorNano(value: number): { stored: SqlValue; exact: boolean } {
  if (Math.abs(value) > 1e10) return { stored: value * Number(NANO), exact: true };
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  const shift = 9 - fraction.length + Number(exponent);
  const digits = BigInt(`${sign}${whole}${fraction}`);
  if (shift >= 0) return { stored: digits * 10n ** BigInt(shift), exact: true };
  const divisor = 10n ** BigInt(-shift);
  const rest = digits % divisor;
  const quotient = digits / divisor;
  return { stored: rest < 0n ? quotient - 1n : quotient, exact: rest === 0n };
}
