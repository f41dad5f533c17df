import type Database from 'better-sqlite3';
import { type Sql, sql } from '../../electron/engine/sql.ts';
import { selectRows } from '../../electron/engine/store/run-sql.ts';
import type { Costs, CurrencyCost } from '../../shared/api/contract.ts';
import { compareKeys } from './group-key.ts';
import { readMeasure, SUMMED, withSums } from './measure-sql.ts';

const PRICED = sql`(cost IS NOT NULL OR byokCost IS NOT NULL)`;

/** Costs of the groups of a condition, by currency; asked for by the key of a group. */
export function readCosts(db: Database.Database, where: Sql, key: Sql): (key: string | null) => Costs {
  const rows = withSums(SUMMED, (sums) =>
    selectRows(
      db,
      sql`SELECT ${key}, currency, count(*)${sums} FROM event WHERE (${where}) AND ${PRICED} GROUP BY ${key}, currency`,
    ),
  ).map((row) => ({
    key: row[0] === null ? null : String(row[0]),
    events: Number(row[2]),
    currency: row[1] === null ? null : String(row[1]),
    cost: readMeasure('cost', 1, row, 3),
    byokCost: readMeasure('byokCost', 1, row, 3),
  }));
  return (wanted) => {
    const own = rows.filter((row) => row.key === wanted);
    own.sort((a, b) => b.events - a.events || compareKeys(a.currency, b.currency));
    const costs = own.map(({ currency, cost, byokCost }): CurrencyCost => ({ currency, cost, byokCost }));
    const sum = (name: 'cost' | 'byokCost') => {
      const found = costs.flatMap((one) => one[name] ?? []);
      return found.length === 1 ? (found[0] ?? null) : null;
    };
    return { cost: sum('cost'), byokCost: sum('byokCost'), costs };
  };
}
