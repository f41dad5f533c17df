import type Database from 'better-sqlite3';
import { foldCase } from '../../electron/engine/query/text-match.ts';
import { type Sql, sql } from '../../electron/engine/sql.ts';
import { selectRows } from '../../electron/engine/store/run-sql.ts';
import type { FacetValue, FacetValues, FacetValuesArg } from '../../shared/api/contract.ts';
import type { FieldSql } from './field-sql.ts';
import { compareKeys, groupKey, groupLabel, labelOf } from './group-key.ts';

/**
 * The values of a field among the events of a condition, most frequent first, ties by value. `search` keeps
 * those whose value or label holds it, ignoring case.
 * @throws BAD_ARGUMENT for a field that has no groups
 */
export function readFacetValues(
  db: Database.Database,
  where: Sql,
  field: FieldSql,
  arg: Pick<FacetValuesArg, 'field' | 'search' | 'limit'>,
): FacetValues {
  const needle = foldCase(arg.search);
  const values = selectRows(
    db,
    sql`SELECT ${groupKey(field)}, ${groupLabel(field)}, count(*)
        FROM event WHERE ${where} GROUP BY ${groupKey(field)}`,
  )
    .map((row): FacetValue => {
      const value = row[0] === null ? null : String(row[0]);
      return { value, label: labelOf(field, value, row[1]), events: Number(row[2]) };
    })
    .filter(({ value, label }) => foldCase(label).includes(needle) || foldCase(value ?? '').includes(needle));
  values.sort((a, b) => b.events - a.events || compareKeys(a.value, b.value));
  return { field: arg.field, total: values.length, values: values.slice(0, arg.limit) };
}
