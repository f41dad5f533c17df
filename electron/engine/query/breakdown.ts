import type Database from 'better-sqlite3';
import type { Breakdown, BreakdownArg, Group } from '../../../shared/api/contract.ts';
import type { Measure } from '../../../shared/domain/measures.ts';
import { type Sql, sql } from '../sql.ts';
import { selectRows } from '../store/run-sql.ts';
import type { FieldSql } from './field-sql.ts';
import { compareKeys, groupKey, groupLabel, labelOf } from './group-key.ts';
import { measureOf, readSums, SUMMED, withSums } from './measure-sql.ts';

/**
 * Groups the events of a condition by a field.
 * Sorted by the measure, descending; groups without a value of it come last, ties go by key.
 * @throws BAD_ARGUMENT for a field that has no groups
 */
export function readBreakdown(
  db: Database.Database,
  where: Sql,
  field: FieldSql,
  { by, measure, limit }: Pick<BreakdownArg, 'by' | 'measure' | 'limit'>,
): Breakdown {
  const groups = withSums(SUMMED, (sums) =>
    selectRows(
      db,
      sql`SELECT ${groupKey(field)}, ${groupLabel(field)}, count(*)${sums}
          FROM event WHERE ${where} GROUP BY ${groupKey(field)}`,
    ),
  ).map((row): Group => {
    const key = row[0] === null ? null : String(row[0]);
    return { key, label: labelOf(field, key, row[1]), events: Number(row[2]), ...readSums(row, 3) };
  });
  groups.sort((a, b) => compareMeasure(measure, a, b) || compareKeys(a.key, b.key));
  return { by, measure, total: groups.length, groups: groups.slice(0, limit) };
}

function compareMeasure(measure: Measure, a: Group, b: Group): number {
  const [valueOfA, valueOfB] = [measureOf(measure, a.events, a), measureOf(measure, b.events, b)];
  if (valueOfA === valueOfB) return 0;
  if (valueOfA === null) return 1;
  return valueOfB === null ? -1 : valueOfB - valueOfA;
}
