import type Database from 'better-sqlite3';
import { type Sql, sql } from '../../electron/engine/sql.ts';
import { selectRows } from '../../electron/engine/store/run-sql.ts';
import type { Breakdown, BreakdownArg, Group } from '../../shared/api/contract.ts';
import { readCosts } from './costs.ts';
import type { FieldSql } from './field-sql.ts';
import { compareKeys, groupKey, groupLabel, labelOf } from './group-key.ts';
import { readMeasure, readSums, SUMMED, withSums } from './measure-sql.ts';

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
  const costsOf = readCosts(db, where, groupKey(field));
  const ranked = withSums(SUMMED, (sums) =>
    selectRows(
      db,
      sql`SELECT ${groupKey(field)}, ${groupLabel(field)}, count(*)${sums}
          FROM event WHERE ${where} GROUP BY ${groupKey(field)}`,
    ),
  ).map((row): Ranked => {
    const key = row[0] === null ? null : String(row[0]);
    const events = Number(row[2]);
    const group = { key, label: labelOf(field, key, row[1]), events, ...readSums(row, 3), ...costsOf(key) };
    return { group, value: readMeasure(measure, events, row, 3) };
  });
  ranked.sort((a, b) => descending(a.value, b.value) || compareKeys(a.group.key, b.group.key));
  return { by, measure, total: ranked.length, groups: ranked.slice(0, limit).map(({ group }) => group) };
}

/** A group and its value of the measure. */
interface Ranked {
  readonly group: Group;
  readonly value: number | null;
}

function descending(a: number | null, b: number | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  return b === null ? -1 : b - a;
}
